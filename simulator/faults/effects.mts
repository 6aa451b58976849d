import { STATUS_CODES } from 'node:http';
import { emptyAnswer, htmlAnswer, jsonAnswer, jsonHeaders, type Answer } from '../api/response.mts';
import type { PageDistortion } from '../api/paging.mts';
import { htmlPage, unhandledErrorBody } from '../api/errorResponse.mts';
import type { FaultAction } from './fault.mts';
import type { SetFault } from './faults.mts';

const textHeaders = { 'content-type': 'text/plain; charset=utf-8' };

type StatusAction = Extract<FaultAction, { kind: 'status' }>;

/** @returns the answer that goes out in place of carrying out the call, if the fault is of that kind */
export function answerInstead(action: FaultAction | undefined): Answer | undefined {
	switch (action?.kind) {
		case 'status':
			return action.afterHandling ? undefined : statusAnswer(action);
		case 'redirect':
			return emptyAnswer(action.status ?? 302, { location: action.location });
		case 'htmlErrorPage':
			return errorPage(action.status ?? 502);
		default:
			return undefined;
	}
}

/** How the page of a paged call is bent. */
export function pageDistortion(fault: SetFault | undefined): PageDistortion {
	const action = fault?.action;
	switch (action?.kind) {
		case 'pageCap':
			return { cap: action.rows };
		case 'wrongTotal':
			return { totalShift: action.by };
		case 'changingTotal':
			return { totalShift: action.by * ((fault?.struck ?? 1) - 1) };
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

/** Spoils the answer of a call that was carried out. */
export function spoil(answer: Answer, action: FaultAction | undefined): Answer {
	switch (action?.kind) {
		case 'status':
			return statusAnswer(action);
		case 'badJson':
			return {
				status: 200,
				headers: jsonHeaders,
				body: Buffer.from(`{"Id": undefined, ${answer.body.toString()}`),
			};
		case 'truncatedJson':
			return { ...answer, body: answer.body.subarray(0, Math.ceil(answer.body.length / 2)) };
		case 'emptyBody':
			return emptyAnswer(200);
		case 'nullBody':
			return jsonAnswer(200, null);
		case 'plainString':
			return jsonAnswer(200, action.text ?? 'OK');
		default:
			return answer;
	}
}

function statusAnswer({ status, body, retryAfter }: StatusAction): Answer {
	const answer = body === undefined ? usualAnswer(status) : givenAnswer(status, body);
	return retryAfter === undefined
		? answer
		: { ...answer, headers: { ...answer.headers, 'retry-after': String(retryAfter) } };
}

function givenAnswer(status: number, body: unknown): Answer {
	return typeof body === 'string'
		? { status, headers: textHeaders, body: Buffer.from(body) }
		: jsonAnswer(status, body);
}

/** ASP.NET's own for its statuses, an HTML page for those of the servers in front of it. */
function usualAnswer(status: number): Answer {
	if (status === 500) {
		return jsonAnswer(
			status,
			unhandledErrorBody(
				'System.NullReferenceException',
				'Object reference not set to an instance of an object.',
			),
		);
	}
	if (status > 500) return errorPage(status);
	return jsonAnswer(status, { Message: STATUS_CODES[status] ?? `Status ${status}` });
}

function errorPage(status: number): Answer {
	const title = STATUS_CODES[status] ?? `Status ${status}`;
	return htmlAnswer(status, htmlPage(title, `HTTP Error ${status}. The service is unavailable.`));
}
