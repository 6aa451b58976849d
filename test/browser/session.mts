import type { Credential, Workflow } from '../../demo/n8nClient.mts';
import { surroundingsNow } from '../e2e/surroundings.mts';
import { openBrowser, type Browser } from './browser.mts';
import { Editor } from './editor.mts';

/** A person signed in to the n8n that all browser tests share. */
export interface Session {
	browser: Browser;
	editor: Editor;
}

export async function openSession(): Promise<Session> {
	const { n8nUrl, owner } = surroundingsNow();
	const browser = await openBrowser();
	const editor = new Editor(browser.page, n8nUrl);
	await editor.signIn(owner);
	return { browser, editor };
}

/** A manual trigger and one Tampuuri step, named `Tampuuri`. */
export function stepWorkflow(credential: Credential, parameters: object): Workflow {
	return {
		name: 'One step',
		nodes: [
			{
				id: 'trigger',
				name: 'Go',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
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
