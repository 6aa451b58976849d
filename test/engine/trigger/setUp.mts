import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import {
	EVALUATE,
	inLine,
	runWorkflow,
	type CredentialData,
	type NodeTypes,
	type Outcome,
	type WorkflowToRun,
} from '../harness/index.mts';
import { callWebhook, type WebhookCall, type WebhookOutcome } from '../harness/webhook.mts';

export const TRIGGER = 'n8n-nodes-tampuuri.tampuuriTrigger';
export const SECRET = 'only-for-tests-0001';

export const credentials: CredentialData = { tampuuriWebhookApi: { secret: SECRET } };

/** A notification as Tampuuri may send it. */
export function notification(id: number | string, changes: Record<string, unknown> = {}) {
	return {
		Action: 'IlmoitusUusi',
		Account: 'Tili',
		ReferenceId: id,
		Timestamp: '2026-11-05T11:40:14+02:00',
		...changes,
	};
}

type Delivery = Partial<WebhookCall> & {
	readonly parameters?: INodeParameters;
	/** The value of a node after the trigger; an expression that throws fails the run. */
	readonly after?: string;
	readonly settings?: Pick<WorkflowToRun, 'mode' | 'signal' | 'addresses'>;
};

/** Calls the trigger with the secret. */
export async function call(
	nodeTypes: NodeTypes,
	body: unknown,
	changes: Partial<WebhookCall> = {},
): Promise<WebhookOutcome> {
	const query = { secret: SECRET };
	return await callWebhook(nodeTypes, { type: TRIGGER, credentials, query, body, ...changes });
}

/** Runs the workflow that a call started. */
async function run(
	nodeTypes: NodeTypes,
	items: readonly INodeExecutionData[],
	{ parameters = {}, after = 'passed', credentials: given, settings }: Delivery = {},
): Promise<Outcome> {
	return await runWorkflow(nodeTypes, {
		nodes: [
			{ name: 'Trigger', type: TRIGGER, parameters },
			{ name: 'After', type: EVALUATE, parameters: { value: after } },
		],
		connections: inLine('Trigger', 'After'),
		startItems: items,
		credentials: given ?? credentials,
		mode: 'webhook',
		...settings,
	});
}

/** A delivered bundle from the call to the end of the workflow. */
export async function deliver(
	nodeTypes: NodeTypes,
	body: unknown,
	delivery: Delivery = {},
): Promise<Outcome> {
	const { parameters, credentials: given = credentials } = delivery;
	const { items } = await call(nodeTypes, body, { parameters, credentials: given });
	if (items === undefined) throw new Error('The call started nothing');
	return await run(nodeTypes, items, delivery);
}
