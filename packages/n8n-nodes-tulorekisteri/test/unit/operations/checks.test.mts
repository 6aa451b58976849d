import { createPrivateKey } from 'node:crypto';

import { describe, expect, test } from '@jest/globals';

import {
	issuedFailures,
	issuedWarnings,
	renewalFailures,
	settle,
} from '../../../nodes/Tulorekisteri/checks.ts';
import { DAY } from '../../../nodes/shared/dates/lifecycle.ts';
import { certificateFacts, validity } from '../../../nodes/shared/keys/certificateFacts.ts';
import {
	createCertificateRequest,
	readCertificateRequest,
} from '../../../nodes/shared/keys/certificateRequest.ts';
import {
	anotherKeyPem,
	certificate,
	privateKey,
	requester,
	requestPem,
} from '../../fixtures/fixtures.mts';

const { validFrom, validTo } = validity(certificate);
const daysBeforeEnd = (days: number) => new Date(validTo.getTime() - days * DAY);
const newRequest = readCertificateRequest(
	createCertificateRequest(requester, createPrivateKey(anotherKeyPem)),
);
const sameKeyRequest = readCertificateRequest(requestPem);
const identity = { certificate, privateKey };
const messages = (failures: Array<{ message: string }>) => failures.map(({ message }) => message);

describe('before a renewal', () => {
	test.each([
		[61, ['The certificate can be renewed from']],
		[60.001, ['The certificate can be renewed from']],
		[60, []],
		[59, []],
		[1, []],
		[0, []],
		[-1, ['The certificate expired on']],
	])('%d days before the end', (days, expected) => {
		expect(messages(renewalFailures(identity, newRequest, daysBeforeEnd(days)))).toEqual(
			expected.map((message) => expect.stringContaining(message)),
		);
	});

	test('names the days', () => {
		const [early] = renewalFailures(identity, newRequest, daysBeforeEnd(61));
		expect(early?.message).toContain(daysBeforeEnd(60).toISOString().slice(0, 10));
		expect(early?.advice).toContain(validTo.toISOString().slice(0, 10));
	});

	test('refuses the key that is in use', () => {
		expect(messages(renewalFailures(identity, sameKeyRequest, daysBeforeEnd(30)))).toEqual([
			expect.stringContaining('the key that is in use now'),
		]);
	});

	test('stops at the first failure, or turns them all into warnings', () => {
		const failures = renewalFailures(identity, sameKeyRequest, daysBeforeEnd(100));
		expect(failures).toHaveLength(2);
		expect(() => settle(failures, false)).toThrow('can be renewed from');
		expect(settle(failures, true)).toEqual(messages(failures));
		expect(settle([], false)).toEqual([]);
	});
});

describe('a certificate that the service gave', () => {
	test("is checked against the request's key", () => {
		expect(issuedFailures(certificate, sameKeyRequest, daysBeforeEnd(700))).toEqual([]);
		expect(issuedFailures(certificate, undefined, daysBeforeEnd(700))).toEqual([]);
		expect(messages(issuedFailures(certificate, newRequest, daysBeforeEnd(700)))).toEqual([
			expect.stringContaining('not for the key'),
		]);
	});

	test('is refused when it has expired', () => {
		expect(messages(issuedFailures(certificate, sameKeyRequest, daysBeforeEnd(-1)))).toEqual([
			expect.stringContaining('expired'),
		]);
	});

	test('draws warnings for another name or a start to come', () => {
		expect(issuedWarnings(certificate, '0123456-7', daysBeforeEnd(700))).toEqual([]);
		expect(issuedWarnings(certificate, '7654321-0', daysBeforeEnd(700))).toEqual([
			expect.stringContaining('not for customer 7654321-0'),
		]);
		expect(issuedWarnings(certificate, '0123456-7', new Date(validFrom.getTime() - DAY))).toEqual([
			expect.stringContaining('not valid yet'),
		]);
	});
});

describe('what a certificate says', () => {
	test('holds its facts and nothing secret', () => {
		expect(certificateFacts(certificate, daysBeforeEnd(45.5))).toEqual({
			subject: 'C=FI, O=Only For Tests, CN=0123456-7',
			commonName: '0123456-7',
			issuer: 'C=FI, O=Only For Tests, CN=0123456-7',
			serialNumber: '1092',
			fingerprint: certificate.fingerprint256,
			validFrom: validFrom.toISOString(),
			validTo: validTo.toISOString(),
			renewalOpensAt: daysBeforeEnd(60).toISOString(),
			daysLeft: 45,
			status: 'renewalOpen',
		});
	});
});
