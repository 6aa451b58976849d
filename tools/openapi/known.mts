import {
	catalogue,
	isComposite,
	namedRows,
	type Field,
	type Operation,
} from '../../dist/nodes/shared/catalogue/index.js';
import { operationIdentity } from '../../dist/nodes/shared/helpSite/pages/operationName.js';
import type { PageContent, PageType } from '../../dist/nodes/shared/helpSite/pages/types.js';
import type { Site } from '../catalogue/readSite.mts';

/** An operation that the catalogue has, too. */
export interface KnownOperation {
	/** As in `serviceRequest.getAll`. */
	readonly name: string;
	readonly row: Operation;
}

/** The catalogue's operations by their identity. */
export const KNOWN_OPERATIONS: ReadonlyMap<string, KnownOperation> = new Map(
	catalogue.flatMap((resource) =>
		namedRows(resource).flatMap(
			([name, row]): Array<[string, KnownOperation]> =>
				isComposite(row)
					? []
					: [[operationIdentity(row), { name: `${resource.value}.${name}`, row }]],
		),
	),
);

/** What the catalogue knows of a model's field and its page does not tell. */
export interface FieldNote {
	/** In English, with the Finnish term. */
	readonly title?: string;
	readonly nullable?: true;
}

/** By the field's key. */
export type FieldNotes = ReadonlyMap<string, FieldNote>;

const PAGE_OF = /^(PagingMetadataResponseOf)+/;

/** The model that a content names; of a page of rows, that of its rows. */
export function modelNameOf(type: PageType | undefined): string | undefined {
	if (type?.kind === 'collection') return modelNameOf(type.of);
	return type?.kind === 'model' ? rowNameOf(type.name) : undefined;
}

/** The model of the rows in a page of rows; of any other model, itself. */
export function rowNameOf(name: string): string {
	return name.replace(PAGE_OF, '');
}

/** The English label of a row's field. */
export function labelsOf(fields: readonly Field[]): FieldNotes {
	return new Map(fields.map(({ key, label }) => [key, { title: label }]));
}

class Notes {
	readonly byModel = new Map<string, Map<string, FieldNote>>();

	/** Rows that do not agree on a label leave it out. */
	add(content: PageContent | undefined, notes: FieldNotes): void {
		const model = modelNameOf(content?.type);
		if (model === undefined) return;
		const fields = this.byModel.get(model) ?? new Map<string, FieldNote>();
		for (const [key, note] of notes) {
			const { title = note.title, nullable = note.nullable } = fields.get(key) ?? {};
			const isSame = note.title === undefined || note.title === title;
			fields.set(key, { ...(isSame && title && { title }), ...(nullable && { nullable }) });
		}
		this.byModel.set(model, fields);
	}
}

/** What the catalogue knows of the fields of models on a site, by model. */
export function fieldNotesOf({ operations }: Site): ReadonlyMap<string, FieldNotes> {
	const notes = new Notes();
	for (const operation of operations) {
		const row = KNOWN_OPERATIONS.get(operationIdentity(operation))?.row;
		if (row === undefined) continue;
		notes.add(operation.page?.body, labelsOf(row.body?.fields ?? []));
		const read = 'fields' in row.response ? row.response.fields : [];
		notes.add(
			operation.page?.response,
			new Map(read.map(({ key, nullable }) => [key, nullable ? { nullable } : {}])),
		);
	}
	return notes.byModel;
}
