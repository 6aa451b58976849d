import { isObject } from '../../dist/nodes/shared/foreignValues.js';
import { byCodeUnits } from './names.mts';
import type { OpenApiDocument, OperationObject, Parameter, Schema } from './types.mts';

/** A value to enter before a call: its type's name, such as `<integer>`. */
const PLACEHOLDER = /<(integer|number|boolean|string|date-time|base64)>/;

/** A value in a request's path or query. */
export interface RequestValue {
	readonly name: string;
	/** A placeholder, or the start or length of a page. */
	readonly value: string;
	readonly description: string;
}

/** An operation of the document as a request of other tools. */
export interface ExportedRequest {
	readonly id: string;
	/** What it does, in one line. */
	readonly name: string;
	/** What the Help page says, and the fields that a body can have besides. */
	readonly lines: readonly string[];
	readonly folder: string;
	readonly changesData: boolean;
	readonly method: string;
	/** With `{placeholders}`, and a slash at its beginning. */
	readonly path: string;
	readonly pathValues: readonly RequestValue[];
	/** What the call needs, and the page to read. */
	readonly query: readonly RequestValue[];
	readonly optionalQuery: readonly RequestValue[];
	/** What the call needs, and the page to read. Undefined if there is no body. */
	readonly body?: unknown;
}

/** The start and length of the first page, by the names of its parameters in lower case. */
const FIRST_PAGE: ReadonlyMap<string, number> = new Map([
	['offset', 0],
	['limit', 50],
]);

/** How deep bodies go, so that a model that needs itself has an end. */
const DEEPEST = 6;

class Bodies {
	private readonly schemas: Readonly<Record<string, Schema>>;

	constructor({ components }: OpenApiDocument) {
		this.schemas = components.schemas;
	}

	/** The schema that a reference leads to, or the first of several. */
	resolved(schema: Schema): Schema {
		if (schema.$ref !== undefined) {
			const { $ref, ...beside } = schema;
			return { ...this.schemas[$ref.split('/').at(-1) ?? ''], ...beside };
		}
		const [first] = schema.anyOf ?? [];
		return first === undefined ? schema : this.resolved(first);
	}

	/** A value of a schema with placeholders: of objects, only what is required. */
	sample(given: Schema, paged: boolean, depth = 0): unknown {
		const schema = this.resolved(given);
		if (schema.items !== undefined) {
			return depth < DEEPEST ? [this.sample(schema.items, false, depth + 1)] : [];
		}
		if (schema.properties === undefined) {
			return schema.type === undefined ? {} : placeholderOf(schema);
		}
		const { required = [] } = schema;
		const entries = Object.entries(schema.properties).flatMap(([key, property]) => {
			const first = paged ? FIRST_PAGE.get(key.toLowerCase()) : undefined;
			if (first !== undefined) return [[key, first] as const];
			const isSent = required.includes(key) && depth < DEEPEST;
			return isSent ? [[key, this.sample(property, false, depth + 1)] as const] : [];
		});
		return Object.fromEntries(entries);
	}

	/** A line for each field of a body. */
	fieldLines(given: Schema): string[] {
		const schema = this.resolved(given);
		const { properties = {}, required = [] } = schema.items ? this.resolved(schema.items) : schema;
		return Object.entries(properties).map(([key, property]) => {
			return `- ${key}: ${this.words(property, required.includes(key))}`;
		});
	}

	/** What is known of a value, in one line. */
	private words(given: Schema, required: boolean): string {
		const { title, description } = given;
		const { items, ...schema } = this.resolved(given);
		const single = items === undefined ? schema : this.resolved(items);
		const { enum: values = [] } = single;
		const shown = values.filter((value) => value !== null).slice(0, MOST_VALUES);
		const kinds = [
			`${items === undefined ? '' : 'list of '}${typeOf(single)}`,
			...(required ? ['required'] : []),
			...(schema.maxLength === undefined ? [] : [`at most ${schema.maxLength} characters`]),
			...(shown.length === 0
				? []
				: [`one of ${shown.join(', ')}${shown.length < values.length ? ' …' : ''}`]),
		];
		const about = [title, description].filter((text) => text !== undefined && text !== '');
		return [kinds.join(', '), ...about].join('. ').replace(/\s+/g, ' ');
	}

