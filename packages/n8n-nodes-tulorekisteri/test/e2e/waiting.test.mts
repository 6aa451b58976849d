import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';

import { parseWorkflow } from '../../../../demo/n8nClient.mts';
import { waitUntil } from '../../../../demo/waitUntil.mts';
import {
	CREDENTIAL,
	credentialEndingIn,
	CUSTOMER_ID,
	emptyCredential,
} from '../engine/credential.mts';
import { TemplateBench } from './bench.mts';

jest.setTimeout(300_000);

const DAY = 86_400_000;
const TIMED = { limitMs: 150_000 };

let bench: TemplateBench;
beforeAll(async () => {
	bench = await TemplateBench.start();
}, 900_000);
afterAll(async () => await bench.stop(), 60_000);
beforeEach(() => bench.reset());

const changed = async (
	file: string,
	credential: Parameters<TemplateBench['credential']>[0],
	change: (text: string) => string = (text) => text,
) => {
	const own = await bench.credential(credential);
	const workflow = parseWorkflow(change(JSON.stringify(await bench.template(file, own))));
	return { own, workflow, stored: await bench.publish(workflow) };
};

describe.each([
	['renewal.json', 'days left', 'was not renewed', 'Nobody approved'],
	['fi/renewal.json', 'päivää jäljellä', 'ei uusittu', 'Kukaan ei hyväksynyt'],
])('templates/%s', (file, question, subject, words) => {
	test('waits five days for approval', async () => {
		const { stored } = await changed(file, await credentialEndingIn(bench.standIn, 40.5));
		await bench.mailAbout(`40 ${question}`);
		const until = await waitUntil(
			'A waiting execution',
			async () => (await bench.client.executions(stored.id))[0]?.waitTill ?? undefined,
			TIMED,
		);
		const days = (new Date(until).getTime() - Date.now()) / DAY;
		expect(days).toBeGreaterThan(4.9);
		expect(days).toBeLessThanOrEqual(5);
	});

	test('tells a person when the time for approval is over, and sends nothing', async () => {
		await changed(file, await credentialEndingIn(bench.standIn, 41.5), (text) =>
			text.replace(
				'"resumeAmount":5,"resumeUnit":"days"',
				'"resumeAmount":0.05,"resumeUnit":"minutes"',
			),
		);
		await bench.mailAbout(`41 ${question}`);
		expect((await bench.mailAbout(subject)).text).toContain(words);
		expect(bench.standIn.service.journal).toEqual([]);
	});
});

describe('the Finnish twin templates/fi/renewal.json', () => {
	test('takes an expiring certificate to a new one that fits its key', async () => {
		bench.standIn.service.getsUntilReady = 1;
		const { stored } = await changed(
			'fi/renewal.json',
			await credentialEndingIn(bench.standIn, 29.5),
		);
		await bench.press(await bench.mailAbout('29 päivää jäljellä'), true);
		expect((await bench.mailAbout('uusi varmenne on voimassa')).text).toContain('sopii');
		expect(await bench.execution(stored)).toMatchObject({ status: 'success' });
	});

	test('says when it is too late', async () => {
		await changed('fi/renewal.json', await credentialEndingIn(bench.standIn, -2));
		expect((await bench.mailAbout('ei voi uusia: expired')).text).toContain('tilaamaan uusi');
	});
});

describe.each([
	['first-retrieval.json', 'has stopped', 'New Key and Request'],
	['fi/first-retrieval.json', 'on pysähtynyt', 'Uusi avain ja varmennepyyntö'],
])('templates/%s', (file, subject, step) => {
	test('tells a person that a step failed, and which', async () => {
		const { workflow } = await changed(file, { ...emptyCredential(bench.standIn), passphrase: '' });
		const { transferId, transferPassword } = bench.standIn.service.order(CUSTOMER_ID);
		await bench.submit(workflow, transferId, transferPassword);
		const { text } = await bench.mailAbout(subject);
		expect(text).toContain('There is no passphrase to encrypt');
		expect(text).toContain('Fill in the passphrase in the credential');
		expect(text).toContain(step);
		for (const secret of [transferId, transferPassword]) expect(text).not.toContain(secret);
		expect(bench.standIn.service.journal).toEqual([]);
	});
});

describe.each([
	['renewal.json', 'has stopped'],
	['fi/renewal.json', 'on pysähtynyt'],
])('the trigger of templates/%s', (file, subject) => {
	test('tells a person that the certificate can no longer be read', async () => {
		const data = await credentialEndingIn(bench.standIn, 400);
		const { own, stored } = await changed(file, data, (text) =>
			text.replace(
				/"pollTimes":\{"item":\[[^\]]*\]\}/,
				'"pollTimes":{"item":[{"mode":"everyMinute"}]}',
			),
		);
		const content = { type: CREDENTIAL, data: { ...data, publicCertificate: '' } };
		await bench.client.updateCredential(own.id, 'Certificate', content);
		expect((await bench.mailAbout(subject)).text).toContain('has no certificate');
		await bench.client.unpublishWorkflow(stored.id);
	});
});

describe('templates/fi/watch-all-certificates.json', () => {
	test('tells of every certificate that needs somebody, and of no other', async () => {
		const soon = await credentialEndingIn(bench.standIn, 10.5);
		const workflow = await bench.template('fi/watch-all-certificates.json', {
			'Omat palkat': await bench.credential(soon),
			'Asiakas A': await bench.credential(await credentialEndingIn(bench.standIn, 400)),
			'Asiakas B': await bench.credential(await credentialEndingIn(bench.standIn, 800)),
		});
		const stored = await bench.client.createWorkflow(workflow);
		await bench.client.runWorkflow(stored.id, 'Joka aamu kello kahdeksan');
		const { text } = await bench.mailAbout('2 tulorekisterin varmenne');
		expect(text).toMatch(/Omat palkat: renewalOpen, päättyy .*10 päivää jäljellä/);
		expect(text).toContain('Asiakas B: notYetValid');
		expect(text).not.toContain('Asiakas A');
	});
});
