import type { Credential, Workflow } from '../../demo/n8nClient.mts';
import { listenerAddress as addressOf } from '../../demo/tampuuriConnection.mts';

export const SECRET = 'only-for-tests-0001';
export const TRIGGER_NODE = 'Tampuuri Trigger';

type Node = Workflow['nodes'][number];

export interface TriggerWorkflow {
	readonly name: string;
	/** Makes the address. */
	readonly webhookId: string;
	readonly credential: Credential;
	readonly parameters?: object;
	readonly settings?: Workflow['settings'];
	/** What comes after the trigger, in a line. */
	readonly then: readonly Node[];
}

/** A workflow that starts with the trigger. */
export function triggerWorkflow({
	name,
	webhookId,
	credential,
	parameters = {},
	settings = {},
	then,
}: TriggerWorkflow): Workflow {
	const { id, name: credentialName } = credential;
	const trigger = {
		id: 'trigger',
		name: TRIGGER_NODE,
		type: 'n8n-nodes-tampuuri.tampuuriTrigger',
		typeVersion: 1.1,
		position: [0, 0],
		parameters,
		webhookId,
		credentials: { tampuuriWebhookApi: { id, name: credentialName } },
	};
	return { name, nodes: [trigger, ...then], connections: inLine([trigger, ...then]), settings };
}

/** Connects nodes one after the other. */
export function inLine(nodes: readonly Node[]): Workflow['connections'] {
	return Object.fromEntries(
		nodes
			.slice(0, -1)
			.map(({ name }, index) => [
				name,
				{ main: [[{ node: nodes[index + 1]?.name, type: 'main', index: 0 }]] },
			]),
	);
}

/** Where the published workflow listens, with the secret. */
export function listenerAddress(n8nUrl: string, webhookId: string): string {
	return addressOf(n8nUrl, webhookId, SECRET);
}

/**
 * Hands the ids of all items to a sink in one call.
 *
 * @param source the step whose items they are
 */
export function sinkNode(address: string, source = TRIGGER_NODE): Node {
	return {
		id: 'sink',
		name: 'Sink',
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		position: [300, 0],
		executeOnce: true,
		parameters: {
			method: 'POST',
			url: address,
			sendBody: true,
			specifyBody: 'json',
			jsonBody: `={{ JSON.stringify($('${source}').all().map((item) => item.json.referenceId)) }}`,
			options: {},
		},
	};
}
