import { X509Certificate } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import {
	forgetProcessedItems,
	inLine,
	loadPackage,
	runNode,
	runWorkflow,
	type NodeTypes,
	type WorkflowNode,
} from '../../../../test/engine/harness/index.mts';
import { StandIn } from '../../standin/server.mts';
import { PACKAGE_FOLDER } from '../fixtures/fixtures.mts';
import {
	CREDENTIAL,
	credentialEndingIn,
	CUSTOMER_ID,
	emptyCredential,
	NODE,
	PASSPHRASE,
} from './credential.mts';

let nodeTypes: NodeTypes;
let standIn: StandIn;
beforeAll(async () => {
	nodeTypes = await loadPackage(PACKAGE_FOLDER);
	standIn = await StandIn.start({ packageFolder: PACKAGE_FOLDER });
	console.info(
		`The stand-in checks with xml-crypto and ${[...standIn.tools.installed].join(', ') || 'no other program'}`,
	);
}, 60_000);
afterAll(async () => await standIn.stop());
beforeEach(() => {
	forgetProcessedItems();
	standIn.service.journal.length = 0;
	standIn.service.getsUntilReady = 0;
	standIn.service.daysAhead = 0;
	standIn.misbehaviour = undefined;
});

const quick = { firstWait: 0, interval: 1, giveUpAfter: 5 };
const createKey: WorkflowNode = {
	name: 'Create',
	type: NODE,
	parameters: { resource: 'key', operation: 'create' },
};
const get: WorkflowNode = {
	name: 'Get',
	type: NODE,
	parameters: {
		resource: 'certificate',
		operation: 'get',
		retrievalId: '={{ $json.retrievalId }}',
		certificateRequest: '={{ $("Create").item.json.certificateRequest }}',
		options: quick,
	},
};
const check: WorkflowNode = {
	name: 'Check',
	type: NODE,
	parameters: {
		resource: 'certificate',
		operation: 'check',
		certificateSource: 'text',
		publicCertificate: '={{ $json.publicCertificate }}',
		privateKey: '={{ $("Create").item.json.privateKey }}',
	},
};
const renew: WorkflowNode = {
	name: 'Renew',
	type: NODE,
	parameters: {
		resource: 'certificate',
		operation: 'renew',
		certificateRequest: '={{ $json.certificateRequest }}',
	},
};

const run = async (credential: ICredentialDataDecryptedObject, asking: WorkflowNode) =>
	await runWorkflow(nodeTypes, {
		nodes: [createKey, asking, get, check],
		connections: inLine('Create', asking.name, 'Get', 'Check'),
		credentials: { [CREDENTIAL]: credential },
	});

const verdicts = () =>
	standIn.service.journal.flatMap((entry) =>
		entry.verdicts.map(({ tool, accepted }) => `${tool} ${accepted}`),
	);

describe('renewal', () => {
	test('ends with a new, valid certificate that fits the new key', async () => {
		standIn.service.getsUntilReady = 2;
		const credential = await credentialEndingIn(standIn, 30);
		const outcome = await run(credential, renew);
		expect(outcome.error).toBeUndefined();
		expect(outcome.json('Renew')).toEqual([
			expect.objectContaining({
				outcome: 'requested',
				retrievalId: expect.stringMatching(/^[0-9a-f]{32}$/),
				warnings: [],
				responseSignature: expect.objectContaining({ present: true, valid: true, trusted: true }),
			}),
		]);
		expect(outcome.json('Get')[0]).toMatchObject({
			outcome: 'issued',
			attempts: 3,
			keyMatches: true,
			commonName: CUSTOMER_ID,
			status: 'valid',
			warnings: [],
			responseSignature: { present: true, valid: true, trusted: true },
		});
		const [checked] = outcome.json('Check');
		expect(checked).toMatchObject({ keyMatches: true, status: 'valid', daysLeft: 729 });
		expect(checked?.fingerprint).not.toBe(
			new X509Certificate(String(credential.publicCertificate)).fingerprint256,
		);
		expect(
			standIn.service.journal.map(({ operation, outcome: result }) => `${operation} ${result}`),
		).toEqual([
			'renewCertificate OK',
			'getCertificate FAIL',
			'getCertificate FAIL',
			'getCertificate OK',
		]);
		expect(verdicts().filter((verdict) => verdict.endsWith('false'))).toEqual([]);
	}, 30_000);

	test('leads on: the new pair, pasted into the credential, is what the next renewal is signed with', async () => {
		const credential = await credentialEndingIn(standIn, 30);
		const first = await run(credential, renew);
		const pasted = {
			...credential,
			publicCertificate: String(first.json('Get')[0]?.publicCertificate),
			privateKey: String(first.json('Create')[0]?.privateKey),
		};
		const early = await run(pasted, renew);
		expect(early.error?.message).toContain('can be renewed from');
		const forced = {
			...renew,
			parameters: { ...renew.parameters, options: { continueWhenCheckFails: true } },
		};
		standIn.service.daysAhead = 700;
		const later = await run(pasted, forced);
		expect(later.json('Renew')[0]).toMatchObject({
			outcome: 'requested',
			warnings: [expect.stringContaining('can be renewed from')],
		});
	}, 30_000);

	test.each([
		[61, 'can be renewed from'],
		[-1, 'expired on'],
	])('is not even asked for %d days before the end', async (days, message) => {
		const { error } = await run(await credentialEndingIn(standIn, days), renew);
		expect(error?.message).toContain(message);
		expect(standIn.service.journal).toEqual([]);
	});

	test('that the service refuses says so word for word', async () => {
		standIn.service.daysAhead = -100;
		const { error } = await run(await credentialEndingIn(standIn, 30), renew);
		expect(error?.message).toContain('PKI904: The certificate cannot be renewed now');
		expect(error).toMatchObject({
			description: expect.stringContaining('The certificate in use is untouched'),
		});
	});
});

