import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Workflow } from '../../demo/n8nClient.mts';
import { itemsOf, type Execution } from '../../demo/n8nExecution.mts';
import { hasImapServer, ImapServer } from '../../demo/imapServer.mts';
import { expectNoFailure } from './noFailure.mts';
import { CONTRACTOR, useContractor, withSettings } from './contractor.mts';
import { CHAT, chatRequest, standInModel } from './standInModel.mts';
import { useTemplateBench } from './templateBench.mts';

const ORDERS = 'contractor.example.com/api/orders';

const bench = useTemplateBench({ allowedCalls: 'readsOnly' });
const contractor = useContractor(bench);

/** These templates keep nothing of a run that went well; a test looks into it. */
const kept = (workflow: Workflow): Workflow => ({
	...workflow,
	settings: { ...workflow.settings, saveDataSuccessExecution: 'all' },
});

/** The items of a step that say that nothing was changed. */
const previewsOf = (execution: Execution, step: string) =>
	itemsOf(execution, step).map(({ json }) => json);

const inPreview = { preview: expect.stringMatching(/^Nothing was changed\./) };

const notification = (Action: string, ReferenceId: number) => ({
	Notifications: [
		{
			Action,
			Account: 'Asunto Oy Testipiha',
			ReferenceId,
			Timestamp: '2026-11-05T10:00:00+02:00',
		},
	],
});

const expectNoWrites = async () => expect(await bench().writes()).toEqual([]);

