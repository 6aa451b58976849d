import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import axios from 'axios';
import { packPackage } from '../../demo/communityPackage.mts';
import { N8nClient } from '../../demo/n8nClient.mts';
import { installedN8n } from '../../demo/n8nRuntime.mts';
import { startN8n } from '../../demo/n8nServer.mts';
import { projectFolder } from '../../tools/projectFolder.js';
import { SECRET, TRIGGER_NODE, triggerWorkflow } from '../stress/triggerWorkflow.mts';
import { openBrowser } from './browser.mts';
import { Editor } from './editor.mts';

jest.setTimeout(180_000);

const PUBLIC_ADDRESS = 'http://n8n.example.com/';
const WEBHOOK_ID = 'browser-address';

describe('Tampuuri Trigger in an n8n whose public address has no https', () => {
	const closing: Array<() => Promise<void>> = [];
	let n8nUrl: string;
	let client: N8nClient;
	let editor: Editor;

	beforeAll(async () => {
		const runtime = installedN8n();
		const tarball = await packPackage(projectFolder);
		closing.push(() => rm(dirname(tarball), { recursive: true, force: true }));
		const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-tampuuri-address-'));
		closing.push(() => rm(userFolder, { recursive: true, force: true }));
		const environment = { WEBHOOK_URL: PUBLIC_ADDRESS };
		const n8n = await startN8n({ runtime, userFolder, packageTarballs: [tarball], environment });
		closing.push(() => n8n.stop());
		n8nUrl = n8n.url;
		client = await N8nClient.signIn(n8n.url, n8n.owner);
		const browser = await openBrowser();
		closing.push(() => browser.close());
		editor = new Editor(browser.page, n8n.url);
		await editor.resume(client.session);
	});

	afterAll(async () => {
		for (const close of closing.reverse()) await close();
	});

	test('shows that address, and warns about it when the trigger is tried', async () => {
		const credential = await client.createCredential('Kuuntelija', {
			type: 'tampuuriWebhookApi',
			data: { secret: SECRET },
		});
		const { id } = await client.createWorkflow(
			triggerWorkflow({ name: 'Listener', webhookId: WEBHOOK_ID, credential, then: [] }),
		);
		await editor.openWorkflow(id);
		await editor.openNode(TRIGGER_NODE);
		await editor.page.getByText('Webhook URLs').click();
		await editor.part('radio-button-production').click();
		await editor.page.getByText(`${PUBLIC_ADDRESS}webhook/${WEBHOOK_ID}/webhook`).waitFor();

		await editor.part('trigger-execute-button').click();
		await editor.page.getByText('Listening for test event').waitFor();
		const address = `${n8nUrl}/webhook-test/${WEBHOOK_ID}/webhook?secret=${SECRET}`;
		const notification = { Action: 'IlmoitusUusi', Account: 'Mäntylä', ReferenceId: 4000001 };
		expect((await axios.post(address, [notification])).status).toBe(200);
		await editor.output().getByText('4000001').first().waitFor();
		expect(await editor.output().innerText()).toContain(
			"This n8n's address does not start with https://, so",
		);
		await editor.picture('trigger-without-https');
	});
});
