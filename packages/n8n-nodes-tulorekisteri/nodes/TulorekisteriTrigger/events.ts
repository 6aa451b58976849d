import type { CertificateFacts } from '../shared/keys/certificateFacts';
import { DAY, daysUntil, transferDeadline } from '../shared/dates/lifecycle';
import { crossedThresholds, type Threshold } from '../shared/dates/thresholds';

/** What has been told already: about which end, and down to which threshold. */
export interface Told {
	about: string;
	threshold: Threshold;
	/** When, as ISO text. */
	at?: string;
}

export interface CertificateEvent extends CertificateFacts {
	event: 'certificateExpiring' | 'certificateExpired';
	threshold: Threshold;
	missedThresholds: Threshold[];
	/** Whether it was told before, and the certificate is still the same. */
	repeated: boolean;
}

export interface TransferCodesEvent {
	event: 'transferCodesLapsing' | 'transferCodesLapsed';
	threshold: Threshold;
	missedThresholds: Threshold[];
	sentAt: string;
	deadline: string;
	daysLeft: number;
}

/**
 * The event a certificate is due, if any; a new certificate starts afresh.
 * @param repeatEvery after how many days to tell again about the same certificate; 0 for never
 */
export function certificateEvent(
	facts: CertificateFacts,
	thresholds: Threshold[],
	told: Told | undefined,
	now: Date,
	repeatEvery = 0,
): CertificateEvent | undefined {
	const known = told?.about === facts.fingerprint ? told : undefined;
	const crossing = crossedThresholds(thresholds, new Date(facts.validTo), now, known?.threshold);
	const repeated = !crossing && known !== undefined && isDueAgain(known, repeatEvery, now);
	const due = crossing ?? (repeated ? { threshold: known.threshold, missed: [] } : undefined);
	return (
		due && {
			event: due.threshold === 0 ? 'certificateExpired' : 'certificateExpiring',
			threshold: due.threshold,
			missedThresholds: due.missed,
			repeated,
			...facts,
		}
	);
}

/** Half a day early counts: a nightly poll is not to slip to the night after. */
function isDueAgain({ at }: Told, repeatEvery: number, now: Date): boolean {
	if (at === undefined || repeatEvery <= 0) return false;
	return now.getTime() - new Date(at).getTime() >= (repeatEvery - 0.5) * DAY;
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
