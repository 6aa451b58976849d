import type { Field, Operation, ResponseField } from '../../dist/nodes/shared/catalogue/index.js';
import { operationName } from '../api/call.mts';
import { invalid } from '../api/errorResponse.mts';
import type { Inputs } from '../api/validation.mts';
import { Values } from '../api/values.mts';
import type { Dialect, Enumeration, OperationSpelling, Spelling } from './dialect.mts';
import { flatten, nest } from './nestedKeys.mts';
import { READ_MODELS } from './readModels.mts';

type Json = Readonly<Record<string, unknown>>;
type BodySpelling = readonly [standard: string, spelling: Spelling];

/** An operation's row as a dialect has it, and the way from there to the catalogue's and back. */
export interface Spelled {
	readonly row: Operation;
	/** Of its body and response; empty for an operation as in the catalogue. */
	readonly spellings: readonly Spelling[];
	/**
	 * Reads a body by the row's keys.
	 * @throws ErrorResponse 400 for an unknown key, in dialects that refuse those
	 */
	readBody(body: Record<string, unknown>): Record<string, unknown>;
	/**
	 * The checked inputs under the catalogue's keys and with its values.
	 * @throws ErrorResponse 400 for a value that an enumeration does not have
	 */
	toStandard(inputs: Inputs): Inputs;
	/** A record as the dialect returns it. */
	toWire(record: Json): Json;
}

/** An operation as the catalogue has it. */
export function unspelled(row: Operation): Spelled {
	return {
		row,
		spellings: [],
		readBody: (body) => body,
		toStandard: (inputs) => inputs,
		toWire: (record) => record,
	};
}

/** An operation in a dialect. What the dialect does not spell is as in the catalogue. */
export function spell(standard: Operation, { operations, unknownKeys }: Dialect): Spelled {
	const spelling = operations[operationName(standard)];
	if (spelling === undefined) return unspelled(standard);
	const spellings = bodySpellings(standard, spelling);
	const row = spelledRow(standard, spelling, spellings);
	const { response = {} } = spelling;
	return {
		row,
		spellings: [...spellings.map(([, one]) => one), ...Object.values(response)],
		readBody: (body) => readBody(body, row, unknownKeys),
		toStandard: (inputs) => ({ ...inputs, body: standardBody(inputs.body, spellings) }),
		toWire: (record) => wireRecord(record, response),
	};
}

/** Every field of the standard body with the dialect's spelling, in the row's order. */
function bodySpellings(
	{ body }: Operation,
	{ body: given = {}, wrapper }: OperationSpelling,
): BodySpelling[] {
	return (body?.fields ?? []).map(({ key, description = '' }) => [
		key,
		given[key] ?? { key: wrapper === undefined ? key : `${wrapper}.${key}`, description },
	]);
}

function spelledRow(
	standard: Operation,
	spelling: OperationSpelling,
	spellings: readonly BodySpelling[],
): Operation {
	const { body } = standard;
	const model = spelling.model ?? body?.model;
	const fields = (body?.fields ?? []).map((field, place) =>
		spelledField(field, spellings[place]?.[1]),
	);
	return {
		...standard,
		...(body && {
			body: {
				...(model === undefined ? {} : { model }),
				...(body.requiresOneOf && { requiresOneOf: body.requiresOneOf }),
				fields: [...fields, ...(spelling.furtherFields ?? [])],
				complete: true,
			},
		}),
		response: spelling.responds ? { kind: spelling.responds } : spelledResponse(standard, spelling),
	};
}

function spelledField(field: Field, spelling: Spelling | undefined): Field {
	if (spelling === undefined) return field;
	const { key, description, enumeration } = spelling;
	const [first, ...others] =
		enumeration?.values.map(({ name }) => ({ label: name, value: name })) ?? [];
	if (first !== undefined) {
		const { parameter, label, required } = field;
		const common = { key, parameter, label, description, ...(required && { required }) };
		return { ...common, type: 'choice', choices: [first, ...others] };
	}
	const certain = { ...field, key, description };
	Reflect.deleteProperty(certain, 'guess');
	return certain;
}

function spelledResponse(standard: Operation, spelling: OperationSpelling): Operation['response'] {
	const { response } = standard;
	if (response.kind !== 'record' && response.kind !== 'list') return response;
	const known = READ_MODELS[operationName(standard)];
	const fields = known?.fields ?? response.fields;
	const model = response.model ?? known?.model;
	return {
		...response,
		...(model === undefined ? {} : { model }),
		fields: fields.map((field) => spelledResponseField(field, spelling.response?.[field.key])),
	};
}

function spelledResponseField(field: ResponseField, spelling: Spelling | undefined): ResponseField {
	if (spelling === undefined) return field;
	const isNumber = spelling.enumeration?.writtenAs === 'number';
	return { ...field, key: spelling.key, type: isNumber ? 'integer' : field.type };
}

const PAGING_KEYS = ['Offset', 'Limit'];

function readBody(
	body: Record<string, unknown>,
	{ body: expected, paging }: Operation,
	unknownKeys: Dialect['unknownKeys'],
): Record<string, unknown> {
	const keys = (expected?.fields ?? []).map(({ key }) => key);
	const { values, unknown } = flatten(body, paging === 'body' ? [...keys, ...PAGING_KEYS] : keys);
	const [first] = unknown;
	if (first !== undefined && unknownKeys === 'refused') {
		const type = expected?.model ?? 'Object';
		const message = `Could not find member '${first}' on object of type '${type}'. Path '${first}'.`;
		throw invalid({ request: [message] });
	}
	return values;
}

function standardBody(body: Values, spellings: readonly BodySpelling[]): Values {
	const paging = PAGING_KEYS.filter((key) => body.has(key)).map((key) => [key, body.get(key)]);
	const given = spellings
		.filter(([, { key }]) => body.has(key))
		.map(([standard, { key, enumeration }]) => [
			standard,
			enumeration ? standardValue(body.get(key), key, enumeration) : body.get(key),
		]);
	return new Values(Object.fromEntries([...given, ...paging]));
}

/** Json.NET reads an enumeration by its name, in any letter case, or by its number. */
function standardValue(value: unknown, key: string, enumeration: Enumeration): unknown {
	if (value === null) return null;
	const text = String(value).toLowerCase();
	const found = enumeration.values.find(
		({ name, number }) => name.toLowerCase() === text || String(number) === text,
	);
	if (found) return found.standard;
	const message = `Error converting value "${String(value)}" to type '${enumeration.model}'. Path '${key}'.`;
	throw invalid({ [`request.${key}`]: [message] });
}

function wireRecord(record: Json, spellings: Readonly<Record<string, Spelling>>): Json {
	return nest(
		Object.fromEntries(
			Object.entries(record).map(([standard, value]) => {
				const { key, enumeration }: Partial<Spelling> = spellings[standard] ?? {};
				return [key ?? standard, enumeration ? wireValue(value, enumeration) : value];
			}),
		),
	);
}

function wireValue(value: unknown, { values, writtenAs }: Enumeration): unknown {
	const found = values.find(({ standard }) => standard === value);
	return found === undefined ? value : found[writtenAs];
}
