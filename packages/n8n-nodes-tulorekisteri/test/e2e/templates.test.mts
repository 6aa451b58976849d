import { randomUUID, X509Certificate } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';

import { itemsOf } from '../../../../demo/n8nExecution.mts';
import { waitUntil } from '../../../../demo/waitUntil.mts';
import {
	CREDENTIAL,
	credentialEndingIn,
	CUSTOMER_ID,
	NODE,
	PASSPHRASE,
	TRIGGER,
} from '../engine/credential.mts';
import { newPair, TemplateBench } from './bench.mts';

jest.setTimeout(180_000);

const DAY = 86_400_000;

let bench: TemplateBench;
beforeAll(async () => {
	bench = await TemplateBench.start();
}, 900_000);
afterAll(async () => await bench.stop(), 60_000);
beforeEach(() => bench.reset());

const operations = () =>
	bench.standIn.service.journal.map(({ operation, outcome }) => `${operation} ${outcome}`);

describe('the package in n8n', () => {
	test('is listed with its nodes, and keeps its credential to itself', async () => {
		const names = (await bench.client.nodeTypes()).map(({ name }) => name);
		expect(names).toEqual(expect.arrayContaining([NODE, TRIGGER]));
		const type = (await bench.client.credentialTypes()).find(({ name }) => name === CREDENTIAL);
		expect(type).toMatchObject({
			restrictToSupportedNodes: true,
			supportedNodes: expect.arrayContaining([NODE, TRIGGER]),
		});
	});

	test('tests its credential', async () => {
		const data = await credentialEndingIn(bench.standIn, 30);
		expect(await bench.client.testCredential({ type: CREDENTIAL, data })).toMatchObject({
			status: 'OK',
		});
		const wrong = { ...data, passphrase: 'wrong' };
		expect(await bench.client.testCredential({ type: CREDENTIAL, data: wrong })).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('passphrase does not open'),
		});
	});
});

describe('templates/renewal.json', () => {
	test('takes an expiring certificate to a new, valid one that fits its key', async () => {
		bench.standIn.service.getsUntilReady = 1;
		const data = await credentialEndingIn(bench.standIn, 29.5);
		const stored = await bench.publish(
			await bench.template('renewal.json', await bench.credential(data)),
		);
		const request = await bench.mailAbout('29 days left');
		expect(bench.standIn.service.journal).toEqual([]);
		await bench.press(request, true);

		const execution = await bench.execution(stored);
		expect(execution).toMatchObject({ status: 'success', error: undefined });
		const pair = newPair(execution);
		const certificate = new X509Certificate(pair.publicCertificate);
		expect(certificate.subject).toContain(`CN=${CUSTOMER_ID}`);
		expect(certificate.fingerprint256).not.toBe(
			new X509Certificate(String(data.publicCertificate)).fingerprint256,
		);
		expect(itemsOf(execution, 'Check the New Pair')[0]?.json).toMatchObject({
			status: 'valid',
			keyMatches: true,
			daysLeft: 729,
		});
		expect((await bench.mailAbout('certificate is valid until')).text).toContain('fits');
		expect(operations()).toEqual([
			'renewCertificate OK',
			'getCertificate FAIL',
			'getCertificate OK',
		]);
		const verdicts = bench.standIn.service.journal.flatMap((entry) => entry.verdicts);
		expect(verdicts.filter(({ accepted }) => !accepted)).toEqual([]);
		console.info(
			`The requests n8n sent were accepted by xml-crypto${[...new Set(verdicts.map(({ tool }) => `, ${tool}`))].join('')}`,
		);

		expect(
			await bench.client.testCredential({ type: CREDENTIAL, data: { ...data, ...pair } }),
		).toEqual({ status: 'OK', message: expect.stringContaining('Key and certificate fit') });
		for (const secret of [PASSPHRASE, 'BEGIN PRIVATE KEY', String(data.privateKey).slice(40, 90)]) {
			expect(execution.stored).not.toContain(secret);
		}
	});

	test('sends nothing while there is time, and says so when it is too late', async () => {
		const fresh = await bench.credential(await credentialEndingIn(bench.standIn, 90));
		const stored = await bench.publish(await bench.template('renewal.json', fresh));
		const expired = await bench.credential(await credentialEndingIn(bench.standIn, -2));
		await bench.publish(await bench.template('renewal.json', expired));
		expect((await bench.mailAbout('cannot be renewed: expired')).text).toContain('order a new one');
		expect(await bench.client.executions(stored.id)).toEqual([]);
		expect(bench.standIn.service.journal).toEqual([]);
	});

	test('tells a person that nobody approved', async () => {
		const credential = await bench.credential(await credentialEndingIn(bench.standIn, 20.5));
		await bench.publish(await bench.template('renewal.json', credential));
		await bench.press(await bench.mailAbout('20 days left'), false);
		expect((await bench.mailAbout('was not renewed')).text).toContain('nothing was sent');
		expect(bench.standIn.service.journal).toEqual([]);
	});

	test('tells a person what the service refused', async () => {
		bench.standIn.service.daysAhead = -100;
		const credential = await bench.credential(await credentialEndingIn(bench.standIn, 25.5));
		await bench.publish(await bench.template('renewal.json', credential));
		await bench.press(await bench.mailAbout('25 days left'), true);
		const { text } = await bench.mailAbout('could not be fetched');
		expect(text).toContain('PKI904');
		expect(text).toContain('The certificate in use is untouched');
	});
});

