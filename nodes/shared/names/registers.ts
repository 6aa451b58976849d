import type { ListedRecord } from '../catalogue';
import type { ItemOptions } from '../call/options';
import { neededList, readRegister, type Register } from '../call/records';
import type { ItemRun } from '../call/runCall';
import { doOnce } from '../call/once';

/**
 * All of an account's records of one kind, read once for all items of the run.
 *
 * @throws InvalidInput if the account's profile has no list of them, CallFailed, BudgetReached,
 * ExecutionStopped on Stop
 */
export async function registerOf(
	record: ListedRecord,
	{ client, hints, profile, shared }: Pick<ItemRun, 'client' | 'hints' | 'profile' | 'shared'>,
	options: ItemOptions,
): Promise<Register> {
	const account = neededList(profile, record);
	const { result, earlier } = await doOnce(
		shared,
		`register ${account.record}`,
		async () => await readRegister(account, { client, options }),
	);
	if (!earlier) hints.push(...result.hints);
	return result;
}
