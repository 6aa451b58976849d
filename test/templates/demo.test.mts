import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import axios from 'axios';
import { callersOf } from '../../demo/callers.mts';
import { Mailbox } from '../../demo/mailbox.mts';
import type { N8nClient } from '../../demo/n8nClient.mts';
import { OtherSystems } from '../../demo/otherSystems.mts';
import type { ImportedTemplate } from '../../demo/templates.mts';
import { thingsToTry } from '../../demo/thingsToTry.mts';
import { waitUntil } from '../../demo/waitUntil.mts';
import { giveWork, workingTemplates } from '../../demo/workingTemplates.mts';
import { startSimulator, type Simulator } from '../../simulator/start.mts';
import { signedIn, surroundingsNow } from '../e2e/surroundings.mts';

jest.setTimeout(120_000);

const MAIL = 'mail.example.com/api/send';

/** What the list of things to try promises, with the simulator and systems of the demo. */
describe('The demo', () => {
	const { n8nUrl } = surroundingsNow();
	let client: N8nClient;
	let simulator: Simulator;
	let systems: OtherSystems;
	let mailbox: Mailbox;
	let templates: ImportedTemplate[];

	beforeAll(async () => {
		client = signedIn();
		simulator = await startSimulator({ port: 0 });
		mailbox = await Mailbox.start();
		systems = await OtherSystems.open({ callers: callersOf(n8nUrl) });
		await giveWork(simulator, systems);
		templates = await workingTemplates({ client, n8nUrl, simulator, systems, mailbox });
	});

	beforeEach(() => {
		systems.arrivals.length = 0;
	});

	afterAll(async () => {
		for (const { stored } of templates) await client.deleteWorkflow(stored.id);
		await systems.close();
		await mailbox.stop();
		await simulator.close();
	});

	const byHand = async (change: string, fields: object) =>
		await axios.post(`${simulator.controlUrl}by-hand/${change}`, fields);
	const press = async (caller: string, fields: Record<string, string>) => {
		const form = new URLSearchParams(fields);
		return (await axios.post<string>(`${systems.url}call/${caller}`, form)).data;
	};
	const arrival = async (method: string, address: string) =>
		await waitUntil(
			`${method} ${address}`,
			() => systems.arrivedAt(method, address).at(-1) ?? false,
			{ limitMs: 60_000 },
		);

	test('orders a request made by hand, and takes the report that it is done', async () => {
		await byHand('service-request', { title: 'Parvekkeen ovi jumissa' });
		const order = await arrival('POST', 'contractor.example.com/api/orders');
		expect(order).toMatchObject({ title: 'Parvekkeen ovi jumissa' });
		const { reference } = order as { reference: number };
		const stateOf = () => simulator.data.serviceRequests.find(reference)?.state;
		await waitUntil('A received request', () => stateOf() === 'vastaanotettu', {
			limitMs: 60_000,
		});
		const { data: page } = await axios.get<string>(systems.url);
		expect(page).toContain(`name="reference" size="26" value="${reference}"`);
		const told = await press('contractor', { reference: String(reference), state: 'done' });
		expect(told).toContain('n8n responded with 200.');
		expect(stateOf()).toBe('tehty');
	});

	test('writes the end of a lease into the CRM', async () => {
		await byHand('lease-end', { lease: 3000001, day: '2027-01-31' });
		expect(await arrival('PUT', 'crm.example.com/api/leases/3000001')).toEqual({
			leaseId: 3000001,
			endDate: '2027-01-31',
		});
	});

	test('logs what the one person of a name writes, and asks about one of two', async () => {
		const send = async (name: string) => {
			const form = new FormData();
			const values = [name, 'vastaus@example.com', 'Avaimet', 'Milloin?'];
			values.forEach((value, index) => form.set(`field-${index}`, value));
			await axios.post(`${n8nUrl}/form/tampuuri-contact`, form);
		};
		await send('Venla Testaaja');
		await waitUntil(
			'A contact event',
			() => simulator.data.writes.at(-1)?.operation === 'POST yhteydenotot',
			{ limitMs: 60_000 },
		);
		await send('Aino Ääri');
		const aboutTwo = () =>
			systems.arrivedAt('POST', MAIL).some((mail) => JSON.stringify(mail).includes('"persons":2'));
		await waitUntil('A mail about two persons', aboutTwo, { limitMs: 60_000 });
	});

	test("makes a lease of a lead, and tells in Tampuuri's words when it can not", async () => {
		const lead = { firstName: 'Säde', lastName: 'Lähteenkorva' };
		await press('crm', { ...lead, unitId: '1000013' });
		expect(await arrival('PUT', 'crm.example.com/api/leads/7')).toMatchObject({
			leaseId: expect.any(Number),
		});
		await press('crm', { ...lead, unitId: '999' });
		expect(await arrival('POST', MAIL)).toMatchObject({
			text: expect.stringContaining('Kohdetta 999 ei löydy.'),
		});
	});

	test('adds the document of a mail to the property', async () => {
		expect(await press('mail', { subject: '1000001 Kokous' })).toContain('n8n responded with 200.');
		const added = () =>
			simulator.data.writes.find(({ operation }) => operation === 'POST kohteet/liitteet/lisaa');
		const { body } = await waitUntil('A document', added, { limitMs: 60_000 });
		expect(body).toMatchObject({ KohdeId: 1000001, TiedostonNimi: 'pöytäkirja.txt' });
	});

	test.each([
		['leases-ending', 'Every Morning at Eight', 'POST', MAIL],
		['lease-ended-weekly', 'Leases That End', 'PUT', 'crm.example.com/api/leases/3000002'],
		['nightly-export', 'Every Night at Two', 'PUT', 'files.example.com/sopimukset.xlsx'],
	])('gives %s something to do when it is run by hand', async (key, trigger, method, address) => {
		const template = templates.find((one) => one.key === key);
		const execution = await client.runWorkflow(template?.stored.id ?? '', trigger);
		expect(execution).toMatchObject({ status: 'success', error: undefined });
		expect(systems.arrivedAt(method, address)).toHaveLength(1);
	});

	test('finds the workflows of an n8n that was kept, with credentials that work again', async () => {
		const again = await startSimulator({ port: 0 });
		try {
			const found = await workingTemplates({ client, n8nUrl, simulator: again, systems, mailbox });
			const idsOf = (all: typeof found) => all.map(({ key, stored }) => [key, stored.id]);
			expect(idsOf(found)).toEqual(idsOf(templates));
			expect(again.listeners.all.map(({ address }) => new URL(address).pathname)).toEqual(
				simulator.listeners.all.map(({ address }) => new URL(address).pathname),
			);
			const [shown] = found.filter(({ key }) => key === 'maintenance');
			const before = again.calls.total;
			const { status } = await client.runWorkflow(shown?.stored.id ?? '', 'Try It');
			expect([status, again.calls.total - before]).toEqual(['success', 5]);
		} finally {
			await again.close();
			await workingTemplates({ client, n8nUrl, simulator, systems, mailbox });
		}
	});

	test('lists what to press and where to look', () => {
		const addresses = { n8n: n8nUrl, simulator: simulator.controlUrl, systems: systems.url };
		const list = thingsToTry(addresses, templates);
		const shown = templates.filter(({ stored }) => list.includes(`/workflow/${stored.id}`));
		expect(shown.map(({ key }) => key).sort()).toEqual([
			'maintenance',
			'maintenance-export-events',
		]);
		expect(list).toContain(`${simulator.controlUrl}webhooks`);
		expect(list).toContain(`${n8nUrl}/form/tampuuri-contact`);
	});
});
