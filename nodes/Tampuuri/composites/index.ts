import { isComposite, type Pair } from '../../shared/catalogue';
import type { ItemParameters } from '../../shared/call/parameters';
import { runCall, type ItemRun, type OnRow } from '../../shared/call/runCall';
import { checkAccount } from './checkAccount';
import { completeServiceRequest } from './completeServiceRequest';
import { compositeRun, type RunComposite } from './composite';
import { findOrCreatePerson } from './findOrCreatePerson';

const COMPOSITES: Readonly<Record<Pair['composite'], RunComposite>> = {
	completeServiceRequest,
	findOrCreatePerson,
};

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
	const rows =
		operation.composite === 'checkAccount'
			? await checkAccount(parameters, run)
			: await COMPOSITES[operation.composite](compositeRun(operation, parameters, run));
	for (const row of rows) onRow(row);
}
