import { UserError } from 'n8n-workflow';
import type { ServerMessage } from './serverMessage';

/** A response of 2xx that is not what the operation returns. */
export interface Unreadable {
	readonly kind: 'unreadable';
	readonly status: number;
	readonly wanted: 'valid JSON' | `JSON of at most ${number} levels` | 'a list' | 'a record';
	/** All of it: whoever quotes its beginning masks first, then cuts. */
	readonly text: string;
}

/** Why a call failed. Contains nothing of the request's headers or body. */
export type Failure =
	| {
			readonly kind: 'refused';
			readonly status: number;
			readonly said: ServerMessage;
			/** Whether the response is a page for a browser, which the API itself never sends. */
			readonly webPage?: boolean;
			/** Milliseconds that the server asks to wait. */
			readonly retryAfter?: number;
			/** Milliseconds that the run may wait, if the server asks for more. */
			readonly longestWait?: number;
	  }
	| { readonly kind: 'redirected'; readonly status: number; readonly host: string }
	| { readonly kind: 'unreachable'; readonly code: string; readonly sent: 'no' | 'unknown' }
	| Unreadable;

/** What an error says about the failed call. */
export interface FailedRequest {
	readonly method: string;
	/** Without the query, which may contain an identity code. */
	readonly path: string;
	readonly access: 'read' | 'write';
}

/** What is known of a new record after its creation failed. */
export interface Settled {
	/** Before what happened: "Not created", "May have been created". */
	readonly what: string;
	/** What to do about it. */
	readonly advice: string;
	readonly mayBeMade: boolean;
}

/** A call that failed for good. Turned into n8n's error where the node and item are known. */
export class CallFailed extends Error {
	constructor(
		readonly request: FailedRequest,
		readonly failure: Failure,
		/** If it was looked whether the change was made. */
		readonly settled?: Settled,
	) {
		super(failure.kind);
	}

	/** Whether a change may have been made although the call failed. */
	get mayHaveChanged(): boolean {
		const { request, failure, settled } = this;
		if (settled !== undefined) return settled.mayBeMade;
		if (request.access === 'read' || failure.kind === 'redirected') return false;
		if (failure.kind === 'unreachable') return failure.sent === 'unknown';
		return failure.kind === 'unreadable' || failure.status >= 500;
	}

	/** Whether Tampuuri refused the call with one of these statuses. */
	isRefusedWith(...statuses: readonly number[]): boolean {
		return this.failure.kind === 'refused' && statuses.includes(this.failure.status);
	}
}

/** Why an item is unfinished, and what its earlier calls have changed, so that no one does it again. */
export class PartlyDone extends Error {
	constructor(
		override readonly cause: unknown,
		readonly done: string,
	) {
		super(`already done: ${done}`);
	}
}

/** What went wrong, apart from what was done before. */
export function causeOf(thrown: unknown): { readonly cause: unknown; readonly done?: string } {
	return thrown instanceof PartlyDone ? thrown : { cause: thrown };
}

/**
 * Adds what earlier calls for the same item have changed to whatever ends the work early.
 *
 * @throws PartlyDone with what the work throws, or just that if nothing was changed
 */
export async function sayingDone<Result>(
	work: Promise<Result>,
	done: () => string | undefined,
): Promise<Result> {
	return await work.catch((error: unknown) => {
		const changed = done();
		throw changed === undefined ? error : new PartlyDone(error, changed);
	});
}

/** A value that was rejected before its call was sent, so that call was not billed. */
export class InvalidInput extends UserError {
	constructor(
		message: string,
		readonly advice: string,
	) {
		super(message, { description: `${advice}\nNothing was sent to Tampuuri.` });
	}
}
