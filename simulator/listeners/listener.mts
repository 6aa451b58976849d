import { z } from 'zod';

/** A listener as an administrator registers it under Ylläpito / Webhooks (webinar). */
export const listenerShape = z.object({
	/** The whole address, a secret in its query included. */
	address: z.string().url(),
	/** Names of events; all when empty. */
	events: z.array(z.string().min(1)).default([]),
	/** Signs each delivery when given (guess: GAPS 13). */
	signingSecret: z.string().default(''),
});

export type ListenerSettings = z.infer<typeof listenerShape>;

export interface Listener extends ListenerSettings {
	readonly id: number;
}

/** One event as it is delivered (webinar: the keys; guess: GAPS 13 for their types). */
export interface Notification {
	readonly Action: string;
	readonly Account: string;
	readonly ReferenceId: number | null;
	readonly ReferenceSecondaryId: number | null;
	readonly ReferenceData: string | null;
	/** JSON in a text. */
	readonly ReferenceJson: string | null;
	readonly Timestamp: string;
}

/** What nobody outside Visma knows of deliveries (guess: GAPS 15), settable while running. */
export const deliverySettingsShape = z
	.object({
		/** Milliseconds from an event to its bundle's first delivery; what happens meanwhile joins it. */
		bundleDelay: z.number().int().min(0),
		/** Milliseconds before the second to the fifth attempt. */
		retryDelays: z.array(z.number().int().min(0)).length(4),
		largestBundle: z.number().int().min(1),
		/** Milliseconds in which a listener must answer. */
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
