import { setTimeout as wait } from 'node:timers/promises';

export interface WaitLimits {
	/** How long to wait in total. */
	limitMs: number;
	/** How often to check. */
	everyMs?: number;
}

/**
 * Waits until `look` returns something other than `undefined` or `false`, and returns it.
 *
 * @param what what to wait for, as the subject of "… did not come within 30 s"
 * @throws Error when the limit is exceeded, or whatever `look` throws
 */
export async function waitUntil<T>(
	what: string,
	look: () => Promise<T | undefined | false> | T | undefined | false,
	{ limitMs, everyMs = 100 }: WaitLimits,
): Promise<T> {
	const deadline = performance.now() + limitMs;
	for (;;) {
		const found = await look();
		if (found !== undefined && found !== false) return found;
		if (performance.now() > deadline) {
			throw new Error(`${what} did not come within ${limitMs / 1_000} s`);
		}
		await wait(everyMs);
	}
}
