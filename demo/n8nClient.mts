import { z } from 'zod';
import { executionSummary, parseExecution, type Execution } from './n8nExecution.mts';
import type { N8nOwner } from './n8nEnvironment.mts';
import { N8nRefused, N8nRest } from './n8nRest.mts';
import { waitUntil } from './waitUntil.mts';

const EXECUTION_LIMIT_MS = 60_000;
const PUBLICATION_LIMIT_MS = 30_000;
/** n8n's status while a workflow's triggers are still stopping. */
const STILL_STOPPING = 409;

const credential = z.object({ id: z.string(), name: z.string(), type: z.string() });
const apiKey = z.object({ id: z.string(), rawApiKey: z.string() });
const credentialTest = z.object({ status: z.enum(['OK', 'Error']), message: z.string() });
const storedWorkflow = z.object({ id: z.string(), name: z.string(), versionId: z.string() });
const publication = z.object({
	status: z.enum(['in_progress', 'published', 'partial', 'failed', 'not_published']),
	triggers: z.array(z.object({ errorMessage: z.string().nullish() }).passthrough()),
});
const startedExecution = z.union([
	z.object({ executionId: z.string() }),
	z.object({ waitingForWebhook: z.literal(true) }),
]);
const nodeType = z
	.object({
		name: z.string(),
		displayName: z.string(),
		credentials: z.array(z.object({ name: z.string() }).passthrough()).default([]),
		properties: z.array(z.object({ name: z.string() }).passthrough()),
	})
	.passthrough();
const credentialType = z
	.object({ name: z.string(), displayName: z.string(), supportedNodes: z.array(z.string()) })
	.passthrough();
const workflow = z
	.object({
		name: z.string(),
		nodes: z.array(
			z
				.object({
					name: z.string(),
					type: z.string(),
					/** Part of the address of a node that is called from outside. */
					webhookId: z.string().optional(),
					credentials: z.record(z.object({ id: z.string(), name: z.string() })).optional(),
				})
				.passthrough(),
		),
		connections: z.record(z.unknown()),
		settings: z.record(z.unknown()).optional(),
	})
	.passthrough();

export type Credential = z.infer<typeof credential>;
export type ApiKey = z.infer<typeof apiKey>;
export type CredentialTest = z.infer<typeof credentialTest>;
export type NodeType = z.infer<typeof nodeType>;
export type CredentialType = z.infer<typeof credentialType>;
export type StoredWorkflow = z.infer<typeof storedWorkflow>;
/** A workflow as n8n exports it. */
export type Workflow = z.infer<typeof workflow>;

/** A credential's type and fields, as the editor's form sends them. */
export interface CredentialContent {
	type: string;
	data: Record<string, unknown>;
}

/** A file that a trigger returns: its content in base64. */
interface GivenFile {
	data: string;
	mimeType: string;
	fileName: string;
}

/**
 * Parses a workflow as n8n exports it.
 *
 * @throws SyntaxError when the text is not JSON
 * @throws ZodError when it is not a workflow
 */
export function parseWorkflow(text: string): Workflow {
	return workflow.parse(JSON.parse(text));
}

/** The REST API of an n8n as its editor uses it, for one signed-in person. */
export class N8nClient {
	private readonly rest: N8nRest;

	private constructor(rest: N8nRest) {
		this.rest = rest;
	}

	/**
	 * Signs in.
	 *
	 * @throws N8nRefused when the e-mail address or password is wrong
	 */
	static async signIn(url: string, { email, password }: N8nOwner): Promise<N8nClient> {
		const content = { emailOrLdapLoginId: email, password };
		const response = await new N8nRest(url).request('POST', '/rest/login', content);
		const cookies = response.headers['set-cookie'] ?? [];
		return N8nClient.resume(url, cookies.map((cookie) => cookie.split(';')[0]).join('; '));
	}

	/** Continues a session: n8n refuses a person's sixth sign-in within a minute. */
	static resume(url: string, session: string): N8nClient {
		return new N8nClient(new N8nRest(url, session));
	}

	/** The value to pass to `resume` in another process. */
	get session(): string {
		return this.rest.session;
	}

	/** All node types, as the editor receives them. */
	async nodeTypes(): Promise<NodeType[]> {
		const { data } = await this.rest.request('GET', '/types/nodes.json');
		return z.array(nodeType).parse(data);
	}

	/** All credential types, as the editor receives them. */
	async credentialTypes(): Promise<CredentialType[]> {
		const { data } = await this.rest.request('GET', '/types/credentials.json');
		return z.array(credentialType).parse(data);
	}

	/** Tests a credential as the editor's form does, without storing it. */
	async testCredential(content: CredentialContent): Promise<CredentialTest> {
		const body = { credentials: { id: '', name: 'Under test', ...content } };
		return await this.rest.call(credentialTest, 'POST', '/rest/credentials/test', body);
	}

	async createCredential(name: string, content: CredentialContent): Promise<Credential> {
		return await this.rest.call(credential, 'POST', '/rest/credentials', { name, ...content });
	}

	async credentials(): Promise<Credential[]> {
		return await this.rest.call(z.array(credential), 'GET', '/rest/credentials');
	}

	async updateCredential(id: string, name: string, content: CredentialContent): Promise<void> {
		await this.rest.request('PATCH', `/rest/credentials/${id}`, { name, ...content });
	}

	async deleteCredential(id: string): Promise<void> {
		await this.rest.request('DELETE', `/rest/credentials/${id}`);
	}

