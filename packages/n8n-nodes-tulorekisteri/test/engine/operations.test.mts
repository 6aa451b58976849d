import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import {
	callAsTool,
	loadPackage,
	runNode,
	storeFile,
	type NodeTypes,
} from '../../../../test/engine/harness/index.mts';
import { StandIn } from '../../standin/server.mts';
import {
	anotherKeyPem,
	certificate,
	certificatePem,
	fixture,
	keyPem,
	PACKAGE_FOLDER,
} from '../fixtures/fixtures.mts';
import { CREDENTIAL, credentialEndingIn, emptyCredential, NODE } from './credential.mts';

let nodeTypes: NodeTypes;
let standIn: StandIn;
beforeAll(async () => {
	nodeTypes = await loadPackage(PACKAGE_FOLDER);
	standIn = await StandIn.start({ packageFolder: PACKAGE_FOLDER });
}, 60_000);
afterAll(async () => await standIn.stop());

const check = (parameters: IDataObject) => ({
	type: NODE,
	parameters: { resource: 'certificate', operation: 'check', ...parameters },
});

describe('Certificate: Check', () => {
	test.each([
		[61, 'valid'],
		[59.5, 'renewalOpen'],
		[1, 'renewalOpen'],
		[-1, 'expired'],
	])("reads the credential's certificate, %d days before its end", async (days, status) => {
		const credential = await credentialEndingIn(standIn, days);
		const { json } = await runNode(nodeTypes, {
			...check({}),
			credentials: { [CREDENTIAL]: credential },
		});
		expect(json[0]).toMatchObject({ status, keyMatches: true, commonName: '0123456-7' });
		expect(JSON.stringify(json)).not.toContain('PRIVATE KEY');
	});

	test('reads a text, with or without a key', async () => {
		const credentials = { [CREDENTIAL]: emptyCredential(standIn) };
		const read = async (privateKey: string) =>
			(
				await runNode(nodeTypes, {
					...check({ certificateSource: 'text', publicCertificate: certificatePem, privateKey }),
					credentials,
				})
			).json[0];
		expect(await read('')).toMatchObject({
			keyMatches: 'notChecked',
			fingerprint: certificate.fingerprint256,
		});
		expect(await read(keyPem)).toMatchObject({ keyMatches: true });
		expect(await read(anotherKeyPem)).toMatchObject({ keyMatches: false });
	});

	test.each([
		['PEM', Buffer.from(certificatePem)],
		['DER', certificate.raw],
	])('reads a %s file', async (_form, content) => {
		const file = await storeFile(content, {
			fileName: 'certificate.cer',
			mimeType: 'application/octet-stream',
		});
		const { json } = await runNode(nodeTypes, {
			...check({ certificateSource: 'file' }),
			items: [{ json: {}, binary: { data: file } }],
			credentials: { [CREDENTIAL]: emptyCredential(standIn) },
		});
		expect(json[0]).toMatchObject({ fingerprint: certificate.fingerprint256 });
	});

	test("reads a file of openssl's with attributes that hold an ä, the authority first", async () => {
		const attributes = 'Bag Attributes\n    friendlyName: Palkkahallinto Häme\n';
		const content = attributes + standIn.service.authority.trusted.toString() + certificatePem;
		const file = await storeFile(Buffer.from(content), {
			fileName: 'certificate.pem',
			mimeType: 'text/plain',
		});
		const { json } = await runNode(nodeTypes, {
			...check({ certificateSource: 'file', privateKey: keyPem }),
			items: [{ json: {}, binary: { data: file } }],
			credentials: { [CREDENTIAL]: emptyCredential(standIn) },
		});
		expect(json[0]).toMatchObject({
			fingerprint: certificate.fingerprint256,
			keyMatches: true,
		});
	});

	test('refuses a file that is too large for a certificate', async () => {
		const file = await storeFile(Buffer.alloc(1_000_001, 65), {
			fileName: 'certificate.pem',
			mimeType: 'text/plain',
		});
		const { error } = await runNode(nodeTypes, {
			...check({ certificateSource: 'file' }),
			items: [{ json: {}, binary: { data: file } }],
			credentials: { [CREDENTIAL]: emptyCredential(standIn) },
		});
		expect(error?.message).toContain('is too large');
	});

	test('says so when an item has no file', async () => {
		const { error } = await runNode(nodeTypes, {
			...check({ certificateSource: 'file' }),
			credentials: { [CREDENTIAL]: emptyCredential(standIn) },
		});
		expect(error?.message).toContain('no file in the binary field "data"');
	});

	test('reads the certificate of the key from a chain in any order', async () => {
		const authority = standIn.service.authority.trusted.toString();
		const { json } = await runNode(nodeTypes, {
			...check({
				certificateSource: 'text',
				publicCertificate: authority + certificatePem,
				privateKey: keyPem,
			}),
			credentials: { [CREDENTIAL]: emptyCredential(standIn) },
		});
		expect(json[0]).toMatchObject({ keyMatches: true, fingerprint: certificate.fingerprint256 });
	});

	test.each(['continueErrorOutput', 'continueRegularOutput'] as const)(
		'keeps its advice with %s',
		async (onError) => {
			const { outputs } = await runNode(nodeTypes, {
				...check({ certificateSource: 'text', publicCertificate: 'prose' }),
				credentials: { [CREDENTIAL]: emptyCredential(standIn) },
				onError,
			});
			const [failed] = outputs.at(-1) ?? [];
			expect(failed?.json).toMatchObject({
				error: expect.stringContaining('could not be read'),
				details: expect.stringContaining('Paste the whole text'),
			});
		},
	);

	test('says what is wrong, item by item', async () => {
		const { outputs } = await runNode(nodeTypes, {
			...check({ certificateSource: 'text', publicCertificate: '={{ $json.text }}' }),
			items: [certificatePem, 'prose', fixture('onlyForTests.p12.base64')].map((text) => ({
				json: { text },
			})),
			credentials: { [CREDENTIAL]: emptyCredential(standIn) },
			onError: 'continueErrorOutput',
		});
		expect(outputs[0]).toMatchObject([
			{ json: { fingerprint: certificate.fingerprint256 }, pairedItem: { item: 0 } },
		]);
		expect(outputs[1]).toMatchObject([
			{ json: { error: expect.stringContaining('could not be read') }, pairedItem: { item: 1 } },
			{ json: { error: expect.stringContaining('could not be read') }, pairedItem: { item: 2 } },
		]);
	});
});

