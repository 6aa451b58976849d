import { beforeAll, describe, expect, test } from '@jest/globals';

import { readResponse } from '../../../nodes/shared/api/response.ts';
import { responseDocument, fault, inEnvelope, type Outcome } from '../../../standin/responses.mts';
import { Authority } from '../../../standin/authority.mts';
import { certificate } from '../../fixtures/fixtures.mts';

let authority: Authority;
beforeAll(async () => {
	authority = await Authority.create();
}, 30_000);

const response = (
	outcome: Outcome,
	style: { wrongOrder?: boolean; duplicated?: boolean } = {},
	response = 'GetCertificateResponse',
) =>
	inEnvelope(
		responseDocument(
			response,
			outcome,
			{ canonicalisation: 'inclusive', ...style },
			authority.signer,
		),
	);

const read = (body: string | Buffer, status = 200) =>
	readResponse(
		status,
		Buffer.from(body),
		'GetCertificateResponse',
		[authority.trusted],
		new Date(),
	);

describe('a response', () => {
	test('with a certificate is read, whatever the HTTP status', () => {
		for (const status of [200, 400, 500]) {
			const { certificate: der, ...rest } = read(
				response({ status: 'OK', certificate: certificate.raw }),
				status,
			);
			expect(der?.equals(certificate.raw)).toBe(true);
			expect(rest).toMatchObject({
				status: 'OK',
				errors: [],
				signature: { valid: true, trusted: true },
			});
		}
	});

	test('with refusals keeps codes and texts word for word', () => {
		const errors = [
			{ code: 'PKI020', message: 'Virheelliset tunnukset: ä < ö & "å"' },
			{ code: 'PKI999', message: '' },
		];
		expect(read(response({ status: 'FAIL', errors }))).toMatchObject({ status: 'FAIL', errors });
	});

	test('in another order is read by its names', () => {
		expect(read(response({ status: 'OK', retrievalId: 'r' }, { wrongOrder: true }))).toMatchObject({
			status: 'OK',
			retrievalId: 'r',
		});
	});

	test('may have a prologue, and white space and carriage returns in its base64', () => {
		const spaced = `<?xml version="1.0" encoding="UTF-8"?>\r\n${response({ status: 'OK', certificate: certificate.raw })}`;
		expect(spaced).toContain('&#13;');
		expect(read(spaced).certificate?.equals(certificate.raw)).toBe(true);
		expect(read(spaced).signature.valid).toBe(true);
	});

	test.each<[string, () => string | Buffer, number, string]>([
		[
			'a SOAP fault',
			() => fault('Client', 'Schema violation'),
			500,
			'Schema violation (SOAP-ENV:Client)',
		],
		['a SOAP fault with status 200', () => fault('Server', 'Out of order'), 200, 'Out of order'],
		[
			'another message',
			() => response({ status: 'OK' }, {}, 'RenewCertificateResponse'),
			200,
			'sent RenewCertificateResponse instead',
		],
		[
			'a message of another namespace',
			() => response({ status: 'OK' }).replace('certificates.vero.fi', 'example.com'),
			200,
			'instead of GetCertificateResponse',
		],
		[
			'an element twice',
			() => response({ status: 'OK', retrievalId: 'r' }, { duplicated: true }),
			200,
			'RetrievalId more than once',
		],
		[
			'no status',
			() => response({ status: 'OK' }).replace(/<Status>OK<\/Status>/, ''),
			200,
			'neither OK nor FAIL',
		],
		[
			'an unknown status',
			() => response({ status: 'OK' }).replace('>OK<', '>MAYBE<'),
			200,
			'neither OK nor FAIL',
		],
		[
			'no result',
			() => response({ status: 'OK' }).replace(/<Result>.*<\/Result>/s, ''),
			200,
			'neither OK nor FAIL',
		],
		[
			'a DTD',
			() => `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${response({ status: 'OK' })}`,
			200,
			'DTD',
		],
		['a redirect', () => '', 302, 'redirect'],
		['nothing', () => '', 200, 'HTTP 200 and no XML'],
		['text', () => 'Internal Server Error', 500, 'HTTP 500 and no XML'],
		[
			'a web page',
			() => '<!DOCTYPE html><html><body><br></body></html>',
			502,
			'HTTP 502 and no SOAP message',
		],
		[
			'XML of another kind',
			() => '<html xmlns="urn:x"><body/></html>',
			502,
			'HTTP 502 and no SOAP message',
		],
		[
			'two bodies',
			() => response({ status: 'OK' }).replace(/(<SOAP-ENV:Body>.*<\/SOAP-ENV:Body>)/s, '$1$1'),
			200,
			'no SOAP message',
		],
		['two messages in the body', () => inEnvelope('<a/><b/>'), 200, 'no SOAP message'],
		['an empty body', () => inEnvelope(''), 200, 'no SOAP message'],
		[
			'SOAP 1.2',
			() =>
				response({ status: 'OK' }).replaceAll(
					'http://schemas.xmlsoap.org/soap/envelope/',
					'http://www.w3.org/2003/05/soap-envelope',
				),
			200,
			'no SOAP message',
		],
		['bytes that are no UTF-8', () => Buffer.from([0x3c, 0x61, 0xff, 0x3e]), 200, 'no XML'],
		['half a response', () => response({ status: 'OK' }).slice(0, -10), 200, 'do not match'],
	])('is refused: %s', (_case, body, status, reason) => {
		expect(() => read(body(), status)).toThrow(reason);
	});
});
