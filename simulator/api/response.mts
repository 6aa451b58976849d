import type { Settings } from '../settings.mts';
import type { Call, Outcome } from './call.mts';
import { GENERIC_FILE, genericRecord, genericRows } from './genericResponse.mts';
import { pageOf, type PageDistortion } from './paging.mts';
import type { ErrorResponse } from './errorResponse.mts';

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
	call: Call,
	outcome: Outcome,
	settings: Settings,
	distortion: PageDistortion,
): ApiResponse {
	const { operation } = call;
	const { response } = operation;
	switch (response.kind) {
		case 'nothing':
			return emptyResponse(settings.emptyResponseStatus);
		case 'created':
			return jsonResponse(200, { Id: outcome.id ?? call.data.nextOtherId() });
		case 'record':
			return jsonResponse(200, outcome.record ?? genericRecord(call, response.fields));
		case 'any':
			return jsonResponse(200, outcome.record ?? genericRecord(call, []));
		case 'file': {
			const { contentType, content } = outcome.file ?? GENERIC_FILE;
			return { status: 200, headers: { 'content-type': contentType }, body: content };
		}
		case 'list': {
			const rows = outcome.rows ?? genericRows(call, response.fields);
			if (!operation.paging) return jsonResponse(200, rows.slice(0, rows.total));
			const values = operation.paging === 'query' ? call.query : call.body;
			return jsonResponse(200, pageOf(rows, values, settings, distortion));
		}
	}
}
