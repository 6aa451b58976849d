import { z } from 'zod';
import { settingsShape } from '../settings.mts';

const status = z.object({
	kind: z.literal('status'),
	status: z.number().int().min(200).max(599),
	/** Text goes out as it is, anything else as JSON; without it, what IIS or ASP.NET would say. */
	body: z.unknown().optional(),
	/** Seconds, or a date as HTTP writes it. */
	retryAfter: z.union([z.number().int().min(0), z.string()]).optional(),
	/** The call is carried out first: a write has happened although the answer tells of a fault. */
	afterHandling: z.boolean().optional(),
});

const cut = z.object({
	kind: z.literal('cut'),
	/** Before the call is carried out, after it but before any answer, or in the middle of the answer. */
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
	/** The answer's JSON with an unquoted word in it. */
	z.object({ kind: z.literal('badJson') }),
	/** The answer's first half, as if it were whole. */
	z.object({ kind: z.literal('truncatedJson') }),
	z.object({
		kind: z.literal('htmlErrorPage'),
		status: z.number().int().min(200).max(599).optional(),
	}),
	/** Status 200 and nothing. */
	z.object({ kind: z.literal('emptyBody') }),
	z.object({ kind: z.literal('nullBody') }),
	/** A JSON string in place of the answer. */
	z.object({ kind: z.literal('plainString'), text: z.string().optional() }),
	z.object({ kind: z.literal('pageCap'), rows: z.number().int().min(0) }),
	/** The true total and this many more, or fewer. */
	z.object({ kind: z.literal('wrongTotal'), by: z.number().int() }),
	/** The total grows by this with every page. */
	z.object({ kind: z.literal('changingTotal'), by: z.number().int() }),
	z.object({ kind: z.literal('insertedRow') }),
	z.object({ kind: z.literal('ignoredOffset') }),
	z.object({ kind: z.literal('envelope'), envelope: settingsShape.shape.envelope }),
]);

export const faultShape = z
	.object({
		method: z.string().optional(),
		/** A row's path (`ilmoitukset/{ilmoitus_id}/vastaanota`) or an actual one, in any letter case. */
		path: z.string().optional(),
		/** Lets this many matching calls pass first. */
		skip: z.number().int().min(0).default(0),
		/** How many calls it strikes; `always` until it is cleared. */
		times: z.union([z.number().int().min(1), z.literal('always')]).default(1),
		/** Milliseconds to wait before anything else. */
		delay: z.number().min(0).optional(),
		action: actionShape.optional(),
	})
	.strict();

export type FaultAction = z.infer<typeof actionShape>;
/** A fault as it is asked for. */
export type FaultRequest = z.input<typeof faultShape>;
export type Fault = z.output<typeof faultShape>;