describe('the first retrieval', () => {
	const retrieveWith = (
		order: { transferId: string; transferPassword: string },
		options = {},
	): WorkflowNode => ({
		name: 'Retrieve',
		type: NODE,
		parameters: {
			resource: 'certificate',
			operation: 'retrieveNew',
			transferId: order.transferId,
			transferPassword: order.transferPassword,
			certificateRequest: '={{ $json.certificateRequest }}',
			options,
		},
	});

	test('ends with a certificate that fits the key', async () => {
		const outcome = await run(
			emptyCredential(standIn),
			retrieveWith(standIn.service.order(CUSTOMER_ID)),
		);
		expect(outcome.error).toBeUndefined();
		expect(outcome.json('Check')[0]).toMatchObject({ keyMatches: true, status: 'valid' });
		expect(verdicts().filter((verdict) => verdict.endsWith('false'))).toEqual([]);
	}, 30_000);

	test('sends the same codes once only, Retry On Fail or not', async () => {
		const order = standIn.service.order(CUSTOMER_ID);
		const credential = emptyCredential(standIn);
		await run(credential, retrieveWith(order));
		const again = await run(credential, retrieveWith(order));
		expect(again.error?.message).toContain('was sent before');
		const retried = await run(credential, {
			...retrieveWith({ transferId: '1', transferPassword: 'wrong' }),
			retryOnFail: true,
			maxTries: 3,
			waitBetweenTries: 1,
		});
		expect(retried.error?.message).toContain('PKI020');
		expect(
			standIn.service.journal.filter(({ operation }) => operation === 'signNewCertificate'),
		).toHaveLength(2);
	}, 30_000);

	test('takes a corrected password: the service refused the codes and did not spend them', async () => {
		const order = standIn.service.order(CUSTOMER_ID);
		const credential = emptyCredential(standIn);
		const typo = await run(credential, retrieveWith({ ...order, transferPassword: 'typo' }));
		expect(typo.error?.message).toContain('PKI020');
		const corrected = await run(credential, retrieveWith(order));
		expect(corrected.json('Retrieve')[0]).toMatchObject({ outcome: 'requested' });
	}, 60_000);

	test('sends the codes once from executions side by side', async () => {
		const order = standIn.service.order(CUSTOMER_ID);
		const credential = emptyCredential(standIn);
		await Promise.all([run(credential, retrieveWith(order)), run(credential, retrieveWith(order))]);
		expect(
			standIn.service.journal.filter(({ operation }) => operation === 'signNewCertificate'),
		).toHaveLength(1);
	}, 60_000);

	test('sends them again only when told to, and the service has the last word', async () => {
		const order = standIn.service.order(CUSTOMER_ID);
		const credential = emptyCredential(standIn);
		await run(credential, retrieveWith(order));
		const again = await run(credential, retrieveWith(order, { sendAgain: true }));
		expect(again.error?.message).toContain('PKI020');
		expect(again.error).toMatchObject({
			description: expect.stringContaining('was used before'),
		});
	}, 30_000);

	test('after 14 days is refused by the service', async () => {
		const order = standIn.service.order(CUSTOMER_ID);
		standIn.service.daysAhead = 14.1;
		const { error } = await run(emptyCredential(standIn), retrieveWith(order));
		expect(error?.message).toContain('PKI901');
	});

	test('keeps the codes out of output, errors, logs and what n8n saves of errors', async () => {
		const order = { transferId: 'TRANSFERIDTRANSFERID', transferPassword: 'PASSWORDPASSWORD' };
		const { error, log, json } = await runNode(nodeTypes, {
			type: NODE,
			parameters: { ...retrieveWith(order).parameters, certificateRequest: await newRequest() },
			credentials: { [CREDENTIAL]: emptyCredential(standIn) },
		});
		expect(error?.message).toContain('PKI020');
		const seen = JSON.stringify([error, error?.message, error?.stack, log, json]);
		for (const secret of [...Object.values(order), PASSPHRASE]) expect(seen).not.toContain(secret);
	});

	async function newRequest(): Promise<string> {
		const { json } = await runNode(nodeTypes, {
			type: NODE,
			parameters: createKey.parameters,
			credentials: { [CREDENTIAL]: emptyCredential(standIn) },
		});
		return String(json[0]?.certificateRequest);
	}
});