	values(parameters: readonly Parameter[], paging: boolean): RequestValue[] {
		return parameters.map(({ name, required, description = '', schema: given }) => {
			const schema = this.resolved(given);
			const single = schema.items === undefined ? schema : this.resolved(schema.items);
			const first = paging ? FIRST_PAGE.get(name.toLowerCase()) : undefined;
			const words = this.words({ ...given, description }, required);
			return { name, value: String(first ?? placeholderOf(single)), description: words };
		});
	}
}

function typeOf({ type, format, contentEncoding }: Schema): string {
	if (contentEncoding !== undefined) return contentEncoding;
	const name = typeof type === 'object' ? type[0] : type;
	if (name === 'string' && format === 'date-time') return format;
	return name ?? 'object';
}

function placeholderOf(schema: Schema): string {
	const placeholder = `<${typeOf(schema)}>`;
	return PLACEHOLDER.test(placeholder) ? placeholder : '<string>';
}

/** The most values of an enumeration that a line names. */
const MOST_VALUES = 20;

/** Whether a call still has values to enter. */
export function isUnfilled({ pathValues, query, body }: ExportedRequest): boolean {
	const values = [...pathValues, ...query].map(({ value }) => value);
	return PLACEHOLDER.test(JSON.stringify([values, body]));
}

/** The JSON text of a body, on several lines even if it is short. */
export function bodyText(body: unknown): string {
	const isEmpty = isObject(body) && Object.keys(body).length === 0;
	return isEmpty ? '{}' : JSON.stringify(body, null, 2);
}

function requestOf(
	document: OpenApiDocument,
	path: string,
	method: string,
	operation: OperationObject,
): ExportedRequest {
	const bodies = new Bodies(document);
	const { parameters = [], requestBody, description = '', tags } = operation;
	const paging = operation['x-tampuuri-paging'];
	const inPath = parameters.filter((one) => one.in === 'path');
	const inQuery = parameters.filter((one) => one.in === 'query');
	const isSent = ({ name, required }: Parameter) =>
		required || (paging === 'query' && FIRST_PAGE.has(name.toLowerCase()));
	const schema = requestBody?.content['application/json'].schema;
	const fieldLines = schema === undefined ? [] : bodies.fieldLines(schema);
	return {
		id: operation.operationId,
		name: operation.summary,
		lines: [
			...description.split(/\n+/).filter((line) => line !== ''),
			...(fieldLines.length === 0 ? [] : ['Body:', ...fieldLines]),
		],
		folder: tags[0] ?? '',
		changesData: operation['x-tampuuri-access'] === 'write',
		method: method.toUpperCase(),
		path,
		pathValues: bodies.values(inPath, false),
		query: bodies.values(inQuery.filter(isSent), paging === 'query'),
		optionalQuery: bodies.values(
			inQuery.filter((one) => !isSent(one)),
			false,
		),
		...(schema !== undefined && { body: bodies.sample(schema, paging === 'body') }),
	};
}

/** The document's operations as requests, in its order. */
export function requestsIn(document: OpenApiDocument): ExportedRequest[] {
	return Object.entries(document.paths).flatMap(([path, item]) =>
		Object.entries(item).map(([method, operation]) => requestOf(document, path, method, operation)),
	);
}

export interface RequestFolder {
	readonly name: string;
	readonly requests: readonly ExportedRequest[];
}

/** Requests by the controller of their operation. */
export function foldersOf(requests: readonly ExportedRequest[]): RequestFolder[] {
	return [...Map.groupBy(requests, ({ folder }) => folder)]
		.sort(([one], [other]) => byCodeUnits(one, other))
		.map(([name, inside]) => ({ name, requests: inside }));
}

/** What the two folders of requests are called. */
export const READS = 'Reads';
export const CHANGES = 'Changes data';

/** A part of a path as an address has it. What is plain stays as it can be read. */
export function encodedPart(text: string): string {
	return /^[\p{L}\p{N}_.~-]*$/u.test(text) ? text : encodeURIComponent(text);
}
