import { isObject } from '../../dist/nodes/shared/foreignValues.js';
import type {
	PageContent,
	PageField,
	PageFields,
	PageType,
} from '../../dist/nodes/shared/helpSite/pages/types.js';
import type { Site } from '../catalogue/readSite.mts';
import {
	enumerationSchema,
	isSentAsNumber,
	schemaOfField,
	schemaOfType,
	type Surroundings,
} from './fieldSchema.mts';
import { fieldNotesOf, rowNameOf, type FieldNotes } from './known.mts';
import { byCodeUnits, schemaNameOf, uniqueNames } from './names.mts';
import type { Schema } from './types.mts';

/** A request's or response's content with its value in the page's sample. */
export interface SampledContent {
	readonly content: PageContent;
	readonly sample: unknown;
}

/** How a table's fields stand in a content: alone, in a list, or in a page of rows. */
type Wrapping = 'list' | 'none' | 'page';

interface Table extends PageFields {
	readonly model: string;
	readonly wrapping: Wrapping;
	readonly sample: unknown;
}

function isListOfModels({ type }: PageField): boolean {
	return type.kind === 'collection' && type.of.kind === 'model';
}

/** Whether a page of rows shows the fields of a row, and its envelope only in its name. */
function showsRows({ name }: { name: string }, { fields }: PageContent): boolean {
	return rowNameOf(name) !== name && !fields.some(isListOfModels);
}

/** The table of a content that names a model. */
function tableOf({ content, sample }: SampledContent): Table | undefined {
	const { type, fields, complete } = content;
	const first: unknown = Array.isArray(sample) ? sample[0] : sample;
	if (type.kind === 'collection' && type.of.kind === 'model') {
		return { model: type.of.name, wrapping: 'list', fields, complete, sample: first };
	}
	if (type.kind !== 'model') return undefined;
	return showsRows(type, content)
		? { model: rowNameOf(type.name), wrapping: 'page', fields, complete, sample }
		: { model: type.name, wrapping: 'none', fields, complete, sample };
}

function shape(schema: Schema): string {
	return JSON.stringify({ ...schema, description: undefined });
}

/** Every model that a type or field names, in any depth of collections. */
function namesIn(type: PageType): string[] {
	if (type.kind === 'collection') return namesIn(type.of);
	return type.kind === 'model' ? [type.name, rowNameOf(type.name)] : [];
}

/** The schemas of a site's models: each once, under `components`, and referred to everywhere else. */
export class Schemas {
	private readonly notes: ReadonlyMap<string, FieldNotes>;
	private readonly names: ReadonlyMap<string, string>;
	/** The shapes that tables of operations give a model. */
	private readonly tables = new Map<string, Map<string, Schema>>();
	private readonly around: Surroundings;
	private readonly site: Site;

	constructor(site: Site, contents: readonly SampledContent[]) {
		this.site = site;
		this.notes = fieldNotesOf(site);
		this.names = uniqueNames(allNames(site).sort(byCodeUnits), schemaNameOf);
		this.around = { models: site.models, referTo: (name) => this.refer(name) };
		for (const table of contents.map(tableOf)) {
			if (table === undefined || table.fields.length === 0) continue;
			const schema = this.objectSchema(table.model, table, table.sample);
			const shapes = this.tables.get(table.model) ?? new Map<string, Schema>();
			this.tables.set(table.model, shapes.set(shape(schema), schema));
		}
	}

	/** The schema of a field, in a model or not. */
	ofField(field: PageField, notes?: FieldNotes, sample?: unknown): Schema {
		return schemaOfField(field, this.around, notes?.get(field.name), sample);
	}

	/** The schema of a request or response. */
	ofContent(sampled: SampledContent): Schema {
		const table = tableOf(sampled);
		const { type, fields } = sampled.content;
		if (table === undefined) {
			return fields.length === 0
				? schemaOfType(type, this.around, sampled.sample)
				: this.objectSchema('', sampled.content, sampled.sample);
		}
		const row = this.ofTable(table);
		switch (table.wrapping) {
			case 'none':
				return row;
			case 'list':
				return { type: 'array', items: row };
			case 'page':
				return pageOf(row);
		}
	}

