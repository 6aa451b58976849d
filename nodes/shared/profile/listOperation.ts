import type { Field, ListedRecord, Listing, Operation, Paging, ResponseField } from '../catalogue';
import type { AccountProfile, RecordList } from './schema';

/** The parameter with the word that an account's list is searched by. */
export const SEARCH_WORD = 'searchWord';

const PLURALS: Readonly<Record<ListedRecord, string>> = {
	property: 'properties',
	unit: 'units',
	lease: 'leases',
	party: 'parties',
};

function searchField(key: string): Field {
	return {
		key,
		accountKey: key,
		parameter: SEARCH_WORD,
		label: 'Search Word (Hakusana)',
		type: 'text',
	};
}

/** A GET has nothing but a query to page by, whatever the profile says. */
function placeOf(method: 'GET' | 'POST', paging: Paging | undefined): Paging | undefined {
	return method === 'GET' && paging !== undefined ? 'query' : paging;
}

function fieldsOf({ id, parent }: RecordList): ResponseField[] {
	const own: ResponseField[] = [{ key: 'Id', accountKey: id, type: 'integer', simple: true }];
	if (parent === undefined) return own;
	return [
		...own,
		{ key: 'ParentId', accountKey: parent, type: 'integer', simple: true, nullable: true },
	];
}

/** The row of the operation by which an account lists its records, as its profile says. */
export function listOperation(record: ListedRecord, list: RecordList): Operation {
	const [verb, path = ''] = list.operation.split(' ');
	const method = verb === 'GET' ? 'GET' : 'POST';
	const search = list.search === undefined ? [] : [searchField(list.search)];
	const paging = placeOf(method, list.paging);
	return {
		name: 'Get Many',
		action: `Get many ${PLURALS[record]}`,
		description: '',
		method,
		path,
		// Its owner has pasted a profile that says so. A Reads Only credential refuses it all the same.
		access: 'read',
		pathParameters: {},
		query: method === 'GET' ? search : [],
		...(method === 'POST' && { body: { fields: search, complete: false } }),
		...(paging && { paging }),
		response: { kind: 'list', fields: fieldsOf(list) },
		evidence: 'helpPage',
		source: "the account's profile",
	};
}

/** The response of a row with the keys by which the account's lists name a record. */
export function listedResponse(
	{ lists, response }: Listing,
	profile: AccountProfile,
): Listing['response'] {
	const known = response.fields.map(({ key }) => key.toLowerCase());
	const labels = lists.flatMap((record) => profile.lists[record]?.label ?? []);
	const own = [...new Set(labels)].filter(
		(key) => !key.includes('.') && !known.includes(key.toLowerCase()),
	);
	const fields = own.map((key): ResponseField => ({ key, type: 'text', simple: true }));
	return { ...response, fields: [...response.fields, ...fields] };
}

/** A list that holds the records of one kind: units are also properties. */
const ALSO_IN: Readonly<Partial<Record<ListedRecord, ListedRecord>>> = {
	unit: 'property',
	property: 'unit',
};

/** A list of an account, and what it is of. */
export interface AccountList {
	readonly record: ListedRecord;
	readonly list: RecordList;
}

/**
 * The list by which an account's records of one kind are found; undefined if the profile has none.
 * Without a list of units, that of all properties, and the other way round.
 */
export function accountListOf(
	profile: AccountProfile | undefined,
	wanted: ListedRecord,
): AccountList | undefined {
	for (const record of [wanted, ALSO_IN[wanted]]) {
		const list = record && profile?.lists[record];
		if (record !== undefined && list !== undefined) return { record, list };
	}
	return undefined;
}

/** What the records of one kind are called together. */
export function pluralOf(record: ListedRecord): string {
	return PLURALS[record];
}
