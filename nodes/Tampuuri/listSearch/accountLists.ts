import { createHash } from 'node:crypto';
import type { INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import type { Account } from '../../shared/call/account';
import { DEFAULT_OPTIONS, type ItemOptions } from '../../shared/call/options';
import { LARGEST_PAGE } from '../../shared/call/paging/readPages';
import { readRegister, readRegisterPage, type ListedRow } from '../../shared/call/records';
import type { ListedRecord } from '../../shared/catalogue';
import { folded, matcherOf } from '../../shared/foreignValues';
import { Cache } from '../../shared/helpSite/cache';
import { listOperation, type AccountList } from '../../shared/profile/listOperation';
import { listedItem } from './label';

/** What is picked from an account's lists. */
export type ListTarget = 'lease' | 'party' | 'property';

/** The lists that may have what is picked: units may be apart from the other properties. */
const SOURCES: Readonly<Record<ListTarget, readonly ListedRecord[]>> = {
	lease: ['lease'],
	party: ['party'],
	property: ['property', 'unit'],
};

/** How long people choose in one editor, in milliseconds. Rows name people, so no longer. */
const SESSION = 10 * 60_000;

/** Lists that are kept at the same time. */
const MOST_LISTS = 12;

/** Rows of a list without a search that are read to search them here: 40 calls. */
const MOST_ROWS = 10_000;

/** Levels of the tree that a label names. */
const MOST_ABOVE = 3;

const ONE_CALL: ItemOptions = { ...DEFAULT_OPTIONS, mostRetries: 0 };
const MANY_CALLS: ItemOptions = { ...DEFAULT_OPTIONS, mostRetries: 2, concurrency: 4 };

/** A record as a picker shows it, and what it takes to name what is part of it. */
interface Known extends Pick<ListedRow, 'id' | 'labels' | 'parent'> {
	readonly item: INodeListSearchItems;
}

interface Kept {
	readonly known: ReadonlyMap<number, Known>;
	/** How many the list has, if it says so. */
	readonly total?: number;
	readonly next?: number;
}

/** What is kept for the editor's session. */
export function sessionCache<Value>(): Cache<Value> {
	return new Cache<Value>({
		size: MOST_LISTS,
		freshFor: SESSION,
		keptFor: SESSION,
		pauseAfterFailure: 0,
		now: () => Date.now(),
	});
}

const firstPages = sessionCache<Kept>();
const wholeLists = sessionCache<Kept>();

/** Identifies a list as one user of one account sees it, without keeping any secret. */
export function sessionKey({ account, secrets, profileText }: Account, list: string): string {
	const identity = JSON.stringify([account, secrets, profileText, list]);
	return createHash('sha256').update(identity).digest('base64');
}

/** The lists of an account that may be read to pick a record. */
export function sourcesOf({ profile, client }: Account, target: ListTarget): AccountList[] {
	return SOURCES[target].flatMap((record) => {
		const list = profile?.lists[record];
		if (list === undefined) return [];
		const { method, path, access } = listOperation(record, list);
		return !client.mayChange({ method, path, access }) ? [{ record, list }] : [];
	});
}

/** What is above a record, as far as it is known. A loop ends by its length. */
function aboveOf(
	record: ListedRow,
	known: (id: number) => Pick<Known, 'labels' | 'parent'> | undefined,
) {
	const above: Array<Pick<Known, 'labels' | 'parent'>> = [];
	let { parent } = record;
	while (parent !== undefined && above.length < MOST_ABOVE) {
		const next = known(parent);
		if (next === undefined) break;
		above.push(next);
		({ parent } = next);
	}
	return above;
}

function knownRecords(
	target: ListTarget,
	records: readonly ListedRow[],
	before: Kept['known'] = new Map(),
): Kept['known'] {
	const here = new Map(records.map((record) => [record.id, record]));
	const known = (id: number) => here.get(id) ?? before.get(id);
	return new Map(
		records.map((record) => {
			const { id, labels, parent } = record;
			const item = listedItem(target, record, aboveOf(record, known));
			return [id, { id, labels, parent, item }];
		}),
	);
}

/** The lists of one kind of records, as one picker asks for them. */
class Picker {
	constructor(
		private readonly account: Account,
		private readonly target: ListTarget,
	) {}

	/** The first page, kept for the editor's session. */
	async first(source: AccountList): Promise<Kept> {
		const { client } = this.account;
		const { value } = await firstPages.get(this.keyOf(source), async () => {
			const { records, ...page } = await readRegisterPage(source, { client, options: ONE_CALL }, 0);
			return { ...page, known: knownRecords(this.target, records) };
		});
		return value;
	}

	/** A page of all rows, or of those that a search finds. */
	async page(source: AccountList, offset: number, searchWord?: string): Promise<Kept> {
		const { client } = this.account;
		const reading = { client, options: ONE_CALL, searchWord };
		const { records, ...page } = await readRegisterPage(source, reading, offset);
		const before = this.ready(source)?.known ?? this.keptFirst(source)?.known;
		return { ...page, known: knownRecords(this.target, records, before) };
	}

	/** All rows, if they are read already. */
	ready(source: AccountList): Kept | undefined {
		const first = this.keptFirst(source);
		if (first !== undefined && first.next === undefined) return first;
		return wholeLists.kept(this.keyOf(source));
	}

	/** All rows of a list without a search. */
	async all(source: AccountList): Promise<Kept> {
		const { client } = this.account;
		const { value } = await wholeLists.get(this.keyOf(source), async () => {
			const reading = { client, options: MANY_CALLS, limit: MOST_ROWS };
			const { records, total } = await readRegister(source, reading);
			return { known: knownRecords(this.target, records), total };
		});
		return value;
	}

	private keyOf({ record }: AccountList): string {
		return sessionKey(this.account, `${this.target} ${record}`);
	}

	private keptFirst(source: AccountList): Kept | undefined {
		return firstPages.kept(this.keyOf(source));
	}
}

function itemsOf({ known }: Pick<Kept, 'known'>): INodeListSearchItems[] {
	return [...known.values()].map(({ item }) => item);
}

function note(name: string): INodeListSearchItems {
	return { name, value: '' };
}

function countNote(listed: number, { total, next }: Kept): INodeListSearchItems[] {
	if (next === undefined) return [];
	const count = total === undefined ? `The first ${listed}` : `${listed} of ${total}`;
	return [note(`${count} listed. Type to find any other.`)];
}

interface Found {
	readonly items: readonly INodeListSearchItems[];
	/** Where the next page of what was found begins. */
	readonly next?: number;
	readonly notes: readonly INodeListSearchItems[];
}

function foundHere({ known, total }: Kept, filter: string, offset: number): Found {
	const matches = matcherOf(filter);
	const items = itemsOf({ known }).filter(({ name }) => matches(folded(name)));
	const end = offset + LARGEST_PAGE;
	const isCut = total !== undefined && total > MOST_ROWS && known.size < total;
	return {
		items: items.slice(offset, end),
		...(items.length > end && { next: end }),
		notes: isCut
			? [note(`${known.size} of ${total} searched. Enter an ID to find any other.`)]
			: [],
	};
}

/** The word that tells most, for a server that looks for the words as one text. */
function longestWord(filter: string): string {
	const words = filter.split(/[\s,]+/);
	return words.toSorted((one, other) => other.length - one.length)[0] ?? filter;
}

async function foundThere(
	picker: Picker,
	source: AccountList,
	{ filter, offset }: { readonly filter: string; readonly offset: number },
): Promise<Found> {
	const whole = await picker.page(source, offset, filter);
	const word = longestWord(filter);
	if (whole.known.size > 0 || offset > 0 || word === filter) {
		return { items: itemsOf(whole), next: whole.next, notes: [] };
	}
	const found = await picker.page(source, 0, word);
	const matches = matcherOf(filter);
	return { items: itemsOf(found).filter(({ name }) => matches(folded(name))), notes: [] };
}

async function find(
	picker: Picker,
	source: AccountList,
	asked: { readonly filter: string; readonly offset: number },
): Promise<Found> {
	const ready = picker.ready(source);
	if (ready !== undefined) return foundHere(ready, asked.filter, asked.offset);
	if (source.list.search !== undefined) return await foundThere(picker, source, asked);
	return foundHere(await picker.all(source), asked.filter, asked.offset);
}

function withoutDoubles(items: readonly INodeListSearchItems[]): INodeListSearchItems[] {
	return [...new Map(items.map((item) => [item.value, item])).values()];
}

function tokenOf(next: number | undefined): string | undefined {
	return next === undefined ? undefined : String(next);
}

/** What a picker asks for. */
export interface Picked {
	readonly target: ListTarget;
	readonly filter: string;
	/** Where n8n continues a list. */
	readonly paginationToken?: unknown;
}

/**
 * Picks from an account's lists: by their own search, or else by one reading that is kept for the
 * editor's session.
 *
 * @throws CallFailed
 */
export async function pickFromLists(
	account: Account,
	sources: readonly AccountList[],
	{ target, filter, paginationToken }: Picked,
): Promise<INodeListSearchResult> {
	const picker = new Picker(account, target);
	const offset = Number(paginationToken ?? 0);
	const [source] = sources;
	if (filter === '' && source !== undefined) {
		const page = offset === 0 ? await picker.first(source) : await picker.page(source, offset);
		const items = itemsOf(page);
		const notes = offset === 0 ? countNote(items.length, page) : [];
		return { results: [...notes, ...items], paginationToken: tokenOf(page.next) };
	}
	const found = await Promise.all(
		sources.map(async (one) => await find(picker, one, { filter, offset })),
	);
	const items = withoutDoubles(found.flatMap((one) => one.items));
	const nexts = found.map(({ next }) => next).filter((next) => next !== undefined);
	const notes = found.flatMap((one) => one.notes);
	return {
		results: [...notes, ...items],
		paginationToken: nexts.length === 0 ? undefined : tokenOf(Math.max(...nexts)),
	};
}
