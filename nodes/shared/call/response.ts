import { CallFailed, type Unreadable } from '../errors/failure';
import { DEEPEST, isObject, isTooDeep } from '../foreignValues';
import type { ApiResponse, ApiRequest } from '../api/request';
import type { Operation, ResponseShape } from '../catalogue';
import { standardRows } from '../profile/standardRow';
import { pageByKeys, pageOf, rowOf, type Page } from './paging/page';

type Shape = Exclude<ResponseShape, { kind: 'file' }>;

const DONE: Page = { rows: [{ success: true }] };

function only(value: unknown): Page {
	return { rows: [rowOf(value)] };
}

/** A record is an object, or the only one in a list, but never a page. */
function recordOf(content: unknown): Page | undefined {
	const [one, ...others] = Array.isArray(content) ? (content as unknown[]) : [content];
	const isRecord = isObject(one) && others.length === 0;
	const isPage = pageByKeys(one)?.total !== undefined;
	return isRecord && !isPage ? only(one) : undefined;
}

/** The rows in what a response contains, or what the row of the catalogue wants instead. */
function pageIn(
	expected: Shape,
	content: unknown,
	access: ApiRequest['access'],
): Page | Unreadable['wanted'] {
	switch (expected.kind) {
		case 'nothing':
			return content === null ? DONE : { rows: [{ success: true, ...rowOf(content) }] };
		case 'created':
			if (content === null) return DONE;
			return only(typeof content === 'number' ? { Id: content } : content);
		case 'record':
			return recordOf(content) ?? 'a record';
		case 'list':
			return pageOf(content) ?? 'a list';
		case 'any':
			if (content === null && access === 'write') return DONE;
			if (Array.isArray(content)) return { rows: content.map(rowOf) };
			return pageByKeys(content) ?? only(content);
	}
}

function unreadable(
	request: ApiRequest,
	{ status, text }: ApiResponse,
	wanted: Unreadable['wanted'],
): CallFailed {
	return new CallFailed(request, { kind: 'unreadable', status, wanted, text });
}

/**
 * Parses a response's JSON; null if it is empty.
 *
 * @throws CallFailed when it is none, or nested too deep
 */
export function contentOf(request: ApiRequest, response: ApiResponse): unknown {
	const text = response.text.replace(/^\uFEFF/, '');
	let content: unknown;
	try {
		content = text.trim() === '' ? null : JSON.parse(text);
	} catch {
		throw unreadable(request, response, 'valid JSON');
	}
	if (!isTooDeep(content)) return content;
	throw unreadable(request, response, `JSON of at most ${DEEPEST} levels`);
}

/**
 * Reads a response as its row of the catalogue describes it. Rows keep all they have; an account's
 * own keys and values are also there under the catalogue's. A change that returns nothing gives
 * `{ success: true }`, and so it is never an empty output; a read of any operation that returns
 * nothing gives `{ value: null }`.
 *
 * @throws CallFailed when a record or list is expected and the response is none
 */
export function readResponse(expected: Shape, request: ApiRequest, response: ApiResponse): Page {
	const content = contentOf(request, response);
	const page = pageIn(expected, content, request.access);
	if (typeof page === 'string') throw unreadable(request, response, page);
	if (!('fields' in expected)) return page;
	return { ...page, rows: standardRows(expected.fields, page.rows) };
}

/**
 * Reads a list, or a page of one, whatever else its operation may return.
 *
 * @throws CallFailed when the response is none
 */
export function readList(
	{ response: expected }: Pick<Operation, 'response'>,
	request: ApiRequest,
	response: ApiResponse,
): Page {
	const fields = 'fields' in expected ? expected.fields : [];
	return readResponse({ kind: 'list', fields }, request, response);
}
