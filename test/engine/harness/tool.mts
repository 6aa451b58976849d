import { NodeConnectionTypes, type IDataObject } from 'n8n-workflow';
import type { NodeSettings, RunSettings } from './node.mts';
import type { NodeTypes } from './nodeTypes.mts';
import type { Outcome } from './outcome.mts';
import { AGENT, ITEMS } from './standIns.mts';
import { inLine, runWorkflow } from './workflow.mts';

export interface ToolToCall extends NodeSettings, RunSettings {
	/** What the model fills in for the `$fromAI()` calls in the parameters. */
	readonly input?: IDataObject;
	/**
	 * `invoke`: the agent calls the tool itself (`isToolExecution()` is true). `engineRequest`: it asks
	 * the engine to run the node, as the newer agents do (`isToolExecution()` is false).
	 */
	readonly way?: 'invoke' | 'engineRequest';
}

export interface ToolOutcome {
	/** What the model reads; undefined when the call ended the workflow. */
	readonly result: unknown;
	/** The tool's name and description as offered to the model; only with `invoke`. */
	readonly name: unknown;
	readonly description: unknown;
	readonly outcome: Outcome;
}

/** Calls a node with `usableAsTool` from an agent. `type` is the node's own, without `Tool`. */
export async function callAsTool(nodeTypes: NodeTypes, toCall: ToolToCall): Promise<ToolOutcome> {
	const { input = {}, way = 'invoke', credentials, mode, settings, signal, ...node } = toCall;
	const agentParameters = { way, tool: 'Tool', input: JSON.stringify(input) };
	const outcome = await runWorkflow(nodeTypes, {
		nodes: [
			{ name: 'Items', type: ITEMS },
			{ name: 'Agent', type: AGENT, parameters: agentParameters },
			{ name: 'Tool', ...node, type: `${node.type}Tool` },
		],
		connections: {
			...inLine('Items', 'Agent'),
			Tool: {
				[NodeConnectionTypes.AiTool]: [
					[{ node: 'Agent', type: NodeConnectionTypes.AiTool, index: 0 }],
				],
			},
		},
		startItems: [{ json: {} }],
		credentials,
		mode,
		settings,
		signal,
	});
	const { result, name, description } = outcome.json('Agent')[0] ?? {};
	return { result, name, description, outcome };
}
