import type { NodeExecutionHint } from 'n8n-workflow';
import { countText } from './cost';
import type { PagingNotice, PagingSummary } from './paging/readPages';

const NOTICE_TEXTS: Readonly<Record<PagingNotice, string>> = {
	changedMeanwhile:
		'The list changed while it was being read. There are no duplicates, but rows may be missing. Run again to be sure.',
	changedWithoutIds:
		'The list changed while it was being read. Rows may be duplicated or missing. Run again to be sure.',
	cutPage:
		'Tampuuri returned a round number of rows and no total. If the list is longer, use filters to get the rest.',
	fewerThanTotal: 'Tampuuri returned fewer rows than it reported.',
	samePageAgain:
		'Tampuuri returned the same page twice, so reading stopped. The list may be longer.',
	pageCeiling: 'Reading stopped at one million rows. Use filters to get the rest.',
};

/** More hints than this fill the screen without saying more. */
const MOST_HINTS = 5;

/** More IDs than this in a hint help nobody. */
const MOST_IDS = 20;

/** Keeps each hint once, and only the first few: a run of a thousand items may have a thousand. */
export function fewHints(hints: readonly NodeExecutionHint[]): NodeExecutionHint[] {
	const different = [...new Map(hints.map((hint) => [hint.message, hint])).values()];
	const left = different.length - MOST_HINTS;
	if (left <= 0) return different;
	return [
		...different.slice(0, MOST_HINTS),
		{ message: `${left} more hints like these`, type: 'info', location: 'outputPane' },
	];
}

/** The total of a list and what it cost are one box: three above a list hide its first rows. */
export function withCost(
	hints: readonly NodeExecutionHint[],
	cost: readonly NodeExecutionHint[],
): readonly NodeExecutionHint[] {
	const [total, ...others] = hints;
	const [calls, ...changes] = cost;
	const isBoth = total?.type === 'info' && calls !== undefined;
	if (!isBoth || others.length > 0 || changes.length > 0) return [...hints, ...cost];
	return [{ ...calls, message: `${total.message}. ${calls.message}` }];
}

/** The first IDs of a list, and how many more there are. */
export function firstIds(ids: readonly unknown[]): string {
	const left = ids.length - MOST_IDS;
	return ids.slice(0, MOST_IDS).join(', ') + (left > 0 ? ` and ${countText(left)} more` : '');
}

/** The hint for requested IDs that the response silently leaves out (EVIDENCE.md#parties). */
export function missingIdsHint(missing: readonly unknown[]): NodeExecutionHint[] {
	if (missing.length === 0) return [];
	return [
		{
			message: `Not returned because archived or unknown: ${firstIds(missing)}`,
			type: 'warning',
			location: 'outputPane',
		},
	];
}

/** The hint for a list that is not read page by page, but was cut by Tampuuri. */
export function unpagedHints(received: number, total: number | undefined): NodeExecutionHint[] {
	if (total === undefined || received >= total) return [];
	return [
		{
			message: `Tampuuri returned only ${countText(received)} of ${countText(total)} rows. Narrow the search to get the rest.`,
			type: 'warning',
			location: 'outputPane',
		},
	];
}

/** The hints about a list that was read. */
export function pagingHints({ received, total, notices }: PagingSummary): NodeExecutionHint[] {
	const hints: NodeExecutionHint[] = notices.map((notice) => ({
		message: `${NOTICE_TEXTS[notice]} (${countText(received)} of ${total === undefined ? 'an unknown total' : countText(total)} returned)`,
		type: 'warning',
		location: 'outputPane',
	}));
	// Beside it, n8n's editor says that the limit was reached and how to get more.
	if (hints.length === 0 && total !== undefined && received < total) {
		hints.push({
			message: `Tampuuri has ${countText(total)} matching rows in total`,
			type: 'info',
			location: 'outputPane',
		});
	}
	return hints;
}
