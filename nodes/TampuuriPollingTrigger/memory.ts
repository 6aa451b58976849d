import { UserError, type IDataObject } from 'n8n-workflow';

const DOUBTS = ['grew', 'shrank'] as const;

/** How a list differs from the last one by more than everyday work explains. */
export type Doubt = (typeof DOUBTS)[number];

/** The stamps of listed rows by key, least recently listed first. */
export type Seen = ReadonlyMap<string, string>;

/** How far polls got that read record by record. */
export interface Progress {
	/** The Finnish calendar day of the last poll. */
	readonly day: string;
	/** The IDs asked for, the least recent first. */
	readonly done: readonly string[];
	/** How many of them on that day, which are not asked for again then. */
	readonly today: number;
	/** IDs of records that could not be read, which was told. */
	readonly failing: readonly string[];
}

/** What one poll remembers for the next, in the node's static data. */
export interface Memory {
	/** Fingerprint of what the parameters ask for. */
	readonly asked: string;
	readonly seen: Seen;
	/** The newest time read, in milliseconds, for events that are read by time. */
	readonly readUpTo?: number;
	/** Entries up to this time count as seen: there were too many to remember. */
	readonly droppedUpTo?: number;
	/** The Finnish calendar day of the last complete read. */
	readonly day?: string;
	/** How many rows the list had. */
	readonly listed?: number;
	/** How it then differed from the list before, if that is still to be confirmed. */
	readonly doubt?: Doubt;
	readonly progress?: Progress;
}

function textsOf(value: unknown): string[] | undefined {
	return Array.isArray(value) && value.every((text) => typeof text === 'string')
		? [...value]
		: undefined;
}

function numberOrNone(value: unknown): number | undefined {
	return typeof value === 'number' ? value : undefined;
}

function progressIn({ progressDay, done, today, failing }: IDataObject): Progress | undefined {
	if (typeof progressDay !== 'string') return undefined;
	return {
		day: progressDay,
		done: textsOf(done) ?? [],
		today: numberOrNone(today) ?? 0,
		failing: textsOf(failing) ?? [],
	};
}

/**
 * Reads what the previous poll remembered.
 *
 * @param asked fingerprint of what the parameters ask for now
 * @returns undefined if there is nothing, or if the parameters have changed: the trigger then
 * starts over
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
		listed: numberOrNone(staticData.listed),
		doubt: DOUBTS.find((doubt) => doubt === staticData.doubt),
		progress: progressIn(staticData),
	};
}

/** Writes the memory as flat values at the top level, where n8n notices every change. */
export function writeMemory(staticData: IDataObject, memory: Memory): void {
	staticData.asked = memory.asked;
	staticData.keys = [...memory.seen.keys()];
	staticData.stamps = [...memory.seen.values()];
	staticData.readUpTo = memory.readUpTo ?? null;
	staticData.droppedUpTo = memory.droppedUpTo ?? null;
	staticData.day = memory.day ?? null;
	staticData.listed = memory.listed ?? null;
	staticData.doubt = memory.doubt ?? null;
	staticData.progressDay = memory.progress?.day ?? null;
	staticData.done = [...(memory.progress?.done ?? [])];
	staticData.today = memory.progress?.today ?? null;
	staticData.failing = [...(memory.progress?.failing ?? [])];
}

/** A row of a list, as compared between polls. */
export interface Entry {
	/** Identifies the row; the same at every poll. */
	readonly key: string;
	/** Changes when the row should be returned again. */
	readonly stamp: string;
	readonly row: IDataObject;
	/** In milliseconds, for events that are read by time. */
	readonly time?: number;
}

/** Maximum number of rows to remember, at about 60 bytes each in the workflow's static data. */
export const MOST_REMEMBERED = 20_000;

export interface News {
	readonly entry: Entry;
	readonly previous: string | undefined;
}

export interface Rules {
	readonly isNews: (previous: string | undefined, stamp: string) => boolean;
	/** Whether to forget rows as soon as they are no longer listed. */
	readonly forgetsMissing: boolean;
	/** Whether the oldest rows by time may be dropped if the list is too long to remember. */
	readonly byTime: boolean;
	readonly mostRemembered?: number;
}

export interface Comparison {
	readonly news: readonly News[];
	/** The keys of rows that have left the list, if they are forgotten. */
	readonly removed: readonly string[];
	readonly seen: Seen;
	/** The time of the newest dropped entry. */
	readonly droppedUpTo?: number;
}

/** @throws UserError when there are more rows than can be compared */
export function refuseTooLong(count: number, most: number): void {
	if (count <= most) return;
	throw new UserError(`The list has ${count} rows, but at most ${most} can be compared`, {
		description:
			'Narrow the list with filters. Nothing was returned; the next poll continues from the last successful one.',
	});
}

/**
 * Works out which listed rows are new compared with earlier polls, and what to remember. A key that
 * is listed twice counts once.
 *
 * @throws UserError when the list is too long to remember, unless it is read by time
 */
export function compare(seen: Seen, listed: readonly Entry[], rules: Rules): Comparison {
	const { isNews, forgetsMissing, byTime, mostRemembered = MOST_REMEMBERED } = rules;
	const entries = new Map<string, Entry>();
	for (const entry of listed) if (!entries.has(entry.key)) entries.set(entry.key, entry);
	if (!byTime) refuseTooLong(entries.size, mostRemembered);
	const ordered = [...entries.values()];
	if (byTime) ordered.sort((one, other) => (one.time ?? -Infinity) - (other.time ?? -Infinity));

	const news: News[] = [];
	const now = new Map<string, string>();
	const missing = [...seen].filter(([key]) => !entries.has(key));
	if (!forgetsMissing) for (const [key, stamp] of missing) now.set(key, stamp);
	for (const entry of ordered) {
		const previous = seen.get(entry.key);
		if (isNews(previous, entry.stamp)) news.push({ entry, previous });
		now.set(entry.key, entry.stamp);
	}
	const removed = forgetsMissing ? missing.map(([key]) => key) : [];
	return { news, removed, ...trimmed(now, entries, mostRemembered) };
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
