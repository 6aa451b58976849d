import { createHash } from 'node:crypto';
import type { Notification } from './notification';

/**
 * Makes a key of what is the same in every delivery of an event (assumed:
 * EVIDENCE.md#webhook-retries). Includes its data, since one record may change twice within a
 * second.
 */
export function eventKeyOf(notification: Omit<Notification, 'eventKey' | 'raw'>): string {
	const { action, account, referenceId, referenceSecondaryId } = notification;
	const { referenceData, referenceJson, timestamp } = notification;
	const idOf = (id: unknown) => (typeof id === 'number' ? String(id) : id);
	const identity = [
		(account ?? '').toLowerCase(),
		action.toLowerCase(),
		idOf(referenceId),
		idOf(referenceSecondaryId),
		timestamp,
		referenceData,
		referenceJson,
	];
	return createHash('sha256').update(JSON.stringify(identity)).digest('base64url');
}

/**
 * Whether deliveries of an event can be recognised. Without a time, a second event about a record
 * looks like a second delivery of the first.
 */
export function canBeRecognised({ timestamp }: Pick<Notification, 'timestamp'>): boolean {
	return timestamp !== null;
}
