import { UserError } from 'n8n-workflow';
import { z } from 'zod';

/** The records that an account may have a list of. A unit is a property that can be let. */
export const LISTED_RECORDS = ['property', 'unit', 'lease', 'party'] as const;

export type ListedRecord = (typeof LISTED_RECORDS)[number];

const word = z.string().trim().min(1).max(200);

const apiKey = word.regex(
	/^[\p{L}\p{N}_]+(\.[\p{L}\p{N}_]+)*$/u,
	'must be a name as on the Help page, such as Loppupvm or Henkilo.Sukunimi',
);

const questionName = word.regex(
	/^[A-Za-z]+\.[A-Za-z]+\.[A-Za-z0-9]+$/,
	'must be a resource, operation and field, such as lease.end.endDate',
);

const recordList = z
	.object({
		operation: word.regex(
			/^(GET|POST) [\p{L}\p{N}_.~/-]+$/u,
			'must be a method and path, such as POST kohteet/selaa',
		),
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
		checkedAt: z.string().date(),
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
