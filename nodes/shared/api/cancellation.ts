import { OperationalError, sleep } from 'n8n-workflow';

/** The user pressed Stop. Never turned into an item's error, always ends the run. */
export class ExecutionStopped extends OperationalError {
	constructor() {
		super('The execution was stopped');
	}
}

/** n8n-workflow's `sleep` can't be cancelled, so long waits are split into short ones. */
const SLICE = 250;

export function throwIfStopped(signal: AbortSignal | undefined): void {
	if (signal?.aborted) throw new ExecutionStopped();
}

/**
 * Waits, but no longer than until the execution is stopped.
 *
 * @throws ExecutionStopped
 */
export async function waitUnlessStopped(
	milliseconds: number,
	signal: AbortSignal | undefined,
): Promise<void> {
	const end = Date.now() + milliseconds;
	throwIfStopped(signal);
	for (let left = milliseconds; left > 0; left = end - Date.now()) {
		await unlessStopped(sleep(Math.min(left, SLICE)), signal);
	}
}

/**
 * Waits for some work, but no longer than until the execution is stopped.
 *
 * @throws ExecutionStopped, and whatever the work throws
 */
export async function unlessStopped<Result>(
	work: Promise<Result>,
	signal: AbortSignal | undefined,
): Promise<Result> {
	let stop = () => {};
	const stopped = new Promise<void>((resolve) => (stop = resolve));
	signal?.addEventListener('abort', stop);
	try {
		throwIfStopped(signal);
		const result = await Promise.race([work, stopped.then(() => throwIfStopped(signal))]);
		throwIfStopped(signal);
		return result as Result;
	} finally {
		signal?.removeEventListener('abort', stop);
	}
}
