import { mapRows } from '../data/collection.mts';
import type { Settings } from '../settings.mts';
import type { Call, Outcome } from './call.mts';
import { GENERIC_FILE, genericRecord, genericRows } from './genericResponse.mts';
import { pageOf, type PageDistortion } from './paging.mts';
import type { ErrorResponse } from './errorResponse.mts';
import type { ServedOperation } from './served.mts';

/** An HTTP response. */
export interface ApiResponse {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Buffer;
}

export const JSON_HEADERS = { 'content-type': 'application/json; charset=utf-8' };
export const HTML_HEADERS = { 'content-type': 'text/html; charset=utf-8' };

export function jsonResponse(status: number, body: unknown): ApiResponse {
	return { status, headers: JSON_HEADERS, body: Buffer.from(JSON.stringify(body)) };
}

export function htmlResponse(status: number, page: string): ApiResponse {
	return { status, headers: HTML_HEADERS, body: Buffer.from(page) };
}

/** A response without a body or content type. */
export function emptyResponse(status: number, headers: ApiResponse['headers'] = {}): ApiResponse {
	return { status, headers, body: Buffer.alloc(0) };
}

export function errorResponse({ status, body, headers }: ErrorResponse): ApiResponse {
	const response =
		typeof body === 'string' ? htmlResponse(status, body) : jsonResponse(status, body);
	return { ...response, headers: { ...response.headers, ...headers } };
}

/**
 * Turns an outcome into the response that the row describes. What the behaviour left out is generated.
 * @throws ErrorResponse when the requested page is not possible
 */
export function responseFor(
	served: ServedOperation,
	call: Call,
	outcome: Outcome,
	how: { readonly settings: Settings; readonly distortion: PageDistortion },
): ApiResponse {
	const { row, toWire } = served;
	const { response: expected } = call.operation;
	const fields = 'fields' in expected ? expected.fields : [];
	switch (row.response.kind) {
		case 'nothing':
			return emptyResponse(how.settings.emptyResponseStatus);
		case 'created':
			return jsonResponse(200, { Id: outcome.id ?? call.data.nextOtherId() });
		case 'record':
		case 'any':
			return jsonResponse(200, toWire(outcome.record ?? genericRecord(call, fields)));
		case 'file': {
			const { contentType, content } = outcome.file ?? GENERIC_FILE;
			return { status: 200, headers: { 'content-type': contentType }, body: content };
		}
		case 'list': {
			const rows = mapRows(outcome.rows ?? genericRows(call, fields), toWire);
			if (!row.paging) return jsonResponse(200, rows.slice(0, rows.total));
			const values = row.paging === 'query' ? call.query : call.body;
			const { envelope = how.settings.envelope } = served;
			return jsonResponse(200, pageOf(rows, values, { ...how.settings, envelope }, how.distortion));
		}
	}
}
