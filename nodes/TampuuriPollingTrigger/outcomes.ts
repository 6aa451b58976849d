/** How many of the last polls are counted. */
const MOST_POLLS = 500;

/** n8n stores a trigger's memory only when it returns items; this process knows the polls since. */
const latest = new Map<string, string>();

/**
 * Adds a poll to the outcomes of a node's last ones.
 *
 * @param outcomes a digit a poll, the newest last: `1` found something, `0` did not
 */
export function withOutcome(node: string, outcomes: string, hasFound: boolean): string {
	const next = `${outcomes}${hasFound ? '1' : '0'}`.slice(-MOST_POLLS);
	latest.set(node, next);
	return next;
}

/** The outcomes of a node's last polls, as far as this process or the given memory knows them. */
export function latestOutcomes(node: string, remembered: string): string {
	return latest.get(node) ?? remembered;
}
