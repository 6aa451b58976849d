import { describe, expect, test } from '@jest/globals';

import { Authority } from '../../../standin/authority.mts';

import { certificateOf, identityOf, readAccess } from '../../../nodes/shared/api/credential.ts';
import { trustWarnings } from '../../../nodes/shared/api/service.ts';
import { readEnvironment } from '../../../nodes/shared/api/environment.ts';
import { encryptedPem } from '../../../nodes/shared/keys/keyPair.ts';
import {
	anotherKeyPem,
	certificate,
	certificatePem,
	keyPem,
	privateKey,
} from '../../fixtures/fixtures.mts';

const credential = {
	environment: 'test',
	customerId: ' 0123456-7\n',
	customerName: 'Esimerkki Oy ',
	publicCertificate: certificatePem,
	privateKey: encryptedPem(privateKey, 'passphrase'),
	passphrase: 'passphrase',
};

describe('a credential', () => {
	test('is read, its values trimmed', () => {
		const access = readAccess(credential);
		expect(access).toMatchObject({
			customerId: '0123456-7',
			customerName: 'Esimerkki Oy',
			trustedAuthorities: [],
		});
		expect(identityOf(access).certificate.raw.equals(certificate.raw)).toBe(true);
	});

	test('may lack what it does not have before the first retrieval', () => {
		const access = readAccess({ environment: 'test', customerId: '0123456-7' });
		expect(access).toMatchObject({
			customerName: '',
			certificate: '',
			privateKey: '',
			passphrase: '',
		});
		expect(() => certificateOf(access)).toThrow('has no certificate');
		expect(() => identityOf(readAccess({ ...credential, privateKey: '' }))).toThrow(
			'has no private key',
		);
	});

	test.each([
		['a key of another certificate', { privateKey: anotherKeyPem }, 'do not belong together'],
		['a wrong passphrase', { passphrase: 'x' }, 'passphrase does not open'],
		[
			"a key in the certificate's field",
			{ publicCertificate: keyPem },
			'certificate could not be read',
		],
		[
			"a certificate in the key's field",
			{ privateKey: certificatePem },
			'private key could not be read',
		],
	])('is refused with %s', (_case, change, message) => {
		expect(() => identityOf(readAccess({ ...credential, ...change }))).toThrow(message);
	});

	test('is refused with a trusted authority that cannot be read', () => {
		expect(
			readAccess({ ...credential, trustedAuthority: certificatePem + certificatePem })
				.trustedAuthorities,
		).toHaveLength(2);
		expect(() => readAccess({ ...credential, trustedAuthority: 'CN=Root' })).toThrow(
			'could not be read',
		);
	});
});

describe('a trusted authority', () => {
	const report = { present: true, valid: true, trusted: true } as const;

	test('that is a root draws a warning, for it vouches for every customer', async () => {
		const { root, trusted } = await Authority.create();
		const naming = (authority: string) =>
			trustWarnings(report, readAccess({ ...credential, trustedAuthority: authority }));
		expect(naming(trusted.toString())).toEqual([]);
		expect(naming(trusted.toString() + root.toString())).toEqual([
			expect.stringContaining("every customer's certificate comes from it too"),
		]);
	}, 60_000);
});

describe('of a chain in the certificate field', () => {
	test('the certificate of the private key is used, wherever it stands', async () => {
		const authority = await Authority.create();
		const chain = authority.trusted.toString() + authority.root.toString() + certificatePem;
		const access = readAccess({ ...credential, publicCertificate: chain });
		expect(identityOf(access).certificate.raw.equals(certificate.raw)).toBe(true);
		expect(certificateOf(access).raw.equals(certificate.raw)).toBe(true);
	}, 60_000);
});

test('a passphrase keeps its blanks', () => {
	const blank = {
		...credential,
		privateKey: encryptedPem(privateKey, ' blank '),
		passphrase: ' blank ',
	};
	expect(identityOf(readAccess(blank)).certificate.raw.equals(certificate.raw)).toBe(true);
	expect(() => identityOf(readAccess({ ...blank, passphrase: 'blank' }))).toThrow(
		'passphrase does not open',
	);
});

describe('the environment', () => {
	test('has the addresses of the certificate service', () => {
		expect(readEnvironment('production', '', '')).toEqual({
			name: 'PRODUCTION',
			address: 'https://pkiws.vero.fi/2017/10/CertificateServices',
		});
		expect(readEnvironment('test', 'https://ignored.example.com', 'PRODUCTION')).toEqual({
			name: 'TEST',
			address: 'https://pkiws-testi.vero.fi/2017/10/CertificateServices',
		});
	});

	test.each([
		['https://pkiws-testi.vero.fi/DEV/2017/10/CertificateServices', ''],
		['http://127.0.0.1:5721/2017/10/CertificateServices', 'TEST'],
		['http://localhost:5721/', 'TEST'],
		['http://[::1]:5721/', 'TEST'],
	])('may be %s', (address, name) => {
		expect(readEnvironment('own', address, name)).toEqual({ name: 'TEST', address });
		expect(readEnvironment('own', address, 'PRODUCTION').name).toBe('PRODUCTION');
	});

	test.each([
		'',
		'pkiws.vero.fi',
		'http://pkiws.vero.fi/',
		'http://127.0.0.1.example.com/',
		'http://localhost.example.com/',
		'http://10.0.0.1/',
		'https://user:password@example.com/',
		'http://localhost@example.com/',
		'ftp://127.0.0.1/',
		'file:///etc/passwd',
		'javascript:alert(1)',
	])('may not be %j', (address) => {
		expect(() => readEnvironment('own', address, 'TEST')).toThrow('own address');
	});

	test('is never guessed from something unknown', () => {
		expect(() => readEnvironment('', '', '')).toThrow('environment in the credential');
		expect(() => readEnvironment('prod', 'https://example.com/', '')).toThrow(
			'environment in the credential',
		);
	});
});
