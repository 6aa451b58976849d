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
	let stop = () => {};
	const stopped = new Promise<void>((resolve) => (stop = resolve));
	signal?.addEventListener('abort', stop);
	try {
		throwIfStopped(signal);
		for (let left = milliseconds; left > 0; left = end - Date.now()) {
			await Promise.race([sleep(Math.min(left, SLICE)), stopped]);
			throwIfStopped(signal);
		}
	} finally {
		signal?.removeEventListener('abort', stop);
	}
}
