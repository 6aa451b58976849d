import type { INodeParameters } from 'n8n-workflow';
import type { FaultAction } from '../../../../simulator/faults/fault.mts';
import type { PollingSetUp } from '../../polling/setUp.mts';

/** Makes the nodes say a message, and gives what they said. */
export type Provoke = () => Promise<string>;

/** By the message, as the page quotes it. */
export type Provocations = Readonly<Record<string, Provoke>>;

export const byId = (value: unknown): INodeParameters => ({
	__rl: true,
	mode: 'id',
	value: String(value),
});

/** A list that pages, of which a few rows are asked for. */
export const LIST = { resource: 'serviceRequest', operation: 'getAll', limit: 10 };

/** What was thrown, as text. */
export async function thrown(work: Promise<unknown>): Promise<string> {
	return await work.then(
		() => 'Nothing was thrown',
		(error: unknown) => (error instanceof Error ? error.message : String(error)),
	);
}

/** What the Tampuuri node's error says. */
export function said(
	tampuuri: PollingSetUp,
	parameters: INodeParameters,
	changes: Record<string, string> = {},
): Provoke {
	return async () => {
		const credentials = tampuuri.credentials(changes);
		return String((await tampuuri.run({ parameters, credentials })).error?.message);
	};
}

/** The same, when each call meets a fault. */
export function saidAfter(
	tampuuri: PollingSetUp,
	action: FaultAction,
	parameters: INodeParameters = LIST,
): Provoke {
	return async () => {
		tampuuri.simulator.faults.set({ times: 'always', action });
		return await said(tampuuri, { ...parameters, options: { retries: 0 } })();
	};
}
