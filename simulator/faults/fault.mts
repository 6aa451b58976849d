import { z } from 'zod';
import { settingsShape } from '../settings.mts';

const status = z.object({
	kind: z.literal('status'),
	status: z.number().int().min(200).max(599),
	/** A string is sent as text, anything else as JSON. Default: what IIS or ASP.NET sends. */
	body: z.unknown().optional(),
	/** Seconds, or an HTTP date. */
	retryAfter: z.union([z.number().int().min(0), z.string()]).optional(),
	/** Carries out the call first: the write has happened although the response reports a failure. */
	afterHandling: z.boolean().optional(),
	/** Milliseconds after the response in which the call is carried out all the same. */
	handledAfter: z.number().min(0).optional(),
});

const cut = z.object({
	kind: z.literal('cut'),
	/** Before the call is carried out, after it but before the response, or in the middle of the response. */
	when: z.enum(['beforeHandling', 'beforeResponse', 'midBody']),
});

const redirect = z.object({
	kind: z.literal('redirect'),
	location: z.string().url(),
	status: z
		.union([z.literal(301), z.literal(302), z.literal(303), z.literal(307), z.literal(308)])
		.optional(),
});

const actionShape = z.discriminatedUnion('kind', [
	status,
	cut,
	redirect,
	/** Invalid JSON: the response with an unquoted word in it. */
	z.object({ kind: z.literal('badJson') }),
	/** The first half of the response, sent as if it were complete. */
	z.object({ kind: z.literal('truncatedJson') }),
	z.object({
		kind: z.literal('htmlErrorPage'),
		status: z.number().int().min(200).max(599).optional(),
	}),
	/** Status 200 without a body. */
	z.object({ kind: z.literal('emptyBody') }),
	z.object({ kind: z.literal('nullBody') }),
	/** A JSON string instead of the response. */
	z.object({ kind: z.literal('plainString'), text: z.string().optional() }),
	z.object({ kind: z.literal('pageCap'), rows: z.number().int().min(0) }),
	/** The true total plus this number, which may be negative. */
	z.object({ kind: z.literal('wrongTotal'), by: z.number().int() }),
	/** The total grows by this number with every page. */
	z.object({ kind: z.literal('changingTotal'), by: z.number().int() }),
	z.object({ kind: z.literal('insertedRow') }),
	z.object({ kind: z.literal('ignoredOffset') }),
	z.object({ kind: z.literal('envelope'), envelope: settingsShape.shape.envelope }),
]);

export const faultShape = z
	.object({
		method: z.string().optional(),
		/** A row's path (`ilmoitukset/{ilmoitus_id}/vastaanota`) or an actual path, in any letter case. */
		path: z.string().optional(),
		/** How many matching calls to let through first. */
		skip: z.number().int().min(0).default(0),
		/** How many calls it applies to; `always` until it is cleared. */
		times: z.union([z.number().int().min(1), z.literal('always')]).default(1),
		/** Milliseconds to wait before doing anything else. */
		delay: z.number().min(0).optional(),
		action: actionShape.optional(),
	})
	.strict();

export type FaultAction = z.infer<typeof actionShape>;
/** A fault as a caller sets it, without the defaults. */
export type FaultRequest = z.input<typeof faultShape>;
export type Fault = z.output<typeof faultShape>;
