/** Milliseconds of a day; the register's rules count days of 24 hours (vuorokausi). */
export const DAY = 24 * 60 * 60 * 1000;

/** A certificate is renewed no earlier than this before its end. Source: vero.fi, renewal of a certificate. */
const RENEWAL_WINDOW_DAYS = 60;

/** Transfer codes lapse this long after they were sent. Source: the Incomes Register's certificate page. */
const TRANSFER_CODE_DAYS = 14;

export type CertificateStatus = 'notYetValid' | 'valid' | 'renewalOpen' | 'expired';

/** Whole days until `end`: 0 on the last day, negative once it has passed. */
export function daysUntil(end: Date, now: Date): number {
	return Math.floor((end.getTime() - now.getTime()) / DAY);
}

/** When the renewal window of a certificate opens. */
export function renewalOpensAt(validTo: Date): Date {
	return new Date(validTo.getTime() - RENEWAL_WINDOW_DAYS * DAY);
}

/** Where in its life a certificate is. Its last moment still counts as valid (RFC 5280, 4.1.2.5). */
export function certificateStatus(validFrom: Date, validTo: Date, now: Date): CertificateStatus {
	if (now > validTo) return 'expired';
	if (now < validFrom) return 'notYetValid';
	return now >= renewalOpensAt(validTo) ? 'renewalOpen' : 'valid';
}

/** When transfer codes sent at that time lapse. */
export function transferDeadline(sentAt: Date): Date {
	return new Date(sentAt.getTime() + TRANSFER_CODE_DAYS * DAY);
}
