import { beforeAll, describe, expect, test } from '@jest/globals';
import { DOMParser } from '@xmldom/xmldom';
import fc from 'fast-check';
import { SignedXml } from 'xml-crypto';

import { attempt } from '../../../nodes/shared/errors/refusal.ts';
import { readCertificate } from '../../../nodes/shared/keys/pem.ts';
import { verifyDocument } from '../../../nodes/shared/signature/verify.ts';
import { readXml } from '../../../nodes/shared/xml/reader.ts';
import { responseDocument, type ResponseStyle } from '../../../standin/responses.mts';
import { Authority } from '../../../standin/authority.mts';
import { ExternalTools } from '../../../standin/externalTools.mts';
import { runs } from '../../../../../test/runs.mts';
import { PACKAGE_FOLDER } from '../../fixtures/fixtures.mts';

const tools = new ExternalTools(PACKAGE_FOLDER);

let authority: Authority;
beforeAll(async () => {
	authority = await Authority.create();
}, 60_000);

const weSay = (document: string) =>
	attempt(() => verifyDocument(readXml(document), [], new Date()).valid) ?? false;

/** xml-crypto, with the certificate that comes along as its key: one signature, one reference, the signed text read back. */
function xmlCryptoSays(document: string): boolean {
	const refuse = (message: string) => {
		throw new Error(message);
	};
	const errorHandler = { warning: refuse, error: refuse, fatalError: refuse };
	const valid = attempt(() => {
		const parsed = new DOMParser({ errorHandler }).parseFromString(document, 'text/xml');
		const [signature, ...more] = Array.from(parsed.documentElement.childNodes).filter(
			(node) => node.nodeName === 'Signature',
		);
		if (!signature || more.length > 0) return false;
		const [signer] = Array.from(parsed.getElementsByTagName('X509Certificate'));
		const signedXml = new SignedXml({
			publicCert: readCertificate(signer?.textContent ?? '').toString(),
			getCertFromKeyInfo: () => null,
		});
		signedXml.loadSignature(signature as Element);
		return signedXml.checkSignature(document) && signedXml.getSignedReferences().length === 1;
	});
	return valid ?? false;
}

const PIECES = ['x', ' ', '\n', '<!-- -->', '<a/>', '&#13;', '&amp;', '"', "'", '<', '>', '/', '='];

/** A piece put in, taken out, copied to another place or overwritten. */
const alteration = fc.record({
	at: fc.double({ min: 0, max: 1, noNaN: true }),
	to: fc.double({ min: 0, max: 1, noNaN: true }),
	length: fc.nat(60),
	kind: fc.constantFrom('insert', 'delete', 'copy', 'overwrite'),
	piece: fc.constantFrom(...PIECES),
});
type Alteration = typeof alteration extends fc.Arbitrary<infer Value> ? Value : never;

function alter(document: string, { at, to, length, kind, piece }: Alteration): string {
	const start = Math.floor(at * document.length);
	const end =
		kind === 'insert' || kind === 'copy' ? start : Math.min(start + length, document.length);
	const from = Math.floor(to * document.length);
	const middle =
		kind === 'delete' ? '' : kind === 'copy' ? document.slice(from, from + length) : piece;
	return document.slice(0, start) + middle + document.slice(end);
}

describe.each(['inclusive', 'exclusive'] as const)('a response altered at random, %s', (form) => {
	const made = (style: ResponseStyle['canonicalisation']) =>
		responseDocument(
			'RenewCertificateResponse',
			{ status: 'OK', retrievalId: 'abc123 ä&<ö' },
			{ canonicalisation: style },
			authority.signer,
		);

	test('is never valid here alone: xml-crypto, and xmlsec1 where installed, say the same', () => {
		const document = made(form);
		const seen = { altered: 0, validHere: 0, validThereOnly: 0 };
		expect([weSay(document), xmlCryptoSays(document)]).toEqual([true, true]);
		fc.assert(
			fc.property(fc.array(alteration, { minLength: 1, maxLength: 2 }), (alterations) => {
				const altered = alterations.reduce(alter, document);
				const [here, there] = [weSay(altered), xmlCryptoSays(altered)];
				seen.altered += 1;
				seen.validHere += Number(here);
				seen.validThereOnly += Number(there && !here);
				if (!here) return;
				expect({ altered, there }).toEqual({ altered, there: true });
				expect(tools.signature(altered).filter(({ accepted }) => !accepted)).toEqual([]);
			}),
			{ numRuns: runs(500) },
		);
		console.info(`${form}: ${JSON.stringify(seen)}`);
	});
});