describe('templates/transfer-code-reminders.json', () => {
	/** The template with a form in the place of the mailbox: what it gives are a mail's own fields. */
	const withForm = async (file = 'transfer-code-reminders.json') => {
		const workflow = await bench.template(file, {});
		const field = (name: string) => ({ fieldLabel: name, fieldName: name });
		return {
			...workflow,
			nodes: workflow.nodes.map((node) =>
				node.type.endsWith('.emailReadImap')
					? {
							...node,
							type: 'n8n-nodes-base.formTrigger',
							typeVersion: 2.3,
							webhookId: randomUUID(),
							parameters: {
								formTitle: 'Mail',
								formFields: { values: [field('date'), field('subject')] },
								responseMode: 'onReceived',
								options: {},
							},
						}
					: node,
			),
		};
	};

	test("counts from the mail's day, and stops at a press of the button", async () => {
		const workflow = await withForm();
		const stored = await bench.publish(workflow);
		const sent = new Date(Date.now() - 4.5 * DAY);
		await bench.submit(workflow, sent.toUTCString(), 'A secure e-mail for you');
		const reminder = await bench.mailAbout('9 days left');
		expect(reminder.text).toContain(new Date(sent.getTime() + 14 * DAY).toISOString().slice(0, 10));
		await bench.press(reminder, true);
		await waitUntil(
			'The end of every execution',
			async () => (await bench.client.executions(stored.id)).length === 0,
			{ limitMs: 90_000 },
		);
		expect(bench.mailbox.mails).toHaveLength(1);
	});

	test('says that codes have lapsed', async () => {
		const workflow = await withForm('fi/transfer-code-reminders.json');
		await bench.publish(workflow);
		await bench.submit(workflow, '1.1.2024', 'Turvasähköposti');
		expect((await bench.mailAbout('siirtotunnukset ovat vanhentuneet')).text).toContain(
			'2024-01-1',
		);
	});
});

describe('templates/watch-all-certificates.json', () => {
	test('tells of every certificate that needs somebody, also of one that cannot be read', async () => {
		const soon = await credentialEndingIn(bench.standIn, 10.5);
		const workflow = await bench.template('watch-all-certificates.json', {
			'Own Payroll': await bench.credential(soon),
			'Customer A': await bench.credential(await credentialEndingIn(bench.standIn, 400)),
			'Customer B': await bench.credential({ ...soon, passphrase: 'wrong' }),
		});
		const stored = await bench.client.createWorkflow(workflow);
		await bench.client.runWorkflow(stored.id, 'Every Morning at Eight');
		const { text } = await bench.mailAbout('2 Incomes Register certificate(s)');
		expect(text).toMatch(/Own Payroll: renewalOpen, ends on .*10 days left/);
		expect(text).toMatch(/Customer B: The passphrase does not open/);
		expect(text).not.toContain('Customer A');
	});
});
