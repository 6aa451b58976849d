import { createServer as createTlsServer } from 'node:https';
import { createServer, type Server } from 'node:net';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

import { waitUntil } from '../../../../demo/waitUntil.mts';
import {
	forgetProcessedItems,
	loadPackage,
	runNode,
	type NodeTypes,
} from '../../../../test/engine/harness/index.mts';
import type { Misbehaviour } from '../../standin/misbehaviour.mts';
import { StandIn } from '../../standin/server.mts';
import { PACKAGE_FOLDER, requestPem } from '../fixtures/fixtures.mts';
import {
	CREDENTIAL,
	credentialEndingIn,
	CUSTOMER_ID,
	emptyCredential,
	NODE,
} from './credential.mts';

let nodeTypes: NodeTypes;
let standIn: StandIn;
let expiring: ICredentialDataDecryptedObject;
beforeAll(async () => {
	nodeTypes = await loadPackage(PACKAGE_FOLDER);
	standIn = await StandIn.start({ packageFolder: PACKAGE_FOLDER });
	expiring = await credentialEndingIn(standIn, 30);
}, 60_000);
afterAll(async () => await standIn.stop());
beforeEach(() => {
	forgetProcessedItems();
	standIn.service.journal.length = 0;
});
afterEach(() => {
	standIn.misbehaviour = undefined;
});

const run = async (operation: string, parameters: IDataObject, credential = expiring) =>
	await runNode(nodeTypes, {
		type: NODE,
		parameters: {
			resource: 'certificate',
			operation,
			certificateRequest: requestPem,
			...parameters,
		},
		credentials: { [CREDENTIAL]: credential },
	});

const retrieve = async (credential?: ICredentialDataDecryptedObject) => {
	const { transferId, transferPassword } = standIn.service.order(CUSTOMER_ID);
	return {
		outcome: await run(
			'retrieveNew',
			{ transferId, transferPassword, options: { timeout: patience() } },
			credential,
		),
		transferId,
		transferPassword,
	};
};
const renew = async (credential?: ICredentialDataDecryptedObject) =>
	await run('renew', { options: { timeout: patience(), sendAgain: true } }, credential);

/** What the stand-in received. It writes a request down once it has checked it, which may take longer than the node waits. */
const journal = async () =>
	await waitUntil(
		'A request in the journal',
		() => standIn.service.journal.length > 0 && standIn.service.journal,
		{ limitMs: 30_000 },
	);

/** In seconds: short only where waiting in vain is the point, for a busy machine takes its time to respond. */
const patience = () => (standIn.misbehaviour && LATE.includes(standIn.misbehaviour) ? 1 : 60);
const LATE: Misbehaviour[] = ['slow', 'stalled'];

const unusable: Array<[Misbehaviour, string]> = [
	['cut', 'connection broke'],
	['documentType', 'DTD'],
	['duplicated', 'RetrievalId more than once'],
	['fault', 'Out of order (SOAP-ENV:Server)'],
	['html', 'HTTP 502 and no SOAP message'],
	['huge', 'longer than 256 KiB'],
	['internalError', 'HTTP 500 and no XML'],
	['notUtf8', 'no XML'],
	['redirect', 'redirect, which is never followed'],
	['slow', 'no complete response came in time'],
	['stalled', 'no complete response came in time'],
];

describe('an unusable response', () => {
	test.each(unusable)(
		'(%s) to the first retrieval leaves the outcome unknown, and is sent once',
		async (misbehaviour, reason) => {
			standIn.misbehaviour = misbehaviour;
			const { outcome, transferId, transferPassword } = await retrieve();
			expect(outcome.error?.message).toMatch(/^Outcome unknown\. /);
			expect(outcome.error?.message).toContain(reason);
			expect(outcome.error).toMatchObject({
				description: expect.stringContaining('do not send them again'),
			});
			expect(await journal()).toHaveLength(1);
			const seen = JSON.stringify([outcome.error, outcome.error?.stack, outcome.log]);
			for (const secret of [transferId, transferPassword]) expect(seen).not.toContain(secret);
		},
	);

	test.each(unusable)(
		'(%s) to a renewal leaves the outcome unknown, and is sent once',
		async (misbehaviour, reason) => {
			standIn.misbehaviour = misbehaviour;
			const { error } = await renew();
			expect(error?.message).toMatch(/^Outcome unknown\. /);
			expect(error?.message).toContain(reason);
			expect(error).toMatchObject({
				description: expect.stringContaining('Keep the new private key'),
			});
			expect(await journal()).toHaveLength(1);
		},
	);

	test('to a get loses nothing: it may be repeated', async () => {
		const { retrievalId } = (await renew()).json[0] ?? {};
		const options = { firstWait: 0, giveUpAfter: 0, continueWhenCheckFails: true };
		standIn.misbehaviour = 'cut';
		const cut = await run('get', { retrievalId, options });
		expect(cut.error?.message).toContain('connection broke');
		expect(cut.error).toMatchObject({ description: expect.stringContaining('may be repeated') });
		standIn.misbehaviour = undefined;
		expect((await run('get', { retrievalId, options })).json[0]).toMatchObject({
			outcome: 'issued',
		});
	});

	test('says so when the service agrees but gives no retrieval ID', async () => {
		standIn.misbehaviour = 'emptyOk';
		const { error } = await renew();
		expect(error?.message).toContain('no retrieval ID');
	});

	test('in another order is read all the same', async () => {
		standIn.misbehaviour = 'wrongOrder';
		expect((await renew()).json[0]).toMatchObject({
			outcome: 'requested',
			responseSignature: { valid: true, trusted: true },
		});
	});
});

