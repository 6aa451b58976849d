import { afterAll, afterEach, beforeAll } from '@jest/globals';
import type {
	Credential,
	CredentialContent,
	N8nClient,
	StoredWorkflow,
	Workflow,
} from '../../demo/n8nClient.mts';
import { signedIn, surroundingsNow } from '../e2e/surroundings.mts';
import { openBrowser, type Browser } from './browser.mts';
import { Editor } from './editor.mts';

/** A person at the editor of the n8n that all browser tests share. */
export class Session {
	readonly editor: Editor;
	readonly client: N8nClient;
	private readonly browser: Browser;
	private readonly workflows: StoredWorkflow[] = [];
	private readonly credentials: Credential[] = [];

	private constructor(browser: Browser, editor: Editor) {
		this.browser = browser;
		this.editor = editor;
		this.client = signedIn();
	}

	static async open(): Promise<Session> {
		const { n8nUrl, session } = surroundingsNow();
		const browser = await openBrowser();
		const editor = new Editor(browser.page, n8nUrl);
		await editor.resume(session);
		return new Session(browser, editor);
	}

	/** The simulator's credential, or another one, under a name as people give it. */
	async credential(
		name = 'Tampuuri (simulaattori)',
		content: CredentialContent = surroundingsNow().credential,
	): Promise<Credential> {
		const made = await this.client.createCredential(name, content);
		this.credentials.push(made);
		return made;
	}

	/** Stores a workflow and opens it. */
	async openWorkflow(workflow: Workflow): Promise<StoredWorkflow> {
		const stored = await this.client.createWorkflow(workflow);
		this.workflows.push(stored);
		await this.editor.openWorkflow(stored.id);
		return stored;
	}

	/** Opens a Tampuuri step with these parameters. */
	async openStep(credential: Credential, parameters: object): Promise<Editor> {
		await this.openWorkflow(stepWorkflow(credential, parameters));
		await this.editor.openNode('Tampuuri');
		return this.editor;
	}

	async removeWorkflows(): Promise<void> {
		for (const { id } of this.workflows.splice(0)) await this.client.deleteWorkflow(id);
	}

	async close(): Promise<void> {
		await this.browser.close();
		for (const { id } of this.credentials) await this.client.deleteCredential(id);
	}
}

/** One session for all tests of a file; the workflows of each test go with it. */
export function sessionOfFile(): () => Session {
	let session: Session | undefined;
	beforeAll(async () => {
		session = await Session.open();
	});
	afterEach(async () => await session?.removeWorkflows());
	afterAll(async () => await session?.close());
	return () => {
		if (session === undefined) throw new Error('The session is open only while tests run');
		return session;
	};
}

/** A workflow that starts with this node and has no other. */
export function workflowOf(node: Workflow['nodes'][number]): Workflow {
	return { name: 'One step', nodes: [node], connections: {}, settings: {} };
}

/** Starts a workflow by hand. */
export const GO = {
	id: 'trigger',
	name: 'Go',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** A manual trigger and one Tampuuri step, named `Tampuuri`. */
function stepWorkflow(credential: Credential, parameters: object): Workflow {
	return {
		name: 'One step',
		nodes: [
			GO,
			{
				id: 'tampuuri',
				name: 'Tampuuri',
				type: 'n8n-nodes-tampuuri.tampuuri',
				typeVersion: 1,
				position: [220, 0],
				parameters,
				credentials: { tampuuriApi: { id: credential.id, name: credential.name } },
			},
		],
		connections: { Go: { main: [[{ node: 'Tampuuri', type: 'main', index: 0 }]] } },
		settings: {},
	};
}
