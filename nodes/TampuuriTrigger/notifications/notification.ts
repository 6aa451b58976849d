import type { IDataObject } from 'n8n-workflow';

/** Any JSON value. */
export type Value = IDataObject[string];

/** One event in Tampuuri, as the node returns it (EVIDENCE.md#webhook-payload). */
export type Notification = {
	/** The event's name; empty if the notification has none. */
	action: string;
	account: string | null;
	/** Numbers stay numbers and texts stay texts. */
	referenceId: Value;
	referenceSecondaryId: Value;
	referenceData: Value;
	/** Parsed if it was sent as JSON in a text. */
	referenceJson: Value;
	timestamp: string | null;
	/** The number of the bundle's delivery attempt. */
	attempts: number | null;
	/** The same in every delivery of an event. */
	eventKey: string;
	/** The notification as received. */
	raw: IDataObject;
};

/** The content of one call to the listener. */
export interface Bundle {
	readonly notifications: readonly Notification[];
	readonly attempts: number | null;
	/** The fields beside the notifications. */
	readonly beside: IDataObject;
	/** The places, from 1, of entries that are no notifications. */
	readonly unreadable: readonly number[];
}
