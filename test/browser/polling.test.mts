import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Credential } from '../../demo/n8nClient.mts';
import { sessionOfFile, workflowOf } from './session.mts';

jest.setTimeout(120_000);

const NAME = 'Tampuuri Polling Trigger';

describe(`${NAME} in the editor`, () => {
	const session = sessionOfFile();
	let credential: Credential;

	beforeAll(async () => {
		credential = await session().credential();
	});

	const open = async (parameters: object) => {
		await session().openWorkflow(
			workflowOf({
				id: 'polling',
				name: NAME,
				type: 'n8n-nodes-tampuuri.tampuuriPollingTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters,
				credentials: { tampuuriApi: { id: credential.id, name: credential.name } },
			}),
		);
		const { editor } = session();
		await editor.openNode(NAME);
		return editor;
	};

	test('is added from the panel with its event, and says what it costs', async () => {
		const { editor } = session();
		await editor.openNewWorkflow();
		await editor.addTrigger('Tampuuri Polling', 'On service request state changed');
		expect(await editor.field('event').locator('input').inputValue()).toBe(
			'Service Request State Changed (Ilmoituksen Tila)',
		);
		const prices = editor.part('node-parameters').locator('.notice');
		expect(await prices.allInnerTexts()).toEqual([
			expect.stringMatching(/^Polls every minute, .*: 43 200 calls a month, 453 €/),
		]);
		await editor.picture('polling-added');
		await editor.documentPicture('polling-added', editor.part('node-parameters'));
	});

	test('offers its events', async () => {
		const editor = await open({});
		await editor.field('event').click();
		await editor.options().filter({ hasText: 'Any List' }).waitFor();
		expect(await editor.options().count()).toBe(5);
		await editor.picture('polling-events');
	});

	test('fetches a test event, and says what that used', async () => {
		const editor = await open({});
		expect(await editor.part('node-execute-button').innerText()).toBe('Fetch Test Event');
		await editor.runStep();
		await editor.output().getByText('pollingTest').first().waitFor();
		await editor.picture('polling-output');
		await editor.documentPicture('polling-output', editor.part('ndv'));
		const output = await editor.output().innerText();
		expect(output).toContain('3 items');
		expect(output).toContain('This test used 1 API call');
	});

	test('says what is missing', async () => {
		const editor = await open({ event: 'leasesEnding' });
		await editor.picture('polling-leases');
		await editor.runStep();
		expect(await editor.output().innerText()).toContain('Lease IDs (Sopimukset) is empty');
		await editor.picture('polling-refused');
	});
});
