import { UserError, type IDataObject } from 'n8n-workflow';

/** The stamps of the rows that were listed, by key, the longest not listed first. */
export type Seen = ReadonlyMap<string, string>;

/** What one poll leaves to the next, in n8n's static data of the node. */
export interface Memory {
	/** Stands for what the parameters asked. */
	readonly asked: string;
	readonly seen: Seen;
	/** The newest time that was read, in milliseconds; of events that go by time. */
	readonly readUpTo?: number;
	/** Times up to this one count as seen: their rows were too many to be remembered. */
	readonly droppedUpTo?: number;
	/** The Finnish calendar day of the last reading. */
	readonly day?: string;
}

function textsOf(value: unknown): string[] | undefined {
	return Array.isArray(value) && value.every((text) => typeof text === 'string')
		? [...value]
		: undefined;
}

function numberOrNone(value: unknown): number | undefined {
	return typeof value === 'number' ? value : undefined;
}

/**
 * Reads the memory back.
 *
 * @param asked what the parameters ask now
 * @returns undefined when there is none, or one of other parameters: the trigger starts anew
 */
export function readMemory(staticData: IDataObject, asked: string): Memory | undefined {
	const keys = textsOf(staticData.keys);
	const stamps = textsOf(staticData.stamps);
	if (staticData.asked !== asked || keys === undefined || stamps === undefined) return undefined;
	return {
		asked,
		seen: new Map(keys.map((key, index) => [key, stamps[index] ?? ''])),
		readUpTo: numberOrNone(staticData.readUpTo),
		droppedUpTo: numberOrNone(staticData.droppedUpTo),
		day: typeof staticData.day === 'string' ? staticData.day : undefined,
	};
}

/** Writes the memory; only flat values at the top level, where n8n notices every change. */
export function writeMemory(staticData: IDataObject, memory: Memory): void {
	staticData.asked = memory.asked;
	staticData.keys = [...memory.seen.keys()];
	staticData.stamps = [...memory.seen.values()];
	staticData.readUpTo = memory.readUpTo ?? null;
	staticData.droppedUpTo = memory.droppedUpTo ?? null;
	staticData.day = memory.day ?? null;
}

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
	throw new UserError(`The list has ${count} rows, but at most ${limit} can be compared`, {
		description:
			'Narrow the list with filters. Nothing was returned; the next poll continues from the last successful one.',
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
