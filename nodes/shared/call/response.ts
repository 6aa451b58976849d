import type { IDataObject } from 'n8n-workflow';
import { CallFailed } from '../errors/failure';
import { oneLine } from '../foreignValues';
import type { ApiResponse, ApiRequest } from '../api/request';
import type { ResponseShape } from '../catalogue';
import { pageOf, rowOf, type Page } from './paging/page';

function unreadable(request: ApiRequest, { status, text }: ApiResponse): CallFailed {
	return new CallFailed(request, {
		kind: 'unreadable',
		status,
		beginning: oneLine(text.slice(0, 200)),
	});
}

function parsedBody(request: ApiRequest, response: ApiResponse): unknown {
	try {
		return JSON.parse(response.text.replace(/^\uFEFF/, ''));
	} catch {
		throw unreadable(request, response);
	}
}

/**
 * Reads one page of a list.
 *
 * @throws CallFailed when the response is not a list
 */
export function readPage(request: ApiRequest, response: ApiResponse): Page {
	const page = pageOf(parsedBody(request, response));
	if (page === undefined) throw unreadable(request, response);
	return page;
}

/**
 * The rows in a response, unchanged, including unknown fields. An empty response from an operation
 * that may return nothing gives `{ success: true }`, never an empty output.
 *
 * @throws CallFailed when a record or list is expected and the response has none
 */
export function rowsOf(
	expected: Exclude<ResponseShape, { kind: 'file' }>,
	request: ApiRequest,
	response: ApiResponse,
): IDataObject[] {
	const needsContent = expected.kind === 'record' || expected.kind === 'list';
	if (!needsContent && response.text.trim() === '') return [{ success: true }];
	const content = parsedBody(request, response);
	switch (expected.kind) {
		case 'nothing':
			return [{ success: true, ...(content === null ? {} : rowOf(content)) }];
		case 'created':
			if (content === null) return [{ success: true }];
			return [typeof content === 'number' ? { Id: content } : rowOf(content)];
		case 'record':
			if (content === null) throw unreadable(request, response);
			return Array.isArray(content) ? content.map(rowOf) : [rowOf(content)];
		case 'any':
			if (content === null) return [{ success: true }];
			return [...(pageOf(content)?.rows ?? [rowOf(content)])];
		case 'list':
			return [...(pageOf(content)?.rows ?? [rowOf(content)])];
	}
}
