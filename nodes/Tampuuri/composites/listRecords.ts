import type { Listing } from '../../shared/catalogue';
import type { CallParameters, ItemParameters } from '../../shared/call/parameters';
import { refuse } from '../../shared/call/refuse';
import { labelsOf, listedRow, neededList, typeReader } from '../../shared/call/records';
import { runCall, type ItemRun, type OnRow } from '../../shared/call/runCall';
import { isTrue } from '../../shared/call/values';
import { isEmpty } from '../../shared/call/entered';
import { listOperation, SEARCH_WORD, type AccountList } from '../../shared/profile/listOperation';

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
	return isTrue(unitsOnly) ? neededList(profile, other, { only: true }) : neededList(profile, all);
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

/** What a step says that lists records. */
type ListingParameters = ItemParameters & { readonly operation: Listing };

/**
 * Lists records by the operation that the account's profile names, and passes on each row. It has its
 * ID and name under names that are the same in every account.
 *
 * @throws InvalidInput if the profile has no such list, or it has no search; CallFailed,
 * BudgetReached, ExecutionStopped on Stop
 */
export async function listRecords(
	parameters: ListingParameters,
	run: ItemRun,
	onRow: OnRow,
): Promise<void> {
	const { operation, values, limit = Infinity } = parameters;
	const account = listIn(operation, values.unitsOnly, run.profile);
	const isProperty = account.record === 'property' || account.record === 'unit';
	const typeOf = typeReader();
	let rows = 0;
	await runCall(callOf(parameters, account), run, (row) => {
		// A list without pages comes whole.
		if (++rows > limit) return;
		// Only shown, not read.
		if (Object.keys(row).length === 0) return onRow(row);
		const { id, parent } = listedRow(account, row) ?? {};
		onRow({
			Name: labelsOf(account, row).join(', '),
			...(isProperty && { Type: typeOf(row) ?? null }),
			...row,
			...(id !== undefined && { Id: id }),
			...(parent !== undefined && { ParentId: parent }),
		});
	});
}
