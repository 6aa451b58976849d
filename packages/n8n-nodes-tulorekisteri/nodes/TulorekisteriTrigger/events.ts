import type { CertificateFacts } from '../shared/keys/certificateFacts';
import { daysUntil, transferDeadline } from '../shared/dates/lifecycle';
import { crossedThresholds, type Threshold } from '../shared/dates/thresholds';

/** What has been told already: about which end, and down to which threshold. */
export interface Told {
	about: string;
	threshold: Threshold;
}

export interface CertificateEvent extends CertificateFacts {
	event: 'certificateExpiring' | 'certificateExpired';
	threshold: Threshold;
	missedThresholds: Threshold[];
}

export interface TransferCodesEvent {
	event: 'transferCodesLapsing' | 'transferCodesLapsed';
	threshold: Threshold;
	missedThresholds: Threshold[];
	sentAt: string;
	deadline: string;
	daysLeft: number;
}

/** The event a certificate is due, if any; a new certificate starts afresh. */
export function certificateEvent(
	facts: CertificateFacts,
	thresholds: Threshold[],
	told: Told | undefined,
	now: Date,
): CertificateEvent | undefined {
	const lastFired = told?.about === facts.fingerprint ? told.threshold : undefined;
	const crossing = crossedThresholds(thresholds, new Date(facts.validTo), now, lastFired);
	return (
		crossing && {
			event: crossing.threshold === 0 ? 'certificateExpired' : 'certificateExpiring',
			threshold: crossing.threshold,
			missedThresholds: crossing.missed,
			...facts,
		}
	);
}

/** The event the transfer codes are due, if any; codes sent at another time start afresh. */
export function transferCodesEvent(
	sentAt: Date,
	thresholds: Threshold[],
	told: Told | undefined,
	now: Date,
): TransferCodesEvent | undefined {
	const deadline = transferDeadline(sentAt);
	const lastFired = told?.about === sentAt.toISOString() ? told.threshold : undefined;
	const crossing = crossedThresholds(thresholds, deadline, now, lastFired);
	return (
		crossing && {
			event: crossing.threshold === 0 ? 'transferCodesLapsed' : 'transferCodesLapsing',
			threshold: crossing.threshold,
			missedThresholds: crossing.missed,
			sentAt: sentAt.toISOString(),
			deadline: deadline.toISOString(),
			daysLeft: daysUntil(deadline, now),
		}
	);
}
