import 'reflect-metadata';
import { X509Certificate } from 'node:crypto';

import { beforeAll, describe, expect, test } from '@jest/globals';
import {
	BasicConstraintsExtension,
	X509CertificateGenerator,
	type Extension,
} from '@peculiar/x509';

import { isTrusted } from '../../../nodes/shared/signature/trust.ts';

const DAY = 24 * 60 * 60 * 1000;
const now = new Date();
const inDays = (days: number) => new Date(now.getTime() + days * DAY);
const RSA = {
	name: 'RSASSA-PKCS1-v1_5',
	hash: 'SHA-256',
	publicExponent: new Uint8Array([1, 0, 1]),
	modulusLength: 2048,
};
const CA = [new BasicConstraintsExtension(true, undefined, true)];

let keys: Record<'root' | 'between' | 'leaf' | 'other', CryptoKeyPair>;
beforeAll(async () => {
	const pair = async () => await crypto.subtle.generateKey(RSA, true, ['sign', 'verify']);
	keys = { root: await pair(), between: await pair(), leaf: await pair(), other: await pair() };
}, 30_000);

/** A certificate: whose key, by whose key, with the names written as they are asked for. */
async function certify(
	subject: string,
	key: keyof typeof keys,
	issuer: string,
	issuerKey: keyof typeof keys,
	{ extensions = [], to = 10 }: { extensions?: Extension[]; to?: number } = {},
): Promise<X509Certificate> {
	const certificate = await X509CertificateGenerator.create({
		subject: `CN=${subject}`,
		issuer: `CN=${issuer}`,
		publicKey: keys[key].publicKey,
		signingKey: keys[issuerKey].privateKey,
		signingAlgorithm: RSA,
		notBefore: inDays(-10),
		notAfter: inDays(to),
		extensions,
	});
	return new X509Certificate(Buffer.from(certificate.rawData));
}

const root = async (to?: number) =>
	await certify('root', 'root', 'root', 'root', {
		extensions: CA,
		...(to !== undefined && { to }),
	});
const between = async (to?: number) =>
	await certify('between', 'between', 'root', 'root', {
		extensions: CA,
		...(to !== undefined && { to }),
	});

describe('a signer is trusted', () => {
	test('straight from the authority, or through one that came along', async () => {
		const straight = await certify('leaf', 'leaf', 'root', 'root');
		const through = await certify('leaf', 'leaf', 'between', 'between');
		expect(isTrusted(straight, [], [await root()], now)).toBe(true);
		expect(isTrusted(through, [through, await between()], [await root()], now)).toBe(true);
		expect(isTrusted(through, [through], [await root()], now)).toBe(false);
	});
});

describe('a signer is not trusted', () => {
	test('when it only brings a trusted certificate along', async () => {
		const forged = await certify('leaf', 'other', 'other', 'other');
		expect(isTrusted(forged, [forged, await between(), await root()], [await root()], now)).toBe(
			false,
		);
	});

	test('when it only names the authority as its issuer', async () => {
		const forged = await certify('leaf', 'other', 'root', 'other');
		expect(isTrusted(forged, [forged], [await root()], now)).toBe(false);
		const namesake = await certify('root', 'other', 'root', 'other', { extensions: CA });
		const byNamesake = await certify('leaf', 'leaf', 'root', 'other');
		expect(isTrusted(byNamesake, [byNamesake, namesake], [await root()], now)).toBe(false);
	});

	test('when what issued it is no authority', async () => {
		const customer = await certify('between', 'between', 'root', 'root');
		const signed = await certify('leaf', 'leaf', 'between', 'between');
		expect(isTrusted(customer, [], [await root()], now)).toBe(true);
		expect(isTrusted(signed, [signed, customer], [await root()], now)).toBe(false);
		expect(isTrusted(signed, [], [customer], now)).toBe(false);
	});

	test('when it, what lies between or the authority has expired', async () => {
		const expired = await certify('leaf', 'leaf', 'root', 'root', { to: -1 });
		expect(isTrusted(expired, [], [await root()], now)).toBe(false);
		expect(isTrusted(expired, [], [await root()], inDays(-2))).toBe(true);
		const through = await certify('leaf', 'leaf', 'between', 'between');
		expect(isTrusted(through, [await between(-1)], [await root()], now)).toBe(false);
		const straight = await certify('leaf', 'leaf', 'root', 'root');
		expect(isTrusted(straight, [], [await root(-1)], now)).toBe(false);
	});

	test('when certificates issue each other in a circle', async () => {
		const one = await certify('one', 'root', 'two', 'between', { extensions: CA });
		const two = await certify('two', 'between', 'one', 'root', { extensions: CA });
		const leaf = await certify('leaf', 'leaf', 'one', 'root');
		const stranger = await certify('stranger', 'other', 'stranger', 'other', { extensions: CA });
		expect(isTrusted(leaf, [leaf, one, two], [stranger], now)).toBe(false);
	});
});
