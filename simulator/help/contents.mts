import type {
	ModelPage,
	PageContent,
	PageField,
	PageType,
} from '../../dist/nodes/shared/helpSite/pages/types.js';
import type { Envelope } from '../settings.mts';

interface Nested {
	readonly content: PageContent;
	/** The models that its fields link to. */
	readonly models: readonly ModelPage[];
}

/**
 * Shows fields with dotted names as a page does: a field that links to a model with the rest.
 *
 * @param content its type is the model that has the fields
 */
export function nestFields({
	type,
	fields,
}: {
	readonly type: PageType;
	readonly fields: readonly PageField[];
}): Nested {
	const { shown, models } = nested(fields, ownerOf(type));
	return {
		content: { description: '', type, fields: shown, complete: shown.length > 0 },
		models,
	};
}

function ownerOf(type: PageType): string {
	if (type.kind === 'collection') return ownerOf(type.of);
	return type.kind === 'model' ? type.name : 'Api';
}

function nested(
	fields: readonly PageField[],
	owner: string,
): { shown: PageField[]; models: ModelPage[] } {
	const shown: PageField[] = [];
	const models: ModelPage[] = [];
	for (const [name, group] of Map.groupBy(fields, (field) => firstPart(field.name))) {
		const [only] = group;
		if (only?.name === name) {
			shown.push(only);
			continue;
		}
		const model = `${owner}${name}`;
		const inner = nested(
			group.map((field) => ({ ...field, name: field.name.slice(name.length + 1) })),
			model,
		);
		const required = group.some((field) => field.required);
		shown.push({ name, description: '', type: { kind: 'model', name: model }, required });
		models.push(
			{ kind: 'object', name: model, description: '', fields: inner.shown, complete: true },
			...inner.models,
		);
	}
	return { shown, models };
}

function firstPart(name: string): string {
	return name.split('.', 1)[0] ?? name;
}

/** A page of rows: where the page begins, how long it is, how many rows there are, and its rows. */
export function envelopeOf(
	envelope: Exclude<Envelope, 'bare'>,
	row: PageContent,
	sample: unknown,
	models: readonly ModelPage[],
): Nested & { readonly sample: unknown } {
	const isLower = envelope === 'lowerCase' || envelope === 'lowerCaseMetadata';
	const isNested = envelope === 'metadata' || envelope === 'lowerCaseMetadata';
	const spell = (name: string) => (isLower ? name.toLowerCase() : name);
	const item = ownerOf(row.type).replace(/^PagingMetadataResponseOf/, '');
	const numbers = ['Offset', 'Limit', 'Total'].map((name) => integerField(spell(name)));
	const items: PageField = {
		name: spell('Items'),
		description: '',
		type: { kind: 'collection', of: { kind: 'model', name: item } },
		required: false,
	};
	const metadata: PageField = {
		name: spell('Metadata'),
		description: '',
		type: { kind: 'model', name: 'PagingMetadata' },
		required: false,
	};
	const counts = Object.fromEntries(numbers.map(({ name }, index) => [name, index + 1]));
	const head = isNested ? { [metadata.name]: counts } : counts;
	return {
		content: { ...row, fields: [...(isNested ? [metadata] : numbers), items] },
		models: [
			{ kind: 'object', name: item, description: '', fields: row.fields, complete: row.complete },
			...(isNested ? [metadataModel(numbers)] : []),
			...models,
		],
		sample: { ...head, [items.name]: [sample] },
	};
}

function metadataModel(fields: readonly PageField[]): ModelPage {
	return { kind: 'object', name: 'PagingMetadata', description: '', fields, complete: true };
}

function integerField(name: string): PageField {
	return {
		name,
		description: '',
		type: { kind: 'simple', name: 'integer' },
		required: false,
	};
}
