import { UserError, type IDataObject } from 'n8n-workflow';

/** A row of a list as polls compare it. */
export interface Entry {
	/** The same at every poll. */
	readonly key: string;
	/** Changes when the row is news again. */
	readonly stamp: string;
	readonly row: IDataObject;
	/** Milliseconds, of events that are read by time. */
	readonly time?: number;
}

/** The stamps of the rows that were listed, by key, the longest not listed first. */
export type Seen = ReadonlyMap<string, string>;

/** How many rows are remembered at most; about 60 bytes each in the workflow's static data. */
export const MOST_REMEMBERED = 20_000;

export interface News {
	readonly entry: Entry;
	readonly previous: string | undefined;
}

export interface Rules {
	readonly isNews: (previous: string | undefined, stamp: string) => boolean;
	/** Whether rows that are not listed any more are forgotten at once. */
	readonly forgetsMissing: boolean;
	/** Whether the oldest by time may be dropped from a list that is too long to be remembered. */
	readonly byTime: boolean;
	readonly mostRemembered?: number;
}

export interface Comparison {
	readonly news: readonly News[];
	readonly seen: Seen;
	/** The time of the newest entry that had to be dropped. */
	readonly droppedUpTo?: number;
}

function refuseTooLong(count: number, limit: number): never {
	throw new UserError(`The list holds ${count} rows, more than the ${limit} that can be compared`, {
		description:
			'Narrow it with filters. Nothing was given out; the next poll goes on from where the last good one ended.',
	});
}

/**
 * Tells which listed rows are news against what was seen before, and what is to be remembered.
 * A key that is listed twice counts once.
 *
 * @throws UserError when the list is longer than what can be remembered, unless it goes by time
 */
export function compare(seen: Seen, listed: readonly Entry[], rules: Rules): Comparison {
	const { isNews, forgetsMissing, byTime, mostRemembered = MOST_REMEMBERED } = rules;
	const entries = new Map<string, Entry>();
	for (const entry of listed) if (!entries.has(entry.key)) entries.set(entry.key, entry);
	if (entries.size > mostRemembered && !byTime) refuseTooLong(entries.size, mostRemembered);
	const ordered = [...entries.values()];
	if (byTime) ordered.sort((one, other) => (one.time ?? -Infinity) - (other.time ?? -Infinity));

	const news: News[] = [];
	const now = new Map<string, string>();
	if (!forgetsMissing) {
		for (const [key, stamp] of seen) if (!entries.has(key)) now.set(key, stamp);
	}
	for (const entry of ordered) {
		const previous = seen.get(entry.key);
		if (isNews(previous, entry.stamp)) news.push({ entry, previous });
		now.set(entry.key, entry.stamp);
	}
	return { news, ...trimmed(now, entries, mostRemembered) };
}

function trimmed(
	seen: Map<string, string>,
	entries: ReadonlyMap<string, Entry>,
	mostRemembered: number,
): Pick<Comparison, 'seen' | 'droppedUpTo'> {
	let droppedUpTo: number | undefined;
	for (const key of seen.keys()) {
		if (seen.size <= mostRemembered) break;
		seen.delete(key);
		droppedUpTo = entries.get(key)?.time ?? droppedUpTo;
	}
	return { seen, droppedUpTo };
}
