import type { StoredWorkflow, Workflow } from '../../../demo/n8nClient.mts';
import { itemsOf, type Execution } from '../../../demo/n8nExecution.mts';
import type { DialectName } from '../../../simulator/dialects/index.mts';
import type { Simulator } from '../../../simulator/start.mts';
import type { Postgres } from '../../programs/services.mts';
import type { TemplateBench } from '../templateBench.mts';

/** What a template is tried with. */
interface Trial {
	readonly bench: TemplateBench;
	readonly simulator: Simulator;
	/** Where the template mirrors lists. */
	readonly database: Postgres;
	/** Imports the template. */
	readonly stored: () => Promise<StoredWorkflow>;
	/** Imports and publishes it. */
	readonly published: () => Promise<StoredWorkflow>;
	/** Imports and publishes it, and delivers an event to the address that Tampuuri calls. */
	readonly delivered: (action: string, id: number, secondaryId?: number) => Promise<void>;
}

/** How a template is set off, and how many executions that makes at least. */
export interface Drive {
	/** @returns what a person or a program sees of it in n8n, if that is all that it does */
	readonly start: (trial: Trial) => Promise<unknown>;
	readonly executions?: number;
	/** Other values where the template names examples. */
	readonly change?: (workflow: Workflow, simulator: Simulator) => Workflow;
	/** Why it can't do the same in an account of a dialect. */
	readonly notIn?: Partial<Record<DialectName, string>>;
}

export type Drives = Readonly<Record<string, Drive>>;

/** For an account that nothing is known of. */
export const NO_LISTS = 'the account lists no properties, leases or parties';

/** Runs a template that is not published. */
export const runs =
	(trigger: string, given?: Record<string, unknown>): Drive['start'] =>
	async ({ bench, stored }) =>
		void (await bench.run(await stored(), trigger, given));

/** Calls a published template as another system does, once with each body. */
export const calls =
	(path: string, ...bodies: object[]): Drive['start'] =>
	async ({ bench, published }) => {
		await published();
		// 404 is what a template says of a record that it has not made.
		const validateStatus = (status: number) => status < 400 || status === 404;
		for (const body of bodies) await bench.caller.post(path, body, { validateStatus });
	};

/** The answers to a form, in the order of its fields. */
export function formOf(values: readonly string[]): FormData {
	const form = new FormData();
	values.forEach((value, at) => form.set(`field-${at}`, value));
	return form;
}

/** What a step put out, each item with only these keys. */
export function shownBy(execution: Execution, step: string, keys: readonly string[]): unknown[] {
	return itemsOf(execution, step).map(({ json }) => keys.map((key) => json[key]));
}
