import { z } from 'zod';

/** A listener as an administrator registers it under Ylläpito / Webhooks (webinar). */
export const listenerShape = z.object({
	/** The full address, including any secret in its query. */
	address: z.string().url(),
	/** Event names; empty for all events. */
	events: z.array(z.string().min(1)).default([]),
	/** When given, each delivery is signed (assumed: EVIDENCE.md#webhook-authentication). */
	signingSecret: z.string().default(''),
});

export type ListenerSettings = z.infer<typeof listenerShape>;

export interface Listener extends ListenerSettings {
	readonly id: number;
}

/** One event as delivered. The keys are from the webinar, their types assumed (EVIDENCE.md#webhook-payload). */
export interface Notification {
	readonly Action: string;
	readonly Account: string;
	readonly ReferenceId: number | null;
	readonly ReferenceSecondaryId: number | null;
	readonly ReferenceData: string | null;
	/** JSON in a string. */
	readonly ReferenceJson: string | null;
	readonly Timestamp: string;
}

/** What is not documented about deliveries (EVIDENCE.md#webhook-retries). Can be changed while running. */
export const deliverySettingsShape = z
	.object({
		/** Milliseconds from an event to the first delivery of its bundle. Later events join the bundle until then. */
		bundleDelay: z.number().int().min(0),
		/** Milliseconds before the second, third, fourth and fifth attempt. */
		retryDelays: z.array(z.number().int().min(0)).length(4),
		largestBundle: z.number().int().min(1),
		/** Milliseconds within which a listener must respond. */
		timeout: z.number().int().min(1),
	})
	.strict();

export type DeliverySettings = Readonly<z.infer<typeof deliverySettingsShape>>;

export const DEFAULT_DELIVERY_SETTINGS: DeliverySettings = {
	bundleDelay: 200,
	retryDelays: [1_000, 5_000, 15_000, 30_000],
	largestBundle: 250,
	timeout: 30_000,
};
