import type { Settings } from '../settings.mts';
import type { Call, Outcome } from './call.mts';
import { GENERIC_FILE, genericRecord, genericRows } from './genericResponse.mts';
import { pageOf, type PageDistortion } from './paging.mts';
import type { ErrorResponse } from './errorResponse.mts';

/** What goes out on the wire. */
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

/** No body, nor a type of it. */
export function emptyResponse(status: number, headers: ApiResponse['headers'] = {}): ApiResponse {
	return { status, headers, body: Buffer.alloc(0) };
}

export function errorResponse({ status, body, headers }: ErrorResponse): ApiResponse {
	const answer = typeof body === 'string' ? htmlResponse(status, body) : jsonResponse(status, body);
	return { ...answer, headers: { ...answer.headers, ...headers } };
}

/**
 * Writes an outcome as the row says the operation answers; parts the behaviour left out are made up.
 * @throws Refusal when the asked page can't be given
 */
export function responseFor(
	call: Call,
	outcome: Outcome,
	settings: Settings,
	distortion: PageDistortion,
): ApiResponse {
	const { operation } = call;
	const { answer } = operation;
	switch (answer.kind) {
		case 'nothing':
			return emptyResponse(settings.emptyResponseStatus);
		case 'created':
			return jsonResponse(200, { Id: outcome.id ?? call.data.nextOtherId() });
		case 'record':
			return jsonResponse(200, outcome.record ?? genericRecord(call, answer.fields));
		case 'any':
			return jsonResponse(200, outcome.record ?? genericRecord(call, []));
		case 'file': {
			const { contentType, content } = outcome.file ?? GENERIC_FILE;
			return { status: 200, headers: { 'content-type': contentType }, body: content };
		}
		case 'list': {
			const rows = outcome.rows ?? genericRows(call, answer.fields);
			if (!operation.paging) return jsonResponse(200, rows.slice(0, rows.total));
			const asked = operation.paging === 'query' ? call.query : call.body;
			return jsonResponse(200, pageOf(rows, asked, settings, distortion));
		}
	}
}
