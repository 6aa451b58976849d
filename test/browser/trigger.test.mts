import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import axios from 'axios';
import type { Credential } from '../../demo/n8nClient.mts';
import { surroundingsNow } from '../e2e/surroundings.mts';
import { SECRET, TRIGGER_NODE, triggerWorkflow } from '../stress/triggerWorkflow.mts';
import { sessionOfFile } from './session.mts';

jest.setTimeout(120_000);

const PUBLICATION_LIMIT_MS = 60_000;

describe('Tampuuri Trigger in the editor', () => {
	const { n8nUrl, credential: simulator } = surroundingsNow();
	const session = sessionOfFile();
	let webhook: Credential;

	beforeAll(async () => {
		const data = { secret: SECRET };
		webhook = await session().credential('Kuuntelija', { type: 'tampuuriWebhookApi', data });
	});

	const open = async (webhookId: string, parameters: object = { events: ['IlmoitusUusi'] }) => {
		await session().openWorkflow(
			triggerWorkflow({ name: 'Listener', webhookId, credential: webhook, parameters, then: [] }),
		);
		const { editor } = session();
		await editor.openNode(TRIGGER_NODE);
		return editor;
	};

	test('is added from the panel with its event, and says step by step what to do', async () => {
		const { editor } = session();
		await editor.openNewWorkflow();
		await editor.addTrigger('Tampuuri', 'On service request added');
		await editor.field('events').getByText('Service Request Added (IlmoitusUusi)').waitFor();
		const steps = editor.part('node-parameters').locator('.notice li');
		expect(await steps.count()).toBe(6);
		expect(await steps.allInnerTexts()).toEqual(
			expect.arrayContaining([
				expect.stringMatching(/^3\. Copy the Production URL above/),
				expect.stringMatching(/Ylläpito \/ Webhooks/),
			]),
		);
		await editor.picture('trigger-added');
		await editor.documentPicture('trigger-added', editor.part('node-parameters'));
	});

	test('asks for the credential before the fields', async () => {
		const editor = await open('browser-order', { fetchFullRecord: true });
		const credentials = editor.part('node-credentials-slot');
		await credentials.nth(1).waitFor();
		const text = await editor.part('node-parameters').innerText();
		const places = ['Register this trigger', 'Credential', 'Trigger On', 'Fetch Full Record'];
		const order = places.map((label) => text.indexOf(label));
		expect(order).toEqual([...order].sort((one, other) => one - other));
		expect(order).not.toContain(-1);
		await editor.picture('trigger-full-record');
	});

	test('offers the events in English with the name that Tampuuri gives them', async () => {
		const editor = await open('browser-events');
		await editor.field('events').click();
		await editor.options().filter({ hasText: '[All Events]' }).waitFor();
		const events = await editor.options().allInnerTexts();
		expect(events.map((text) => text.split('\n')[0])).toEqual(
			expect.arrayContaining([
				'[All Events]',
				'Service Request Added (IlmoitusUusi)',
				'Any Service Request Event (Ilmoitus)',
			]),
		);
		await editor.picture('trigger-events');
	});

	test('shows both addresses, listens, and gives out what Tampuuri tells', async () => {
		const editor = await open('browser-listen');
		await editor.page.getByText('Webhook URLs').click();
		await editor.page.getByText(`${n8nUrl}/webhook-test/browser-listen/webhook`).waitFor();
		await editor.picture('trigger-test-address');
		await editor.part('radio-button-production').click();
		await editor.page.getByText(`${n8nUrl}/webhook/browser-listen/webhook`).waitFor();

		expect(await editor.part('trigger-header').innerText()).toBe('Send a test event from Tampuuri');
		await editor.part('trigger-execute-button').click();
		await editor.page.getByText('Listening for test event').waitFor();
		await editor.picture('trigger-listening');
		const notification = {
			Action: 'IlmoitusUusi',
			Account: simulator.data.accountName,
			ReferenceId: 4000001,
			Timestamp: '2026-11-05T10:00:00+02:00',
		};
		const address = `${n8nUrl}/webhook-test/browser-listen/webhook?secret=${SECRET}`;
		expect((await axios.post(address, [notification])).status).toBe(200);

		await editor.output().getByText('4000001').first().waitFor();
		const output = await editor.output().innerText();
		expect(output).toContain('1 item');
		expect(output).not.toContain(SECRET);
		// n8n listens on this machine only, which Tampuuri can't reach.
		expect(output).toMatch(/\(127\.0\.0\.1\) is only reachable from its own network/);
		await editor.picture('trigger-output');
		await editor.documentPicture('trigger-output', editor.part('ndv'));
	});

	test('is not published without a secret, and the reason is shown', async () => {
		const empty = await session().credential('Tyhjä', {
			type: 'tampuuriWebhookApi',
			data: { secret: '' },
		});
		const webhookId = 'browser-no-secret';
		await session().openWorkflow(
			triggerWorkflow({ name: 'No secret', webhookId, credential: empty, then: [] }),
		);
		const { editor } = session();
		await editor.publish();
		await editor.page
			.getByText('The Tampuuri Webhook credential has no secret')
			.waitFor({ timeout: PUBLICATION_LIMIT_MS });
		await editor.picture('trigger-publish-refused');
	});
});
