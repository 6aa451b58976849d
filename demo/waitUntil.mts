import { setTimeout as wait } from 'node:timers/promises';

export interface WaitLimits {
	/** How long to wait in all. */
	limitMs: number;
	/** How often to look. */
	everyMs?: number;
}

/**
 * Waits until `look` gives something else than `undefined` or `false`, and gives that.
 *
 * @param what what is waited for, as the subject of "… did not come within 30 s"
 * @throws when the limit runs out, or what `look` throws
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
