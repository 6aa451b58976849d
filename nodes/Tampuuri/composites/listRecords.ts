import type { IDataObject } from 'n8n-workflow';
import { isListing, type Listing } from '../../shared/catalogue';
import type { CallParameters, ItemParameters } from '../../shared/call/parameters';
import { refuse } from '../../shared/call/refuse';
import { labelsOf, listedRow, neededList, typeReader } from '../../shared/call/records';
import { runCall, type ItemRun } from '../../shared/call/runCall';
import { plainText } from '../../shared/foreignValues';
import { isEmpty } from '../../shared/call/entered';
import { listOperation, SEARCH_WORD, type AccountList } from '../../shared/profile/listOperation';
import type { RunReads } from './composite';

/**
 * The list to read: with *Units Only*, no other than that of units will do.
 *
 * @throws InvalidInput if the account's profile has no such list
 */
export function listIn(
	{ lists: [all, other = all] }: Listing,
	unitsOnly: unknown,
	profile: ItemRun['profile'],
): AccountList {
	return plainText(unitsOnly).trim().toLowerCase() === 'true'
		? neededList(profile, other, { only: true })
		: neededList(profile, all);
}

function listingOf({ operation }: ItemParameters): Listing {
	if (!isListing(operation)) throw new Error('Only a listing can be listed');
	return operation;
}

function callOf(parameters: ItemParameters, { record, list }: AccountList): CallParameters {
	const { values, moreFields } = parameters;
	const { [SEARCH_WORD]: searchWord } = values;
	if (!isEmpty(searchWord) && list.search === undefined) {
		refuse(
			{ label: 'Search Word (Hakusana)' },
			`can't be used: ${list.operation} has no search`,
			'Remove it, and filter the rows in the next step.',
		);
	}
	const operation = listOperation(record, list);
	return {
		...parameters,
		operation,
		values: isEmpty(searchWord) ? {} : { [SEARCH_WORD]: searchWord },
		// What is entered besides goes where the list takes it.
		...(operation.body === undefined && { moreQuery: { ...moreFields }, moreFields: {} }),
	};
}

/**
 * Lists records by the operation that the account's profile names. Each row has its ID and name under
 * names that are the same in every account.
 *
 * @throws InvalidInput if the profile has no such list, or it has no search
 */
export const listRecords: RunReads = async (parameters, run) => {
	const account = listIn(listingOf(parameters), parameters.values.unitsOnly, run.profile);
	const call = callOf(parameters, account);
	const rows: IDataObject[] = [];
	await runCall(call, run, (row) => rows.push(row));
	const wanted = rows.slice(0, parameters.limit ?? rows.length);
	const type =
		account.record === 'property' || account.record === 'unit' ? typeReader(rows) : undefined;
	return wanted.map((row) => {
		// Only shown, not read.
		if (Object.keys(row).length === 0) return row;
		const { id, parent } = listedRow(account, row) ?? {};
		return {
			Name: labelsOf(account, row).join(', '),
			...(type && { Type: type(row) }),
			...row,
			...(id !== undefined && { Id: id }),
			...(parent !== undefined && { ParentId: parent }),
		};
	});
};
