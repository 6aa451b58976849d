import {
	UserError,
	type IDataObject,
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
} from 'n8n-workflow';
import { CallFailed } from '../../shared/errors/failure';
import { itemError } from '../../shared/errors/nodeError';
import { openConnection, type Connection } from '../../shared/api/connection';
import { DEFAULT_SETTINGS, type ApiRequest } from '../../shared/api/request';
import type { ReferenceTarget } from '../../shared/catalogue';
import { recordMethodOf } from '../properties/fieldProperty';
import { readResponse } from '../../shared/call/response';
import type { Page } from '../../shared/call/paging/page';
import { LARGEST_PAGE } from '../../shared/call/paging/readPages';
import { folded, matcherOf } from '../../shared/foreignValues';
import { idOfRow, isDone, pickerItem } from './label';

/** The method behind a resource locator's list, as n8n calls it. */
export type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
) => Promise<INodeListSearchResult>;

/** Makes one call to Tampuuri. */
type Ask = (kind: 'list' | 'record', request: ApiRequest) => Promise<Page>;

type Search = (ask: Ask, filter: string) => Promise<INodeListSearchResult>;

/** webinar: GET osapuolet/henkilot?Hakusana=. */
const searchPersons: Search = async (ask, filter) => {
	if (filter.length < 2) return { results: [] };
	const { rows } = await ask('list', {
		method: 'GET',
		path: 'osapuolet/henkilot',
		query: { Hakusana: filter },
		access: 'read',
	});
	return { results: rows.map((row) => pickerItem('person', row)) };
};

/** An ID as people type it. */
const ID = /^[1-9]\d{0,9}$/;

/** Reads the record that has the ID typed. */
interface ReadById {
	readonly kind: 'list' | 'record';
	readonly requestFor: (id: number) => ApiRequest;
}

function readingRecord(pathOf: (id: number) => string): ReadById {
	const requestFor = (id: number) => ({ method: 'GET', path: pathOf(id), access: 'read' }) as const;
	return { kind: 'record', requestFor };
}

async function byId(
	ask: Ask,
	target: ReferenceTarget,
	id: string,
	{ kind, requestFor }: ReadById,
): Promise<INodeListSearchResult> {
	const { rows } = await ask(kind, requestFor(Number(id)));
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
		return await byId(
			ask,
			'serviceRequest',
			filter,
			readingRecord((id) => `ilmoitukset/${id}`),
		);
	}
	const { rows, total = rows.length } = await ask('list', {
		method: 'POST',
		path: 'ilmoitukset/selaa',
		body: { Offset: 0, Limit: LARGEST_PAGE },
		access: 'read',
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
	property: lookUp(
		'property',
		'properties',
		readingRecord((id) => `kohteet/${id}`),
	),
	lease: lookUp(
		'lease',
		'leases',
		readingRecord((id) => `sopimukset/${id}`),
	),
	party: lookUp('party', 'parties', {
		kind: 'list',
		requestFor: (id) => ({
			method: 'POST',
			path: 'osapuolitiedot/osapuolet/hae',
			body: { OsapuoliIdt: [id] },
			access: 'read',
		}),
	}),
};

function askThrough({ client }: Connection): Ask {
	return async (kind, request) => {
		const response = await client.send(request, { ...DEFAULT_SETTINGS, retries: 0 });
		return readResponse({ kind, fields: [] }, request, response);
	};
}

function listSearchOf(search: Search): ListSearch {
	return async function (filter = '') {
		let connection: Connection | undefined;
		try {
			connection = await openConnection(this);
			return await search(askThrough(connection), filter.trim());
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
