import { z } from 'zod';

/**
 * What nobody outside Visma knows and a client must bear either way: settable for each run and
 * while running (`PATCH /_simulator/settings`), with the best grounded guess as default.
 */
export const settingsShape = z
	.object({
		/** Webinar: at most 250 objects a page. */
		maximumLimit: z.number().int().min(1),
		/** Page size when the call gives no Limit: unseen (guess: CONVENTIONS, Paging). */
		defaultLimit: z.number().int().min(1),
		/** What a Limit above the maximum does: cut to it, or answer 400 (guess: GAPS 9). */
		overLimit: z.enum(['cut', 'refuse']),
		/**
		 * How a page is wrapped. `flat` is the one on a Help page; the others try a client against
		 * the webinar's "metadata-kokoelma", its lower-case names, and no envelope (guess: GAPS 8).
		 */
		envelope: z.enum(['flat', 'metadata', 'lowerCase', 'lowerCaseMetadata', 'bare']),
		/** What an operation without an answer gives: unseen (guess: CONVENTIONS, Creating). */
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
