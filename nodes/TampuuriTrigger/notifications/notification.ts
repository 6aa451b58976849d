import type { IDataObject } from 'n8n-workflow';

/** Any JSON value. */
export type Value = IDataObject[string];

/** One happening in Tampuuri, as the node puts it out (EVIDENCE.md#webhook-payload). */
export type Notification = {
	/** The event's name, empty when the notification has none. */
	action: string;
	account: string | null;
	/** Numbers stay numbers and texts stay texts. */
	referenceId: Value;
	referenceSecondaryId: Value;
	referenceData: Value;
	/** Parsed when it came as JSON in a text. */
	referenceJson: Value;
	timestamp: string | null;
	/** Which try of the bundle this is. */
	attempts: number | null;
	/** The same for the same event however often it is delivered. */
	eventKey: string;
	/** The notification as it came; in a bundle the bundle holds it. */
	raw?: IDataObject;
};

/** What one call to the listener brought. */
export interface Bundle {
	readonly notifications: readonly Notification[];
	readonly attempts: number | null;
}
