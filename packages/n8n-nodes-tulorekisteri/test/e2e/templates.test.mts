import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import axios from 'axios';

import { packPackage } from '../../../../demo/communityPackage.mts';
import {
	N8nClient,
	parseWorkflow,
	type Credential,
	type Workflow,
} from '../../../../demo/n8nClient.mts';
import { itemsOf, type Execution } from '../../../../demo/n8nExecution.mts';
import { ensureN8n } from '../../../../demo/n8nRuntime.mts';
import { startN8n, type N8nServer } from '../../../../demo/n8nServer.mts';
import { waitUntil } from '../../../../demo/waitUntil.mts';
import { StandIn } from '../../standin/server.mts';
import {
	CREDENTIAL,
	credentialEndingIn,
	CUSTOMER_ID,
	emptyCredential,
	NODE,
	PASSPHRASE,
	TRIGGER,
} from '../engine/credential.mts';
import { PACKAGE_FOLDER } from '../fixtures/fixtures.mts';
import { Mailbox } from './mailbox.mts';

jest.setTimeout(90_000);

const cleanUps: Array<() => Promise<unknown>> = [];
let standIn: StandIn;
let mailbox: Mailbox;
let n8n: N8nServer;
let client: N8nClient;
let smtp: Credential;

beforeAll(async () => {
	const runtime = await ensureN8n();
	const tarball = await packPackage(PACKAGE_FOLDER);
	cleanUps.push(() => rm(dirname(tarball), { recursive: true, force: true }));
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-tulorekisteri-e2e-'));
	cleanUps.push(() => rm(userFolder, { recursive: true, force: true }));
	standIn = await StandIn.start({ packageFolder: PACKAGE_FOLDER });
	cleanUps.push(() => standIn.stop());
	mailbox = await Mailbox.open();
	cleanUps.push(() => mailbox.close());
	n8n = await startN8n({ runtime, userFolder, packageTarballs: [tarball] });
	cleanUps.push(() => n8n.stop());
	client = await N8nClient.signIn(n8n.url, n8n.owner);
	smtp = await client.createCredential('Mailbox', {
		type: 'smtp',
		data: {
			user: '',
			password: '',
			host: '127.0.0.1',
			port: mailbox.port,
			secure: false,
			disableStartTls: true,
			hostName: '',
		},
	});
}, 900_000);

afterAll(async () => {
	for (const cleanUp of cleanUps.reverse()) await cleanUp();
}, 60_000);

beforeEach(() => {
	mailbox.mails.length = 0;
	standIn.service.journal.length = 0;
});

/** A template with its credentials chosen, and its waits cut short. */
async function template(file: string, credential: Credential): Promise<Workflow> {
	const workflow = parseWorkflow(await readFile(join(PACKAGE_FOLDER, 'templates', file), 'utf8'));
	const chosen: Record<string, Workflow['nodes'][number]['credentials']> = {
		[NODE]: { [CREDENTIAL]: credential },
		[TRIGGER]: { [CREDENTIAL]: credential },
		'n8n-nodes-base.emailSend': { smtp },
	};
	const withShortWaits = JSON.stringify(workflow).replaceAll(
		/("operation":"get".*?"options":)\{\}/g,
		'$1{"firstWait":0,"interval":1,"giveUpAfter":20}',
	);
	const { nodes, ...rest } = parseWorkflow(withShortWaits);
	return {
		...rest,
		nodes: nodes.map((node) => ({ ...node, credentials: chosen[node.type] ?? {} })),
	};
}

const mailAbout = async (subject: string) =>
	await waitUntil(
		`The mail "${subject}"`,
		() => mailbox.mails.find((mail) => mail.subject.includes(subject)),
		{ limitMs: 30_000 },
	);

const executionOf = async (workflowId: string): Promise<string> => {
	const [newest] = await waitUntil(
		'An execution',
		async () => {
			const executions = await client.executions(workflowId);
			return executions.length > 0 && executions;
		},
		{ limitMs: 30_000 },
	);
	return newest?.id ?? '';
};

/** What the person pastes into the credential at the end. */
function newPair(execution: Execution) {
	return {
		publicCertificate: String(itemsOf(execution, 'Get the Certificate')[0]?.json.publicCertificate),
		privateKey: String(itemsOf(execution, 'New Key and Request')[0]?.json.privateKey),
	};
}

describe('the package in n8n', () => {
	test('is listed with its nodes, and keeps its credential to itself', async () => {
		const names = (await client.nodeTypes()).map(({ name }) => name);
		expect(names).toEqual(expect.arrayContaining([NODE, TRIGGER]));
		const type = (await client.credentialTypes()).find(({ name }) => name === CREDENTIAL);
		expect(type).toMatchObject({
			restrictToSupportedNodes: true,
			supportedNodes: expect.arrayContaining([NODE, TRIGGER]),
		});
	});

	test('tests its credential', async () => {
		const data = await credentialEndingIn(standIn, 30);
		expect(await client.testCredential({ type: CREDENTIAL, data })).toMatchObject({ status: 'OK' });
		const wrong = { ...data, passphrase: 'wrong' };
		expect(await client.testCredential({ type: CREDENTIAL, data: wrong })).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('passphrase does not open'),
		});
	});
});

