import type { X509Certificate } from 'node:crypto';

import type { Identity } from '../shared/api/credential';
import { certificateStatus, renewalOpensAt } from '../shared/dates/lifecycle';
import { Refusal } from '../shared/errors/refusal';
import { commonNameOf, validity } from '../shared/keys/certificateFacts';
import type { CertificateRequest } from '../shared/keys/certificateRequest';
import { isSameKey } from '../shared/keys/keyPair';

/**
 * Stops at the first failure, unless told to go on: then every failure becomes a warning.
 * @throws Refusal
 */
export function settle(failures: Refusal[], goOn: boolean): string[] {
	const [first] = failures;
	if (first && !goOn) throw first;
	return failures.map(({ message }) => message);
}

/** What speaks against renewing now, with this request. */
export function renewalFailures(
	identity: Identity,
	request: CertificateRequest,
	now: Date,
): Refusal[] {
	const { validFrom, validTo } = validity(identity.certificate);
	const failures: Refusal[] = [];
	const status = certificateStatus(validFrom, validTo, now);
	if (status === 'expired') {
		failures.push(
			new Refusal(
				`The certificate expired on ${dayOf(validTo)} and cannot be renewed`,
				'Have the organisation order a new certificate and retrieve it with Certificate: Retrieve New.',
			),
		);
	} else if (status !== 'renewalOpen') {
		failures.push(
			new Refusal(
				`The certificate can be renewed from ${dayOf(renewalOpensAt(validTo))}`,
				`It ends on ${dayOf(validTo)}; the service renews no earlier than 60 days before.`,
			),
		);
	}
	if (isSameKey(request.publicKey, identity.privateKey)) {
		failures.push(
			new Refusal(
				'The certificate request (CSR) is for the key that is in use now',
				'A renewal needs a new key: make one with Key: Create.',
			),
		);
	}
	return failures;
}

/** What speaks against a certificate that the service gave. */
export function issuedFailures(
	certificate: X509Certificate,
	request: CertificateRequest | undefined,
	now: Date,
): Refusal[] {
	const { validFrom, validTo } = validity(certificate);
	const failures: Refusal[] = [];
	if (request && !isSameKey(certificate.publicKey, request.publicKey)) {
		failures.push(
			new Refusal(
				'The issued certificate is not for the key of this certificate request',
				'Check that request and retrieval ID belong together. In the public test bench it never is: switch Continue When a Check Fails on.',
				'service',
			),
		);
	}
	if (certificateStatus(validFrom, validTo, now) === 'expired') {
		failures.push(
			new Refusal(
				`The issued certificate expired on ${dayOf(validTo)}`,
				'Check the clock of the n8n server and the retrieval ID.',
				'service',
			),
		);
	}
	return failures;
}

/** What looks odd about a certificate that the service gave, but stops nothing. */
export function issuedWarnings(
	certificate: X509Certificate,
	customerId: string,
	now: Date,
): string[] {
	const warnings: string[] = [];
	const name = commonNameOf(certificate);
	if (name !== customerId) {
		warnings.push(
			`The certificate is for ${name || 'nobody named'}, not for customer ${customerId}.`,
		);
	}
	if (validity(certificate).validFrom > now) {
		warnings.push('The certificate is not valid yet: check the clock of the n8n server.');
	}
	return warnings;
}

function dayOf(date: Date): string {
	return date.toISOString().slice(0, 10);
}
