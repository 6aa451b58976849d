import { afterEach, describe, expect, test } from '@jest/globals';
import type { StoredWorkflow } from '../../demo/n8nClient.mts';
import { itemsOf } from '../../demo/n8nExecution.mts';
import { waitUntil } from '../../demo/waitUntil.mts';
import { surroundingsNow } from '../e2e/surroundings.mts';
import { approve } from '../mail/decide.mts';
import { McpClient } from './mcpClient.mts';
import { useTemplateBench } from './templateBench.mts';

const LIMIT = { limitMs: 60_000 };
const HEADERS = { 'X-Caller': 'only-for-tests' };
/** 1 × 1 pixel. */
const PHOTO =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const FAULT = {
	costCentreId: 1000001,
	title: 'Hana vuotaa',
	description: 'Keittiön hana tippuu. ÄÖ',
	photo: PHOTO,
	photoName: 'hana.png',
};

let client: McpClient | undefined;

afterEach(async () => {
	await client?.close();
	client = undefined;
});

const urlOf = (path: string) => `${surroundingsNow().n8nUrl}/mcp/${path}`;

describe("templates for n8n's MCP Server Trigger", () => {
	const bench = useTemplateBench();

	const connected = async (key: string, path: string): Promise<[McpClient, StoredWorkflow]> => {
		const stored = await bench().import(key);
		await bench().client.publishWorkflow(stored);
		client = await McpClient.connect(urlOf(path), HEADERS);
		return [client, stored];
	};

	const ended = async ({ id }: StoredWorkflow) =>
		await waitUntil(
			'the end of all executions',
			async () => {
				const all = await bench().client.executions(id);
				return all.every(({ status }) => !['new', 'running', 'waiting'].includes(status)) && all;
			},
			LIMIT,
		);

	test.each([
		['agent-open-work', 'tampuuri-open-work'],
		['agent-report-fault', 'tampuuri-report-fault'],
		['agent-lease-change', 'tampuuri-lease-change'],
	])(
		'%s.json says what its tool takes, does and costs, to callers with the header',
		async (key, path) => {
			const [mcp] = await connected(key, path);
			const tools = await mcp.tools();
			expect(tools).toHaveLength(1);
			expect(tools[0]?.description).toMatch(/Inputs?: .*Costs? \d billed call/s);
			const inputs = Object.values(tools[0]?.inputSchema.properties ?? {});
			expect(inputs.length).toBeGreaterThan(0);
			for (const { description } of inputs) expect(description.length).toBeGreaterThan(20);
			await expect(McpClient.connect(urlOf(path), {})).rejects.toThrow();
			expect(await bench().writes()).toEqual([]);
		},
	);

	test('agent-open-work.json lists what is open in a building, in short rows', async () => {
		const [mcp] = await connected('agent-open-work', 'tampuuri-open-work');
		const text = await mcp.call('Open_Work', { building: 'asunto oy turun' });
		expect(text).toContain('Asunto Oy Turun Jäkäläpiha');
		expect(text).not.toContain('Helsingin');
		for (const state of ['avoin', 'vastaanotettu', 'odottaa']) expect(text).toContain(state);
		expect(text).not.toMatch(/tehty|valmis|Ilmoittaja|example\.com/);
		expect(Buffer.byteLength(text)).toBeLessThan(8_000);
		const none = await mcp.call('Open_Work', { building: 'Asunto Oy Olematon' });
		expect(none).toContain('No open work was found');
		for (const building of ['', ' ']) {
			expect(await mcp.call('Open_Work', { building })).toContain('No open work was found');
		}
		expect(await bench().writes()).toEqual([]);
	});

	test('agent-report-fault.json reports with the photo, but only after approval', async () => {
		const [mcp, stored] = await connected('agent-report-fault', 'tampuuri-report-fault');
		const text = await mcp.call('Report_Fault', FAULT);
		expect(text).toContain('Nothing was created yet');
		const asked = await bench().mailAbout(FAULT.title);
		expect(await bench().writes()).toEqual([]);
		await approve(asked, true);
		await bench().tampuuriWrite('POST ilmoitukset/base64');
		expect(await bench().writes()).toMatchObject([
			{
				body: {
					KustannuspaikkaId: FAULT.costCentreId,
					Otsikko: FAULT.title,
					TyotehtavanKuvaus: FAULT.description,
				},
			},
		]);
		const sent = JSON.stringify((await bench().writes())[0]?.body.Liitteet);
		for (const part of [FAULT.photoName, PHOTO]) expect(sent).toContain(part);
		for (const { status } of await ended(stored)) expect(status).toBe('success');
	});

	test('agent-report-fault.json creates nothing that is refused', async () => {
		const [mcp, stored] = await connected('agent-report-fault', 'tampuuri-report-fault');
		await mcp.call('Report_Fault', { ...FAULT, photo: '', photoName: '' });
		await approve(await bench().mailAbout(FAULT.title), false);
		for (const { status } of await ended(stored)) expect(status).toBe('success');
		expect(await bench().writes()).toEqual([]);
	});

	test('agent-report-fault.json reports without a photo, too', async () => {
		const [mcp] = await connected('agent-report-fault', 'tampuuri-report-fault');
		await mcp.call('Report_Fault', { ...FAULT, photo: '', photoName: '' });
		await approve(await bench().mailAbout(FAULT.title), true);
		await bench().tampuuriWrite('POST ilmoitukset/lisaa');
		expect(await bench().writes()).toMatchObject([{ body: { Otsikko: FAULT.title } }]);
	});

	test('agent-report-fault.json tells at once which input is wrong, and asks nobody', async () => {
		const [mcp, stored] = await connected('agent-report-fault', 'tampuuri-report-fault');
		const text = await mcp.call('Report_Fault', { ...FAULT, title: 'A'.repeat(256) });
		expect(text).toMatch(/Nothing was sent for approval: .*255/s);
		await ended(stored);
		expect(bench().mails).toEqual([]);
		expect(await bench().writes()).toEqual([]);
	});

	test('agent-lease-change.json shows the lease and what would be sent, and changes nothing', async () => {
		const [mcp] = await connected('agent-lease-change', 'tampuuri-lease-change');
		const text = await mcp.call('Prepare_Lease_End', { leaseId: 3000002, endDate: '2026-12-31' });
		expect(text).toContain('Nothing was changed.');
		expect(text).toContain('sopimukset/3000002/paatasopimus');
		expect(text).toContain('2026-12-31');
		expect(text).toContain('Alkupvm');
		const missing = await mcp.call('Prepare_Lease_End', {
			leaseId: 3999999,
			endDate: '2026-12-31',
		});
		expect(missing).toMatch(/Nothing was changed: Tampuuri could not find the record/);
		const wrong = await mcp.call('Prepare_Lease_End', { leaseId: 3000002, endDate: 'joskus' });
		expect(wrong).toContain('Nothing was changed: ');
		expect(await bench().writes()).toEqual([]);
	});
});

