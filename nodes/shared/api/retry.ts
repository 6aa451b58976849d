const RETRIED_STATUSES = [429, 502, 503, 504];
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 30_000;

/** Whether the same read may succeed a little later after a response with this status. */
export function isTransient(status: number): boolean {
	return RETRIED_STATUSES.includes(status);
}

/**
 * Milliseconds that a `Retry-After` header asks for, in seconds or as a date; undefined if it is
 * absent or unreadable.
 */
export function retryAfterOf(header: string | undefined, now: number): number | undefined {
	const value = header?.trim() ?? '';
	if (/^\d+$/.test(value)) return Number(value) * 1000;
	const date = Date.parse(value);
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/**
 * Milliseconds to wait before retrying a read: what the server asks for, otherwise doubling from
 * half a second with jitter; at most half a minute either way.
 *
 * @param retries how many retries have been made so far
 * @param random a number from 0 to 1, for the jitter
 */
export function pauseBefore(
	retries: number,
	retryAfter: number | undefined,
	random: number,
): number {
	const pause = retryAfter ?? FIRST_PAUSE * 2 ** retries * (0.5 + random / 2);
	return Math.min(pause, LONGEST_PAUSE);
}
