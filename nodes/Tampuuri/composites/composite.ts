import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../../shared/catalogue';
import type { CallParameters, ItemParameters } from '../../shared/call/parameters';

/** What a composite works with. */
export interface CompositeRun {
	readonly steps: readonly [Operation, Operation];
	readonly parameters: ItemParameters;
	/** Makes the calls of one step, with the item's path and options, and gives its rows. */
	readonly call: (
		step: Operation,
		input: Pick<CallParameters, 'values' | 'moreFields'>,
	) => Promise<IDataObject[]>;
}

export type RunComposite = (run: CompositeRun) => Promise<IDataObject[]>;
