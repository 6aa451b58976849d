import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DateTime } from 'luxon';
import { PLANS } from '../../dist/nodes/shared/api/plans.js';
import {
	parseWorkflow,
	type Credential,
	type StoredWorkflow,
	type Workflow,
} from '../../demo/n8nClient.mts';
import { itemsOf } from '../../demo/n8nExecution.mts';
import { signedIn, surroundingsNow } from '../e2e/surroundings.mts';
import { mailsOf, SimulatorPages } from './simulatorPages.mts';
import { useTemplateBench } from './templateBench.mts';

const KEY = 'month-cost';
const COUNTING = 'Every Morning at Five';
const REPORTING = 'On the First at Seven';
const SCOPES = ['execution:list', 'execution:read'];
const LAST_MONTH = DateTime.now().setZone('Europe/Helsinki').minus({ months: 1 });

/** Text as a person reads it: n8n writes numbers with spaces that don't break. */
const read = (text = '') => text.replaceAll(/[\u00A0\u202F]/g, ' ');

describe(`templates/${KEY}.json`, () => {
	const bench = useTemplateBench({ allowedCalls: 'readsOnly' });
	const pages = () => new SimulatorPages(bench().controlUrl);
	const client = signedIn();
	let credential: Credential;
	let keyId: string;

	beforeAll(async () => {
		const { id, rawApiKey } = await client.createApiKey('Month cost', SCOPES);
		keyId = id;
		const data = { apiKey: rawApiKey, baseUrl: `${surroundingsNow().n8nUrl}/api/v1` };
		credential = await client.createCredential('This n8n', { type: 'n8nApi', data });
	});

	afterAll(async () => {
		await client.deleteCredential(credential.id);
		await client.deleteApiKey(keyId);
	});

	const withKey = (workflow: Workflow): Workflow => ({
		...workflow,
		nodes: workflow.nodes.map((node) =>
			node.type === 'n8n-nodes-base.n8n'
				? { ...node, credentials: { n8nApi: { id: credential.id, name: credential.name } } }
				: node,
		),
	});

	const published = async (change = (workflow: Workflow) => workflow): Promise<StoredWorkflow> => {
		const stored = await bench().import(KEY, (workflow) => change(withKey(workflow)));
		await bench().client.publishWorkflow(stored);
		return stored;
	};

	/** Writes counts into the table, as the workflow has kept them. */
	async function keep(counts: ReadonlyArray<readonly [string, string, number]>): Promise<void> {
		const data = counts.map(([name, day, calls]) => ({ workflow: name, name, day, calls }));
		const table = { __rl: true, mode: 'name', value: 'tampuuri_calls' };
		const columns = { mappingMode: 'autoMapInputData', value: {}, matchingColumns: [], schema: [] };
		const steps = [
			['Start', 'n8n-nodes-base.manualTrigger', 1, {}],
			['Rows', 'n8n-nodes-base.set', 3.4, { mode: 'raw', jsonOutput: JSON.stringify({ data }) }],
			['Each', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'data' }],
			['Keep', 'n8n-nodes-base.dataTable', 1.1, { dataTableId: table, columns }],
		] as const;
		const nodes = steps.map(([name, type, typeVersion, parameters], index) => ({
			...{ id: name, name, type, typeVersion, parameters },
			position: [200 * index, 0],
		}));
		const links = ['Start', 'Rows', 'Each'].map((name, index) => [
			name,
			{ main: [[{ node: nodes[index + 1]?.name, type: 'main', index: 0 }]] },
		]);
		const workflow = { name: 'Keep', nodes, connections: Object.fromEntries(links), settings: {} };
		const stored = await bench().create(parseWorkflow(JSON.stringify(workflow)));
		const execution = await bench().run(stored, 'Start');
		expect(execution).toMatchObject({ status: 'success', error: undefined });
	}

	test('adds up the calls of each workflow by day, and says the same when it counts again', async () => {
		const named = (name: string) => (workflow: Workflow) => ({ ...workflow, name });
		const one = await bench().import('maintenance', named('Huollot'));
		const other = await bench().import('leases-ending', named('Sopimukset, ÄÖ'));
		const before = await pages().calls();
		await bench().run(one, 'Try It');
		await bench().run(one, 'Try It');
		const between = await pages().calls();
		await bench().run(other, 'Every Morning at Eight');
		const after = await pages().calls();
		const stored = await published();
		const counting = async () => await bench().run(stored, COUNTING);
		for (const execution of [await counting(), await counting()]) {
			expect(execution).toMatchObject({ status: 'success', error: undefined });
			const kept = itemsOf(execution, 'Keep Counts').map(({ json }) => json);
			const callsOf = (name: string) =>
				kept.filter((row) => row.name === name).reduce((sum, row) => sum + Number(row.calls), 0);
			expect([callsOf('Huollot'), callsOf('Sopimukset, ÄÖ')]).toEqual([
				between - before,
				after - between,
			]);
			expect(between - before).toBeGreaterThan(0);
		}
		expect(await pages().calls()).toBe(after);
		expect(await bench().writes()).toEqual([]);
	});

	test('counts an execution that has been deleted meanwhile as none', async () => {
		const gone = { id: '999999999', workflowId: 'gone', startedAt: '2026-11-30T23:30:00.000Z' };
		const execution = await bench().run(await published(), 'One Execution', gone);
		expect(execution).toMatchObject({ status: 'success', error: undefined });
		expect(itemsOf(execution, 'Its Calls')).toMatchObject([
			{ json: { workflow: 'gone', name: 'gone', day: '2026-12-01', calls: 0 } },
		]);
	});

	test('reports a month without calls, and one of 50 000 to the cent', async () => {
		const stored = await published();
		const month = LAST_MONTH.toFormat('M/yyyy');
		await bench().run(stored, REPORTING);
		const [empty] = await mailsOf(bench());
		expect(read(empty?.subject)).toBe(`Tampuurin kutsut ${month}: 0 kutsua`);
		expect(read(empty?.text)).toContain('Halvin olisi Standard: säästö 240,00 €.');
		expect(empty?.text).toMatch(/Kutsut työnkuluittain:\n- ei yhtään$/);

		const day = (date: DateTime) => date.toISODate() ?? '';
		await keep([
			['Huollot', day(LAST_MONTH.startOf('month')), 30_000],
			['Huollot', day(LAST_MONTH.endOf('month')), 12_000],
			['Sopimukset, ÄÖ', day(LAST_MONTH.set({ day: 15 })), 8_000],
			['Sopimukset, ÄÖ', day(LAST_MONTH.startOf('month').minus({ days: 1 })), 77],
			['Sopimukset, ÄÖ', day(LAST_MONTH.endOf('month').plus({ days: 1 })), 99],
		]);
		await bench().run(stored, REPORTING);
		const [, full] = await mailsOf(bench(), 2);
		expect(read(full?.subject)).toBe(`Tampuurin kutsut ${month}: 50 000 kutsua`);
		expect(read(full?.text)).toBe(`Laskettu: 50 000 kutsua. Arvio laskematta jääneistä: 0.

Kuukauden hinta sopimuksittain:
- Normal: 330,00 € (nykyinen)
- Business: 400,00 €
- Standard: 528,00 €

Nykyinen sopimus on tällä kutsumäärällä halvin.

Kutsut työnkuluittain:
- Huollot: 42 000
- Sopimukset, ÄÖ: 8 000`);
	});

	test("has Visma's prices", async () => {
		const execution = await bench().run(await published(), REPORTING);
		const { plans } = itemsOf(execution, 'Your Plan')[0]?.json ?? {};
		const named = Object.entries(PLANS).map(([name, plan]) => ({
			name: name.replace(/^./, (letter) => letter.toUpperCase()),
			...plan,
		}));
		expect(plans).toEqual(named);
	});
});
