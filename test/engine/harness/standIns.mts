import { inspect } from 'node:util';
import {
	NodeConnectionTypes,
	type EngineResponse,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodeType,
	type INodeTypeDescription,
	type NodeOutput,
} from 'n8n-workflow';

/** Starts a run: puts out the items that the run is given. */
export const ITEMS = 'harness.items';
/** Puts out its parameter `value` as each item sees it, for following item links downstream. */
export const EVALUATE = 'harness.evaluate';
/**
 * Sends the request options it is given with a credential, by one of n8n's two request functions, and
 * puts out of the response what n8n's HTTP Request node does.
 */
export const REQUEST = 'harness.request';
/** Calls the tool connected to it once, on one of the two ways in which n8n's agents call tools. */
export const AGENT = 'harness.agent';

/** The nodes around the one under test, so that no other package need be loaded. */
export const standIns: Readonly<Record<string, INodeType>> = {
	[ITEMS]: {
		description: describe('items', []),
		async execute(this: IExecuteFunctions) {
			return [this.getInputData()];
		},
	},
	[EVALUATE]: {
		description: describe('evaluate', [
			{ displayName: 'Value', name: 'value', type: 'string', default: '' },
		]),
		async execute(this: IExecuteFunctions) {
			const evaluated = this.getInputData().map((_item, index) => {
				const value = this.getNodeParameter('value', index);
				return { json: { value } as IDataObject, pairedItem: { item: index } };
			});
			return [evaluated];
		},
	},
	[REQUEST]: {
		description: {
			...describe('request', [
				{ displayName: 'Credential Type', name: 'credentialType', type: 'string', default: '' },
				{ displayName: 'Older Function', name: 'older', type: 'boolean', default: false },
				{ displayName: 'Options', name: 'options', type: 'json', default: '{}' },
			]),
			credentials: [{ name: 'tampuuriApi' }],
		},
		execute: sendRequest,
	},
	[AGENT]: {
		description: {
			...describe('agent', [
				{ displayName: 'Way', name: 'way', type: 'string', default: 'invoke' },
				{ displayName: 'Tool', name: 'tool', type: 'string', default: '' },
				{ displayName: 'Input', name: 'input', type: 'json', default: '{}' },
			]),
			inputs: [NodeConnectionTypes.Main, NodeConnectionTypes.AiTool],
		},
		execute: callTool,
	},
};

async function sendRequest(this: IExecuteFunctions): Promise<NodeOutput> {
	const type = this.getNodeParameter('credentialType', 0, '', { ensureType: 'string' }) as string;
	const options = this.getNodeParameter('options', 0, {}, { ensureType: 'object' }) as IDataObject;
	const send = this.getNodeParameter('older', 0)
		? this.helpers.requestWithAuthentication
		: this.helpers.httpRequestWithAuthentication;
	const received: unknown = await send.call(this, type, options as never);
	const shown = Object.fromEntries(
		Object.entries(Object(received) as object).filter(([name]) => name !== 'request'),
	);
	return [
		[
			{
				json: { received: inspect(typeof received === 'string' ? received : shown, { depth: 12 }) },
			},
		],
	];
}

interface InvokableTool {
	name: string;
	description: string;
	invoke(input: IDataObject): Promise<string>;
}

async function callTool(this: IExecuteFunctions, response?: EngineResponse): Promise<NodeOutput> {
	const way = this.getNodeParameter('way', 0);
	const input = this.getNodeParameter('input', 0, {}, { ensureType: 'object' }) as IDataObject;
	if (way === 'invoke') {
		const [tool] = (await this.getInputConnectionData(
			NodeConnectionTypes.AiTool,
			0,
		)) as InvokableTool[];
		const { name, description } = tool!;
		return [[{ json: { name, description, result: await tool!.invoke(input) } }]];
	}
	if (!response?.actionResponses.length) {
		const action = {
			actionType: 'ExecutionNodeAction' as const,
			nodeName: this.getNodeParameter('tool', 0, '', { ensureType: 'string' }) as string,
			input,
			type: NodeConnectionTypes.AiTool,
			id: 'call-1',
			metadata: {},
		};
		return { actions: [action], metadata: {} };
	}
	const results = response.actionResponses.flatMap(({ data }) => jsonOf(data.data?.ai_tool?.[0]));
	return [[{ json: { result: JSON.stringify(results) } }]];
}

function jsonOf(items: INodeExecutionData[] | null | undefined): IDataObject[] {
	return (items ?? []).map(({ json }) => json);
}

function describe(name: string, properties: INodeProperties[]): INodeTypeDescription {
	return {
		name,
		displayName: name,
		description: 'Stands beside the node under test',
		group: ['transform'],
		version: 1,
		defaults: { name },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties,
	};
}
