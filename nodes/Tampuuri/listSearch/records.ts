import { UserError, type ILoadOptionsFunctions, type INodeListSearchResult } from 'n8n-workflow';
import { CallFailed } from '../../shared/errors/failure';
import { itemError } from '../../shared/errors/nodeError';
import { openConnection, type Connection } from '../../shared/api/connection';
import { DEFAULT_SETTINGS, type ApiRequest } from '../../shared/api/request';
import type { ReferenceTarget } from '../../shared/catalogue';
import { recordMethodOf } from '../properties/fieldProperty';
import { readResponse } from '../../shared/call/response';
import type { Page } from '../../shared/call/paging/page';
import { LARGEST_PAGE } from '../../shared/call/paging/readPages';
import { pickerItem } from './label';

/** The method behind a resource locator's list, as n8n calls it. */
export type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** Makes one call to Tampuuri. */
type Ask = (kind: 'list' | 'record', request: ApiRequest) => Promise<Page>;

type Search = (ask: Ask, filter: string, offset: number) => Promise<INodeListSearchResult>;

/** webinar: GET osapuolet/henkilot?Hakusana=. */
const searchPersons: Search = async (ask, filter) => {
	if (filter.length < 2) return { results: [] };
	const { rows } = await ask('list', {
		method: 'GET',
		path: 'osapuolet/henkilot',
		query: { Hakusana: filter },
		access: 'read',
	});
	return { results: rows.map(pickerItem) };
};

/**
 * Its search fields are unknown (EVIDENCE.md#service-request-list), so one page is fetched and
 * filtered here.
 */
const browseServiceRequests: Search = async (ask, filter, offset) => {
	const { rows, total } = await ask('list', {
		method: 'POST',
		path: 'ilmoitukset/selaa',
		body: { Offset: offset, Limit: LARGEST_PAGE },
		access: 'read',
	});
	const next = offset + rows.length;
	const wanted = filter.toLowerCase();
	return {
		results: rows.map(pickerItem).filter(({ name }) => name.toLowerCase().includes(wanted)),
		...(rows.length > 0 && next < (total ?? Infinity) ? { paginationToken: String(next) } : {}),
	};
};

/** We know of no operation that searches these by name, only of one that reads them by ID. */
function lookUp(
	what: string,
	kind: 'list' | 'record',
	requestFor: (id: number) => ApiRequest,
): Search {
	return async (ask, filter) => {
		if (filter === '') return { results: [] };
		if (!/^[1-9]\d{0,9}$/.test(filter)) {
			// The editor shows only the message, and removes the search box.
			throw new UserError(
				`You can't search ${what} by name. Open the list again and enter an ID to see its name.`,
			);
		}
		const { rows } = await ask(kind, requestFor(Number(filter)));
		return { results: rows.map((row) => pickerItem({ Id: filter, ...row })) };
	};
}

const SEARCHES: Readonly<Record<ReferenceTarget, Search>> = {
	person: searchPersons,
	serviceRequest: browseServiceRequests,
	property: lookUp('properties', 'record', (id) => ({
		method: 'GET',
		path: `kohteet/${id}`,
		access: 'read',
	})),
	lease: lookUp('leases', 'record', (id) => ({
		method: 'GET',
		path: `sopimukset/${id}`,
		access: 'read',
	})),
	party: lookUp('parties', 'list', (id) => ({
		method: 'POST',
		path: 'osapuolitiedot/osapuolet/hae',
		body: { OsapuoliIdt: [id] },
		access: 'read',
	})),
};

function askThrough({ client }: Connection): Ask {
	return async (kind, request) => {
		const response = await client.send(request, { ...DEFAULT_SETTINGS, retries: 0 });
		return readResponse({ kind, fields: [] }, request, response);
	};
}

function listSearchOf(search: Search): ListSearch {
	return async function (filter = '', paginationToken = '0') {
		let connection: Connection | undefined;
		try {
			connection = await openConnection(this);
			return await search(askThrough(connection), filter.trim(), Number(paginationToken));
		} catch (error) {
			if (error instanceof CallFailed && error.isRefusedWith(404)) return { results: [] };
			throw itemError(this.getNode(), error, undefined, connection?.secrets ?? []);
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
