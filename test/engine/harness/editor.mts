import { LoadOptionsContext } from 'n8n-core';
import {
	NodeHelpers,
	UserError,
	Workflow,
	type ILoadOptionsFunctions,
	type INode,
	type INodeListSearchResult,
	type INodeParameters,
	type INodePropertyOptions,
	type INodeType,
	type ResourceMapperFields,
} from 'n8n-workflow';
import { credentialReferences, type CredentialData } from './credentialStore.mts';
import { additionalDataFor } from './executionData.mts';
import type { NodeTypes } from './nodeTypes.mts';

/** A node as it stands open in the editor. */
export interface OpenNode {
	readonly type: string;
	readonly typeVersion?: number;
	/** What has been filled in; the rest has its defaults. */
	readonly parameters?: INodeParameters;
	readonly credentials?: CredentialData;
	/** Where the asking field stands, e.g. `parameters.serviceRequest`. */
	readonly path?: string;
}

/** Opens or searches the list of a resource locator. */
export async function searchList(
	nodeTypes: NodeTypes,
	method: string,
	{ filter, paginationToken, ...node }: OpenNode & { filter?: string; paginationToken?: string },
): Promise<INodeListSearchResult> {
	return await callMethod(nodeTypes, node, async (context, { methods }) =>
		existing(methods?.listSearch?.[method], method).call(context, filter, paginationToken),
	);
}

/** Fills a drop-down. */
export async function loadOptions(
	nodeTypes: NodeTypes,
	method: string,
	node: OpenNode,
): Promise<INodePropertyOptions[]> {
	return await callMethod(nodeTypes, node, async (context, { methods }) =>
		existing(methods?.loadOptions?.[method], method).call(context),
	);
}

/** Loads the fields of a resource mapper. */
export async function loadMapperFields(
	nodeTypes: NodeTypes,
	method: string,
	node: OpenNode,
): Promise<ResourceMapperFields> {
	return await callMethod(nodeTypes, node, async (context, { methods }) =>
		existing(methods?.resourceMapping?.[method], method).call(context),
	);
}

/** Does what n8n's `DynamicNodeParametersService` does. */
async function callMethod<Result>(
	nodeTypes: NodeTypes,
	{ type, typeVersion, parameters = {}, credentials = {}, path = '' }: OpenNode,
	call: (context: ILoadOptionsFunctions, nodeType: INodeType) => Promise<Result>,
): Promise<Result> {
	const node: INode = {
		id: 'open',
		name: 'Temp-Node',
		type,
		typeVersion: typeVersion ?? nodeTypes.newestVersion(type),
		position: [0, 0],
		parameters: {},
		credentials: credentialReferences(nodeTypes, type, credentials),
	};
	const nodeType = nodeTypes.getByNameAndVersion(type, node.typeVersion);
	const { description } = nodeType;
	node.parameters =
		NodeHelpers.getNodeParameters(
			description.properties,
			structuredClone(parameters),
			true,
			false,
			node,
			description,
		) ?? {};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const additionalData = additionalDataFor(nodeTypes, credentials, node.parameters);
	const context = new LoadOptionsContext(workflow, node, additionalData, path);
	return await workflow.expression.withIsolate(async () => await call(context, nodeType));
}

function existing<Method>(method: Method | undefined, name: string): Method {
	if (!method) throw new UserError(`The node has no method named "${name}"`);
	return method;
}
