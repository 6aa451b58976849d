import { Container } from '@n8n/di';
import { PollContext, TriggersAndPollers } from 'n8n-core';
import {
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type WorkflowActivateMode,
} from 'n8n-workflow';
import { credentialReferences, type CredentialData } from './credentialStore.mts';
import { additionalDataFor, WORKFLOW_ID } from './executionData.mts';
import type { NodeTypes } from './nodeTypes.mts';

export interface PollingToStart {
	readonly type: string;
	readonly parameters?: INodeParameters;
	readonly credentials?: CredentialData;
	/** What `Polling.saved` of an earlier n8n held. */
	readonly saved?: string;
	/** Why the workflow becomes active: a person publishes it, unless told otherwise. */
	readonly activation?: WorkflowActivateMode;
	/** Milliseconds that n8n gives a poll; n8n's own five minutes if absent. */
	readonly pollBudget?: number;
}

/**
 * A published workflow with a polling trigger in one n8n. Its static data lives between polls in
 * memory, and is written down after publishing and whenever items are given out, as n8n does.
 */
export class Polling {
	/** The static data as n8n's database holds it. */
	saved: string;
	private readonly workflow: Workflow;
	private readonly node: INode;
	private readonly nodeTypes: NodeTypes;
	private readonly credentials: CredentialData;
	/** n8n makes all polls of a published workflow in one context, the first while it activates it. */
	private context: PollContext | undefined;
	private readonly activation: WorkflowActivateMode;
	private readonly pollBudget: number | undefined;
	private isPublished = false;

	constructor(
		nodeTypes: NodeTypes,
		{
			type,
			parameters = {},
			credentials = {},
			saved = '{}',
			activation = 'activate',
			pollBudget,
		}: PollingToStart,
	) {
		this.pollBudget = pollBudget;
		this.activation = activation;
		this.saved = saved;
		this.nodeTypes = nodeTypes;
		this.credentials = credentials;
		this.workflow = new Workflow({
			id: WORKFLOW_ID,
			name: 'Workflow',
			active: true,
			nodes: [
				{
					id: 'polling',
					name: 'Polling',
					type,
					typeVersion: nodeTypes.newestVersion(type),
					position: [0, 0],
					parameters: structuredClone(parameters),
					credentials: credentialReferences(nodeTypes, type, credentials),
				},
			],
			connections: {},
			nodeTypes,
			staticData: JSON.parse(saved) as IDataObject,
		});
		const [node] = Object.values(this.workflow.nodes);
		if (node === undefined) throw new Error('The workflow has no node');
		this.node = node;
	}

	/**
	 * One poll of the published workflow.
	 * @returns the items' data, empty when there is nothing new
	 * @throws what the node's `poll()` throws
	 */
	async poll(): Promise<IDataObject[]> {
		const items = await this.run('trigger');
		if (items !== null || !this.isPublished) this.saved = JSON.stringify(this.staticData);
		this.isPublished = true;
		return (items ?? []).map(({ json }) => json);
	}

	/** A press on the editor's "Fetch Test Event". */
	async test(): Promise<IDataObject[]> {
		return ((await this.run('manual')) ?? []).map(({ json }) => json);
	}

	/** What the polls have left, saved or not. */
	get staticData(): IDataObject {
		return this.workflow.staticData;
	}

	private async run(mode: 'manual' | 'trigger'): Promise<INodeExecutionData[] | null> {
		const { pollBudget } = this;
		const contextFor = (activation: WorkflowActivateMode) => {
			const context = new PollContext(
				this.workflow,
				this.node,
				additionalDataFor(this.nodeTypes, this.credentials),
				mode,
				activation,
			);
			return pollBudget === undefined
				? context
				: Object.assign(context, { getPollBudgetMs: () => pollBudget });
		};
		const context =
			mode === 'manual' ? contextFor('manual') : (this.context ??= contextFor(this.activation));
		const outputs = await this.workflow.expression.withIsolate(
			async () =>
				await Container.get(TriggersAndPollers).runPollFunction(this.workflow, this.node, context),
		);
		return outputs?.[0] ?? null;
	}
}
