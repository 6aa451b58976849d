import type { X509Certificate } from 'node:crypto';

import {
	certificateStatus,
	daysUntil,
	renewalOpensAt,
	type CertificateStatus,
} from '../dates/lifecycle';

export interface CertificateFacts {
	subject: string;
	commonName: string;
	issuer: string;
	serialNumber: string;
	fingerprint: string;
	validFrom: string;
	validTo: string;
	renewalOpensAt: string;
	daysLeft: number;
	status: CertificateStatus;
}

/** What a certificate says about itself, and where in its life it is. Holds nothing secret. */
export function certificateFacts(certificate: X509Certificate, now: Date): CertificateFacts {
	const { validFrom, validTo } = validity(certificate);
	return {
		subject: inOneLine(certificate.subject),
		commonName: commonNameOf(certificate),
		issuer: inOneLine(certificate.issuer),
		serialNumber: certificate.serialNumber,
		fingerprint: certificate.fingerprint256,
		validFrom: validFrom.toISOString(),
		validTo: validTo.toISOString(),
		renewalOpensAt: renewalOpensAt(validTo).toISOString(),
		daysLeft: daysUntil(validTo, now),
		status: certificateStatus(validFrom, validTo, now),
	};
}

/** `validToDate` exists from Node 22 on only. */
export function validity(certificate: X509Certificate): { validFrom: Date; validTo: Date } {
	return { validFrom: new Date(certificate.validFrom), validTo: new Date(certificate.validTo) };
}

/** The subject's CN, or '' where it has none. */
export function commonNameOf(certificate: X509Certificate): string {
	const line = certificate.subject.split('\n').find((part) => part.startsWith('CN='));
	return line?.slice('CN='.length) ?? '';
}

/** Node writes a name's parts on lines of their own. */
export function inOneLine(name: string): string {
	return name.replaceAll('\n', ', ');
}
