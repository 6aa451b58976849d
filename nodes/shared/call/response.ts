import type { IDataObject } from 'n8n-workflow';
import { tidy } from '../errors/failure';
import type { ApiAnswer, ApiRequest } from '../api/request';
import { CallFailed } from '../api/client';
import type { Answer } from '../catalogue';
import { pageOf, rowOf, type Page } from './paging/page';

function unreadable(request: ApiRequest, { status, text }: ApiAnswer): CallFailed {
	return new CallFailed(request, {
		kind: 'unreadable',
		status,
		beginning: tidy(text.slice(0, 200)),
	});
}

function contentOf(request: ApiRequest, answer: ApiAnswer): unknown {
	try {
		return JSON.parse(answer.text.replace(/^\uFEFF/, ''));
	} catch {
		throw unreadable(request, answer);
	}
}

/**
 * One page of a list.
 *
 * @throws CallFailed when the answer is no list
 */
export function readPage(request: ApiRequest, answer: ApiAnswer): Page {
	const page = pageOf(contentOf(request, answer));
	if (page === undefined) throw unreadable(request, answer);
	return page;
}

/**
 * The rows an answer stands for, untouched: unknown fields pass through. An answer without content
 * to an operation that needs none gives `{ success: true }`, never an empty output.
 *
 * @throws CallFailed when a record or list was asked for and the answer holds none
 */
export function rowsOf(
	expected: Exclude<Answer, { kind: 'file' }>,
	request: ApiRequest,
	answer: ApiAnswer,
): IDataObject[] {
	const needsContent = expected.kind === 'record' || expected.kind === 'list';
	if (!needsContent && answer.text.trim() === '') return [{ success: true }];
	const content = contentOf(request, answer);
	switch (expected.kind) {
		case 'nothing':
			return [{ success: true, ...(content === null ? {} : rowOf(content)) }];
		case 'created':
			if (content === null) return [{ success: true }];
			return [typeof content === 'number' ? { Id: content } : rowOf(content)];
		case 'record':
			if (content === null) throw unreadable(request, answer);
			return Array.isArray(content) ? content.map(rowOf) : [rowOf(content)];
		case 'any':
			if (content === null) return [{ success: true }];
			return [...(pageOf(content)?.rows ?? [rowOf(content)])];
		case 'list':
			return [...(pageOf(content)?.rows ?? [rowOf(content)])];
	}
}
