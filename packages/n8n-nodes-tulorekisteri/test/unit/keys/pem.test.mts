import { createPrivateKey, type KeyObject } from 'node:crypto';

import { describe, expect, test } from '@jest/globals';

import { Refusal } from '../../../nodes/shared/errors/refusal.ts';
import { encryptedPem, isSameKey, plainPem } from '../../../nodes/shared/keys/keyPair.ts';
import {
	readCertificate,
	readCertificates,
	readPrivateKey,
} from '../../../nodes/shared/keys/pem.ts';
import {
	anotherKeyPem,
	certificate,
	certificatePem,
	fixture,
	keyPem,
	privateKey,
	requestPem,
} from '../../fixtures/fixtures.mts';

const passphrase = 'ääkköset & välit';
const encrypted = encryptedPem(privateKey, passphrase);

const refusalOf = (action: () => unknown): Refusal => {
	try {
		action();
	} catch (error) {
		if (error instanceof Refusal) return error;
	}
	throw new Error('nothing was refused');
};

describe('a private key', () => {
	const oneLine = (pem: string) => pem.trim().replaceAll('\n', ' ');
	const traditional = (cipher?: string) =>
		String(
			createPrivateKey(keyPem).export({
				type: 'pkcs1',
				format: 'pem',
				...(cipher && { cipher, passphrase }),
			}),
		);

	test.each<[string, string]>([
		['PKCS#8', keyPem],
		['PKCS#8, encrypted', encrypted],
		['PKCS#8, encrypted, in one line', oneLine(encrypted)],
		['PKCS#8 with \\n written out', JSON.stringify(keyPem).slice(1, -1)],
		['PKCS#1', traditional()],
		['PKCS#1, encrypted the old way', traditional('aes-256-cbc')],
		['after a certificate', certificatePem + keyPem],
		[
			'with the bag attributes openssl pkcs12 writes',
			`Bag Attributes\n    localKeyID: 01\nKey Attributes: <No Attributes>\n${keyPem}`,
		],
	])('is read from %s', (_case, text) => {
		expect(isSameKey(readPrivateKey(text, passphrase), privateKey)).toBe(true);
	});

	test('that is encrypted says so', () => {
		expect(encrypted).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----\n/);
		expect(plainPem(privateKey)).toBe(keyPem);
	});

	test.each<[string, string, string, string, string]>([
		['no passphrase', encrypted, '', 'no passphrase is given', 'Fill in the passphrase'],
		[
			'a wrong passphrase',
			encrypted,
			'wrong',
			'passphrase does not open',
			'Check that the passphrase',
		],
		['nothing', '', '', 'could not be read', 'field is empty'],
		['a certificate', certificatePem, '', 'could not be read', 'This is a certificate.'],
		['a request', requestPem, '', 'could not be read', 'certificate request (CSR)'],
		['a PKCS#12 file', fixture('onlyForTests.p12.base64'), '', 'could not be read', 'PKCS#12'],
		['prose', 'see the safe', '', 'could not be read', 'Paste the whole text'],
		['half a key', keyPem.slice(0, 300), '', 'could not be read', 'The text is cut'],
		[
			'half a key after a certificate',
			certificatePem + keyPem.slice(0, 300),
			'',
			'could not be',
			'cut',
		],
		['an EC key', pemOf('EC PRIVATE KEY'), '', 'could not be read', 'not an RSA key'],
		['an OpenSSH key', pemOf('OPENSSH PRIVATE KEY'), '', 'could not be read', 'SSH key'],
		['a DSA key', pemOf('DSA PRIVATE KEY'), '', 'could not be read', 'not an RSA key'],
		['a damaged key', keyPem.replace('MII', 'AAA'), '', 'is damaged', 'again'],
		['a key of another kind', ellipticKey(), '', 'not an RSA key', 'RSA keys only'],
	])('is refused with advice: %s', (_case, text, phrase, message, advice) => {
		const refusal = refusalOf(() => readPrivateKey(text, phrase));
		expect(refusal.message).toContain(message);
		expect(refusal.advice).toContain(advice);
		expect(refusal.message + refusal.advice).not.toContain('MII');
	});

	test('is not encrypted with nothing', () => {
		expect(() => encryptedPem(privateKey, '')).toThrow('no passphrase to encrypt');
	});
});

describe('a certificate', () => {
	const bare = certificate.raw.toString('base64');

	test.each([
		['PEM', certificatePem],
		['bare base64', bare],
		['base64 in lines', bare.replace(/(.{76})/g, '$1\r\n')],
		['PEM in one line', certificatePem.trim().replaceAll('\n', ' ')],
		['a PEM file with its key', keyPem + certificatePem],
	])('is read from %s', (_case, text) => {
		expect(readCertificate(text).raw.equals(certificate.raw)).toBe(true);
	});

	test.each([
		['a private key', anotherKeyPem, 'This is a private key'],
		['a PKCS#12 file', fixture('onlyForTests.p12.base64'), 'PKCS#12'],
		['a request', requestPem, 'certificate request (CSR)'],
		['nothing', ' \n', 'field is empty'],
		['half of it', certificatePem.slice(0, 400), 'The text is cut'],
		['a damaged one', pemOf('CERTIFICATE'), 'damaged or cut'],
		[
			'base64 of something else',
			Buffer.from('hello there').toString('base64'),
			'Paste the whole text',
		],
	])('is refused with advice: %s', (_case, text, advice) => {
		expect(refusalOf(() => readCertificate(text)).advice).toContain(advice);
	});

	test('is looked for in a megabyte of first lines without going through them again and again', () => {
		const firstLines = '-----BEGIN CERTIFICATE-----\n'.repeat(37_000);
		const before = process.cpuUsage();
		expect(refusalOf(() => readCertificates(firstLines)).advice).toContain('The text is cut');
		expect(refusalOf(() => readPrivateKey(firstLines, '')).advice).toContain('The text is cut');
		// Takes a hundredth of that; going through them again and again took some minutes.
		expect(process.cpuUsage(before).user / 1e6).toBeLessThan(10);
	});

	test('is found after one that is cut', () => {
		const [found] = readCertificates(certificatePem.slice(0, 400) + certificatePem);
		expect(found.raw.equals(certificate.raw)).toBe(true);
	});

	test('comes in several', () => {
		expect(readCertificates(certificatePem + certificatePem)).toHaveLength(2);
		expect(readCertificates(bare)).toHaveLength(1);
		expect(() => readCertificates(certificatePem + certificatePem.replace('MII', 'AAA'))).toThrow(
			'could not be read',
		);
	});
});

function pemOf(label: string): string {
	return `-----BEGIN ${label}-----\nAAAAB3NzaC1rZXktdjEAAAAA\n-----END ${label}-----\n`;
}

function ellipticKey(): string {
	const key: KeyObject = createPrivateKey(
		'-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f\n-----END PRIVATE KEY-----\n',
	);
	return plainPem(key);
}
