import {
	UserError,
	type IDataObject,
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
} from 'n8n-workflow';
import { CallFailed } from '../../shared/errors/failure';
import { itemError } from '../../shared/errors/nodeError';
import { openAccount, type Account } from '../../shared/call/account';
import type { ReferenceTarget, ResourceName } from '../../shared/catalogue';
import { recordMethodOf } from '../properties/fieldProperty';
import { plainCall, type CallParameters } from '../../shared/call/parameters';
import { buildRequest } from '../../shared/call/request';
import { accountOperation } from '../../shared/profile/accountRow';
import { readResponse } from '../../shared/call/response';
import type { Page } from '../../shared/call/paging/page';
import { LARGEST_PAGE, type PageWindow } from '../../shared/call/paging/readPages';
import { folded, matcherOf } from '../../shared/foreignValues';
import { pickFromLists, sourcesOf, type ListTarget } from './accountLists';
import { idOfRow, isDone, pickerItem } from './label';
import { seenInServiceRequests } from './seen';

/** The method behind a resource locator's list, as n8n calls it. */
export type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** What a call asks for besides its operation. */
interface Asked extends Partial<Pick<CallParameters, 'path' | 'values'>> {
	readonly window?: PageWindow;
}

/** Makes one call to Tampuuri, with an operation as the account has it. */
type Ask = (operation: readonly [ResourceName, string], asked: Asked) => Promise<Page>;

/** What n8n asks of a picker. */
interface Wanted {
	readonly filter: string;
	readonly paginationToken?: string;
	readonly account: Account;
}

type Search = (ask: Ask, wanted: Wanted) => Promise<INodeListSearchResult>;

/** webinar: GET osapuolet/henkilot?Hakusana=. */
const searchPersons: Search = async (ask, { filter }) => {
	if (filter.length < 2) return { results: [] };
	const { rows } = await ask(['person', 'getAll'], { values: { searchWord: filter } });
	return { results: rows.map((row) => pickerItem('person', row)) };
};

/** An ID as people type it. */
const ID = /^[1-9]\d{0,9}$/;

/** The operation that reads the record with the ID typed, and where the ID goes. */
interface ReadById {
	readonly operation: readonly [ResourceName, string];
	readonly asked: (id: number) => Asked;
}

async function byId(
	ask: Ask,
	target: ReferenceTarget,
	id: string,
	{ operation, asked }: ReadById,
): Promise<INodeListSearchResult> {
	const { rows } = await ask(operation, asked(Number(id))).catch((error: unknown) => {
		if (error instanceof CallFailed && error.isRefusedWith(404)) return { rows: [] };
		throw error;
	});
	const found = rows.find((row) => ['', id].includes(idOfRow(row)));
	return { results: found === undefined ? [] : [pickerItem(target, { ...found, Id: id })] };
}

/** Service requests to work on first, then the newest: an ID is a running number. */
function byUse(one: IDataObject, other: IDataObject): number {
	const doneLast = Number(isDone(one)) - Number(isDone(other));
	return doneLast || Number(idOfRow(other)) - Number(idOfRow(one));
}

/**
 * Its search and sorting fields are unknown (EVIDENCE.md#service-request-list), so one page is
 * fetched, and filtered and sorted here. Each further page would be billed whenever a list opens.
 */
const browseServiceRequests: Search = async (ask, { filter }) => {
	if (ID.test(filter)) {
		return await byId(ask, 'serviceRequest', filter, {
			operation: ['serviceRequest', 'get'],
			asked: (id) => ({ path: { id } }),
		});
	}
	const { rows, total = rows.length } = await ask(['serviceRequest', 'getAll'], {
		window: { offset: 0, limit: LARGEST_PAGE },
	});
	const matches = matcherOf(filter);
	const results = rows
		.toSorted(byUse)
		.map((row) => pickerItem('serviceRequest', row))
		.filter(({ name }) => matches(folded(name)));
	if (total <= rows.length) return { results };
	const verb = filter === '' ? 'listed' : 'searched';
	const note = `${rows.length} of ${total} ${verb}. Enter an ID to find any other.`;
	return { results: [{ name: note, value: '' }, ...results] };
};

/**
 * By the lists of the account. Without one, only what recent service requests name can be picked by
 * name, and everything by its ID.
 */
function pick(target: ListTarget, read: ReadById): Search {
	return async (ask, { filter, paginationToken, account }) => {
		const sources = sourcesOf(account, target);
		const isId = ID.test(filter);
		if (sources.length === 0) {
			return isId
				? await byId(ask, target, filter, read)
				: await seenInServiceRequests(account, target, filter);
		}
		const found = await pickFromLists(account, sources, { target, filter, paginationToken });
		const hasIt = found.results.some(({ value }) => value === filter);
		if (!isId || hasIt || paginationToken !== undefined) return found;
		const { results } = await byId(ask, target, filter, read);
		return { ...found, results: [...results, ...found.results] };
	};
}

const SEARCHES: Readonly<Record<ReferenceTarget, Search>> = {
	person: searchPersons,
	serviceRequest: browseServiceRequests,
	property: pick('property', {
		operation: ['property', 'get'],
		asked: (id) => ({ path: { 'kohde-id': id } }),
	}),
	lease: pick('lease', {
		operation: ['lease', 'get'],
		asked: (id) => ({ path: { sopimusid: id } }),
	}),
	party: pick('party', {
		operation: ['party', 'getByIds'],
		asked: (id) => ({ values: { partyIds: [id] } }),
	}),
};

function askThrough({ client, profile }: Account): Ask {
	return async (name, { window, ...parts }) => {
		const operation = accountOperation(profile, ...name);
		const request = buildRequest(plainCall(operation, parts), { window });
		const response = await client.send(request, { mostRetries: 0 });
		const { response: expected } = operation;
		if (expected.kind === 'file')
			throw new UserError('An operation that returns a file has no rows');
		return readResponse(expected, request, response);
	};
}

function listSearchOf(search: Search): ListSearch {
	return async function (filter = '', paginationToken) {
		let account: Account | undefined;
		try {
			account = await openAccount(this);
			const wanted = { filter: filter.trim(), paginationToken, account };
			return await search(askThrough(account), wanted);
		} catch (error) {
			throw itemError(this.getNode(), error, undefined, account?.secrets ?? []);
		}
	};
}

/** The list searches for all kinds of records. Each shows its error. */
export function recordLists(): Record<string, ListSearch> {
	const targets = Object.keys(SEARCHES) as ReferenceTarget[];
	return Object.fromEntries(
		targets.map((target) => [recordMethodOf(target), listSearchOf(SEARCHES[target])]),
	);
}
