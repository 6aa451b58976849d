import { STATUS_CODES } from 'node:http';
import {
	emptyResponse,
	htmlResponse,
	jsonResponse,
	JSON_HEADERS,
	type ApiResponse,
} from '../api/response.mts';
import type { PageDistortion } from '../api/paging.mts';
import { htmlPage, unhandledErrorBody } from '../api/errorResponse.mts';
import type { FaultAction } from './fault.mts';
import type { SetFault } from './faults.mts';

const TEXT_HEADERS = { 'content-type': 'text/plain; charset=utf-8' };

type StatusAction = Extract<FaultAction, { kind: 'status' }>;

/** @returns the response to send without carrying out the call, when the fault asks for one */
export function responseInstead(action: FaultAction | undefined): ApiResponse | undefined {
	switch (action?.kind) {
		case 'status':
			return action.afterHandling ? undefined : statusResponse(action);
		case 'redirect':
			return emptyResponse(action.status ?? 302, { location: action.location });
		case 'htmlErrorPage':
			return errorPage(action.status ?? 502);
		default:
			return undefined;
	}
}

/** @returns how the fault distorts the page of a paged call */
export function pageDistortion(fault: SetFault | undefined): PageDistortion {
	const action = fault?.action;
	switch (action?.kind) {
		case 'pageCap':
			return { cap: action.rows };
		case 'wrongTotal':
			return { totalShift: action.by };
		case 'changingTotal':
			return { totalShift: action.by * ((fault?.timesApplied ?? 1) - 1) };
		case 'insertedRow':
			return { insertedRow: true };
		case 'ignoredOffset':
			return { ignoresOffset: true };
		case 'envelope':
			return { envelope: action.envelope };
		default:
			return {};
	}
}

/** Applies the fault to the response of a call that was carried out. */
export function distort(response: ApiResponse, action: FaultAction | undefined): ApiResponse {
	switch (action?.kind) {
		case 'status':
			return statusResponse(action);
		case 'badJson':
			return {
				status: 200,
				headers: JSON_HEADERS,
				body: Buffer.from(`{"Id": undefined, ${response.body.toString()}`),
			};
		case 'truncatedJson':
			return { ...response, body: response.body.subarray(0, Math.ceil(response.body.length / 2)) };
		case 'emptyBody':
			return emptyResponse(200);
		case 'nullBody':
			return jsonResponse(200, null);
		case 'plainString':
			return jsonResponse(200, action.text ?? 'OK');
		default:
			return response;
	}
}

function statusResponse({ status, body, retryAfter }: StatusAction): ApiResponse {
	const response = body === undefined ? usualResponse(status) : givenResponse(status, body);
	return retryAfter === undefined
		? response
		: { ...response, headers: { ...response.headers, 'retry-after': String(retryAfter) } };
}

function givenResponse(status: number, body: unknown): ApiResponse {
	return typeof body === 'string'
		? { status, headers: TEXT_HEADERS, body: Buffer.from(body) }
		: jsonResponse(status, body);
}

/** JSON as ASP.NET sends it; an HTML page for the statuses that come from the servers in front of it. */
function usualResponse(status: number): ApiResponse {
	if (status === 500) {
		return jsonResponse(
			status,
			unhandledErrorBody(
				'System.NullReferenceException',
				'Object reference not set to an instance of an object.',
			),
		);
	}
	if (status > 500) return errorPage(status);
	return jsonResponse(status, { Message: STATUS_CODES[status] ?? `Status ${status}` });
}

function errorPage(status: number): ApiResponse {
	const title = STATUS_CODES[status] ?? `Status ${status}`;
	return htmlResponse(status, htmlPage(title, `HTTP Error ${status}. The service is unavailable.`));
}