describe('templates/renewal.json', () => {
	test('takes an expiring certificate to a new, valid one that fits its key', async () => {
		standIn.service.getsUntilReady = 1;
		const data = await credentialEndingIn(standIn, 29.5);
		const credential = await client.createCredential('Expiring', { type: CREDENTIAL, data });
		const stored = await client.createWorkflow(await template('renewal.json', credential));
		await client.publishWorkflow(stored);

		const request = await mailAbout('29 days left');
		const [approve] = [...request.body.matchAll(/href="([^"]+)"/g)]
			.map((match) => match[1]?.replaceAll('&amp;', '&'))
			.filter((url) => url?.includes('approved=true'));
		expect(standIn.service.journal).toEqual([]);
		// The mail is out a moment before n8n has put the execution to sleep; until then it says 409.
		await waitUntil(
			'The approval',
			async () => {
				const { status } = await axios.get(String(approve), {
					headers: { 'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' },
					validateStatus: (code) => code < 300 || code === 409,
				});
				return status !== 409;
			},
			{ limitMs: 20_000 },
		);

		const execution = await client.finishedExecution(await executionOf(stored.id));
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
		expect((await mailAbout('is renewed until')).body).toContain('fits its new private key');
		expect(
			standIn.service.journal.map(({ operation, outcome }) => `${operation} ${outcome}`),
		).toEqual(['renewCertificate OK', 'getCertificate FAIL', 'getCertificate OK']);
		const verdicts = standIn.service.journal.flatMap((entry) => entry.verdicts);
		expect(verdicts.filter(({ accepted }) => !accepted)).toEqual([]);
		console.info(
			`The requests n8n sent were accepted by xml-crypto${[...new Set(verdicts.map(({ tool }) => `, ${tool}`))].join('')}`,
		);

		expect(await client.testCredential({ type: CREDENTIAL, data: { ...data, ...pair } })).toEqual({
			status: 'OK',
			message: expect.stringContaining('Key and certificate fit'),
		});
		for (const secret of [PASSPHRASE, 'BEGIN PRIVATE KEY', String(data.privateKey).slice(40, 90)]) {
			expect(execution.stored).not.toContain(secret);
		}
	});

	test('asks nobody and sends nothing while there is time', async () => {
		const data = await credentialEndingIn(standIn, 90);
		const credential = await client.createCredential('Fresh', { type: CREDENTIAL, data });
		const stored = await client.createWorkflow(await template('renewal.json', credential));
		await client.publishWorkflow(stored);
		expect(await client.executions(stored.id)).toEqual([]);
		expect([mailbox.mails, standIn.service.journal]).toEqual([[], []]);
	});

	test('says so when it is too late', async () => {
		const data = await credentialEndingIn(standIn, -2);
		const credential = await client.createCredential('Expired', { type: CREDENTIAL, data });
		const stored = await client.createWorkflow(await template('renewal.json', credential));
		await client.publishWorkflow(stored);
		expect((await mailAbout('cannot be renewed: expired')).body).toContain('order a new one');
		expect(standIn.service.journal).toEqual([]);
	});
});

describe('templates/first-retrieval.json', () => {
	test('takes transfer codes from the form to a certificate that fits its key', async () => {
		standIn.service.getsUntilReady = 0;
		const order = standIn.service.order(CUSTOMER_ID);
		const data = emptyCredential(standIn);
		const credential = await client.createCredential('Before the first retrieval', {
			type: CREDENTIAL,
			data,
		});
		const workflow = await template('first-retrieval.json', credential);
		const stored = await client.createWorkflow(workflow);
		await client.publishWorkflow(stored);

		const form = new FormData();
		form.append('field-0', order.transferId);
		form.append('field-1', order.transferPassword);
		const webhookId = workflow.nodes.find(({ type }) => type.endsWith('.formTrigger'))?.webhookId;
		await axios.post(`${n8n.url}/form/${String(webhookId)}`, form);

		const execution = await client.finishedExecution(await executionOf(stored.id));
		expect(execution).toMatchObject({ status: 'success', error: undefined });
		expect(itemsOf(execution, 'Check the New Pair')[0]?.json).toMatchObject({
			status: 'valid',
			keyMatches: true,
		});
		expect(
			await client.testCredential({ type: CREDENTIAL, data: { ...data, ...newPair(execution) } }),
		).toMatchObject({ status: 'OK' });
		expect((await mailAbout('valid until')).body).toContain('fits its private key');

		await axios.post(`${n8n.url}/form/${String(webhookId)}`, form);
		const again = await waitUntil(
			'The second execution',
			async () => {
				const executions = await client.executions(stored.id);
				return executions.length === 2 && executions[0];
			},
			{ limitMs: 30_000 },
		);
		const refused = await client.finishedExecution(again.id);
		expect(refused.error?.message).toContain('were sent before');
		expect(
			standIn.service.journal.filter(({ operation }) => operation === 'signNewCertificate'),
		).toHaveLength(1);
	});
});
