import type { X509Certificate } from 'node:crypto';

/**
 * Whether a certificate is one of the authorities, or was issued by one of them: directly, or through
 * certificates that came along. Every certificate on the way must be in force. Each is looked at once,
 * so a forged chain costs no more than a real one.
 */
export function isTrusted(
	certificate: X509Certificate,
	cameAlong: readonly X509Certificate[],
	authorities: readonly X509Certificate[],
	now: Date,
): boolean {
	const reached = [certificate];
	let left = cameAlong.filter((each) => !each.raw.equals(certificate.raw));
	for (const current of reached) {
		if (!isInForce(current, now)) continue;
		if (authorities.some((authority) => vouches(authority, current, now))) return true;
		const issuers = left.filter((each) => issued(each, current));
		left = left.filter((each) => !issuers.includes(each));
		reached.push(...issuers);
	}
	return false;
}

function vouches(authority: X509Certificate, certificate: X509Certificate, now: Date): boolean {
	return (
		authority.raw.equals(certificate.raw) ||
		(isInForce(authority, now) && issued(authority, certificate))
	);
}

function issued(issuer: X509Certificate, certificate: X509Certificate): boolean {
	return issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

function isInForce(certificate: X509Certificate, now: Date): boolean {
	return new Date(certificate.validFrom) <= now && now <= new Date(certificate.validTo);
}
