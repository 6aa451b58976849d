import { ExecuteContext, RoutingNode } from 'n8n-core';
import {
	createEmptyRunExecutionData,
	Workflow,
	type ICredentialsDecrypted,
	type ICredentialTestRequest,
	type INode,
	type INodeCredentialTestResult,
	type INodeType,
	type INodeTypes,
} from 'n8n-workflow';
import { z } from 'zod';
import { additionalDataFor } from './executionData.mts';
import type { NodeTypes } from './nodeTypes.mts';

/** What the declarative engine throws, as far as n8n looks at it. */
const failure = z.object({
	message: z.string(),
	cause: z
		.object({
			response: z.object({ status: z.number(), statusText: z.string().optional() }).optional(),
			code: z.string().optional(),
		})
		.optional()
		.catch(undefined),
});

/** Sends a credential type's `test` request through the declarative engine; its rules find the words. */
export async function runTestRequest(
	nodeTypes: NodeTypes,
	credential: ICredentialsDecrypted,
	test: ICredentialTestRequest,
): Promise<INodeCredentialTestResult> {
	try {
		await send(nodeTypes, credential, test);
	} catch (error) {
		return { status: 'Error', message: messageOf(error, test) };
	}
	return { status: 'OK', message: 'Connection successful!' };
}

function messageOf(error: unknown, { rules = [] }: ICredentialTestRequest): string {
	const { message, cause } = failure.parse(error);
	const response = cause?.response;
	if (!response) return cause?.code ?? message;
	for (const rule of rules) {
		if (rule.type === 'responseCode' && rule.properties.value === response.status) {
			return rule.properties.message;
		}
	}
	return response.statusText || `Received HTTP status code: ${response.status}`;
}

async function send(
	nodeTypes: NodeTypes,
	credential: ICredentialsDecrypted,
	{ request }: ICredentialTestRequest,
): Promise<void> {
	const { id, name, type, data = {} } = credential;
	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [type]: { id, name } },
	};
	const nodeType = nodeThatSends(request, type);
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: onlyKnowing(nodeType),
	});
	const context = new ExecuteContext(
		workflow,
		node,
		additionalDataFor(nodeTypes, { [id]: data }, node.parameters),
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	const routingNode = new RoutingNode(context, nodeType, credential);
	await workflow.expression.withIsolate(async () => await routingNode.runNode());
}

function nodeThatSends(request: ICredentialTestRequest['request'], type: string): INodeType {
	return {
		description: {
			name: 'noOp',
			displayName: 'Temp-Node',
			description: '',
			group: ['organization'],
			version: 1,
			defaults: {},
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: type, required: true }],
			properties: [
				{
					displayName: 'Temp',
					name: 'temp',
					type: 'string',
					routing: { request },
					default: '',
				},
			],
		},
	};
}

function onlyKnowing(nodeType: INodeType): INodeTypes {
	return {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	};
}
