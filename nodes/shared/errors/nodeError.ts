import { NodeApiError, NodeOperationError, UserError, type INode } from 'n8n-workflow';
import { oneLine } from '../foreignValues';
import {
	CallFailed,
	causeOf,
	InvalidInput,
	type FailedRequest,
	type Failure,
	type Settled,
} from './failure';
import { messageFor } from './messages';
import { redacted } from './redaction';

/** Decides how long n8n waits before it polls again. */
type DeclaredFailure = NonNullable<NodeApiError['failure']>;

/**
 * Tells n8n whether a failed call may succeed later, or only after someone acts.
 *
 * @returns undefined if the failure tells neither
 */
function declaredFailure(failure: Failure): DeclaredFailure | undefined {
	switch (failure.kind) {
		case 'refused':
			if (failure.status === 429) {
				return { cause: 'rate-limited', retryAfterMs: failure.retryAfter };
			}
			if (failure.status >= 500) {
				return { cause: 'temporarily-unavailable', retryAfterMs: failure.retryAfter };
			}
			return (failure.status === 401 || failure.status === 403) && !failure.webPage
				? { cause: 'credential-invalid' }
				: { cause: 'configuration-invalid' };
		case 'redirected':
			return { cause: 'configuration-invalid' };
		case 'unreachable':
			return { cause: 'temporarily-unavailable' };
		case 'unreadable':
			return undefined;
	}
}

interface FailedCall extends FailedRequest {
	readonly failure: Failure;
	readonly settled?: Settled;
	/** What earlier calls for the same item have changed. */
	readonly done?: string;
	readonly secrets: readonly string[];
}

/** A masked message, with only the beginning of a long value that it quotes at its end. */
function shortened(message: string): string {
	return oneLine(message.replace(/: "(.{40}).+"$/su, ': "$1…"'));
}

/** Adds `[item 3]` to the end of a message, as n8n's guidelines ask. */
function atItem(message: string, itemIndex: number | undefined): string {
	return itemIndex === undefined ? message : `${message} [item ${itemIndex}]`;
}

/** Adds what earlier calls for the same item have changed. */
export function withDone(message: string, done: string | undefined): string {
	return done === undefined ? message : `${message} (already done: ${done})`;
}

function outcomeOf({ access, failure, settled }: FailedCall): string | undefined {
	if (settled !== undefined) return settled.advice;
	if (access === 'read' || failure.kind === 'redirected') return undefined;
	if (failure.kind === 'unreachable' && failure.sent === 'no') return 'Nothing was changed.';
	if (failure.kind === 'refused' && failure.status < 500) return undefined;
	return 'The change was sent once, but its outcome is unknown. Check in Tampuuri before sending it again.';
}

function outcomeLineOf({ failure }: FailedCall): string {
	if (failure.kind === 'unreachable') return `did not respond (${failure.code})`;
	return `returned ${failure.status}`;
}

/**
 * The error of a failed call: Tampuuri's message and field errors, the method and path, the item
 * and what to do. It contains no request, no header value and no identity code.
 */
function apiError(node: INode, call: FailedCall, itemIndex?: number): NodeApiError {
	const said = call.failure.kind === 'refused' ? call.failure.said : { message: '', fields: [] };
	const clean = (text: string) => redacted(text, call.secrets);
	const short = (text: string) => oneLine(clean(text));
	const words = messageFor(call.failure, clean, node.credentials?.tampuuriApi?.name);
	const failed = said.message === '' ? words.message : `${words.message}: ${short(said.message)}`;
	const happened = call.settled === undefined ? failed : `${call.settled.what}: ${failed}`;
	const message = atItem(clean(withDone(happened, call.done)), itemIndex);
	const description = [
		...said.fields.map(short),
		`${call.method} ${call.path} ${outcomeLineOf(call)}.`,
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
	// n8n replaces messages that contain an error code such as EPERM, even inside a word.
	error.message = message;
	error.description = description;
	return error;
}

/** All that an error says, for an AI model: n8n passes only the message on to it. */
export function wholeTextOf({ message, description }: NodeApiError | NodeOperationError): string {
	return [message, description].filter(Boolean).join('\n');
}

function descriptionOf(error: Error, done: string | undefined): string | null | undefined {
	// That nothing was sent is only true of this call.
	if (error instanceof InvalidInput && done !== undefined) return error.advice;
	return error instanceof UserError ? error.description : undefined;
}

/**
 * Makes an error for n8n of anything thrown for an item, or for a picker if there is no item: with
 * the item's number and without the given secrets.
 */
export function itemError(
	node: INode,
	thrown: unknown,
	itemIndex: number | undefined,
	secrets: readonly string[],
): NodeApiError | NodeOperationError {
	const { cause, done } = causeOf(thrown);
	if (cause instanceof CallFailed) {
		const { request, failure, settled } = cause;
		return apiError(node, { ...request, failure, settled, done, secrets }, itemIndex);
	}
	const error = cause instanceof Error ? cause : new Error(String(cause));
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		if (itemIndex !== undefined) error.context.itemIndex ??= itemIndex;
		error.message = redacted(withDone(error.message, done), secrets);
		return error;
	}
	const cleaned = withDone(shortened(redacted(error.message, secrets)), done);
	const message = atItem(redacted(cleaned, secrets), itemIndex);
	const description = descriptionOf(error, done);
	return new NodeOperationError(node, message, {
		description: description == null ? undefined : redacted(description, secrets),
		itemIndex,
	});
}