describe('a response that nobody vouches for', () => {
	const untrusted: Array<[Misbehaviour, string, IDataObject]> = [
		['unsigned', 'it has none', { present: false, valid: false, trusted: 'notChecked' }],
		['tampered', 'changed after signing', { present: true, valid: false, trusted: 'notChecked' }],
		[
			'otherSigner',
			'trusted authority did not issue it',
			{ present: true, valid: true, trusted: 'notChecked' },
		],
	];

	test.each(untrusted)(
		'(%s) is refused where an authority is trusted, its retrieval ID kept',
		async (misbehaviour, reason) => {
			standIn.misbehaviour = misbehaviour;
			const { error } = await renew();
			expect(error?.message).toContain(reason);
			expect(error?.message).toMatch(/retrieval ID [M0-9a-f]{32}/);
		},
	);

	test.each(untrusted)(
		'(%s) is used and reported as it is only where the credential says so',
		async (misbehaviour, _reason, report) => {
			standIn.misbehaviour = misbehaviour;
			const { json } = await renew({ ...expiring, trustedAuthority: '', acceptUnverified: true });
			expect(json[0]).toMatchObject({ outcome: 'requested', responseSignature: report });
		},
	);

	test.each(['unsigned', 'tampered'] as const)(
		'(%s) is refused without a trusted authority too, by Renew, Retrieve New and Get',
		async (misbehaviour) => {
			const untrusting = { ...expiring, trustedAuthority: '' };
			const { retrievalId } = (await renew(untrusting)).json[0] ?? {};
			forgetProcessedItems();
			standIn.misbehaviour = misbehaviour;
			const options = { firstWait: 0, giveUpAfter: 0, sendAgain: true };
			const outcomes = [
				await run('renew', { options }, untrusting),
				(await retrieve(untrusting)).outcome,
				await run('get', { retrievalId, options }, untrusting),
			];
			for (const { error } of outcomes) expect(error?.message).toContain('is not accepted');
		},
		60_000,
	);

	test('but is unaltered draws a warning where no authority is named', async () => {
		const { json } = await renew({ ...expiring, trustedAuthority: '' });
		expect(json[0]).toMatchObject({ warnings: [expect.stringContaining('who signed it')] });
	});

	test('may be signed with exclusive canonicalisation', async () => {
		standIn.canonicalisation = 'exclusive';
		const { json } = await renew();
		standIn.canonicalisation = 'inclusive';
		expect(json[0]).toMatchObject({ responseSignature: { valid: true, trusted: true } });
	});
});

describe('a service that is not reached', () => {
	test('leaves the codes unused: they may be sent again', async () => {
		const order = standIn.service.order(CUSTOMER_ID);
		const { transferId, transferPassword } = order;
		const elsewhere = {
			...emptyCredential(standIn),
			ownAddress: `http://127.0.0.1:${await freePort()}/`,
		};
		const missed = await run('retrieveNew', { transferId, transferPassword }, elsewhere);
		expect(missed.error?.message).toContain('was not reached: the connection was refused');
		expect(missed.error).toMatchObject({ description: expect.stringContaining('unused') });
		const again = await run('retrieveNew', { transferId, transferPassword }, elsewhere);
		expect(again.error?.message).toContain('was not reached');
	});

	test('and shows a TLS certificate of no known authority is sent nothing', async () => {
		let requests = 0;
		const { certificate, privateKey } = standIn.service.authority.signer;
		const key = privateKey.export({ type: 'pkcs8', format: 'pem' });
		const server = createTlsServer({ key, cert: certificate.toString() }, () => (requests += 1));
		const { outcome } = await retrieve({
			...emptyCredential(standIn),
			ownAddress: `https://127.0.0.1:${await portOf(server)}/`,
		});
		server.close();
		expect(outcome.error?.message).toContain("was not reached: the server's TLS certificate");
		expect(requests).toBe(0);
	});

	test('by TLS at all leaves the outcome unknown: better too careful', async () => {
		const server = createServer((socket) => socket.end('not TLS'));
		const { outcome } = await retrieve({
			...emptyCredential(standIn),
			ownAddress: `https://127.0.0.1:${await portOf(server)}/`,
		});
		server.close();
		expect(outcome.error?.message).toContain('Outcome unknown');
	});
});

test('a timeout of nothing is refused before anything is sent', async () => {
	const { error } = await run('get', { retrievalId: 'x', options: { firstWait: 0, timeout: 0 } });
	expect(error?.message).toContain('Timeout (Seconds) is 0');
	expect(standIn.service.journal).toEqual([]);
});

describe('the Stop button', () => {
	test('ends the wait for a certificate', async () => {
		standIn.service.getsUntilReady = 1000;
		const retrievalId = String((await renew()).json[0]?.retrievalId);
		standIn.service.getsUntilReady = 0;
		const stop = new AbortController();
		const waiting = runNode(nodeTypes, {
			type: NODE,
			parameters: {
				resource: 'certificate',
				operation: 'get',
				retrievalId,
				options: { firstWait: 0, interval: 600, giveUpAfter: 6000 },
			},
			credentials: { [CREDENTIAL]: expiring },
			signal: stop.signal,
		});
		await until(() =>
			standIn.service.journal.some(({ operation }) => operation === 'getCertificate'),
		);
		stop.abort();
		expect((await waiting).status).toBe('canceled');
	});
});

async function portOf(server: Server): Promise<number> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	return typeof address === 'object' && address ? address.port : 0;
}

async function freePort(): Promise<number> {
	const server = createServer();
	const port = await portOf(server);
	await new Promise((resolve) => server.close(resolve));
	return port;
}

async function until(condition: () => boolean): Promise<void> {
	while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}
