import { beforeAll, describe, expect, test } from '@jest/globals';

import { verifyDocument } from '../../../nodes/shared/signature/verify.ts';
import { detach, elementsOf } from '../../../nodes/shared/xml/element.ts';
import { readXml } from '../../../nodes/shared/xml/reader.ts';
import { responseDocument, inEnvelope, type ResponseStyle } from '../../../standin/responses.mts';
import { Authority, type Party } from '../../../standin/authority.mts';
import { ExternalTools } from '../../../standin/externalTools.mts';
import { certificate, PACKAGE_FOLDER } from '../../fixtures/fixtures.mts';

const tools = new ExternalTools(PACKAGE_FOLDER);
const DAY = 24 * 60 * 60 * 1000;
const now = new Date();

let authority: Authority;
let customer: Party;
beforeAll(async () => {
	authority = await Authority.create(now);
	customer = await authority.newCustomer('0123456-7', {
		from: new Date(now.getTime() - DAY),
		to: new Date(now.getTime() + DAY),
	});
}, 30_000);

const outcome = { status: 'OK', retrievalId: 'abc123 ä&<ö' } as const;

const signedResponse = (
	canonicalisation: ResponseStyle['canonicalisation'],
	signer: Party = authority.signer,
) => responseDocument('RenewCertificateResponse', outcome, { canonicalisation }, signer);

const verify = (document: string, trusted = [authority.trusted], at = now) => {
	const [body] = elementsOf(readXml(inEnvelope(document))).filter(
		({ localName }) => localName === 'Body',
	);
	const [content] = body ? elementsOf(body) : [];
	if (!content) throw new Error('no content');
	return verifyDocument(detach(content), trusted, at);
};

