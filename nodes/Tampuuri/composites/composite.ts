import type { IDataObject } from 'n8n-workflow';
import type { Operation, Pair } from '../../shared/catalogue';
import type { CallParameters, ItemParameters } from '../../shared/call/parameters';
import type { Page } from '../../shared/call/paging/page';
import { buildRequest } from '../../shared/call/request';
import { readList } from '../../shared/call/response';
import { createOnce, type Creation } from '../../shared/call/createOnce/createOnce';
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
	/** Creates a record by a step as `createOnce`, with a name for it that only it has. */
	readonly createOnce: (
		step: Operation,
		creation: Pick<Creation, 'name' | 'find' | 'attempt'> & { readonly key: string },
	) => Promise<IDataObject>;
}

/** Runs the steps of a composite and returns its rows. */
export type RunComposite = (run: CompositeRun) => Promise<IDataObject[]>;

/** Runs a composite that only reads, with as many calls as it takes. */
export type RunReads = (parameters: ItemParameters, run: ItemRun) => Promise<IDataObject[]>;

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
		// Only what creates a record is about the reference.
		reference: operation.createOnce && parameters.reference,
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
		createOnce: async (operation, { key, ...creation }) => {
			const { options } = parameters;
			const what = `${operation.method} ${operation.path} ${key}`;
			const isShown = run.preview !== undefined;
			const call = { operation, options };
			return await createOnce({ ...creation, call, what, isShown, asksAlways: true }, run);
		},
	};
}
