import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import {
	loadPackage,
	testCredential,
	type NodeTypes,
} from '../../../../test/engine/harness/index.mts';
import { StandIn } from '../../standin/server.mts';
import { anotherKeyPem, fixture, PACKAGE_FOLDER } from '../fixtures/fixtures.mts';
import { CREDENTIAL, credentialEndingIn } from './credential.mts';

let nodeTypes: NodeTypes;
let standIn: StandIn;
let notYetValid: ICredentialDataDecryptedObject;
beforeAll(async () => {
	nodeTypes = await loadPackage(PACKAGE_FOLDER);
	standIn = await StandIn.start({ packageFolder: PACKAGE_FOLDER });
	const inADay = await standIn.service.authority.newCustomer('0123456-7', {
		from: new Date(Date.now() + 86_400_000),
		to: new Date(Date.now() + 172_800_000),
	});
	notYetValid = {
		publicCertificate: inADay.certificate.toString(),
		privateKey: String(inADay.privateKey.export({ type: 'pkcs8', format: 'pem' })),
	};
}, 60_000);
afterAll(async () => await standIn.stop());

describe('testing the credential', () => {
	test.each<
		[
			string,
			(credential: ICredentialDataDecryptedObject) => ICredentialDataDecryptedObject,
			string,
			string,
		]
	>([
		['that is whole', (credential) => credential, 'OK', 'Key and certificate fit'],
		[
			'without a certificate yet',
			(credential) => ({ ...credential, publicCertificate: '', privateKey: '' }),
			'OK',
			'first retrieval',
		],
		[
			'not valid yet',
			(credential) => ({ ...credential, ...notYetValid }),
			'Error',
			'only valid from',
		],
		[
			'with another customer ID',
			(credential) => ({ ...credential, customerId: '7654321-0' }),
			'Error',
			'is for customer 0123456-7',
		],
		[
			'without a passphrase',
			(credential) => ({ ...credential, publicCertificate: '', privateKey: '', passphrase: '' }),
			'Error',
			'Fill in a passphrase',
		],
		[
			'with a foreign key',
			(credential) => ({ ...credential, privateKey: anotherKeyPem }),
			'Error',
			'do not belong together',
		],
		[
			'with a wrong passphrase',
			(credential) => ({ ...credential, passphrase: 'wrong' }),
			'Error',
			'passphrase does not open',
		],
		[
			'with a PKCS#12 file',
			(credential) => ({ ...credential, privateKey: fixture('onlyForTests.p12.base64') }),
			'Error',
			'could not be read',
		],
		[
			'with a key and no certificate',
			(credential) => ({ ...credential, publicCertificate: '' }),
			'Error',
			'has no certificate',
		],
		[
			'with an unsafe address',
			(credential) => ({ ...credential, ownAddress: 'http://example.com' }),
			'Error',
			'own address',
		],
		[
			'with a damaged authority',
			(credential) => ({ ...credential, trustedAuthority: 'x' }),
			'Error',
			'could not be read',
		],
	])('%s', async (_case, change, status, message) => {
		const result = await testCredential(
			nodeTypes,
			CREDENTIAL,
			change(await credentialEndingIn(standIn, 30)),
		);
		expect(result).toEqual({ status, message: expect.stringContaining(message) });
	});

	test('that has expired', async () => {
		const result = await testCredential(
			nodeTypes,
			CREDENTIAL,
			await credentialEndingIn(standIn, -3),
		);
		expect(result).toEqual({ status: 'Error', message: expect.stringContaining('expired on') });
	});
});
