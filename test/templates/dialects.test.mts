import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { DateTime } from 'luxon';
import { parseWorkflow } from '../../demo/n8nClient.mts';
import { itemsOf, type Execution } from '../../demo/n8nExecution.mts';
import { DEFAULT_ACCOUNTS } from '../../simulator/api/accounts.mts';
import type { DialectName } from '../../simulator/dialects/index.mts';
import { startSimulator, type Simulator } from '../../simulator/start.mts';
import { LET_UNIT, newLead } from './lead.mts';
import { TemplateBench } from './templateBench.mts';

const ORDERS = 'contractor.example.com/api/orders';
const CONTRACTOR = 'Huoltopalvelu Mäntykäpy Oy';
const DIALECTS: readonly DialectName[] = ['renamed', 'nested', 'otherEnumerations'];

const CHECK = {
	name: 'Check the account',
	nodes: [
		{
			id: 'a',
			name: 'Start',
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		},
		{
			id: 'b',
			name: 'Check',
			type: 'n8n-nodes-tampuuri.tampuuri',
			typeVersion: 1,
			position: [200, 0],
			parameters: { resource: 'account', operation: 'check' },
		},
	],
	connections: { Start: { main: [[{ node: 'Check', type: 'main', index: 0 }]] } },
	settings: {},
};

jest.setTimeout(120_000);

/** Checks an account as a person does, and gives the profile that is to be pasted. */
async function checkedProfile(ownAddress: string): Promise<string> {
	const bench = await TemplateBench.open({ ownAddress });
	try {
		const stored = await bench.create(parseWorkflow(JSON.stringify(CHECK)));
		const execution = await bench.run(stored, 'Start');
		expect(execution).toMatchObject({ status: 'success', error: undefined });
		return String(itemsOf(execution, 'Check').at(-1)?.json.profile);
	} finally {
		await bench.clear();
		await bench.close();
	}
}

describe.each(DIALECTS)('with the profile of an account in the dialect "%s"', (dialect) => {
	let simulator: Simulator;
	let bench: TemplateBench;
	beforeAll(async () => {
		// The one whose values the bench's credential has.
		const account = DEFAULT_ACCOUNTS.at(-1);
		if (account === undefined) throw new Error('The simulator has no account');
		simulator = await startSimulator({ port: 0, dialect, accounts: [account] });
		const accountProfile = await checkedProfile(simulator.url);
		bench = await TemplateBench.open({ ownAddress: simulator.url, accountProfile });
	});
	afterEach(async () => {
		await bench.clear();
		simulator.requestLog.clear();
	});
	afterAll(async () => {
		await bench.close();
		await simulator.close();
	});

	function expectSuccess(execution: Execution): void {
		expect(execution).toMatchObject({ status: 'success', error: undefined });
		const refused = simulator.requestLog.entries.filter(({ status }) => (status ?? 0) >= 300);
		expect(refused).toEqual([]);
	}

	test('maintenance.json goes through all its states', async () => {
		const execution = await bench.run(await bench.import('maintenance'), 'Try It');
		expectSuccess(execution);
		expect(simulator.requestLog.entries.map(({ operation }) => operation)).toEqual(
			expect.arrayContaining(['POST ilmoitukset/{ilmoitus_id}/kuittaatehdyksi']),
		);
	});

	test("maintenance-export.json sends the contractor's requests, and only those", async () => {
		bench.systems.respondTo('GET', `${ORDERS}/done`, []);
		const execution = await bench.run(await bench.import('maintenance-export'), 'Every 15 Minutes');
		expectSuccess(execution);
		const all = itemsOf(execution, 'Open Service Requests').map(({ json }) => json);
		const theirs = all.filter((json) => json.TyonsuorittajaYritysNimi === CONTRACTOR);
		expect(theirs.length).toBeGreaterThan(0);
		expect(theirs.length).toBeLessThan(all.length);
		expect(bench.systems.arrivedAt('POST', ORDERS)).toHaveLength(theirs.length);
	});

	test('crm-lead-to-lease.json makes person, lease and charge', async () => {
		await bench.client.publishWorkflow(await bench.import('crm-lead-to-lease'));
		const lead = newLead(simulator.data);
		await bench.caller.post('/webhook/tampuuri-lead', lead);
		const back = await bench.arrival('PUT', `crm.example.com/api/leads/${lead.leadId}`);
		expect(back).toMatchObject({ personId: expect.any(Number), leaseId: expect.any(Number) });
		const { personId, leaseId } = back as Record<'personId' | 'leaseId', number>;
		const { parties, leases } = simulator.data;
		expect(parties.find(personId)).toMatchObject({ name: expect.stringContaining('Lähteenkorva') });
		expect(leases.find(leaseId)).toMatchObject({ partyId: personId, propertyId: LET_UNIT });
	});

	test('nightly-export.json has the leases with their units', async () => {
		const ids = [0, 1].map((position) => simulator.data.leases.idAt(position));
		const leases = ids.map((leaseId) => ({ leaseId }));
		bench.systems.respondTo('GET', 'crm.example.com/api/leases', leases);
		const execution = await bench.run(await bench.import('nightly-export'), 'Every Night at Two');
		expectSuccess(execution);
		expect(itemsOf(execution, 'One Row per Lease').map(({ json }) => json)).toEqual(
			ids.map((id) =>
				expect.objectContaining({
					Sopimus: id,
					Alkupvm: simulator.data.leases.find(id)?.start,
					Loppupvm: simulator.data.leases.find(id)?.end ?? '',
					Huoneisto: expect.stringMatching(/^A \d/),
				}),
			),
		);
	});

	test('leases-ending.json reminds of a lease that ends in 30 days', async () => {
		const [ending, other] = [0, 1].map((position) => simulator.data.leases.idAt(position));
		const end = DateTime.now().setZone('Europe/Helsinki').plus({ days: 30 });
		const lease = simulator.data.leases.find(ending ?? 0);
		if (lease === undefined) throw new Error('The simulator has no lease');
		simulator.data.leases.replace({ ...lease, end: end.toISODate() });
		const stored = await bench.import('leases-ending', (workflow) => {
			const text = JSON.stringify(workflow);
			return JSON.parse(
				text.replace('[3000001, 3000002, 3000003]', JSON.stringify([ending, other])),
			);
		});
		expectSuccess(await bench.run(stored, 'Every Morning at Eight'));
		expect(bench.systems.arrivedAt('POST', 'mail.example.com/api/send')).toContainEqual(
			expect.objectContaining({ subject: `Sopimus ${ending} päättyy ${end.toFormat('d.M.yyyy')}` }),
		);
	});
});
