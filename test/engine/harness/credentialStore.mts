import { getAdditionalKeys } from 'n8n-core';
import {
	ICredentialsHelper,
	isExpression,
	NodeHelpers,
	UnexpectedError,
	UserError,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentials,
	type ICredentialsExpressionResolveValues,
	type IExecuteData,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentials,
	type INodeCredentialsDetails,
	type INodeParameters,
	type INodeProperties,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import type { NodeTypes } from './nodeTypes.mts';
import { ITEMS } from './standIns.mts';

const nodeAroundCredential: INode = {
	id: '',
	name: '',
	type: ITEMS,
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** The data of saved credentials by id. A node without credentials of its own gets those whose id is the type's name. */
export type CredentialData = Readonly<Record<string, ICredentialDataDecryptedObject>>;

/** References from a node to the stored credentials that its description asks for. */
export function credentialReferences(
	nodeTypes: NodeTypes,
	nodeType: string,
	credentials: CredentialData,
): INodeCredentials {
	const wanted = nodeTypes.description(nodeType).credentials ?? [];
	return Object.fromEntries(
		wanted
			.filter(({ name }) => name in credentials)
			.map(({ name }) => [name, { id: name, name: `Stored ${name}` }]),
	);
}

/** What n8n's `CredentialsHelper` does, over a plain record in place of the database. */
export class CredentialStore extends ICredentialsHelper {
	private readonly nodeTypes: NodeTypes;
	private readonly credentials: CredentialData;

	constructor(nodeTypes: NodeTypes, credentials: CredentialData) {
		super();
		this.nodeTypes = nodeTypes;
		this.credentials = credentials;
	}

	override getParentTypes(type: string): string[] {
		const parents = this.nodeTypes.credentialType(type).extends ?? [];
		return [...parents, ...parents.flatMap((parent) => this.getParentTypes(parent))];
	}

	override isCredentialUsableByNode(type: string, nodeType: string): boolean {
		const { restrictToSupportedNodes, supportedNodes } = this.nodeTypes.credentialType(type);
		const shortName = nodeType.slice(nodeType.lastIndexOf('.') + 1);
		// n8n adds a node's tool variant by itself.
		const node = shortName.replace(/Tool$/, '');
		return !restrictToSupportedNodes || (supportedNodes ?? []).includes(node);
	}

	override getCredentialsProperties(type: string): INodeProperties[] {
		const properties: INodeProperties[] = [];
		for (const parent of this.nodeTypes.credentialType(type).extends ?? []) {
			NodeHelpers.mergeNodeProperties(properties, this.getCredentialsProperties(parent));
		}
		NodeHelpers.mergeNodeProperties(properties, this.nodeTypes.credentialProperties(type));
		return properties;
	}

	override async getDecrypted(
		additionalData: IWorkflowExecuteAdditionalData,
		{ id, name }: INodeCredentialsDetails,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		run?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const stored = id === null ? undefined : this.credentials[id];
		if (!stored) throw new UserError(`Credential "${name}" (${type}) is not in the store`);
		if (raw) return stored;
		const data = this.withDefaults(type, stored) as INodeParameters;
		const keys = getAdditionalKeys(additionalData, mode, null, { isCredential: true });
		if (run) {
			return run.workflow.expression.getParameterValue(
				data,
				run.runExecutionData,
				run.runIndex,
				run.itemIndex,
				run.node.name,
				run.connectionInputData,
				mode,
				keys,
				executeData,
				false,
				data,
			) as ICredentialDataDecryptedObject;
		}
		const { expression } = this.workflowAroundCredential();
		return await expression.withIsolate(
			async () =>
				expression.getComplexParameterValue(
					nodeAroundCredential,
					data,
					mode,
					keys,
					undefined,
					undefined,
					data,
				) as ICredentialDataDecryptedObject,
		);
	}

	private withDefaults(
		type: string,
		stored: ICredentialDataDecryptedObject,
	): ICredentialDataDecryptedObject {
		const properties = this.getCredentialsProperties(type);
		const saved = stored as INodeParameters;
		const data = NodeHelpers.getNodeParameters(properties, saved, true, false, null, null);
		return data as ICredentialDataDecryptedObject;
	}

	override async authenticate(
		credentials: ICredentialDataDecryptedObject,
		type: string,
		requestOptions: IHttpRequestOptions,
		workflow?: Workflow,
		node?: INode,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.nodeTypes.credentialType(type);
		if (!authenticate) return requestOptions;
		if (typeof authenticate === 'function') return await authenticate(credentials, requestOptions);
		if (!workflow || !node) {
			throw new UnexpectedError('The generic form needs the workflow and the node');
		}
		const resolve = (text: unknown): unknown =>
			isExpression(text)
				? (workflow.expression
						.getSimpleParameterValue(
							node,
							text,
							'internal',
							{ $credentials: credentials },
							undefined,
							'',
						)
						?.toString() ?? '')
				: text;
		requestOptions.headers ??= {};
		for (const [part, values] of Object.entries(authenticate.properties)) {
			const resolved = Object.entries<unknown>(values).map(([key, value]) => [
				resolve(key),
				resolve(value),
			]);
			const present: unknown = Reflect.get(requestOptions, part);
			Reflect.set(requestOptions, part, {
				...(typeof present === 'object' ? present : {}),
				...Object.fromEntries(resolved),
			});
		}
		return requestOptions;
	}

	/** No credential type of ours fetches a token first. */
	override async preAuthentication(): Promise<undefined> {
		return undefined;
	}

	override async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	override async getCredentials(): Promise<ICredentials> {
		throw new UnexpectedError('Stored credentials are only given out decrypted here');
	}

	override async updateCredentials(): Promise<void> {
		throw new UnexpectedError('Stored credentials are read-only here');
	}

	override async updateCredentialsOauthTokenData(): Promise<void> {
		throw new UnexpectedError('Stored credentials are read-only here');
	}

	/** Expressions in credentials that are read outside a run, from the editor, still need a workflow. */
	private workflowAroundCredential(): Workflow {
		return new Workflow({
			nodes: [nodeAroundCredential],
			connections: {},
			active: false,
			nodeTypes: this.nodeTypes,
		});
	}
}
