import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { itemError } from '../errors/nodeError';
import { catalogue, operationsOf } from '../catalogue';
import { folded, matcherOf, oneLine } from '../foreignValues';
import { harmless } from './fields/label';
import { operationIdentity } from './pages/operationName';
import type { ListedOperation } from './pages/types';
import { openHelpSite, staleNotice } from './site';

/** How many operations a list loads at a time while the user scrolls. */
const PAGE_SIZE = 100;

interface Entry {
	readonly item: INodeListSearchItems;
	/** The text to search, folded. */
	readonly searched: string;
}

/** The English names of the catalogue's operations. */
const ENGLISH: ReadonlyMap<string, string> = new Map(
	catalogue.flatMap(operationsOf).map((row) => [operationIdentity(row), row.action]),
);

/** The most characters of an entry before its method and path. */
const LONGEST_MEANING = 200;

/**
 * Makes a list entry: first what the operation does, since the list is narrow and cuts, then its
 * method and path, with the query only if it tells two operations apart.
 */
function entryOf(operation: ListedOperation, isOnlyOne: boolean): Entry {
	const { controller, method, path, summary } = operation;
	const name = `${method} ${path}`;
	const english = ENGLISH.get(operationIdentity(operation));
	const about = [english, summary].filter((text) => text !== undefined && text !== '').join('. ');
	const shown = [
		...(about === '' ? [] : [`${oneLine(about, LONGEST_MEANING).replace(/\.$/, '')} –`]),
		isOnlyOne ? name.split('?', 1)[0] : name,
		...(controller === '' ? [] : [`(${controller})`]),
	].join(' ');
	return {
		item: { name: harmless(shown), value: name },
		searched: folded(`${name} ${shown} ${summary}`),
	};
}

function made(index: readonly ListedOperation[]): readonly Entry[] {
	const counts = new Map<string, number>();
	for (const key of index.map(operationIdentity)) counts.set(key, (counts.get(key) ?? 0) + 1);
	return index.map((operation) =>
		entryOf(operation, counts.get(operationIdentity(operation)) === 1),
	);
}

/** Made once per copy of the index. */
const entriesOfIndex = new WeakMap<readonly ListedOperation[], readonly Entry[]>();

function entriesOf(index: readonly ListedOperation[]): readonly Entry[] {
	const entries = entriesOfIndex.get(index) ?? made(index);
	entriesOfIndex.set(index, entries);
	return entries;
}

function matching(index: readonly ListedOperation[], filter: string): INodeListSearchItems[] {
	const matches = matcherOf(filter);
	return entriesOf(index)
		.filter(({ searched }) => matches(searched))
		.map(({ item }) => item);
}

/** All operations of the live Help index, searchable by method, path, text and controller. */
export async function operationList(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken = '0',
): Promise<INodeListSearchResult> {
	try {
		const { value: index, staleSince } = await (await openHelpSite(this)).index();
		const found = matching(index, filter);
		const start = Number(paginationToken);
		const end = start + PAGE_SIZE;
		const results = found.slice(start, end);
		if (staleSince !== undefined && start === 0) {
			results.unshift({ name: staleNotice(staleSince), value: '' });
		}
		return { results, ...(end < found.length ? { paginationToken: String(end) } : {}) };
	} catch (error) {
		throw itemError(this.getNode(), error, undefined, []);
	}
}