	/**
	 * The models that a part of the document refers to, and those inside them.
	 *
	 * @returns their schemas by name, and the names of models that could not be read in full
	 */
	referredBy(part: unknown): {
		readonly schemas: Readonly<Record<string, Schema>>;
		readonly incomplete: readonly string[];
	} {
		const models = new Map([...this.names].map(([model, name]) => [name, model]));
		const schemas = new Map<string, Schema>();
		const referred = new Set(referencesIn(part));
		for (const name of referred) {
			const schema = this.modelSchema(models.get(name) ?? name);
			schemas.set(name, schema);
			for (const inner of referencesIn(schema)) referred.add(inner);
		}
		const sorted = [...schemas].sort(([one], [other]) => byCodeUnits(one, other));
		return {
			schemas: Object.fromEntries(sorted),
			incomplete: sorted
				.filter(([, schema]) => schema['x-tampuuri-incomplete'])
				.map(([name]) => models.get(name) ?? name),
		};
	}

	private nameOf(model: string): string {
		return this.names.get(model) ?? schemaNameOf(model);
	}

	private refer(model: string): Schema {
		return { $ref: `${REFERENCE}${this.nameOf(model)}` };
	}

	/** A reference, unless the operation's own table shows another shape than the model has. */
	private ofTable(table: Table): Schema {
		if (table.fields.length === 0) return this.refer(table.model);
		const schema = this.objectSchema(table.model, table, table.sample);
		const isShared = shape(this.modelSchema(table.model)) === shape(schema);
		return isShared ? this.refer(table.model) : schema;
	}

	private modelSchema(model: string): Schema {
		const page = this.site.models.get(model);
		if (page?.kind === 'object') {
			const { description } = page;
			return { ...(description && { description }), ...this.objectSchema(model, page) };
		}
		if (page?.kind === 'enumeration') {
			const { description } = page;
			return {
				...this.titleOf(model),
				...(description && { description }),
				...enumerationSchema(page, isSentAsNumber(page)),
			};
		}
		const [only, ...others] = this.tables.get(model)?.values() ?? [];
		return only !== undefined && others.length === 0
			? only
			: { ...this.titleOf(model), 'x-tampuuri-incomplete': true };
	}

	private titleOf(model: string): Schema {
		return model === '' || this.nameOf(model) === model ? {} : { title: model };
	}

	private objectSchema(model: string, { fields, complete }: PageFields, sample?: unknown): Schema {
		const notes = this.notes.get(model);
		const values = isObject(sample) ? sample : {};
		const required = fields.filter((field) => field.required).map(({ name }) => name);
		return {
			...this.titleOf(model),
			type: 'object',
			properties: Object.fromEntries(
				fields.map((field) => [field.name, this.ofField(field, notes, values[field.name])]),
			),
			...(required.length > 0 && { required }),
			...(!complete && { 'x-tampuuri-incomplete': true }),
		};
	}
}

const REFERENCE = '#/components/schemas/';

function referencesIn(part: unknown): string[] {
	if (typeof part !== 'object' || part === null) return [];
	return Object.entries(part).flatMap(([key, value]: [string, unknown]) =>
		key === '$ref' && typeof value === 'string'
			? [value.slice(REFERENCE.length)]
			: referencesIn(value),
	);
}

/** The documented envelope of rows that are read page by page (EVIDENCE.md#paging). */
function pageOf(row: Schema): Schema {
	const count: Schema = { type: 'integer' };
	return {
		type: 'object',
		properties: { Offset: count, Limit: count, Total: count, Items: { type: 'array', items: row } },
	};
}

function allNames({ operations, models }: Site): string[] {
	const pages = operations.flatMap(({ page }) => page ?? []);
	const inPages = pages.flatMap(({ uriParameters, body, response }) => [
		...[body, response].flatMap((content) => content?.type ?? []),
		...[uriParameters, body, response]
			.flatMap((content) => content?.fields ?? [])
			.map(({ type }) => type),
	]);
	const inModels = [...models.values()].flatMap((model) =>
		model.kind === 'object' ? model.fields.map(({ type }) => type) : [],
	);
	return [...models.keys(), ...[...inPages, ...inModels].flatMap(namesIn)];
}
