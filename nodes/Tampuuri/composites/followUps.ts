import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../../shared/catalogue';
import { propertyOf } from '../../shared/foreignValues';
import type { ItemParameters } from '../../shared/call/parameters';
import { doOnce } from '../../shared/call/once';
import { runCall, type ItemRun } from '../../shared/call/runCall';
import { idOf, validId } from '../../shared/call/values';
import type { RunReads } from './composite';

/** The parameter by which an account may search for follow-ups. */
const PARENT = 'parentServiceRequest';

async function listed(
	operation: Operation,
	values: ItemParameters['values'],
	{ parameters, run }: { readonly parameters: ItemParameters; readonly run: ItemRun },
): Promise<IDataObject[]> {
	const rows: IDataObject[] = [];
	const call = { ...parameters, operation, values, path: {}, recordIds: {}, limit: undefined };
	await runCall(call, run, (row) => rows.push(row));
	return rows;
}

/** Whether the account is known to search by it: a key that is only assumed may be ignored. */
function canSearch({ body }: Operation): boolean {
	return body?.fields.some((field) => field.parameter === PARENT && field.accountKey) ?? false;
}

/**
 * The service requests that name another one as their parent. Where the account's profile does not
 * say that they can be searched for, all are read, once for all items.
 *
 * @throws InvalidInput for an ID that can't be one, CallFailed, BudgetReached
 */
export const getFollowUps: RunReads = async (parameters, run) => {
	const { operation } = parameters;
	const [step] = 'steps' in operation ? operation.steps : [];
	if (step === undefined) throw new Error('Follow-ups are read by the operation for many');
	const id = idOf({ label: 'Service Request (Ilmoitus)' }, parameters.path.id);
	const own = { parameters, run };
	const rows = canSearch(step)
		? await listed(step, { [PARENT]: id }, own)
		: (await doOnce(run.shared, 'service requests', async () => await listed(step, {}, own)))
				.result;
	if (rows.length > 0 && rows.every((row) => propertyOf(row, 'ParentId') === undefined)) {
		run.hints.push({
			message:
				'The service requests that Tampuuri lists have no ParentId, so follow-ups are not known',
			type: 'warning',
			location: 'outputPane',
		});
	}
	return rows.filter((row) => validId(propertyOf(row, 'ParentId')) === id);
};
