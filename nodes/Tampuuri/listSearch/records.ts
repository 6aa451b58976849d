import {
	UserError,
	type IDataObject,
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
} from 'n8n-workflow';
import { CallFailed } from '../../shared/errors/failure';
import { itemError } from '../../shared/errors/nodeError';
import { openAccount, type Account } from '../../shared/call/account';
import { DEFAULT_SETTINGS } from '../../shared/api/request';
import type { ReferenceTarget, ResourceName } from '../../shared/catalogue';
import { recordMethodOf } from '../properties/fieldProperty';
import { plainCall, type CallParameters } from '../../shared/call/parameters';
import { buildRequest } from '../../shared/call/request';
import { accountOperation } from '../../shared/profile/accountRow';
import { readResponse } from '../../shared/call/response';
import type { Page } from '../../shared/call/paging/page';
import { LARGEST_PAGE, type PageWindow } from '../../shared/call/paging/readPages';
import { folded, matcherOf } from '../../shared/foreignValues';
import { idOfRow, isDone, pickerItem } from './label';

/** The method behind a resource locator's list, as n8n calls it. */
export type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
) => Promise<INodeListSearchResult>;

/** What a call asks for besides its operation. */
interface Asked extends Partial<Pick<CallParameters, 'path' | 'values'>> {
	readonly window?: PageWindow;
}

/** Makes one call to Tampuuri, with an operation as the account has it. */
type Ask = (operation: readonly [ResourceName, string], asked: Asked) => Promise<Page>;

type Search = (ask: Ask, filter: string) => Promise<INodeListSearchResult>;

/** webinar: GET osapuolet/henkilot?Hakusana=. */
const searchPersons: Search = async (ask, filter) => {
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
	const { rows } = await ask(operation, asked(Number(id)));
	return { results: rows.map((row) => pickerItem(target, { Id: id, ...row })) };
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
const browseServiceRequests: Search = async (ask, filter) => {
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

/** We know of no operation that searches these by name, only of one that reads them by ID. */
function lookUp(target: ReferenceTarget, plural: string, read: ReadById): Search {
	return async (ask, filter) => {
		if (filter === '') return { results: [] };
		if (ID.test(filter)) return await byId(ask, target, filter, read);
		// The editor shows only the message, and removes the search box.
		throw new UserError(
			`You can't search ${plural} by name. Open the list again and enter an ID to see its name.`,
		);
	};
}

const SEARCHES: Readonly<Record<ReferenceTarget, Search>> = {
	person: searchPersons,
	serviceRequest: browseServiceRequests,
	property: lookUp('property', 'properties', {
		operation: ['property', 'get'],
		asked: (id) => ({ path: { 'kohde-id': id } }),
	}),
	lease: lookUp('lease', 'leases', {
		operation: ['lease', 'get'],
		asked: (id) => ({ path: { sopimusid: id } }),
	}),
	party: lookUp('party', 'parties', {
		operation: ['party', 'getByIds'],
		asked: (id) => ({ values: { partyIds: [id] } }),
	}),
};

function askThrough({ client, profile }: Account): Ask {
	return async (name, { window, ...parts }) => {
		const operation = accountOperation(profile, ...name);
		const request = buildRequest(plainCall(operation, parts), { window });
		const response = await client.send(request, { ...DEFAULT_SETTINGS, retries: 0 });
		const { response: expected } = operation;
		if (expected.kind === 'file')
			throw new UserError('An operation that returns a file has no rows');
		return readResponse(expected, request, response);
	};
}

function listSearchOf(search: Search): ListSearch {
	return async function (filter = '') {
		let account: Account | undefined;
		try {
			account = await openAccount(this);
			return await search(askThrough(account), filter.trim());
		} catch (error) {
			if (error instanceof CallFailed && error.isRefusedWith(404)) return { results: [] };
			throw itemError(this.getNode(), error, undefined, account?.secrets ?? []);
		}
	};
}

/** The list searches for all kinds of records. Each makes at most one call and shows its error. */
export function recordLists(): Record<string, ListSearch> {
	const targets = Object.keys(SEARCHES) as ReferenceTarget[];
	return Object.fromEntries(
		targets.map((target) => [recordMethodOf(target), listSearchOf(SEARCHES[target])]),
	);
}
