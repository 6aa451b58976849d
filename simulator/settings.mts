import { z } from 'zod';

/**
 * What is not documented and a client must handle either way. Set at the start or while running
 * (`PATCH /_simulator/settings`); the defaults are the best grounded guesses.
 */
export const settingsShape = z
	.object({
		/** Webinar: at most 250 objects a page. */
		maximumLimit: z.number().int().min(1),
		/** The page size when the call gives no Limit (assumed: EVIDENCE.md#paging). */
		defaultLimit: z.number().int().min(1),
		/** A Limit above the maximum is reduced to it, or rejected with 400 (assumed: EVIDENCE.md#paging). */
		overLimit: z.enum(['cut', 'refuse']),
		/**
		 * How a page is wrapped. `flat` is on a Help page. The others are guesses: the webinar's
		 * "metadata-kokoelma", its lower-case names, and no envelope at all (EVIDENCE.md#paging).
		 */
		envelope: z.enum(['flat', 'metadata', 'lowerCase', 'lowerCaseMetadata', 'bare']),
		/** The status of a response without a body (assumed: EVIDENCE.md#empty-responses). */
		emptyResponseStatus: z.union([z.literal(200), z.literal(204)]),
	})
	.strict();

export type Settings = Readonly<z.infer<typeof settingsShape>>;
export type Envelope = Settings['envelope'];

export const DEFAULT_SETTINGS: Settings = {
	maximumLimit: 250,
	defaultLimit: 50,
	overLimit: 'cut',
	envelope: 'flat',
	emptyResponseStatus: 204,
};
