import type { IDataObject } from 'n8n-workflow';
import { CallFailed, PartlyDone } from '../../shared/errors/failure';
import type { Operation, Pair } from '../../shared/catalogue';
import type { CallParameters, ItemParameters } from '../../shared/call/parameters';
import type { Page } from '../../shared/call/paging/page';
import { buildRequest } from '../../shared/call/request';
import { readList } from '../../shared/call/response';
import { runCall, type ItemRun } from '../../shared/call/runCall';

/** What the calls of a step send besides the item's path and options. */
type StepInput = Pick<CallParameters, 'values' | 'moreFields'>;

/** What a composite needs to run. */
export interface CompositeRun {
	readonly steps: Pair['steps'];
	readonly parameters: ItemParameters;
	/** Makes the calls of one step with the item's path and options, and returns the rows. */
	readonly call: (step: Operation, input: StepInput) => Promise<IDataObject[]>;
	/** The same for a step that searches a list: with the total, if Tampuuri gives it. */
	readonly search: (step: Operation, input: StepInput) => Promise<Page>;
	/** Checks what a later step would send. Throws InvalidInput when it can't be sent. */
	readonly check: (step: Operation, input: StepInput) => void;
	/** Shows a warning when the run ends. */
	readonly warn: (message: string) => void;
	/** As `doOnce`, for the items of the run. */
	readonly once: (
		key: string,
		work: () => Promise<IDataObject>,
	) => Promise<OnceResult<IDataObject>>;
}

interface OnceResult<Result> {
	readonly result: Result;
	/** Whether the work was done for another item. */
	readonly earlier: boolean;
}

/** Runs the steps of a composite and returns its rows. */
export type RunComposite = (run: CompositeRun) => Promise<IDataObject[]>;

/** Runs a composite that only reads, with as many calls as it takes. */
export type RunReads = (parameters: ItemParameters, run: ItemRun) => Promise<IDataObject[]>;

function mayHaveChanged(error: unknown): boolean {
	return error instanceof PartlyDone || (error instanceof CallFailed && error.mayHaveChanged);
}

/**
 * Does some work once for all items of a run with the same key. If it fails, the next item tries
 * again, unless something may have been changed. A key always stands for the same work.
 */
export async function doOnce<Result>(
	shared: ItemRun['shared'],
	key: string,
	work: () => Promise<Result>,
): Promise<OnceResult<Result>> {
	for (let other = shared.get(key); other !== undefined; other = shared.get(key)) {
		const failed = await other.then(
			() => undefined,
			(error: unknown) => ({ error }),
		);
		if (failed === undefined || mayHaveChanged(failed.error))
			return { result: (await other) as Result, earlier: true };
		if (shared.get(key) === other) shared.delete(key);
	}
	const own = work();
	shared.set(key, own);
	return { result: await own, earlier: false };
}

/** What a composite needs to run for one item. */
export function compositeRun(
	{ steps }: Pair,
	parameters: ItemParameters,
	run: ItemRun,
): CompositeRun {
	const callOf = (operation: Operation, { values, moreFields }: StepInput): CallParameters => ({
		...parameters,
		operation,
		values,
		moreFields,
	});
	return {
		steps,
		parameters,
		call: async (operation, input) => {
			const rows: IDataObject[] = [];
			await runCall(callOf(operation, input), run, (row) => {
				rows.push(row);
			});
			return rows;
		},
		search: async (operation, input) => {
			const request = buildRequest(callOf(operation, input));
			return readList(operation, request, await run.client.send(request, parameters.options));
		},
		check: (operation, input) => {
			buildRequest(callOf(operation, input));
		},
		warn: (message) => {
			run.hints.push({ message, type: 'warning', location: 'outputPane' });
		},
		// What was only previewed for one item is not there for another.
		once: async (key, work) =>
			await doOnce(run.shared, run.preview === undefined ? key : `preview ${key}`, work),
	};
}
