import { z } from 'zod';
import { InvalidInput } from '../../shared/errors/failure';
import { isEmpty } from '../../shared/call/entered';
import { refuse, shown } from '../../shared/call/refuse';
import type { ItemParameters } from '../../shared/call/parameters';
import { wireValueOf } from '../../shared/call/values';
import { fieldsOf } from '../../shared/catalogue';
import { jsonContent, plainText } from '../../shared/foreignValues';

const MIRRORED = ['lease', 'party', 'property', 'serviceRequest', 'unit'] as const;

export type Mirrored = (typeof MIRRORED)[number];

const id = z.number().int().min(1);

const checkpoint = z.object({
	list: z.enum(MIRRORED),
	readingId: z.string().min(1).max(100),
	/** How far the reading has come in the server's list. */
	next: z.number().int().min(0),
	pages: z.number().int().min(1),
	/** The ID of the last row that was read. */
	last: id.optional(),
	/** How the IDs of all rows follow each other, as far as there were two. */
	order: z.enum(['ascending', 'descending', 'other']).optional(),
	/** Whether the last page brought nothing. */
	idle: z.literal(true).optional(),
	/** Whether it can't have passed over a row, whatever happened to the list meanwhile. */
	certain: z.boolean(),
	done: z.boolean(),
});

/** How far a reading of a list has come. It survives as text, in the user's database. */
export type Checkpoint = Readonly<z.infer<typeof checkpoint>>;

export type Order = NonNullable<Checkpoint['order']>;

/**
 * The list that an item is about.
 *
 * @throws InvalidInput if it is none that can be mirrored
 */
export function mirroredIn({ operation, values }: ItemParameters): Mirrored {
	const [field] = fieldsOf(operation);
	const value = field?.type === 'choice' ? wireValueOf(field, values.mirroredList) : undefined;
	const found = MIRRORED.find((one) => one === value);
	return found ?? refuse({ label: 'List' }, `is none of ${MIRRORED.join(', ')}`, 'Choose one.');
}

/**
 * The checkpoint that an item goes on from; undefined for a new reading.
 *
 * @throws InvalidInput if it is not one of this list
 */
export function checkpointIn({ values }: ItemParameters, list: Mirrored): Checkpoint | undefined {
	if (isEmpty(values.checkpoint)) return undefined;
	const text = plainText(values.checkpoint);
	const read = checkpoint.safeParse(jsonContent(text));
	if (!read.success) {
		refuse(
			{ label: 'Checkpoint' },
			`is not one that Get Next Page returned: "${shown(text)}"`,
			'Keep it as it is, or leave it out to begin a new reading.',
		);
	}
	if (read.data.list === list) return read.data;
	throw new InvalidInput(
		`Checkpoint is of the list ${read.data.list}, not of ${list}`,
		'Keep one checkpoint for each list.',
	);
}
