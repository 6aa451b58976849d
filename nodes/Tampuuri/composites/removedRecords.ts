import pLimit from 'p-limit';
import { UserError, type IDataObject } from 'n8n-workflow';
import { CallFailed, InvalidInput } from '../../shared/errors/failure';
import { plainCall, type ItemParameters } from '../../shared/call/parameters';
import { runCall, type ItemRun } from '../../shared/call/runCall';
import { validId, wireValueOf } from '../../shared/call/values';
import { fieldsOf } from '../../shared/catalogue';
import { propertyOf } from '../../shared/foreignValues';
import { accountOperation } from '../../shared/profile/accountRow';
import { checkpointIn, mirroredIn, type Mirrored } from './checkpoint';
import type { RunReads } from './composite';

/** Where one record of a list is read, and by which placeholder. */
const READS = {
	lease: ['lease', 'sopimusid'],
	property: ['property', 'kohde-id'],
	serviceRequest: ['serviceRequest', 'id'],
	unit: ['property', 'kohde-id'],
} as const;

/** Tells which of some records there are. */
type Look = (ids: readonly number[]) => Promise<ReadonlySet<number>>;

function lookAtEach(list: keyof typeof READS, { options }: ItemParameters, run: ItemRun): Look {
	const [resource, placeholder] = READS[list];
	const operation = accountOperation(run.profile, resource, 'get');
	const schedule = pLimit(options.concurrency);
	const isThere = async (id: number): Promise<boolean> => {
		const call = { ...plainCall(operation, { path: { [placeholder]: id } }), options };
		const read = runCall(call, { ...run, hints: [] }, () => {}).then(() => true);
		return await read.catch((error: unknown) => {
			// What is in the way, such as a gateway, says nothing about the record.
			const isGone = error instanceof CallFailed && error.isRefusedWith(404, 410);
			if (isGone && !('webPage' in error.failure && error.failure.webPage)) return false;
			throw error;
		});
	};
	return async (ids) => {
		const looked = ids.map(async (id) => await schedule(async () => await isThere(id)));
		const there = await Promise.all(looked);
		return new Set(ids.filter((_id, place) => there[place]));
	};
}

/** Parties are read all at once. */
function lookAtParties({ options }: ItemParameters, run: ItemRun): Look {
	const operation = accountOperation(run.profile, 'party', 'getByIds');
	return async (ids) => {
		const rows: IDataObject[] = [];
		const call = { ...plainCall(operation, { values: { partyIds: ids } }), options };
		await runCall(call, { ...run, hints: [] }, (row) => rows.push(row));
		const found = rows.map((row) => validId(propertyOf(row, 'Id')));
		return new Set(found.filter((id) => id !== undefined));
	};
}

function lookAt(list: Mirrored, parameters: ItemParameters, run: ItemRun): Look {
	return list === 'party' ? lookAtParties(parameters, run) : lookAtEach(list, parameters, run);
}

function missingIds({ operation, values }: ItemParameters): number[] {
	const field = fieldsOf(operation).find(({ parameter }) => parameter === 'missingIds');
	const ids = field?.type === 'integerList' ? wireValueOf(field, values.missingIds) : [];
	return [...new Set(Array.isArray(ids) ? ids.map(Number) : [])];
}

/**
 * Which of the records that a finished reading did not find are gone. Nothing is read where the
 * reading can't have passed over any; otherwise each is, and is gone only if Tampuuri says so.
 *
 * @throws InvalidInput if the reading is not finished, UserError if single records can't be read, CallFailed,
 * BudgetReached, ExecutionStopped on Stop
 */
export const getRemoved: RunReads = async (parameters, run) => {
	const list = mirroredIn(parameters);
	const reading = checkpointIn(parameters, list);
	const ids = missingIds(parameters);
	if (reading?.done !== true) {
		throw new InvalidInput(
			'The reading is not finished, so nothing is known to be removed',
			'Repeat Get Next Page until done is true.',
		);
	}
	if (reading.certain) return [{ list, removed: ids, present: [] }];
	const { last } = reading;
	const look = lookAt(list, parameters, run);
	// If not even a row that was just listed is there, the others may be there as well.
	const control = last === undefined || ids.includes(last) ? [] : [last];
	const there = await look([...control, ...ids]);
	if (control.some((id) => !there.has(id))) {
		throw new UserError(
			`Record ${String(last)} was in the list, but can't be read alone, so nothing is known to be removed`,
			{
				description:
					'Begin a new reading. If this happens again, your account may not read single records of this list.',
			},
		);
	}
	return [
		{
			list,
			removed: ids.filter((one) => !there.has(one)),
			present: ids.filter((one) => there.has(one)),
		},
	];
};