describe('the same templates with a credential that allows reads only', () => {
	const bench = useTemplateBench({ allowedCalls: 'readsOnly' });

	test('agent-open-work.json reads as ever', async () => {
		const stored = await bench().import('agent-open-work');
		const execution = await bench().run(stored, 'Asked', { building: 'Asunto Oy Turun' });
		expect(itemsOf(execution, 'Short Answer')[0]?.json.found).toBeGreaterThan(0);
		expect(await bench().writes()).toEqual([]);
	});

	test('agent-report-fault.json shows what it would create once it is approved', async () => {
		const stored = await bench().import('agent-report-fault');
		const id = await bench().client.startWorkflow(stored.id, 'Asked', {
			...FAULT,
			step: 'approve',
		});
		await approve(await bench().mailAbout(FAULT.title), true);
		const execution = await bench().client.finishedExecution(String(id));
		expect(itemsOf(execution, 'Create with Photo')[0]?.json).toMatchObject({
			preview: expect.stringMatching(/^Nothing was changed\./),
		});
		expect(await bench().writes()).toEqual([]);
	});

	test('agent-lease-change.json prepares as ever', async () => {
		const stored = await bench().import('agent-lease-change');
		const given = { leaseId: 3000002, endDate: '2026-12-31' };
		const execution = await bench().run(stored, 'Asked', given);
		expect(itemsOf(execution, 'Prepared')[0]?.json.notice).toMatch(/^Nothing was changed\./);
		expect(await bench().writes()).toEqual([]);
	});
});
