import type { X509Certificate } from 'node:crypto';

const LONGEST_CHAIN = 5;

/**
 * Whether a certificate is one of the authorities, or was issued by one of them: directly, or through
 * certificates that came along. Every certificate on the way must be in force.
 */
export function isTrusted(
	certificate: X509Certificate,
	cameAlong: X509Certificate[],
	authorities: X509Certificate[],
	now: Date,
	chainLeft = LONGEST_CHAIN,
): boolean {
	if (!isInForce(certificate, now) || chainLeft === 0) return false;
	if (authorities.some((authority) => authority.raw.equals(certificate.raw))) return true;
	if (
		authorities.some((authority) => isInForce(authority, now) && issued(authority, certificate))
	) {
		return true;
	}
	return cameAlong.some(
		(between) =>
			!between.raw.equals(certificate.raw) &&
			issued(between, certificate) &&
			isTrusted(between, cameAlong, authorities, now, chainLeft - 1),
	);
}

function issued(issuer: X509Certificate, certificate: X509Certificate): boolean {
	return issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

function isInForce(certificate: X509Certificate, now: Date): boolean {
	return new Date(certificate.validFrom) <= now && now <= new Date(certificate.validTo);
}
