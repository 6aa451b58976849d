import type { IDataObject, INode, INodeExecutionData, NodeExecutionHint } from 'n8n-workflow';
import type { NodeTypes } from './nodeTypes.mts';
import type { Outcome } from './outcome.mts';
import { ITEMS } from './standIns.mts';
import { inLine, runWorkflow, type WorkflowToRun } from './workflow.mts';

/** Type (`n8n-nodes-tampuuri.tampuuri`), parameters as saved, settings. Expressions are evaluated for each item. */
export type NodeSettings = Pick<INode, 'type'> &
	Partial<
		Pick<
			INode,
			| 'alwaysOutputData'
			| 'executeOnce'
			| 'maxTries'
			| 'onError'
			| 'parameters'
			| 'retryOnFail'
			| 'typeVersion'
			| 'waitBetweenTries'
		>
	>;

export type RunSettings = Pick<WorkflowToRun, 'credentials' | 'mode' | 'settings' | 'signal'>;

export interface NodeToRun extends NodeSettings, RunSettings {
	/** What the node before it puts out: one empty item unless told otherwise. */
	readonly items?: readonly INodeExecutionData[];
}

export interface NodeOutcome
	extends Pick<Outcome, 'error' | 'log' | 'runData' | 'saved' | 'status'> {
	/** Items by output; the last output is the one for errors, if `onError` is `continueErrorOutput`. */
	readonly outputs: INodeExecutionData[][];
	/** The data of the items at the first output. */
	readonly json: IDataObject[];
	readonly hints: NodeExecutionHint[];
	/** In milliseconds. */
	readonly executionTime: number;
}

/** The node's name within the workflow of `runNode`. */
const NODE_NAME = 'Node';

/**
 * Runs one node between items and the end of a workflow.
 * @throws when n8n refuses to start it, e.g. a required parameter is empty
 */
export async function runNode(nodeTypes: NodeTypes, toRun: NodeToRun): Promise<NodeOutcome> {
	const { items = [{ json: {} }], credentials, mode, settings, signal, ...node } = toRun;
	const outcome = await runWorkflow(nodeTypes, {
		nodes: [
			{ name: 'Items', type: ITEMS },
			{ name: NODE_NAME, ...node },
		],
		connections: inLine('Items', NODE_NAME),
		startItems: items,
		credentials,
		mode,
		settings,
		signal,
	});
	return {
		status: outcome.status,
		error: outcome.error,
		runData: outcome.runData,
		outputs: outcome.outputs(NODE_NAME),
		json: outcome.json(NODE_NAME),
		hints: outcome.hints(NODE_NAME),
		executionTime: outcome.executionTime(NODE_NAME),
		log: outcome.log,
		get saved() {
			return outcome.saved;
		},
	};
}
