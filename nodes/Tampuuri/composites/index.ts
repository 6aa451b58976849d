import {
	isComposite,
	isListing,
	type Composite,
	type Listing,
	type Pair,
} from '../../shared/catalogue';
import type { ItemParameters } from '../../shared/call/parameters';
import { runCall, type ItemRun, type OnRow } from '../../shared/call/runCall';
import { checkAccount } from './checkAccount';
import { completeServiceRequest } from './completeServiceRequest';
import { compositeRun, type RunComposite, type RunReads } from './composite';
import { createFollowUp } from './createFollowUp';
import { findParty, findProperty } from './find';
import { findOrCreatePerson } from './findOrCreatePerson';
import { getFollowUps } from './followUps';
import { listRecords } from './listRecords';
import { getNextPage } from './nextPage';
import { getChildren, getPath } from './propertyTree';
import { getRemoved } from './removedRecords';

const PAIRS: Readonly<Record<Pair['composite'], RunComposite>> = {
	completeServiceRequest,
	createFollowUp,
	findOrCreatePerson,
};

const READS: Readonly<Record<Exclude<Composite, Listing | Pair>['composite'], RunReads>> = {
	checkAccount,
	findParty,
	findProperty,
	getChildren,
	getFollowUps,
	getNextPage,
	getPath,
	getRemoved,
};

/** Whether a composite may change something. */
function isPair(row: Exclude<Composite, Listing>): row is Pair {
	return row.access === 'write';
}

/**
 * Runs the operation of one item, in one or several calls, and passes on each row.
 *
 * @throws InvalidInput before a call, CallFailed after one, BudgetReached, ExecutionStopped on Stop;
 * inside PartlyDone if an earlier call changed something
 */
export async function runItem(
	parameters: ItemParameters,
	run: ItemRun,
	onRow: OnRow,
): Promise<void> {
	const { operation } = parameters;
	if (!isComposite(operation)) return await runCall({ ...parameters, operation }, run, onRow);
	if (isListing(operation)) return await listRecords({ ...parameters, operation }, run, onRow);
	const rows = isPair(operation)
		? await PAIRS[operation.composite](compositeRun(operation, parameters, run))
		: await READS[operation.composite](parameters, run);
	for (const row of rows) onRow(row);
}
