import type { IDataObject } from 'n8n-workflow';
import type { Composite, Operation } from '../../shared/catalogue';
import type { CallParameters, ItemParameters } from '../../shared/call/parameters';
import { runCall, type ItemRun } from '../../shared/call/runCall';

/** What a composite needs to run. */
export interface CompositeRun {
	readonly steps: Composite['steps'];
	readonly parameters: ItemParameters;
	/** Makes the calls of one step with the item's path and options, and returns the rows. */
	readonly call: (
		step: Operation,
		input: Pick<CallParameters, 'values' | 'moreFields'>,
	) => Promise<IDataObject[]>;
}

/** Runs the steps of a composite and returns its rows. */
export type RunComposite = (run: CompositeRun) => Promise<IDataObject[]>;

/** What a composite needs to run for one item. */
export function compositeRun(
	{ steps }: Composite,
	parameters: ItemParameters,
	run: ItemRun,
): CompositeRun {
	return {
		steps,
		parameters,
		call: async (operation, { values, moreFields }) => {
			const rows: IDataObject[] = [];
			await runCall({ ...parameters, operation, values, moreFields }, run, (row) => {
				rows.push(row);
			});
			return rows;
		},
	};
}
