import { N8nClient, type StoredWorkflow, type Workflow } from '../../demo/n8nClient.mts';
import type { N8nServer } from '../../demo/n8nServer.mts';
import type { Sink } from '../stress/sink.mts';
import {
	inLine,
	SECRET,
	sinkNode,
	TRIGGER_NODE,
	triggerWorkflow,
} from '../stress/triggerWorkflow.mts';

type Node = Workflow['nodes'][number];

/** How the workflow responds, and where its steps are. */
export type Mode = 'immediately' | 'whenFinished' | 'handOver';

export interface Published {
	readonly client: N8nClient;
	readonly webhookId: string;
	/** The workflow with the trigger, then the one it hands over to. */
	readonly workflows: readonly StoredWorkflow[];
}

/** A step that takes as long as the sink wants. */
function slowNode(address: string): Node {
	return {
		id: 'slow',
		name: 'Slow Step',
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		position: [150, 0],
		executeOnce: true,
		parameters: { url: address, options: {} },
	};
}

/** Starts another workflow with all items, and does not wait for it. */
function handOverNode(workflowId: string): Node {
	return {
		id: 'handOver',
		name: 'Hand Over',
		type: 'n8n-nodes-base.executeWorkflow',
		typeVersion: 1.3,
		position: [150, 0],
		parameters: {
			workflowId: { __rl: true, mode: 'id', value: workflowId },
			mode: 'once',
			options: { waitForSubWorkflow: false },
		},
	};
}

const HANDED_OVER = 'Handed Over';

function stepsWorkflow(sink: Sink, settings: Workflow['settings']): Workflow {
	const start: Node = {
		id: 'start',
		name: HANDED_OVER,
		type: 'n8n-nodes-base.executeWorkflowTrigger',
		typeVersion: 1.1,
		position: [0, 0],
		parameters: { inputSource: 'passthrough' },
	};
	const nodes = [start, slowNode(sink.address), sinkNode(sink.address, HANDED_OVER)];
	return { name: 'Steps', nodes, connections: inLine(nodes), settings };
}

/** Tells the sink of an execution that died. */
function errorWorkflow(sink: Sink): Workflow {
	const nodes: Node[] = [
		{
			id: 'error',
			name: 'Error',
			type: 'n8n-nodes-base.errorTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		},
		{
			id: 'tell',
			name: 'Tell',
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			position: [150, 0],
			parameters: {
				method: 'PUT',
				url: sink.address,
				sendBody: true,
				specifyBody: 'json',
				jsonBody: '={{ JSON.stringify([$json.execution?.id]) }}',
				options: {},
			},
		},
	];
	return { name: 'Tell of Errors', nodes, connections: inLine(nodes), settings: {} };
}

/** Publishes the workflows of a mode: the trigger, a slow step, and the sink. */
export async function publishMode(n8n: N8nServer, mode: Mode, sink: Sink): Promise<Published> {
	const client = await N8nClient.signIn(n8n.url, n8n.owner);
	const published = async (workflow: Workflow) => {
		const stored = await client.createWorkflow(workflow);
		await client.publishWorkflow(stored);
		return stored;
	};
	const content = { type: 'tampuuriWebhookApi', data: { secret: SECRET } };
	const credential = await client.createCredential('Listener', content);
	const settings = { errorWorkflow: (await published(errorWorkflow(sink))).id };
	const steps = mode === 'handOver' ? [await published(stepsWorkflow(sink, settings))] : [];
	const webhookId = `queue-${mode}`;
	const triggered = await published(
		triggerWorkflow({
			name: webhookId,
			webhookId,
			credential,
			parameters: { respond: mode === 'immediately' ? 'onReceived' : 'lastNode' },
			settings,
			then:
				steps[0] === undefined
					? [slowNode(sink.address), sinkNode(sink.address, TRIGGER_NODE)]
					: [handOverNode(steps[0].id)],
		}),
	);
	return { client, webhookId, workflows: [triggered, ...steps] };
}
