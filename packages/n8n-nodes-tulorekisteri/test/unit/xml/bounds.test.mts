import 'reflect-metadata';
import { X509Certificate } from 'node:crypto';

import { afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { BasicConstraintsExtension, X509CertificateGenerator } from '@peculiar/x509';

import { isTrusted } from '../../../nodes/shared/signature/trust.ts';
import { detach, elementsOf, type XmlElement } from '../../../nodes/shared/xml/element.ts';
import { readXml } from '../../../nodes/shared/xml/reader.ts';

const repeated = (count: number, make: (index: number) => string) =>
	Array.from({ length: count }, (_, index) => make(index)).join('');

/** Every namespace scope that is an object of its own. */
function scopesIn(element: XmlElement, found = new Set<unknown>()): Set<unknown> {
	found.add(element.scope);
	for (const child of elementsOf(element)) scopesIn(child, found);
	return found;
}

describe('a document made to keep the reader busy', () => {
	test.each([
		[
			'27 KB of namespace declarations',
			`<r ${repeated(900, (index) => `xmlns:a${index}="u" `)}>${'<a/>'.repeat(3500)}</r>`,
			'attributes',
		],
		[
			'declarations spread over many elements',
			`<r>${repeated(200, (index) => `<a xmlns:a${index}="u"/>`)}</r>`,
			'namespace declarations',
		],
		['many attributes', `<r ${repeated(5000, (index) => `a${index}="" `)}/>`, 'attributes'],
		['many elements', `<r>${'<a/>'.repeat(100_000)}</r>`, 'elements'],
		['many elements side by side and nested', `<r>${'<a><b/></a>'.repeat(50_000)}</r>`, 'elements'],
	])('is refused before it costs anything: %s', (_case, document, reason) => {
		expect(() => readXml(document)).toThrow(`too many ${reason}`);
	});

	test('has one scope for all elements that declare nothing', () => {
		const root = readXml(
			`<x:r xmlns:x="1"><x:e xmlns:y="2">${'<x:a><y:b/></x:a>'.repeat(100)}</x:e></x:r>`,
		);
		expect(scopesIn(root).size).toBe(2);
		const [inside] = elementsOf(root);
		expect(inside && scopesIn(detach(inside)).size).toBe(1);
	});
});

describe('a chain made to keep the trust check busy', () => {
	const KEY = {
		name: 'RSASSA-PKCS1-v1_5',
		hash: 'SHA-256',
		publicExponent: new Uint8Array([1, 0, 1]),
		modulusLength: 2048,
	};
	let chain: X509Certificate[];
	let stranger: X509Certificate;

	beforeAll(async () => {
		const keys = await crypto.subtle.generateKey(KEY, true, ['sign', 'verify']);
		const certify = async (name: string, serialNumber: string) => {
			const certificate = await X509CertificateGenerator.create({
				serialNumber,
				subject: `CN=${name}`,
				issuer: `CN=${name}`,
				publicKey: keys.publicKey,
				signingKey: keys.privateKey,
				signingAlgorithm: KEY,
				extensions: [new BasicConstraintsExtension(true, undefined, true)],
			});
			return new X509Certificate(Buffer.from(certificate.rawData));
		};
		chain = await Promise.all(
			Array.from({ length: 10 }, async (_, index) => await certify('same', `0${index}`)),
		);
		stranger = await certify('stranger', '77');
	}, 60_000);
	afterEach(() => {
		jest.restoreAllMocks();
	});

	test('looks at each certificate once: ten that all issue each other', () => {
		const verified = jest.spyOn(X509Certificate.prototype, 'verify');
		const [leaf] = chain;
		expect(leaf && isTrusted(leaf, chain, [stranger], new Date())).toBe(false);
		expect(verified.mock.calls.length).toBeLessThanOrEqual(10);
	});
});
