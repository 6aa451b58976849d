import { kindOf } from '../../dist/nodes/shared/helpSite/fields/kindOf.js';
import type {
	ModelPage,
	PageField,
	PageType,
} from '../../dist/nodes/shared/helpSite/pages/types.js';
import type { FieldNote } from './known.mts';
import type { Schema } from './types.mts';

const SIMPLE: Readonly<Record<string, Schema>> = {
	integer: { type: 'integer' },
	'unsigned integer': { type: 'integer', minimum: 0 },
	byte: { type: 'integer', minimum: 0, maximum: 255 },
	'signed byte': { type: 'integer', minimum: -128, maximum: 127 },
	'decimal number': { type: 'number' },
	boolean: { type: 'boolean' },
	string: { type: 'string' },
	character: { type: 'string', maxLength: 1 },
	// Days and moments are both a "date" (EVIDENCE.md#dates).
	date: { type: 'string', format: 'date-time' },
	URI: { type: 'string', format: 'uri' },
	'globally unique identifier': { type: 'string', format: 'uuid' },
	// .NET writes `00:15:00`, which is no duration of JSON Schema's.
	'time interval': { type: 'string' },
};

type Enumeration = Extract<ModelPage, { kind: 'enumeration' }>;

/** Whether an enumeration is sent by its numbers, by its name or by a sample. */
export function isSentAsNumber(model: Enumeration, sample?: unknown): boolean {
	const type = { kind: 'model', name: model.name } as const;
	return kindOf({ name: '', type }, model, sample) === 'choiceNumber';
}

/** The values of an enumeration, as it is sent: by name or by number. */
export function enumerationSchema({ values }: Enumeration, asNumber: boolean): Schema {
	const shown = new Map(
		values.map((value) => [asNumber ? Number(value.value) : value.name, value] as const),
	);
	const descriptions = [...shown.values()].map(({ description }) => description);
	return {
		type: asNumber ? 'integer' : 'string',
		enum: [...shown.keys()],
		...(asNumber && { 'x-enum-varnames': [...shown.values()].map(({ name }) => name) }),
		...(descriptions.some((text) => text !== '') && { 'x-enum-descriptions': descriptions }),
	};
}

/** Gives the schema of a model; undefined if it has none of its own. */
export type ModelSchema = (name: string) => Schema;

/** What a field is made of: the models of the site, and how to refer to one. */
export interface Surroundings {
	readonly models: ReadonlyMap<string, ModelPage>;
	readonly referTo: ModelSchema;
}

type Shown = Pick<PageField, 'name' | 'type'>;

function typeSchema({ name, type }: Shown, around: Surroundings, sample: unknown): Schema {
	switch (type.kind) {
		case 'simple':
			return SIMPLE[type.name] ?? {};
		case 'unread':
			return {};
		case 'collection': {
			if (kindOf({ name, type }) === 'file') return { type: 'string', contentEncoding: 'base64' };
			const first: unknown = Array.isArray(sample) ? sample[0] : undefined;
			return { type: 'array', items: typeSchema({ name, type: type.of }, around, first) };
		}
		case 'model': {
			const model = around.models.get(type.name);
			if (model?.kind !== 'enumeration') return around.referTo(type.name);
			const asNumber = isSentAsNumber(model, sample);
			return asNumber === isSentAsNumber(model)
				? around.referTo(type.name)
				: enumerationSchema(model, asNumber);
		}
	}
}

/** The schema of a type that stands alone. */
export function schemaOfType(type: PageType, around: Surroundings, sample?: unknown): Schema {
	return typeSchema({ name: '', type }, around, sample);
}

function isLength(value: number | undefined): value is number {
	return value !== undefined && Number.isInteger(value) && value >= 0;
}

function limitsOf({ minLength, maxLength, minimum, maximum }: PageField, schema: Schema): Schema {
	const [least, most] = [isLength(minLength) && minLength, isLength(maxLength) && maxLength];
	switch (schema.type) {
		case 'string':
			return {
				...(least && { minLength: least }),
				...(most !== false && { maxLength: most }),
			};
		case 'array':
			return { ...(least && { minItems: least }), ...(most !== false && { maxItems: most }) };
		case 'integer':
		case 'number':
			return {
				...(minimum !== undefined && { minimum }),
				...(maximum !== undefined && { maximum }),
			};
		default:
			return {};
	}
}

function defaultOf({ defaultValue }: PageField, { type }: Schema): Schema {
	if (defaultValue === undefined) return {};
	const number = Number(defaultValue.replace(',', '.'));
	if (type === 'string') return { default: defaultValue };
	if (type === 'boolean' && /^(true|false)$/i.test(defaultValue)) {
		return { default: /^true$/i.test(defaultValue) };
	}
	const isNumber = /^-?\d/.test(defaultValue) && Number.isFinite(number);
	const isWhole = type === 'integer' && Number.isInteger(number);
	return isNumber && (isWhole || type === 'number') ? { default: number } : {};
}

function typeWords(type: PageType): string | undefined {
	if (type.kind === 'unread') return type.text;
	return type.kind === 'collection' ? typeWords(type.of) : undefined;
}

/** What the page says about a field, and its type there if that has no schema. */
function descriptionOf({ description, type }: PageField): string {
	const words = typeWords(type);
	const shown = words === undefined || words === '' ? '' : `Type on the Help page: ${words}`;
	return [description, shown].filter((text) => text !== '').join('\n\n');
}

function orNull(schema: Schema): Schema {
	if (typeof schema.type === 'string') {
		return {
			...schema,
			type: [schema.type, 'null'],
			...(schema.enum && { enum: [...schema.enum, null] }),
		};
	}
	return schema.$ref === undefined ? schema : { anyOf: [schema, { type: 'null' }] };
}

/** The schema of a row in a table of fields. */
export function schemaOfField(
	field: PageField,
	around: Surroundings,
	{ title, nullable }: FieldNote = {},
	sample?: unknown,
): Schema {
	const type = typeSchema(field, around, sample);
	const description = descriptionOf(field);
	const schema = { ...type, ...limitsOf(field, type), ...defaultOf(field, type) };
	return {
		...(title !== undefined && { title }),
		...(description !== '' && { description }),
		...(nullable ? orNull(schema) : schema),
	};
}
