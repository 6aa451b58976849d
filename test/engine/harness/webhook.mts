import { HookContext, WebhookContext } from 'n8n-core';
import {
	UserError,
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type IWebhookData,
	type IWebhookDescription,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { credentialReferences, type CredentialData } from './credentialStore.mts';
import { additionalDataFor, WORKFLOW_ID } from './executionData.mts';
import type { NodeTypes } from './nodeTypes.mts';
import { loggedLines } from './services.mts';

export interface WebhookNode {
	readonly type: string;
	readonly parameters?: INode['parameters'];
	readonly credentials?: CredentialData;
	/** `webhook`, the published workflow, unless told otherwise. */
	readonly mode?: WorkflowExecuteMode;
}

export interface WebhookCall extends WebhookNode {
	/** Which of the description's webhooks is called: the first one that takes the method. */
	readonly method?: 'GET' | 'HEAD' | 'POST';
	readonly query?: IDataObject;
	/** Lower-case names. */
	readonly headers?: Readonly<Record<string, string>>;
	/** Sent as JSON; a text or bytes as they are. */
	readonly body?: unknown;
}

export interface WebhookOutcome {
	/** What the node responded itself; undefined where n8n responds after the start. */
	readonly response: { status: number; body: string; headers: Record<string, string> } | undefined;
	/** What a started execution gets; undefined when none starts. */
	readonly items: INodeExecutionData[] | undefined;
	/** Everything logged meanwhile, at every level. */
	readonly log: readonly string[];
	/** That `webhook()` ran. */
	readonly milliseconds: number;
}

/** A response as express gathers it, as far as nodes use it. */
class RecordedResponse {
	statusCode = 200;
	headers: Record<string, string> = {};
	sent: string | undefined;

	status(code: number): this {
		this.statusCode = code;
		return this;
	}

	type(contentType: string): this {
		return this.set({ 'Content-Type': contentType });
	}

	set(headers: Record<string, string>): this {
		Object.assign(this.headers, headers);
		return this;
	}

	send(body: string): this {
		this.sent = body;
		return this;
	}

	end(): this {
		this.sent = '';
		return this;
	}
}

/** What n8n's own body parser makes of the bytes. */
function parsed(rawBody: Buffer): unknown {
	try {
		return JSON.parse(rawBody.toString('utf8'));
	} catch {
		return {};
	}
}

function nodeOf(nodeTypes: NodeTypes, { type, parameters, credentials }: WebhookNode): INode {
	return {
		// Another credential is another node: nodes may keep what they read of one.
		id: `id-of-Trigger-${JSON.stringify(credentials)}`,
		name: 'Trigger',
		type,
		typeVersion: nodeTypes.newestVersion(type),
		position: [0, 0],
		parameters: structuredClone(parameters ?? {}),
		credentials: credentialReferences(nodeTypes, type, credentials ?? {}),
		webhookId: 'webhook-id',
	};
}

function workflowOf(nodeTypes: NodeTypes, node: INode): Workflow {
	return new Workflow({
		id: WORKFLOW_ID,
		name: 'Workflow',
		nodes: [node],
		connections: {},
		active: true,
		nodeTypes,
	});
}

function webhookDataOf(node: INode, description: IWebhookDescription): IWebhookData {
	return {
		httpMethod: 'POST',
		node: node.name,
		path: description.path,
		webhookDescription: description,
		workflowId: WORKFLOW_ID,
		workflowExecuteAdditionalData: Object.create(null),
		isTest: false,
	};
}

/** Calls a trigger's `webhook()` in n8n's own context. */
export async function callWebhook(
	nodeTypes: NodeTypes,
	call: WebhookCall,
): Promise<WebhookOutcome> {
	const { method = 'POST', query = {}, headers = {}, body, mode = 'webhook' } = call;
	const node = nodeOf(nodeTypes, call);
	const workflow = workflowOf(nodeTypes, node);
	const nodeType = nodeTypes.getByNameAndVersion(call.type);
	const description = nodeType.description.webhooks?.find(({ httpMethod }) =>
		httpMethod.split(',').includes(method),
	);
	if (description === undefined || nodeType.webhook === undefined) {
		throw new UserError(`The node takes no ${method}`);
	}
	const isRaw = typeof body === 'string' || Buffer.isBuffer(body);
	const rawBody = isRaw ? Buffer.from(body) : Buffer.from(JSON.stringify(body) ?? '');
	const recorded = new RecordedResponse();
	const additionalData = Object.assign(additionalDataFor(nodeTypes, call.credentials ?? {}), {
		httpRequest: { method, query, headers, params: {}, rawBody, body: parsed(rawBody) },
		httpResponse: recorded,
	});
	const webhookData = webhookDataOf(node, description);
	const context = Reflect.construct(WebhookContext, [
		workflow,
		node,
		additionalData,
		mode,
		webhookData,
		[],
		null,
	]);
	const firstLogLine = loggedLines().length;
	let milliseconds = NaN;
	const outcome = await workflow.expression.withIsolate(async () => {
		const started = performance.now();
		const returned = await nodeType.webhook?.call(context);
		milliseconds = performance.now() - started;
		return returned;
	});
	const { sent, statusCode: status, headers: sentHeaders } = recorded;
	return {
		response: sent === undefined ? undefined : { status, body: sent, headers: sentHeaders },
		items: outcome?.workflowData?.[0] ?? undefined,
		log: loggedLines().slice(firstLogLine),
		milliseconds,
	};
}

/**
 * Does what n8n does when the workflow is published: asks whether the webhook exists, creates it
 * otherwise.
 *
 * @throws what the node throws, by which n8n refuses to publish
 */
export async function publishWebhook(nodeTypes: NodeTypes, webhook: WebhookNode): Promise<void> {
	const node = nodeOf(nodeTypes, webhook);
	const workflow = workflowOf(nodeTypes, node);
	const nodeType = nodeTypes.getByNameAndVersion(webhook.type);
	const description = nodeType.description.webhooks?.[0];
	const methods = nodeType.webhookMethods?.default;
	if (description === undefined || methods === undefined) throw new UserError('It has no webhook');
	const context = new HookContext(
		workflow,
		node,
		additionalDataFor(nodeTypes, webhook.credentials ?? {}),
		'trigger',
		'activate',
		webhookDataOf(node, description),
	);
	await workflow.expression.withIsolate(async () => {
		if (!(await methods.checkExists.call(context))) await methods.create.call(context);
	});
}
