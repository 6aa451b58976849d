import { createPrivateKey } from 'node:crypto';

import { describe, expect, test } from '@jest/globals';

import { readCertificateRequest } from '../../../nodes/shared/keys/certificateRequest.ts';
import { signDocument } from '../../../nodes/shared/signature/sign.ts';
import { verifyDocument } from '../../../nodes/shared/signature/verify.ts';
import { inEnvelope, renewCertificate } from '../../../nodes/shared/api/messages.ts';
import { canonicalise } from '../../../nodes/shared/xml/canonical.ts';
import { detach, elementsOf } from '../../../nodes/shared/xml/element.ts';
import { readXml } from '../../../nodes/shared/xml/reader.ts';
import { ExternalTools } from '../../../standin/externalTools.mts';
import { readRequest } from '../../../standin/requestReader.mts';
import { checkSignature } from '../../../standin/signatureCheck.mts';
import {
	anotherKeyPem,
	certificate,
	PACKAGE_FOLDER,
	privateKey,
	requester,
	requestPem,
} from '../../fixtures/fixtures.mts';

const tools = new ExternalTools(PACKAGE_FOLDER);
const xmlsec1 = tools.installed.has('xmlsec1');
console.info(
	`Signatures are verified by xml-crypto${xmlsec1 ? ' and xmlsec1' : ' only: xmlsec1 is not installed'}`,
);

const environment = { name: 'TEST', address: 'https://example.com/' } as const;
const message = renewCertificate(
	{ environment, ...requester },
	readCertificateRequest(requestPem).der,
);
const signed = signDocument(message.document, privateKey, certificate);

/** True where the stand-in's reader takes the document and xml-crypto says that all of it is what was signed. */
const acceptedByXmlCrypto = (document: string): boolean => {
	try {
		const request = readRequest(inEnvelope(document), '"renewCertificate"');
		const verdict = request.signature && checkSignature(request.document, request.signature);
		return (
			verdict?.valid === true &&
			verdict.certificate.raw.equals(certificate.raw) &&
			verdict.signed === message.document
		);
	} catch {
		return false;
	}
};

const acceptedByNode = (document: string): boolean => {
	try {
		return verifyDocument(readXml(document), [], new Date()).valid;
	} catch {
		return false;
	}
};

describe('a signed renewal request', () => {
	test('is written in canonical form to begin with', () => {
		expect(canonicalise(readXml(message.document), { mode: 'exclusive' })).toBe(message.document);
		expect(canonicalise(readXml(signed), { mode: 'exclusive' })).toBe(signed);
	});

	test('is the same each time for the same key', () => {
		expect(signDocument(message.document, privateKey, certificate)).toBe(signed);
		expect(/<ds:DigestValue>([^<]*)</.exec(signed)?.[1]).toBe(
			'9n5jS/H95qpqJnmkTwhq3WjQGWOiBf6x0KzQ5qRbwwM=',
		);
		expect(/<ds:SignatureValue>([^<]{24})/.exec(signed)?.[1]).toBe('NvcmNhAF2t4Qm55sE2eRJoYT');
	});

	test('keeps its order: the signature is the last child, the rest as it was', () => {
		expect(elementsOf(readXml(signed)).map(({ localName }) => localName)).toEqual([
			'Environment',
			'CustomerId',
			'CustomerName',
			'CertificateRequest',
			'Signature',
		]);
		expect(signed.replace(/<ds:Signature .*<\/ds:Signature>/, '')).toBe(message.document);
	});

	test('is accepted by xml-crypto, by xmlsec1 and xmllint where installed, and by our own verifier', () => {
		expect(acceptedByXmlCrypto(signed)).toBe(true);
		expect(acceptedByNode(signed)).toBe(true);
		const verdicts = [...tools.signature(signed), ...tools.message(signed)];
		expect(verdicts.filter(({ accepted }) => !accepted)).toEqual([]);
		expect(verdicts).toHaveLength([xmlsec1, tools.installed.has('xmllint')].filter(Boolean).length);
	});

	test('survives its envelope once it is taken out again, and not before', () => {
		const [body] = elementsOf(readXml(inEnvelope(signed)));
		const [inside] = body ? elementsOf(body) : [];
		expect(inside && verifyDocument(detach(inside), [], new Date()).valid).toBe(true);
		expect(acceptedByNode(inEnvelope(signed))).toBe(false);
	});

	test("is rejected when it was signed with another key than the certificate's", () => {
		const forged = signDocument(message.document, createPrivateKey(anotherKeyPem), certificate);
		expect(acceptedByXmlCrypto(forged)).toBe(false);
		expect(acceptedByNode(forged)).toBe(false);
		expect(tools.signature(forged).map(({ accepted }) => accepted)).toEqual(xmlsec1 ? [false] : []);
	});
});

describe('every signed byte', () => {
	const signedInfoStart = signed.indexOf('<ds:SignedInfo>');
	const signedInfoEnd = signed.indexOf('</ds:SignedInfo>') + '</ds:SignedInfo>'.length;
	const signatureStart = signed.indexOf('<ds:Signature ');
	const signatureEnd = signed.indexOf('</ds:Signature>') + '</ds:Signature>'.length;
	const signedBytes = [
		...range(0, signatureStart),
		...range(signedInfoStart, signedInfoEnd),
		...range(signatureEnd, signed.length),
	];

	const altered = (index: number, bits: number) =>
		signed.slice(0, index) +
		String.fromCharCode(signed.charCodeAt(index) ^ bits) +
		signed.slice(index + 1);

	test('matters to xml-crypto', () => {
		expect(signedBytes.length).toBeGreaterThan(1500);
		expect(signedBytes.filter((index) => acceptedByXmlCrypto(altered(index, 0x01)))).toEqual([]);
	}, 60_000);

	test.each([0x01, 0x20])(
		'matters to our own verifier (bits %d changed)',
		(bits) => {
			expect(signedBytes.filter((index) => acceptedByNode(altered(index, bits)))).toEqual([]);
		},
		60_000,
	);

	test('matters to xmlsec1, where installed, at some places', () => {
		const places = xmlsec1
			? [
					signed.indexOf('0123456-7'),
					signed.indexOf('Ää'),
					signedInfoStart + 80,
					signed.indexOf('<ds:DigestValue>') + 20,
				]
			: [];
		const verdicts = places.map((index) => tools.signature(altered(index, 1))[0]?.accepted);
		expect(verdicts).toEqual(places.map(() => false));
	});

	test('may not be added to or taken from', () => {
		for (const document of [
			signed.replace('<Environment>', ' <Environment>'),
			signed.replace('<Environment>TEST</Environment>', ''),
			signed.replace('</cer:Renew', '<CustomerName>Other Oy</CustomerName></cer:Renew'),
			signed.replace('<CustomerId>', '<CustomerId x="1">'),
			signed
				.replace('xmlns:cer=', 'xmlns:x="urn:x" xmlns:cer=')
				.replace('<CustomerId>', '<CustomerId x:y="1">'),
		]) {
			expect(acceptedByXmlCrypto(document)).toBe(false);
			expect(acceptedByNode(document)).toBe(false);
		}
	});
});

function range(from: number, to: number): number[] {
	return Array.from({ length: to - from }, (_each, offset) => from + offset);
}