describe('Order: Validate', () => {
	test('works without a credential', async () => {
		const { json } = await runNode(nodeTypes, {
			type: NODE,
			parameters: {
				resource: 'order',
				operation: 'validate',
				environment: 'production',
				customerId: '0123456-7',
				customerName: 'Esimerkki Oy',
				contactName: 'Terttu Testaaja',
				contactEmail: 'terttu.testaaja@example.com',
				contactPhone: '+35840 1234 567',
				codesSentAt: '2020-01-01',
			},
			settings: { timezone: 'Europe/Helsinki' },
		});
		expect(json[0]).toMatchObject({
			valid: false,
			errors: [{ field: 'customerId' }, { field: 'codesSentAt' }],
			contactPhone: '+358401234567',
			transferDeadline: '2020-01-14T22:00:00.000Z',
		});
	});
});

describe('Order: Plan Reminders', () => {
	const DAY = 86_400_000;
	const plan = async (sentAt: Date | string) =>
		(
			await runNode(nodeTypes, {
				type: NODE,
				parameters: {
					resource: 'order',
					operation: 'planReminders',
					codesSentAt: sentAt instanceof Date ? sentAt.toUTCString() : sentAt,
				},
				settings: { timezone: 'Europe/Helsinki' },
			})
		).json;

	test("reminds at once and 7, 3 and 1 days before the codes lapse, counted from the mail's day", async () => {
		const reminders = await plan(new Date(Date.now() - 2 * DAY));
		expect(reminders.map(({ daysLeft }) => daysLeft)).toEqual([11, 7, 3, 1]);
		expect(reminders.map(({ waitUntil }) => waitUntil)).toEqual([
			...reminders.slice(1).map(({ remindAt }) => remindAt),
			reminders[0]?.deadline,
		]);
	});

	test('says once that they have lapsed', async () => {
		expect(await plan(new Date(Date.now() - 15 * DAY))).toEqual([
			expect.objectContaining({ lapsed: true, daysLeft: -2 }),
		]);
	});

	test('takes the forms in which people and mails write a day', async () => {
		const deadlines = await Promise.all(
			[
				'2020-01-01',
				'1.1.2020',
				'Wed, 1 Jan 2020 00:00:00 +0200 (EET)',
				'2019-12-31T22:00:00Z',
			].map(async (text) => (await plan(text))[0]?.deadline),
		);
		expect(new Set(deadlines)).toEqual(new Set(['2020-01-14T22:00:00.000Z']));
	});
});

describe('as a tool of an AI agent', () => {
	test('the node validates orders', async () => {
		const { result } = await callAsTool(nodeTypes, {
			type: NODE,
			parameters: {
				resource: 'order',
				operation: 'validate',
				customerId: '1234567-1',
				customerName: 'Esimerkki Oy',
				contactName: 'Terttu Testaaja',
				contactEmail: 'terttu.testaaja@example.com',
				contactPhone: '={{ $fromAI("phone") }}',
			},
			input: { phone: '040 1234 567' },
		});
		expect(JSON.stringify(result)).toContain('+358401234567');
	});

	test.each([
		['key', 'create', {}],
		['certificate', 'renew', { certificateRequest: 'x' }],
		[
			'certificate',
			'retrieveNew',
			{ certificateRequest: 'x', transferId: 'x', transferPassword: 'x' },
		],
	])('%s: %s is for people', async (resource, operation, parameters) => {
		const { result, outcome } = await callAsTool(nodeTypes, {
			type: NODE,
			parameters: { resource, operation, ...parameters },
			credentials: { [CREDENTIAL]: emptyCredential(standIn) },
		});
		expect(JSON.stringify([result, outcome.error])).toContain('is not for AI agents');
		expect(standIn.service.journal).toEqual([]);
	});
});
