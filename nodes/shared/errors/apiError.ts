import { NodeApiError, type INode } from 'n8n-workflow';
import { redacted } from './redaction';
import { declaredFailure } from './declaredFailure';
import type { Failure } from './failure';
import { wordsFor } from './messages';

export interface FailedCall {
	readonly method: string;
	/** Without the query, which may hold an identity code. */
	readonly path: string;
	readonly access: 'read' | 'write';
	readonly failure: Failure;
	/** What earlier calls for the same item have changed. */
	readonly done?: string;
	readonly secrets: readonly string[];
}

/** `[item 3]`, as n8n's guidelines want it at the end of a message. */
export function atItem(message: string, itemIndex: number | undefined): string {
	return itemIndex === undefined ? message : `${message} [item ${itemIndex}]`;
}

function outcomeOf({ access, failure }: FailedCall): string | undefined {
	if (access === 'read' || failure.kind === 'redirected') return undefined;
	if (failure.kind === 'unreachable' && failure.sent === 'no') return 'Nothing was changed.';
	if (failure.kind === 'refused' && failure.status < 500) return undefined;
	return 'Whether the change was made is not known: look in Tampuuri before sending it again. It was sent once only.';
}

function answerOf({ failure }: FailedCall): string {
	if (failure.kind === 'unreachable') return `gave no answer (${failure.code})`;
	return `answered ${failure.status}`;
}

/**
 * The one error of a failed call: what Tampuuri said, its field lines, method and path, the item and
 * what to do. It holds no request, no header value and no identity code.
 */
export function apiError(node: INode, call: FailedCall, itemIndex?: number): NodeApiError {
	const words = wordsFor(call.failure);
	const said = call.failure.kind === 'refused' ? call.failure.said : { message: '', fields: [] };
	const clean = (text: string) => redacted(text, call.secrets);
	const happened = said.message === '' ? words.message : `${words.message}: ${said.message}`;
	const done = call.done === undefined ? '' : ` (done before that: ${call.done})`;
	const message = atItem(clean(`${happened}${done}`), itemIndex);
	const description = [
		...said.fields,
		`${call.method} ${call.path} ${answerOf(call)}.`,
		words.advice,
		outcomeOf(call),
	]
		.filter((line) => line !== undefined)
		.map(clean)
		.join('\n');
	const httpCode = 'status' in call.failure ? String(call.failure.status) : undefined;
	const failure = declaredFailure(call.failure);
	const error = new NodeApiError(
		node,
		{ message },
		{ message, description, httpCode, itemIndex, failure },
	);
	// n8n replaces messages in which it finds an error code such as EPERM, even inside a word.
	error.message = message;
	error.description = description;
	return error;
}
