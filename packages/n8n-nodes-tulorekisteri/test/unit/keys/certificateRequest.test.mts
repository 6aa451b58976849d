import 'reflect-metadata';
import { spawnSync } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';

import { describe, expect, test } from '@jest/globals';
import { Pkcs10CertificateRequest } from '@peculiar/x509';

import {
	createCertificateRequest,
	readCertificateRequest,
} from '../../../nodes/shared/keys/certificateRequest.ts';
import { createPrivateRsaKey, isSameKey } from '../../../nodes/shared/keys/keyPair.ts';
import { toPem } from '../../../nodes/shared/keys/pem.ts';
import { ExternalTools } from '../../../standin/externalTools.mts';
import {
	anotherKeyPem,
	fixture,
	PACKAGE_FOLDER,
	privateKey,
	requester,
	requestPem,
} from '../../fixtures/fixtures.mts';

const tools = new ExternalTools(PACKAGE_FOLDER);

const derOf = (pem: string) => readCertificateRequest(pem).der;

describe('a certificate request', () => {
	test('is byte for byte what openssl made from the same key and names', () => {
		expect(createCertificateRequest(requester, privateKey)).toBe(requestPem);
	});

	test.each([
		['plain', { customerId: '1234567-1', customerName: 'Esimerkki Oy' }],
		['ä, ö and markup', { customerId: '1234567-1', customerName: 'Ämpäri & Öylätti <"Oy">' }],
		['beyond the basic plane', { customerId: '1234567-1', customerName: 'Emoji 🏠 Oy' }],
		['a slash and a comma', { customerId: '1234567-1', customerName: 'A/B, C=SE' }],
		['no name', { customerId: '1234567-1', customerName: '' }],
		["a name at X.520's limit", { customerId: '1234567-1', customerName: 'ö'.repeat(64) }],
	])('is accepted by an independent reader: %s', async (_case, names) => {
		const der = derOf(createCertificateRequest(names, privateKey));
		const read = new Pkcs10CertificateRequest(new Uint8Array(der));
		expect(await read.verify()).toBe(true);
		expect(read.subjectName.getField('CN')).toEqual([names.customerId]);
		expect(read.subjectName.getField('O')).toEqual(
			names.customerName === '' ? [] : [names.customerName],
		);
		expect(read.subjectName.getField('C')).toEqual(['FI']);
		expect(tools.certificateRequest(der).map(({ accepted }) => accepted)).toEqual(
			tools.installed.has('openssl') ? [true] : [],
		);
	});

	test('is compared with the installed openssl, if any, for names at random lengths', () => {
		const openssl = (subject: string) =>
			spawnSync(
				'openssl',
				[
					'req',
					'-new',
					'-utf8',
					'-sha256',
					'-key',
					'test/fixtures/onlyForTests.key.pem',
					'-subj',
					subject,
				],
				{ cwd: PACKAGE_FOLDER, encoding: 'utf8' },
			);
		for (const length of [1, 20, 63, 64]) {
			const names = { customerId: '1234567-1', customerName: 'ä'.repeat(length) };
			const made = createCertificateRequest(names, privateKey);
			const compared = tools.installed.has('openssl')
				? openssl(`/C=FI/O=${names.customerName}/CN=1234567-1`).stdout
				: made;
			expect(made).toBe(compared);
			expect(made.startsWith('-----BEGIN CERTIFICATE REQUEST-----\n')).toBe(true);
		}
	});

	test('cuts a long name where X.520 does, between characters', () => {
		const request = derOf(
			createCertificateRequest({ customerId: '1', customerName: '🏠'.repeat(100) }, privateKey),
		);
		const read = new Pkcs10CertificateRequest(new Uint8Array(request));
		expect(read.subjectName.getField('O')).toEqual(['🏠'.repeat(64)]);
	});

	test('is for a new key of 2048 bits each time', async () => {
		const [one, other] = [await createPrivateRsaKey(), await createPrivateRsaKey()];
		expect(isSameKey(one, other)).toBe(false);
		expect(one.asymmetricKeyDetails?.modulusLength).toBe(2048);
		const { publicKey } = readCertificateRequest(createCertificateRequest(requester, one));
		expect(isSameKey(publicKey, one)).toBe(true);
		expect(isSameKey(publicKey, other)).toBe(false);
	}, 30_000);
});

describe('reading a certificate request', () => {
	const der = derOf(requestPem);

	test('takes PEM, bare base64, and PEM whose line ends were lost', () => {
		const oneLine = requestPem.trim().replaceAll('\n', ' ');
		const escaped = JSON.stringify(requestPem).slice(1, -1);
		for (const text of [
			requestPem,
			der.toString('base64'),
			oneLine,
			escaped,
			` \n${requestPem}\n`,
		]) {
			expect(readCertificateRequest(text).der.equals(der)).toBe(true);
		}
	});

	test.each(['sha384', 'sha512'])('takes one that was signed with %s', (hash) => {
		const made = spawnSync(
			'openssl',
			['req', '-new', `-${hash}`, '-key', 'test/fixtures/onlyForTests.key.pem', '-subj', '/CN=1'],
			{ cwd: PACKAGE_FOLDER, encoding: 'utf8' },
		).stdout;
		expect(tools.installed.has('openssl') && readCertificateRequest(made)).toMatchObject({
			der: expect.any(Buffer),
		});
	});

	test('refuses every altered byte', () => {
		const accepted: number[] = [];
		for (let index = 0; index < der.length; index++) {
			const altered = Buffer.from(der);
			altered.writeUInt8(altered.readUInt8(index) ^ 1, index);
			try {
				readCertificateRequest(toPem('CERTIFICATE REQUEST', altered));
				accepted.push(index);
			} catch {
				// Refused, as it should be.
			}
		}
		expect(accepted).toEqual([]);
	});

	test.each([
		['nothing', ''],
		['a key', anotherKeyPem],
		['half of it', requestPem.slice(0, 400)],
		['prose', 'not a request'],
		['empty DER', toPem('CERTIFICATE REQUEST', Buffer.alloc(0))],
		[
			'a length beyond the end',
			toPem('CERTIFICATE REQUEST', Buffer.from([0x30, 0x84, 0xff, 0xff, 0xff, 0xff])),
		],
		['something after it', toPem('CERTIFICATE REQUEST', Buffer.concat([der, Buffer.from([5, 0])]))],
	])('refuses %s', (_case, text) => {
		expect(() => readCertificateRequest(text)).toThrow('could not be read');
	});

	test('refuses a key of another size, before a one-time code is spent on it', () => {
		expect(() => readCertificateRequest(fixture('request3072.pem'))).toThrow('3072-bit key');
	});

	test('tells keys apart', () => {
		const { publicKey } = readCertificateRequest(requestPem);
		expect(isSameKey(publicKey, privateKey)).toBe(true);
		expect(isSameKey(publicKey, createPrivateKey(anotherKeyPem))).toBe(false);
	});
});
