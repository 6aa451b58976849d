import { isSafeObjectProperty, UserError } from 'n8n-workflow';
import { z } from 'zod';
import { jsonContent } from '../foreignValues';
import { operationNameOf } from '../helpSite/pages/operationName';
import { jsonMistake, placeOf } from './jsonMistake';
import { mistakeInContent, mistakeOfForm, type Mistake } from './mistakes';

const word = z.string().trim().min(1).max(200);

const NO_OPERATION = 'must be a method and path, such as POST kohteet/selaa';

const NO_API_KEY = 'must be a name as on the Help page, such as Loppupvm or Henkilo.Sukunimi';

const apiKey = word
	.regex(/^[\p{L}\p{N}_]+(\.[\p{L}\p{N}_]+)*$/u, NO_API_KEY)
	.refine((key) => key.split('.').every(isSafeObjectProperty), NO_API_KEY);

/** Whether a text can be a key in the API, with dots where it is inside objects. */
export function isApiKey(text: string): boolean {
	return apiKey.safeParse(text).success;
}

const questionName = word.regex(
	/^[A-Za-z]+\.[A-Za-z]+\.[A-Za-z0-9]+$/,
	'must be a resource, operation and field, such as lease.end.endDate',
);

const recordList = z
	.object({
		operation: word
			.regex(/^(GET|POST) [\p{L}\p{N}_.~/-]+$/u, NO_OPERATION)
			.refine((text) => operationNameOf(text) !== undefined, NO_OPERATION),
		/** The key that takes a search word. */
		search: apiKey.optional(),
		/** Where the start and length of a page go. Without it, all rows come at once. */
		paging: z.enum(['query', 'body']).optional(),
		id: apiKey,
		/** What a person knows the record by, the most telling first. */
		label: z.array(apiKey).min(1).max(6),
		/** The ID of the record that this one is part of. */
		parent: apiKey.optional(),
	})
	.strict();

const accountProfile = z
	.object({
		version: z.literal(1),
		checkedAt: z.string().date('must be a day such as 2026-11-25'),
		/** How calendar days are sent: 2026-11-05T00:00:00 (midnight, as assumed) or 2026-11-05 (bare). */
		dates: z.enum(['midnight', 'bare']).optional(),
		/**
		 * The account's key, by the question that it settles: resource, operation (`row` for a key in
		 * what is read) and the catalogue's parameter. A dotted key is inside objects.
		 */
		names: z.record(questionName, apiKey).default({}),
		/** The account's values of an enumeration by the catalogue's, by the same questions. */
		values: z.record(questionName, z.record(word, z.union([word, z.number().int()]))).default({}),
		lists: z
			.object({
				property: recordList.optional(),
				unit: recordList.optional(),
				lease: recordList.optional(),
				party: recordList.optional(),
			})
			.strict()
			.default({}),
	})
	.strict();

/** What *Account → Check* found out about an account. */
export type AccountProfile = Readonly<z.infer<typeof accountProfile>>;

/** By which operation an account lists its records of one kind. */
export type RecordList = Readonly<z.infer<typeof recordList>>;

const ADVICE =
	'Correct it in the credential, or empty the field, run Account → Check and paste its new profile.';

/** The line of an entry, as far as its last key is easy to find in the text. */
function lineText(text: string, path: Mistake['path']): string {
	const position = text.indexOf(JSON.stringify(path.at(-1)));
	return position < 0 ? '' : ` (line ${placeOf(text, position).line})`;
}

function refuse(text: string, { path, what }: Mistake): never {
	const entry = path.length === 0 ? 'it' : `${path.join(' → ')}${lineText(text, path)}`;
	throw new UserError(`The credential's Account Profile is not valid: ${entry} ${what}`, {
		description: ADVICE,
	});
}

/**
 * Reads the text of the credential's *Account Profile*.
 *
 * @returns undefined if it is empty
 * @throws UserError with the line or entry that is wrong, in words for the person who pasted it
 */
export function readProfile(text: unknown): AccountProfile | undefined {
	const profile = typeof text === 'string' ? text.trim() : '';
	if (profile === '') return undefined;
	const content = jsonContent(profile);
	if (content === undefined) {
		const { line, column } = jsonMistake(profile);
		throw new UserError(
			`The credential's Account Profile is not valid JSON from line ${line}, column ${column}`,
			{ description: ADVICE },
		);
	}
	const { data, error } = accountProfile.safeParse(content);
	if (error !== undefined) refuse(profile, mistakeOfForm(error));
	const mistake = mistakeInContent(data);
	if (mistake !== undefined) refuse(profile, mistake);
	return data;
}
