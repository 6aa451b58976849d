import { createPrivateKey } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import {
	loadPackage,
	runNode,
	type NodeTypes,
	type WorkflowNode,
} from '../../../../test/engine/harness/index.mts';
import { StandIn } from '../../standin/server.mts';
import { PACKAGE_FOLDER } from '../fixtures/fixtures.mts';
import { CREDENTIAL, emptyCredential, NODE, PASSPHRASE } from './credential.mts';

let nodeTypes: NodeTypes;
let standIn: StandIn;
beforeAll(async () => {
	nodeTypes = await loadPackage(PACKAGE_FOLDER);
	standIn = await StandIn.start({ packageFolder: PACKAGE_FOLDER });
}, 60_000);
afterAll(async () => await standIn.stop());

describe('a new key', () => {
	const create = async (
		parameters: Record<string, unknown>,
		credential: ICredentialDataDecryptedObject,
	) =>
		await runNode(nodeTypes, {
			type: NODE,
			parameters: {
				resource: 'key',
				operation: 'create',
				...parameters,
			} as WorkflowNode['parameters'],
			credentials: { [CREDENTIAL]: credential },
		});

	test("is encrypted with the credential's passphrase", async () => {
		const [made] = (await create({}, emptyCredential(standIn))).json;
		const pem = String(made?.privateKey);
		expect(made).toMatchObject({ privateKeyEncrypted: true, keyBits: 2048 });
		expect(pem).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----/);
		expect(() => createPrivateKey({ key: pem, passphrase: 'wrong' })).toThrow();
		expect(
			createPrivateKey({ key: pem, passphrase: PASSPHRASE }).asymmetricKeyDetails?.modulusLength,
		).toBe(2048);
	});

	test('is in the clear only when asked for', async () => {
		const [made] = (await create({ encryptPrivateKey: false }, emptyCredential(standIn))).json;
		expect(made).toMatchObject({ privateKeyEncrypted: false });
		expect(String(made?.privateKey)).toMatch(/^-----BEGIN PRIVATE KEY-----/);
		const { error } = await create({}, { ...emptyCredential(standIn), passphrase: '' });
		expect(error?.message).toContain('no passphrase to encrypt');
	});
});
