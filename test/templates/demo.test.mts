import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import axios from 'axios';
import { callersOf } from '../../demo/callers.mts';
import { Mailbox } from '../../demo/mailbox.mts';
import type { N8nClient } from '../../demo/n8nClient.mts';
import { OtherSystems } from '../../demo/otherSystems.mts';
import type { ImportedTemplate } from '../../demo/templates.mts';
import { thingsToTry } from '../../demo/thingsToTry.mts';
import { waitUntil } from '../../demo/waitUntil.mts';
import { giveWork, workingTemplates } from '../../demo/workingTemplates.mts';
import { escapeHtml } from '../../simulator/html.mts';
import { startSimulator, type Simulator } from '../../simulator/start.mts';
import { projectFolder } from '../../tools/projectFolder.js';
import { BROWSER } from '../mail/decide.mts';
import { PagedForm } from './pagedForm.mts';
import { questionsOf } from './idMap.mts';
import { hasImapServer, ImapServer } from '../../demo/imapServer.mts';
import { signedIn, surroundingsNow } from '../e2e/surroundings.mts';

jest.setTimeout(120_000);

/** What the list of things to try promises, with the simulator and systems of the demo. */
describe('The demo', () => {
	const { n8nUrl } = surroundingsNow();
	let client: N8nClient;
	let simulator: Simulator;
	let systems: OtherSystems;
	let mailbox: Mailbox;
	let imap: ImapServer | undefined;
	let templates: ImportedTemplate[];

	beforeAll(async () => {
		client = signedIn();
		simulator = await startSimulator({ port: 0, dialect: 'withLists' });
		mailbox = await Mailbox.start();
		imap = hasImapServer ? await ImapServer.start() : undefined;
		const { mails } = mailbox;
		systems = await OtherSystems.open({ callers: callersOf(n8nUrl, simulator.data, imap), mails });
		await giveWork(simulator, systems);
		templates = await workingTemplates({ client, n8nUrl, simulator, systems, mailbox, imap });
	});

	beforeEach(() => {
		systems.arrivals.length = 0;
		mailbox.mails.length = 0;
	});

	afterAll(async () => {
		for (const { stored } of templates) await client.deleteWorkflow(stored.id);
		await systems.close();
		await mailbox.stop();
		await imap?.stop();
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

	/** The mail about something, which the mailbox page shows as well. */
	const mailAbout = async (text: string) => {
		const mail = await waitUntil(
			`A mail about ${text}`,
			() => mailbox.mails.find(({ subject, text: all }) => `${subject} ${all}`.includes(text)),
			{ limitMs: 60_000 },
		);
		const { data: page } = await axios.get<string>(`${systems.url}mailbox`);
		expect(page).toContain(escapeHtml(mail.subject));
		return mail;
	};

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
		await byHand('lease-end', { lease: 3000001, day: '2027-03-15' });
		expect(await arrival('PUT', 'crm.example.com/api/leases/3000001')).toEqual({
			leaseId: 3000001,
			endDate: '2027-03-15',
		});
	});

	test('logs what the one person of a name writes, and asks about one of two', async () => {
		const send = async (name: string) => {
			const form = new FormData();
			const values = [name, 'vastaus@example.com', 'Avaimet', 'Milloin?'];
			values.forEach((value, index) => form.set(`field-${index}`, value));
			await axios.post(`${n8nUrl}/form/tampuuri-contact`, form, { headers: BROWSER });
		};
		await send('Venla Testaaja');
		await waitUntil(
			'A contact event',
			() => simulator.data.writes.at(-1)?.operation === 'POST yhteydenotot',
			{ limitMs: 60_000 },
		);
		await send('Aino Ääri');
		await mailAbout('Avaimet');
	});

	test('makes one lease of a lead sent twice, and asks a person about a doubtful address', async () => {
		const lead = { leadId: String(Date.now()), firstName: 'Säde', lastName: 'Lähteenkorva' };
		const { data: form } = await axios.get<string>(systems.url);
		const [, address = ''] = /name="address" size="26" value="([^"]+)"/.exec(form) ?? [];
		await press('lead', { ...lead, address });
		await press('lead', { ...lead, address });
		expect(await arrival('PUT', `crm.example.com/api/leads/${lead.leadId}`)).toMatchObject({
			leaseId: expect.any(Number),
		});
		const { data: received } = await axios.get<string>(`${systems.url}received`);
		expect(received).toContain('<th>leaseId</th>');
		const made = simulator.data.writes.filter(({ operation }) => operation === 'POST sopimukset');
		expect(made).toHaveLength(1);
		await press('lead', { ...lead, leadId: `${lead.leadId}1`, address: 'Kuusitie 1' });
		await mailAbout(`Liidi ${lead.leadId}1 odottaa: mikä huoneisto?`);
	});

	test('ends a lease that the CRM ended, and does not tell the CRM', async () => {
		const { stored } = templates.find(({ key }) => key === 'lease-ended-events') ?? {};
		const executions = async () => await client.executions(stored?.id ?? '');
		const before = (await executions()).length;
		const told = await press('lease-end', { leaseId: '3000003', endDate: '2027-05-31' });
		expect(told).toContain('n8n responded with 200.');
		expect(simulator.data.leases.find(3000003)?.end).toBe('2027-05-31');
		const newest = async () => {
			const all = await executions();
			return all.length > before && all[0];
		};
		const { id } = await waitUntil('The event', newest, { limitMs: 60_000 });
		await client.finishedExecution(id);
		expect(systems.arrivedAt('PUT', 'crm.example.com/api/leases/3000003')).toEqual([]);
	});

	const withImapServer = hasImapServer ? test : test.skip;
	withImapServer('adds the document of a mail to the property', async () => {
		expect(await press('mail', { subject: '1000001 Kokous' })).toContain(
			'The mail is in the mailbox',
		);
		const added = () =>
			simulator.data.writes.find(({ operation }) => operation === 'POST kohteet/liitteet/lisaa');
		const { body } = await waitUntil('A document', added, { limitMs: 60_000 });
		expect(body).toMatchObject({ KohdeId: 1000001, TiedostonNimi: 'pöytäkirja.txt' });
	});

	test('finds the first address of the list of units, and asks about the others', async () => {
		const form = new FormData();
		const list = await readFile(join(projectFolder, 'templates/crm-units.csv'));
		form.set('field-0', new Blob([new Uint8Array(list)]), 'crm-units.csv');
		const caller = axios.create({ baseURL: n8nUrl, headers: BROWSER });
		const auth = { username: 'demo', password: 'demo' };
		const pages = await PagedForm.open(caller, '/form/tampuuri-id-map', form, auth);
		expect(questionsOf(await pages.page())).toMatchObject([
			{ label: 'as-2: Näytekaari 30 as. 2', choices: { length: 4 } },
			{ label: 'as-3: Olematonkatu 1 A 1', choices: [] },
		]);
	});

	test('mails a checklist when somebody moves in, and asks whether to welcome the tenant', async () => {
		await byHand('event', { event: 'OsapuoliKohdeUusi' });
		await mailAbout('Luovutettavat avaimet');
		await mailAbout('Lähetetäänkö tervetuliaisviesti');
	});

	const runByHand = async (key: string, trigger: string) => {
		const template = templates.find((one) => one.key === key);
		const execution = await client.runWorkflow(template?.stored.id ?? '', trigger);
		expect(execution).toMatchObject({ status: 'success', error: undefined });
	};

	test('gives lease-ended-weekly something to do when it is run by hand', async () => {
		await runByHand('lease-ended-weekly', 'Leases That End');
		expect(systems.arrivedAt('PUT', 'crm.example.com/api/leases/3000002')).toHaveLength(1);
	});

	test.each([
		['leases-ending', 'Every Morning at Eight', 'Sopimus 3000002'],
		['nightly-export', 'Every Night at Two', 'Ilmoitukset ja sopimukset'],
	])('gives %s a mail to send when it is run by hand', async (key, trigger, subject) => {
		await runByHand(key, trigger);
		await mailAbout(subject);
	});

	test('finds the workflows of an n8n that was kept, with credentials that work again', async () => {
		const again = await startSimulator({ port: 0, dialect: 'withLists' });
		try {
			const found = await workingTemplates({
				client,
				n8nUrl,
				simulator: again,
				systems,
				mailbox,
				imap,
			});
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
			await workingTemplates({ client, n8nUrl, simulator, systems, mailbox, imap });
		}
	});

	test('lists what to press and where to look', () => {
		const addresses = { n8n: n8nUrl, simulator: simulator.controlUrl, systems: systems.url };
		const list = thingsToTry(addresses, templates, true);
		expect(thingsToTry(addresses, templates, false)).toContain('dovecot-imapd');
		const shown = templates.filter(({ stored }) => list.includes(`/workflow/${stored.id}`));
		expect(shown.map(({ key }) => key).sort()).toEqual([
			'maintenance',
			'maintenance-export-events',
		]);
		expect(list).toContain(`${simulator.controlUrl}webhooks`);
		expect(list).toContain(`${n8nUrl}/form/tampuuri-contact`);
		expect(list).toContain(`${n8nUrl}/form/tampuuri-id-map`);
		expect(list).toContain(`${n8nUrl}/templates`);
		expect(list).toContain(`${systems.url}mailbox`);
	});
});