describe('a template with a credential that allows reads only', () => {
	let imapServer: ImapServer;
	beforeAll(async () => {
		if (!hasImapServer) return;
		imapServer = await ImapServer.start();
		await bench().giveCredential('Incoming mail', { type: 'imap', data: imapServer.credential });
	});
	afterAll(async () => {
		if (hasImapServer) await imapServer.stop();
	});
	afterEach(async () => {
		expect(bench().mails).toEqual([]);
	});

	test('maintenance.json goes through all its states', async () => {
		const execution = await bench().run(await bench().import('maintenance'), 'Try It');
		expectNoFailure(execution);
		await expectNoWrites();
		for (const step of ['Receive', 'Put on Hold', 'Resume', 'Mark Done']) {
			expect(previewsOf(execution, step)).toMatchObject([inPreview]);
		}
	});

	test('maintenance-export.json shows what it would receive, hold, add and mark done', async () => {
		const reference = (await contractor.requestOf(CONTRACTOR, 'vastaanotettu')).Id;
		const followUp = { reference: 'X-1', title: 'Putki uusittava' };
		bench().systems.respondTo('GET', `${ORDERS}/reports`, [
			{ reference, state: 'done', comment: 'Lamppu vaihdettu.' },
			{ reference, state: 'waiting', comment: 'Odotamme varaosaa.' },
			{ reference, state: 'followUp', comment: 'Putki on poikki.', followUp },
		]);
		const stored = await bench().import('maintenance-export', withSettings());
		const execution = await bench().run(stored, 'Every 15 Minutes');
		expectNoFailure(execution);
		await expectNoWrites();
		expect(previewsOf(execution, 'Mark Received')).toHaveLength(
			itemsOf(execution, "This Contractor's").length,
		);
		expect(previewsOf(execution, 'Mark Done')).toMatchObject([
			{ ...inPreview, Id: reference, body: { Kommentti: 'Lamppu vaihdettu.' } },
		]);
		expect(previewsOf(execution, 'Put on Hold')[0]).toMatchObject(inPreview);
		expect(previewsOf(execution, 'Create Follow-Up')).toMatchObject([
			{ ...inPreview, body: { ParentId: reference, Otsikko: 'Putki uusittava' } },
		]);
		bench().mailbox.mails.length = 0;
	});

	const [Etunimi, Sukunimi, mail] = ['Ainokainen', 'Yksinäinen', 'vastaus@example.com'];
	test.each([
		['contact-form', 'contact', [`${Etunimi} ${Sukunimi}`, mail, 'Avaimet', 'Milloin? ÄÖ']],
		['apartment-application', 'application', [Etunimi, Sukunimi, mail, '', '2027-02-01', 'ÄÖ']],
	])('%s.json shows the contact event', async (key, path, values) => {
		await bench().tampuuri.post('osapuolet/henkilot', { Etunimi, Sukunimi });
		const prepared = await bench().writes();
		const stored = await bench().import(key, kept);
		await bench().client.publishWorkflow(stored);
		const form = new FormData();
		values.forEach((value, index) => form.set(`field-${index}`, value));
		const execution = await bench().call(stored, `/form/tampuuri-${path}`, form);
		expectNoFailure(execution);
		expect(await bench().writes()).toEqual(prepared);
		const step = key === 'contact-form' ? 'Log Contact Event' : 'Log Application';
		expect(previewsOf(execution, step)).toMatchObject([
			{ ...inPreview, body: { Kuvaus: expect.stringContaining('ÄÖ'), Lahde: 'Verkkolomake' } },
		]);
	});

	(hasImapServer ? test : test.skip)('documents-by-rule.json names the files', async () => {
		const stored = await bench().import('documents-by-rule', kept);
		await bench().client.publishWorkflow(stored);
		const file = { name: 'lasku.pdf', contentType: 'application/pdf', content: 'sisältö' };
		await imapServer.deliver({ subject: 'Lasku 1000001', files: [file] });
		const execution = await bench().executionOf(stored);
		expectNoFailure(execution);
		await expectNoWrites();
		expect(previewsOf(execution, 'Add to Property')).toMatchObject([
			{ ...inPreview, files: [{ name: 'lasku.pdf', bytes: 9 }] },
		]);
	});

	test('ask-about-building.json reads and answers as ever', async () => {
		bench().systems.respondTo('POST', CHAT, standInModel);
		const stored = await bench().import('ask-about-building');
		const execution = await bench().run(stored, 'Question', {
			sessionId: 'test',
			action: 'sendMessage',
			chatInput: 'Mitä on auki?',
		});
		expectNoFailure(execution);
		await expectNoWrites();
		const [, second] = bench().systems.arrivedAt('POST', CHAT);
		expect(String(chatRequest.parse(second).messages.at(-1)?.content)).toContain('"Tila":"avoin"');
	});

	test('maintenance-export-events.json orders, and shows what it would mark', async () => {
		const listening = await bench().listen('maintenance-export-events', withSettings());
		const theirs = await contractor.requestOf(CONTRACTOR, 'avoin');
		const execution = await bench().deliver(listening, notification('IlmoitusUusi', theirs.Id));
		expectNoFailure(execution);
		expect(previewsOf(execution, 'Mark Received')).toMatchObject([
			{ ...inPreview, Id: theirs.Id, body: { Kommentti: expect.any(String) } },
		]);
		expect(bench().systems.arrivedAt('POST', ORDERS)).toMatchObject([{ reference: theirs.Id }]);
		await expectNoWrites();
	});

	test('outbox-orders.json shows what it would create, and lets the order wait', async () => {
		const stored = await bench().import('outbox-orders', kept);
		await bench().client.publishWorkflow(stored);
		const reference = `tilaus-${Date.now()}`;
		const order = { reference, costCentreId: 1000001, title: 'Hana', description: 'Hana, ÄÖ' };
		const execution = await bench().call(stored, '/webhook/tampuuri-orders', order);
		expectNoFailure(execution);
		expect(previewsOf(execution, 'Create Once')).toMatchObject([
			{ ...inPreview, created: true, body: { TyotehtavanLisatiedot: reference } },
		]);
		const swept = await bench().run(stored, 'Every 5 Minutes');
		expect(itemsOf(swept, 'Pending Orders').map(({ json }) => json.reference)).toContain(reference);
		await expectNoWrites();
	});
});
