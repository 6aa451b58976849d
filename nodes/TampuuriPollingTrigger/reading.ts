import { BudgetReached, type Client } from '../shared/api/client';
import type { Doubt, Memory } from './memory';
import type { Listing, Moment, PolledEvent } from './events/event';

/** Fewer rows than this come and go at once in everyday work. */
const MANY = 20;

/** What a poll has read, and whether it may be believed. */
export interface Reading extends Listing {
	/** Set when the list differs so much from the last one that the next poll has to confirm it. */
	readonly doubt?: Doubt;
}

/** How a list differs from the last one by more than everyday work explains. */
function doubtAbout(event: PolledEvent, before: number, now: number): Doubt | undefined {
	if (event.byTime) return undefined;
	if (now >= before + MANY && now > 2 * before) return 'grew';
	const isForgetful = event.forgetsMissing === true;
	return isForgetful && before >= MANY && now < before / 2 ? 'shrank' : undefined;
}

/** Rows of both readings: a row that moved to another page meanwhile may be missing in one. */
function together(one: Listing, other: Listing): Listing {
	const keys = new Set(other.entries.map(({ key }) => key));
	return {
		...other,
		entries: [...one.entries.filter(({ key }) => !keys.has(key)), ...other.entries],
		rows: Math.max(one.rows, other.rows),
	};
}

function isAnyMissing({ entries }: Listing, { seen }: Memory): boolean {
	const keys = new Set(entries.map(({ key }) => key));
	return [...seen.keys()].some((key) => !keys.has(key));
}

const NOT_CONFIRMED =
	'Rows have left the list, but Call Budget does not allow reading it again to confirm that.';

/**
 * Reads the list, and a second time where a wrong response would do harm: at the first poll, which
 * later ones are compared with; when a row is to be forgotten that may only have moved between
 * pages, or that left an empty list; and when the list grew or shrank a lot. A list that still
 * differs a lot is only believed if the poll before has found the same. A second reading that Call
 * Budget does not allow is left out.
 *
 * @throws CallFailed, BudgetReached at the first reading
 */
export async function readReliably(
	event: PolledEvent,
	client: Client,
	moment: Moment,
): Promise<Reading> {
	const { memory } = moment;
	const first = await event.list(client, moment);
	if (first.steps !== undefined) return first;
	const readAgain = async () =>
		await event.list(client, moment).catch((error: unknown) => {
			if (error instanceof BudgetReached) return undefined;
			throw error;
		});
	if (memory === undefined) {
		const second = await readAgain();
		return second === undefined ? first : together(first, second);
	}
	const before = memory.listed ?? memory.seen.size;
	if (doubtAbout(event, before, first.rows) !== undefined) {
		const second = (await readAgain()) ?? first;
		const doubt = doubtAbout(event, before, second.rows);
		return { ...second, doubt: doubt === memory.doubt ? undefined : doubt };
	}
	const mayMislead = first.pages > 1 || first.rows === 0 || event.removal !== undefined;
	if (event.forgetsMissing && mayMislead && isAnyMissing(first, memory)) {
		const second = await readAgain();
		return second === undefined ? { ...first, notices: [NOT_CONFIRMED] } : together(first, second);
	}
	return first;
}

/** What n8n's log says about a doubtful list. */
export function doubtWarning({ rows }: Reading, before: number | undefined): string {
	return `The list had ${before ?? 'other'} rows at the last poll and now has ${rows}. Nothing is returned or forgotten until the next poll confirms that.`;
}
