import { describe, expect, test } from '@jest/globals';

import { Refusal } from '../../../nodes/shared/errors/refusal.ts';
import {
	getCertificate,
	inEnvelope,
	renewCertificate,
	signNewCertificate,
} from '../../../nodes/shared/api/messages.ts';
import { canonicalise } from '../../../nodes/shared/xml/canonical.ts';
import { readXml } from '../../../nodes/shared/xml/reader.ts';
import { ExternalTools } from '../../../standin/externalTools.mts';
import { readRequest } from '../../../standin/requestReader.mts';
import { PACKAGE_FOLDER, requester } from '../../fixtures/fixtures.mts';

const tools = new ExternalTools(PACKAGE_FOLDER);
console.info(
	`Messages are held against the schema by the stand-in${tools.installed.has('xmllint') ? ' and xmllint' : ' only: xmllint is not installed'}`,
);

const environment = { name: 'TEST', address: 'https://example.com/' } as const;
const customer = { environment, ...requester };
const der = Buffer.from('certificate request');
const codes = { transferId: '12345678903', transferPassword: 'not-a-real<&>one' };

describe('messages', () => {
	test.each([
		[
			'signNewCertificate',
			signNewCertificate(customer, codes, der),
			[
				'Environment',
				'CustomerId',
				'CustomerName',
				'TransferId',
				'TransferPassword',
				'CertificateRequest',
			],
		],
		[
			'signNewCertificate without a name',
			signNewCertificate({ ...customer, customerName: '' }, codes, der),
			['Environment', 'CustomerId', 'TransferId', 'TransferPassword', 'CertificateRequest'],
		],
		[
			'getCertificate',
			getCertificate(customer, 'retrieval'),
			['Environment', 'CustomerId', 'CustomerName', 'RetrievalId'],
		],
	])('keep to the schema: %s', (_case, message, names) => {
		const { fields } = readRequest(inEnvelope(message.document), `"${message.operation}"`);
		expect(Object.keys(fields)).toEqual(names);
		expect(fields).toMatchObject({ Environment: 'TEST', CustomerId: requester.customerId });
		expect(tools.message(message.document).filter(({ accepted }) => !accepted)).toEqual([]);
		expect(canonicalise(readXml(message.document), { mode: 'exclusive' })).toBe(message.document);
	});

	test('carry values unharmed', () => {
		const { fields } = readRequest(
			inEnvelope(signNewCertificate(customer, codes, der).document),
			'"signNewCertificate"',
		);
		expect(fields).toMatchObject({
			CustomerName: 'Ääkkös & Öljy <Oy>',
			TransferPassword: 'not-a-real<&>one',
			CertificateRequest: der.toString('base64'),
		});
	});

	test('name the environment as the service does', () => {
		const production = { name: 'PRODUCTION', address: '' } as const;
		expect(getCertificate({ ...customer, environment: production }, 'x').document).toContain(
			'<Environment>PRODUCTION</Environment>',
		);
	});

	test('declare one namespace, on the message alone', () => {
		expect(renewCertificate(customer, der).document.match(/xmlns/g)).toHaveLength(1);
		expect(renewCertificate(customer, der).document).toMatch(
			/^<cer:RenewCertificateRequest xmlns:cer="http:\/\/certificates\.vero\.fi\/2017\/10\/certificateservices"><Environment>/,
		);
	});

	const make: Record<string, (value: string) => unknown> = {
		'customer ID': (customerId) => getCertificate({ ...customer, customerId }, 'x'),
		'customer name': (customerName) => getCertificate({ ...customer, customerName }, 'x'),
		'transfer ID': (transferId) => signNewCertificate(customer, { ...codes, transferId }, der),
		'transfer password': (transferPassword) =>
			signNewCertificate(customer, { ...codes, transferPassword }, der),
		'retrieval ID': (retrievalId) => getCertificate(customer, retrievalId),
	};

	test.each([
		['customer ID', 30],
		['customer name', 100],
		['transfer ID', 32],
		['transfer password', 16],
		['retrieval ID', 32],
	])('refuse a %s longer than %d characters, and never show it', (name, longest) => {
		const build = make[name];
		expect(() => build?.('ö'.repeat(longest))).not.toThrow();
		expect(() => build?.('secret'.repeat(20))).toThrow(`The ${name}`);
		try {
			build?.('secret'.repeat(20));
		} catch (error) {
			expect(error).toBeInstanceOf(Refusal);
			expect(JSON.stringify([error, String(error)])).not.toContain('secret');
		}
	});

	test.each(Object.keys(make).filter((name) => name !== 'customer name'))(
		'refuse an empty %s',
		(name) => {
			expect(() => make[name]?.('')).toThrow('is missing');
		},
	);

	test.each(['a\nb', 'a\tb', 'a\u0001', 'a\uFFFF'])('refuse control characters: %j', (value) => {
		expect(() => getCertificate(customer, value)).toThrow('control character');
	});

	test('refuse a certificate request over the limit', () => {
		expect(() => renewCertificate(customer, Buffer.alloc(10_241))).toThrow('too long');
		expect(() => renewCertificate(customer, Buffer.alloc(10_240))).not.toThrow();
	});
});
