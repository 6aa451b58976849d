const RETRIED_STATUSES = [429, 502, 503, 504];
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 30_000;
/** More seconds than anyone waits. */
const MOST_SECONDS = 1_000_000_000;

/** Whether the same read may succeed a little later after a response with this status. */
export function isTransient(status: number): boolean {
	return RETRIED_STATUSES.includes(status);
}

/**
 * Milliseconds that a `Retry-After` header asks for, in seconds or as a date in HTTP's own form;
 * undefined if it is absent or unreadable, or asks for no wait.
 */
export function retryAfterOf(header: string | undefined, now: number): number | undefined {
	const value = header?.trim() ?? '';
	if (/^\d+(\.\d+)?$/.test(value)) {
		return Math.min(Number(value), MOST_SECONDS) * 1000 || undefined;
	}
	const date = new Date(value);
	// JavaScript reads far more than HTTP's dates, and differently on each machine.
	return date.toUTCString() === value && date.getTime() > now ? date.getTime() - now : undefined;
}

/**
 * Milliseconds to wait before retrying a read: doubling from half a second with jitter, at most half
 * a minute, and never less than the server asks for.
 *
 * @param retries how many retries have been made so far
 * @param random a number from 0 to 1, for the jitter
 */
export function pauseBefore(
	retries: number,
	retryAfter: number | undefined,
	random: number,
): number {
	const own = Math.min(FIRST_PAUSE * 2 ** retries * (0.5 + random / 2), LONGEST_PAUSE);
	return Math.ceil(Math.max(own, retryAfter ?? 0));
}