describe.each(['inclusive', 'exclusive'] as const)(
	'a response signed with %s canonicalisation',
	(form) => {
		test('is valid and trusted, and xmlsec1 agrees where installed', () => {
			const document = signedResponse(form);
			expect(verify(document)).toMatchObject({ present: true, valid: true, trusted: true });
			expect(verify(document).signerSubject).toContain('CN=Stand-In Certificate Service');
			expect(tools.signature(document).filter(({ accepted }) => !accepted)).toEqual([]);
		});

		test('says honestly that trust was not checked where no authority is given', () => {
			expect(verify(signedResponse(form), [])).toMatchObject({
				valid: true,
				trusted: 'notChecked',
			});
		});

		test('is not trusted from another authority, nor from a customer of the same', async () => {
			const other = await Authority.create(now);
			expect(verify(signedResponse(form), [other.trusted])).toMatchObject({
				valid: true,
				trusted: false,
			});
			expect(verify(signedResponse(form, customer))).toMatchObject({ valid: true, trusted: false });
			expect(verify(signedResponse(form), [certificate])).toMatchObject({
				valid: true,
				trusted: false,
			});
		}, 30_000);

		test("is not trusted before or after its signer's time", () => {
			expect(
				verify(signedResponse(form), undefined, new Date(now.getTime() - 2 * DAY)).trusted,
			).toBe(false);
			expect(
				verify(signedResponse(form), undefined, new Date(now.getTime() + 4000 * DAY)).trusted,
			).toBe(false);
		});

		test('is not trusted from a root two steps up unless what lies between comes along', () => {
			expect(verify(signedResponse(form), [authority.root])).toMatchObject({
				valid: true,
				trusted: false,
			});
			const between = authority.trusted.raw.toString('base64');
			const withBetween = signedResponse(form).replace(
				'</X509Certificate>',
				`</X509Certificate><X509Certificate>${between}</X509Certificate>`,
			);
			expect(verify(withBetween, [authority.root])).toMatchObject({ valid: true, trusted: true });
		});

		test('is valid with its certificates in any order', () => {
			const between = authority.trusted.raw.toString('base64');
			const withBetween = signedResponse(form).replace(
				'<X509Certificate>',
				`<X509Certificate>${between}</X509Certificate><X509Certificate>`,
			);
			expect(verify(withBetween, [authority.root])).toMatchObject({ valid: true, trusted: true });
			expect(tools.signature(withBetween).filter(({ accepted }) => !accepted)).toEqual([]);
		});

		test('is trusted when the very signer is what is trusted', () => {
			expect(verify(signedResponse(form), [authority.signer.certificate]).trusted).toBe(true);
		});

		test.each([
			[
				'a value',
				(document: string) => document.replace('abc123', 'abd123'),
				'changed after signing',
			],
			[
				'a status',
				(document: string) => document.replace('>OK<', '>FAIL<'),
				'changed after signing',
			],
			[
				'white space',
				(document: string) => document.replace('<Result>', '<Result> '),
				'changed after signing',
			],
			[
				'an element more',
				(document: string) => document.replace('<Result>', '<RetrievalId>x</RetrievalId><Result>'),
				'changed after signing',
			],
			[
				'the digest',
				(document: string) => document.replace(/<DigestValue>./, '<DigestValue>_'),
				'changed after signing',
			],
			[
				'the signed part',
				(document: string) => document.replace(/(<CanonicalizationMethod )/, '$1 Id="x" '),
				'does not fit',
			],
			[
				'the signature',
				(document: string) => document.replace(/<SignatureValue>..../, '<SignatureValue>AAAA'),
				'does not fit',
			],
			[
				'something else than base64 in the signature',
				(document: string) => document.replace('<SignatureValue>', '<SignatureValue>&gt;'),
				'does not fit',
			],
			[
				'another reference',
				(document: string) => document.replace('URI=""', 'URI="#x"'),
				'whole response',
			],
			[
				'a weaker digest',
				(document: string) => document.replaceAll('2001/04/xmlenc#sha256', '2000/09/xmldsig#sha1'),
				'unknown method',
			],
			[
				'a keyed hash',
				(document: string) =>
					document.replaceAll('2001/04/xmldsig-more#rsa-sha256', '2000/09/xmldsig#hmac-sha1'),
				'unknown method',
			],
			[
				'another transform',
				(document: string) =>
					document.replace(/<Transform Algorithm="[^"]*enveloped-signature"\/>/, ''),
				'unknown method',
			],
			[
				'no certificate',
				(document: string) => document.replace(/<KeyInfo>.*<\/KeyInfo>/s, ''),
				'no certificate',
			],
			[
				'a damaged certificate',
				(document: string) => document.replace(/<X509Certificate>.{40}/s, '<X509Certificate>'),
				'no certificate',
			],
			...['x', 'xx', 'xxx'].map((piece): [string, (document: string) => string, string] => [
				`${piece.length} characters too many in the certificate`,
				(document) => document.replace(/=*\s*<\/X509Certificate>/, `${piece}</X509Certificate>`),
				'no certificate',
			]),
			[
				'no signature value',
				(document: string) => document.replace(/<SignatureValue>.*<\/SignatureValue>/s, ''),
				'incomplete',
			],
			[
				'two references',
				(document: string) => document.replace(/(<Reference .*<\/Reference>)/s, '$1$1'),
				'incomplete',
			],
		])('is not valid with %s altered', (_case, alter, reason) => {
			const document = signedResponse(form);
			expect(alter(document)).not.toBe(document);
			const report = verify(alter(document));
			expect(report).toMatchObject({ present: true, valid: false, trusted: false });
			expect(report.reason).toContain(reason);
		});

		test('is not valid without a signature, or with two', () => {
			const document = signedResponse(form);
			const unsigned = document.replace(/<Signature .*<\/Signature>/s, '');
			const twice = document.replace(/(<Signature .*<\/Signature>)/s, '$1$1');
			expect(verify(unsigned)).toMatchObject({ present: false, valid: false, trusted: false });
			expect(verify(unsigned, [])).toMatchObject({
				present: false,
				valid: false,
				trusted: 'notChecked',
			});
			expect(verify(twice)).toMatchObject({ present: true, valid: false, trusted: false });
		});
	},
);
