import type { IDataObject } from 'n8n-workflow';
import { FileContent } from '../api/body';
import type { ApiRequest } from '../api/request';
import { PAGING_KEYS, type Field, type FileField, type Operation } from '../catalogue';
import { merged, placedAt } from '../profile/nestedKeys';
import { accountValueOf } from '../profile/standardRow';
import type { PageWindow } from './paging/readPages';
import type { CallParameters } from './parameters';
import type { WireValue } from './json';
import { idOf, wireValueOf, wordOf } from './values';

/** A file ready to be sent. */
export interface LoadedFile {
	readonly name: string;
	readonly contentType: string;
	readonly bytes: Buffer;
}

export interface RequestParts {
	/** Makes the request ask for one page. */
	readonly window?: PageWindow;
	/** Files for the body's file field: one for a `file`, any number for a `fileList`. */
	readonly files?: readonly LoadedFile[];
}

/** What a text field takes from the file if the user left it empty. */
function fromFile(field: Field, fields: readonly Field[], file: LoadedFile | undefined): unknown {
	const source = fields.find((other): other is FileField => other.type === 'file');
	if (source === undefined || file === undefined) return undefined;
	if (source.filledWithName.includes(field.key)) return file.name;
	return source.filledWithContentType === field.key ? file.contentType : undefined;
}

/** Help: POST yhteydenotot, the fields of ApiFileBase64Container. */
function containerOf({ name, contentType, bytes }: LoadedFile): IDataObject {
	return { FileName: name, ContentType: contentType, Base64Content: new FileContent(bytes) };
}

type Wired = ReadonlyArray<readonly [Field, WireValue]>;

/** The fields that are sent, with what is sent of each. */
function wiredFields(
	fields: readonly Field[],
	{ values, operation }: CallParameters,
	files: readonly LoadedFile[] = [],
): Wired {
	return fields.flatMap((field): Wired => {
		if (field.type === 'file') {
			return files[0] === undefined ? [] : [[field, new FileContent(files[0].bytes)]];
		}
		if (field.type === 'fileList') return files.length > 0 ? [[field, files.map(containerOf)]] : [];
		const value = values[field.parameter] ?? fromFile(field, fields, files[0]);
		if (value === undefined) return [];
		return [[field, accountValueOf(field, wireValueOf(field, value, operation.dayFormat))]];
	});
}

/** Fields in objects, as the keys of an account may want. */
function nested(wired: Wired): IDataObject {
	return wired.reduce<IDataObject>((body, [{ key, accountKey }, value]) => {
		const part = accountKey === undefined ? { [key]: value } : placedAt(accountKey, value);
		return merged(body, part);
	}, {});
}

/** Fields in a query, where a dotted key is a name like any other. */
function flat(wired: Wired): Record<string, WireValue> {
	return Object.fromEntries(wired.map(([{ key, accountKey = key }, value]) => [accountKey, value]));
}

function pathOf({ operation, path }: CallParameters): string {
	return operation.path.replace(/\{([^}]+)\}/g, (whole, placeholder: string) => {
		const parameter = operation.pathParameters[placeholder];
		if (parameter === undefined) return whole;
		const value = path[placeholder];
		if (parameter.type === 'word') return encodeURIComponent(wordOf(parameter, value));
		return String(idOf(parameter, value));
	});
}

function pagingValues({ pagingKeys }: Operation, window: PageWindow): Record<string, number> {
	const [offset, limit] = PAGING_KEYS;
	return {
		[pagingKeys?.offset ?? offset.key]: window.offset,
		[pagingKeys?.limit ?? limit.key]: window.limit,
	};
}

/** Lists are sent as `Idt[0]=1&Idt[1]=2`, which ASP.NET understands. */
function queryEntries(key: string, value: WireValue): Array<[string, string]> {
	if (Array.isArray(value)) {
		return value.map((element, place) => [`${key}[${place}]`, String(element)]);
	}
	return [[key, typeof value === 'object' ? JSON.stringify(value) : String(value)]];
}

function bodyOf(
	body: NonNullable<Operation['body']>,
	parameters: CallParameters,
	files: readonly LoadedFile[] | undefined,
): IDataObject {
	return merged(nested(wiredFields(body.fields, parameters, files)), parameters.moreFields);
}

/** The keys of a page can be inside objects too. */
function withPaging(body: IDataObject, paging: Readonly<Record<string, number>>): IDataObject {
	return Object.entries(paging).reduce(
		(whole, [key, value]) => merged(whole, placedAt(key, value)),
		body,
	);
}

/**
 * Builds the request of a call.
 *
 * @throws InvalidInput when a value can't be sent: Tampuuri would reject the call and bill it
 */
export function buildRequest(parameters: CallParameters, parts: RequestParts = {}): ApiRequest {
	const { operation } = parameters;
	const { window, files } = parts;
	const paging = window === undefined ? {} : pagingValues(operation, window);
	const query = Object.entries({
		...parameters.moreQuery,
		...flat(wiredFields(operation.query, parameters)),
		...(operation.paging === 'query' ? paging : {}),
	}).flatMap(([key, value]) => queryEntries(key, value));
	return {
		method: operation.method,
		path: pathOf(parameters),
		query: Object.fromEntries(query),
		body:
			parameters.wholeBody ??
			(operation.body &&
				withPaging(
					bodyOf(operation.body, parameters, files),
					operation.paging === 'body' ? paging : {},
				)),
		access: operation.access,
		wantsFile: operation.response.kind === 'file',
	};
}
