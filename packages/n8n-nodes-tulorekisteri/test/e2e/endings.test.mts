import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';

import { itemsOf } from '../../../../demo/n8nExecution.mts';
import type { Misbehaviour } from '../../standin/misbehaviour.mts';
import { CREDENTIAL, CUSTOMER_ID, emptyCredential } from '../engine/credential.mts';
import { newPair, TemplateBench } from './bench.mts';

jest.setTimeout(240_000);

let bench: TemplateBench;
beforeAll(async () => {
	bench = await TemplateBench.start();
}, 900_000);
afterAll(async () => await bench.stop(), 60_000);
beforeEach(() => bench.reset());

const RETRIEVAL_ID = /[0-9a-f]{32}/;

/** Publishes the template and fills its form with the codes of a new order. */
async function retrieve(file: string, change = {}) {
	const order = { ...bench.standIn.service.order(CUSTOMER_ID), ...change };
	const credential = await bench.credential(emptyCredential(bench.standIn));
	const workflow = await bench.template(file, credential);
	const stored = await bench.publish(workflow);
	const submit = async () => await bench.submit(workflow, order.transferId, order.transferPassword);
	await submit();
	return { stored, submit, order };
}

const signings = () =>
	bench.standIn.service.journal.filter(({ operation }) => operation === 'signNewCertificate');

describe.each([
	['first-retrieval.json', 'certificate is valid until', 'fits'],
	['fi/first-retrieval.json', 'uusi varmenne on voimassa', 'sopii'],
])('templates/%s', (file, subject, word) => {
	test('takes transfer codes from the form to a certificate that fits its key', async () => {
		bench.standIn.service.getsUntilReady = 3;
		const { stored } = await retrieve(file);
		expect((await bench.mailAbout(subject)).text).toContain(word);
		expect(await bench.execution(stored)).toMatchObject({ status: 'success' });
	});
});

describe('templates/first-retrieval.json', () => {
	test('gives the pair to paste, and sends the codes once however often they are typed', async () => {
		const { stored, submit } = await retrieve('first-retrieval.json');
		const execution = await bench.execution(stored);
		expect(itemsOf(execution, 'Check the New Pair')[0]?.json).toMatchObject({ keyMatches: true });
		const data = { ...emptyCredential(bench.standIn), ...newPair(execution) };
		expect(await bench.client.testCredential({ type: CREDENTIAL, data })).toMatchObject({
			status: 'OK',
		});
		await submit();
		const { text } = await bench.mailAbout('could not be fetched');
		expect(text).toContain('was sent before');
		expect(text).toMatch(RETRIEVAL_ID);
		expect(signings()).toHaveLength(1);
	});

	test('tells a person that the service refused, and what to do', async () => {
		await retrieve('first-retrieval.json', { transferPassword: 'typo' });
		const { text } = await bench.mailAbout('could not be fetched');
		expect(text).toContain('PKI020');
		expect(text).toContain('Check both codes');
	});

	test.each([
		['is sent', {}],
		['is refused', { transferPassword: 'Typo1234Typo1234' }],
	])('keeps the codes in the output of the form alone when it %s', async (_case, change) => {
		const { stored, order } = await retrieve('first-retrieval.json', change);
		const { nodes, stored: whole } = await bench.execution(stored);
		const { 'Transfer Codes Form': form, ...others } = nodes;
		for (const secret of [order.transferId, order.transferPassword]) {
			expect(JSON.stringify(form)).toContain(secret);
			expect(JSON.stringify(others)).not.toContain(secret);
			expect(whole.split(secret)).toHaveLength(2);
			for (const { text } of bench.mailbox.mails) expect(text).not.toContain(secret);
		}
	});

	test('tells a person after a day that the certificate is never ready, with its retrieval ID', async () => {
		bench.standIn.service.getsUntilReady = 1000;
		const { stored } = await retrieve('first-retrieval.json');
		const { text } = await bench.mailAbout('not ready after a day');
		expect(text).toMatch(RETRIEVAL_ID);
		expect(await bench.execution(stored)).toMatchObject({ status: 'success' });
		expect(
			bench.standIn.service.journal.filter(({ operation }) => operation === 'getCertificate'),
		).toHaveLength(24);
	});

	test.each<[Misbehaviour, string, string, RegExp]>([
		['cut', 'signNewCertificate', 'Outcome unknown', /do not send them again/],
		['tampered', 'signNewCertificate', 'changed after signing', /retrieval ID/],
		['unsigned', 'signNewCertificate', 'it has none', RETRIEVAL_ID],
		['cut', 'getCertificate', 'connection broke', /may be repeated/],
		['tampered', 'getCertificate', 'changed after signing', /may be repeated/],
		['otherSigner', 'getCertificate', 'did not issue it', /may be repeated/],
	])(
		'tells a person of a response that is %s, to %s',
		async (misbehaviour, operation, words, advice) => {
			bench.standIn.misbehaviour = misbehaviour;
			bench.standIn.misbehavingOperation = operation;
			await retrieve('first-retrieval.json');
			const { text } = await bench.mailAbout('could not be fetched');
			expect(text).toContain(words);
			expect(text).toMatch(advice);
			expect(signings()).toHaveLength(1);
		},
	);
});