	/** Creates a key for n8n's public API, as a person does under Settings. */
	async createApiKey(label: string, scopes: readonly string[]): Promise<ApiKey> {
		const content = { label, scopes, expiresAt: null };
		return await this.rest.call(apiKey, 'POST', '/rest/api-keys', content);
	}

	async deleteApiKey(id: string): Promise<void> {
		await this.rest.request('DELETE', `/rest/api-keys/${id}`);
	}

	async createWorkflow(content: Workflow): Promise<StoredWorkflow> {
		return await this.rest.call(storedWorkflow, 'POST', '/rest/workflows', content);
	}

	/** The workflows that are not archived. */
	async workflows(): Promise<Array<Pick<StoredWorkflow, 'id' | 'name'>>> {
		const filter = encodeURIComponent(JSON.stringify({ isArchived: false }));
		const list = z.array(storedWorkflow.pick({ id: true, name: true }));
		return await this.rest.call(list, 'GET', `/rest/workflows?filter=${filter}`);
	}

	async workflow(id: string): Promise<Workflow & StoredWorkflow> {
		const whole = workflow.and(storedWorkflow);
		return await this.rest.call(whole, 'GET', `/rest/workflows/${id}`);
	}

	/** Archives and deletes a workflow, once the triggers of a published one have stopped. */
	async deleteWorkflow(id: string): Promise<void> {
		await this.rest.request('POST', `/rest/workflows/${id}/archive`, {});
		const deleted = async () => {
			try {
				await this.rest.request('DELETE', `/rest/workflows/${id}`);
				return true;
			} catch (error) {
				if (error instanceof N8nRefused && error.status === STILL_STOPPING) return false;
				throw error;
			}
		};
		await waitUntil('The end of a workflow', deleted, { limitMs: PUBLICATION_LIMIT_MS });
	}

	/**
	 * Publishes the workflow's current version and waits until its triggers listen.
	 *
	 * @throws Error when a trigger could not be started, with the reason
	 */
	async publishWorkflow({ id, versionId }: StoredWorkflow): Promise<void> {
		await this.rest.request('POST', `/rest/workflows/${id}/activate`, { versionId });
		const settled = await waitUntil(
			'The published workflow',
			async () => {
				const address = `/rest/workflows/${id}/publication-status`;
				const state = await this.rest.call(publication, 'GET', address);
				return state.status !== 'in_progress' && state;
			},
			{ limitMs: PUBLICATION_LIMIT_MS },
		);
		if (settled.status !== 'published') {
			const reasons = settled.triggers.flatMap(({ errorMessage }) => errorMessage ?? []);
			throw new Error(`The workflow is ${settled.status}: ${reasons.join('; ')}`);
		}
	}

	async unpublishWorkflow(id: string): Promise<void> {
		await this.rest.request('POST', `/rest/workflows/${id}/deactivate`, {});
	}

	/**
	 * Starts the workflow as "Execute workflow" does.
	 *
	 * @param trigger the name of the trigger node to start from
	 * @param given what the trigger returns, for one that waits for something from outside
	 * @param files what it returns beside it, by n8n's names
	 * @returns the execution's id, or `undefined` when n8n now waits for a call of the test webhook
	 */
	async startWorkflow(
		id: string,
		trigger: string,
		given?: Record<string, unknown>,
		files?: Record<string, GivenFile>,
	): Promise<string | undefined> {
		const data = given && {
			startTime: 0,
			executionTime: 0,
			executionIndex: 0,
			executionStatus: 'success',
			data: { main: [[{ json: given, binary: files }]] },
			source: [null],
		};
		const body = { triggerToStartFrom: { name: trigger, data } };
		const started = await this.rest.call(
			startedExecution,
			'POST',
			`/rest/workflows/${id}/run`,
			body,
		);
		return 'executionId' in started ? started.executionId : undefined;
	}

	/** Starts the workflow as "Execute workflow" does and waits until it succeeds or fails. */
	async runWorkflow(
		id: string,
		trigger: string,
		given?: Record<string, unknown>,
		files?: Record<string, GivenFile>,
	): Promise<Execution> {
		const executionId = await this.startWorkflow(id, trigger, given, files);
		if (executionId === undefined) {
			throw new Error(`"${trigger}" waits for a webhook call; it can't be run by itself`);
		}
		return await this.finishedExecution(executionId);
	}

	/** A workflow's executions, newest first, with their status. */
	async executions(workflowId: string): Promise<Array<z.infer<typeof executionSummary>>> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const list = z.object({ results: z.array(executionSummary) });
		const address = `/rest/executions?filter=${filter}&limit=100`;
		return (await this.rest.call(list, 'GET', address)).results;
	}

	/** Waits until an execution succeeds or fails, and returns it with its data. */
	async finishedExecution(id: string, limitMs = EXECUTION_LIMIT_MS): Promise<Execution> {
		return await waitUntil(
			`The end of execution ${id}`,
			async () =>
				parseExecution(await this.rest.call(z.unknown(), 'GET', `/rest/executions/${id}`)),
			{ limitMs },
		);
	}

	/** Retries an execution as a person does under Executions, and returns the status in which it ended. */
	async retryExecution(id: string): Promise<string> {
		const ended = z.object({ status: z.string() });
		const address = `/rest/executions/${id}/retry`;
		return (await this.rest.call(ended, 'POST', address, { loadWorkflow: false })).status;
	}
}
