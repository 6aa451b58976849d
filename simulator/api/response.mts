import type { Settings } from '../settings.mts';
import type { Call, Outcome } from './call.mts';
import { genericFile, genericRecord, genericRows } from './genericResponse.mts';
import { pageOf, type PageDistortion } from './paging.mts';
import type { Refusal } from './errorResponse.mts';

/** What goes out on the wire. */
export interface Answer {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Buffer;
}

export const jsonHeaders = { 'content-type': 'application/json; charset=utf-8' };
export const htmlHeaders = { 'content-type': 'text/html; charset=utf-8' };

export function jsonAnswer(status: number, body: unknown): Answer {
	return { status, headers: jsonHeaders, body: Buffer.from(JSON.stringify(body)) };
}

export function htmlAnswer(status: number, page: string): Answer {
	return { status, headers: htmlHeaders, body: Buffer.from(page) };
}

/** No body, nor a type of it. */
export function emptyAnswer(status: number, headers: Answer['headers'] = {}): Answer {
	return { status, headers, body: Buffer.alloc(0) };
}

export function refusalAnswer({ status, body, headers }: Refusal): Answer {
	const answer = typeof body === 'string' ? htmlAnswer(status, body) : jsonAnswer(status, body);
	return { ...answer, headers: { ...answer.headers, ...headers } };
}

/**
 * Writes an outcome as the row says the operation answers; parts the behaviour left out are made up.
 * @throws Refusal when the asked page can't be given
 */
export function answerFor(
	call: Call,
	outcome: Outcome,
	settings: Settings,
	distortion: PageDistortion,
): Answer {
	const { operation } = call;
	const { answer } = operation;
	switch (answer.kind) {
		case 'nothing':
			return emptyAnswer(settings.emptyAnswerStatus);
		case 'created':
			return jsonAnswer(200, { Id: outcome.id ?? call.data.nextOtherId() });
		case 'record':
			return jsonAnswer(200, outcome.record ?? genericRecord(call, answer.fields));
		case 'any':
			return jsonAnswer(200, outcome.record ?? genericRecord(call, []));
		case 'file': {
			const { contentType, content } = outcome.file ?? genericFile;
			return { status: 200, headers: { 'content-type': contentType }, body: content };
		}
		case 'list': {
			const rows = outcome.rows ?? genericRows(call, answer.fields);
			if (!operation.paging) return jsonAnswer(200, rows.slice(0, rows.total));
			const asked = operation.paging === 'query' ? call.query : call.body;
			return jsonAnswer(200, pageOf(rows, asked, settings, distortion));
		}
	}
}
