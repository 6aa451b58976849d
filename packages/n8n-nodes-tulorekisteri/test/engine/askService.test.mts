import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { StandIn } from '../../standin/server.mts';
import { PACKAGE_FOLDER, requestPem } from '../fixtures/fixtures.mts';
import { credentialEndingIn, CUSTOMER_ID, PASSPHRASE } from './credential.mts';

let standIn: StandIn;
let folder: string;
beforeAll(async () => {
	standIn = await StandIn.start({ packageFolder: PACKAGE_FOLDER });
	folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-tulorekisteri-'));
	const credential = await credentialEndingIn(standIn, 30);
	const files = {
		'request.pem': requestPem,
		'certificate.pem': String(credential.publicCertificate),
		'key.pem': String(credential.privateKey),
		'trusted.pem': standIn.service.authority.trusted.toString(),
	};
	for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
}, 60_000);
afterAll(async () => {
	await standIn.stop();
	await rm(folder, { recursive: true });
});

async function ask(
	operation: string,
	options: Record<string, string>,
): Promise<{ code: number | null; output: string }> {
	const all = {
		environment: 'own',
		address: standIn.address,
		'customer-id': CUSTOMER_ID,
		save: join(folder, 'response.xml'),
		trusted: join(folder, 'trusted.pem'),
		...options,
	};
	const script = join(PACKAGE_FOLDER, 'tools', 'askService.mts');
	const child = spawn(
		process.execPath,
		[script, operation, ...Object.entries(all).flatMap(([name, value]) => [`--${name}`, value])],
		{
			env: { ...process.env, KEY_PASSPHRASE: PASSPHRASE, TRANSFER_PASSWORD: 'wrong' },
		},
	);
	let output = '';
	child.stdout.on('data', (chunk) => (output += chunk));
	child.stderr.on('data', (chunk) => (output += chunk));
	const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
	return { code, output };
}

describe('the script for those with access', () => {
	test('renews and gets, keeps the raw response, says what the nodes make of it', async () => {
		const pems = {
			request: join(folder, 'request.pem'),
			certificate: join(folder, 'certificate.pem'),
			key: join(folder, 'key.pem'),
		};
		const renewed = await ask('renew', pems);
		expect(renewed).toMatchObject({ code: 0, output: expect.stringContaining('"trusted": true') });
		expect(await readFile(join(folder, 'response.xml'), 'utf8')).toContain(
			'RenewCertificateResponse',
		);
		const retrievalId = /"retrievalId": "([^"]+)"/.exec(renewed.output)?.[1] ?? '';
		const got = await ask('get', { 'retrieval-id': retrievalId });
		expect(got).toMatchObject({ code: 0, output: expect.stringContaining('"certificate": "MII') });
	}, 30_000);

	test('passes a refusal on', async () => {
		const { output } = await ask('sign', {
			request: join(folder, 'request.pem'),
			'transfer-id': '1',
		});
		expect(output).toContain('PKI020');
	}, 30_000);

	test('explains itself otherwise', async () => {
		expect(await ask('help', {})).toMatchObject({
			code: 1,
			output: expect.stringContaining('For someone with access'),
		});
	}, 30_000);
});
