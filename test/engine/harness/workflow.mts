import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	UserError,
	Workflow,
	type IConnections,
	type INode,
	type INodeExecutionData,
	type IPinData,
	type ITaskData,
	type IWorkflowBase,
	type IWorkflowExecuteAdditionalData,
	type IWorkflowSettings,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { credentialReferences, type CredentialData } from './credentialStore.mts';
import { additionalDataFor, WORKFLOW_ID } from './executionData.mts';
import type { NodeTypes } from './nodeTypes.mts';
import { Outcome, savedForm, type SavedExecution } from './outcome.mts';
import { loggedLines } from './services.mts';

/** A node as a test writes it; what is left out is what a node newly put on the canvas has. */
export type WorkflowNode = Pick<INode, 'name' | 'type'> & Partial<INode>;

export interface WorkflowToRun {
	/** The first one starts. */
	readonly nodes: readonly [WorkflowNode, ...WorkflowNode[]];
	readonly connections?: IConnections;
	/** What the first node gets: of a trigger, the items that its `webhook()` or `poll()` gave. */
	readonly startItems?: readonly INodeExecutionData[];
	readonly pinData?: IPinData;
	readonly credentials?: CredentialData;
	readonly settings?: IWorkflowSettings;
	/** `trigger`, an active workflow's run, unless told otherwise. */
	readonly mode?: WorkflowExecuteMode;
	/** Where this n8n can be reached, if other than as usual. */
	readonly addresses?: Partial<
		Pick<IWorkflowExecuteAdditionalData, 'instanceBaseUrl' | 'webhookWaitingBaseUrl'>
	>;
	/** Its abort is a press on the editor's Stop button. */
	readonly signal?: AbortSignal;
}

let executionCount = 0;

/**
 * Runs a workflow in n8n's engine to its end.
 * @throws when n8n refuses to start it, e.g. a required parameter is empty. A node that throws
 * doesn't make this throw: see `Outcome.error`.
 */
export async function runWorkflow(nodeTypes: NodeTypes, toRun: WorkflowToRun): Promise<Outcome> {
	const { credentials = {}, mode = 'trigger', signal } = toRun;
	const firstLogLine = loggedLines().length;
	const nodes = toRun.nodes.map((node) => complete(nodeTypes, node, credentials));
	const settings: IWorkflowSettings = { executionOrder: 'v1', ...toRun.settings };
	const definition = { id: WORKFLOW_ID, name: 'Workflow', active: mode !== 'manual', settings };
	const connections = toRun.connections ?? {};
	const workflow = new Workflow({ ...definition, nodes, connections, nodeTypes });

	const executionId = String(++executionCount);
	const hooks = hooksFor({ ...definition, nodes, connections }, mode, executionId);
	let savedAtStop: SavedExecution | undefined;
	hooks.addHandler('workflowExecuteAfter', (run) => {
		if (signal?.aborted) savedAtStop = savedForm(run);
	});
	const engine = new WorkflowExecute(
		{ ...additionalDataFor(nodeTypes, credentials), ...toRun.addresses, executionId, hooks },
		mode,
	);
	const startNode = startOf(workflow, toRun.nodes[0].name);
	const execution = engine.run({
		workflow,
		startNode,
		pinData: toRun.pinData,
		triggerToStartFrom: toRun.startItems && {
			name: startNode.name,
			data: startedWith([...toRun.startItems]),
		},
	});
	const stop = () => execution.cancel();
	signal?.addEventListener('abort', stop);
	try {
		const run = await execution;
		return new Outcome(workflow, run, savedAtStop, loggedLines().slice(firstLogLine));
	} finally {
		signal?.removeEventListener('abort', stop);
	}
}

/** Connects nodes one after the other, first output to first input. */
export function inLine(...names: readonly string[]): IConnections {
	return Object.fromEntries(
		names
			.slice(0, -1)
			.map((name, index) => [
				name,
				{ main: [[{ node: names[index + 1] ?? '', type: 'main', index: 0 }]] },
			]),
	);
}

function complete(nodeTypes: NodeTypes, node: WorkflowNode, credentials: CredentialData): INode {
	return {
		id: `id-of-${node.name}`,
		typeVersion: nodeTypes.newestVersion(node.type),
		position: [0, 0],
		credentials: credentialReferences(nodeTypes, node.type, credentials),
		...node,
		// The engine fills in defaults in place: a test's own objects stay as written.
		parameters: structuredClone(node.parameters ?? {}),
	};
}

function startOf(workflow: Workflow, name: string): INode {
	const node = workflow.getNode(name);
	if (!node) throw new UserError(`The workflow has no node "${name}"`);
	return node;
}

function startedWith(items: INodeExecutionData[]): ITaskData {
	return {
		startTime: Date.now(),
		executionIndex: 0,
		executionTime: 0,
		source: [],
		data: { main: [items] },
	};
}

function hooksFor(
	definition: Pick<IWorkflowBase, 'id' | 'name' | 'active' | 'settings' | 'nodes' | 'connections'>,
	mode: WorkflowExecuteMode,
	executionId: string,
): ExecutionLifecycleHooks {
	const now = new Date();
	return new ExecutionLifecycleHooks(mode, executionId, {
		...definition,
		isArchived: false,
		activeVersionId: null,
		createdAt: now,
		updatedAt: now,
	});
}
