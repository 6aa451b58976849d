/** A row of a register as the finder takes it. */
export interface FinderRecord {
	readonly id: string;
	/** What a person knows it by: name, code, address. */
	readonly texts: readonly string[];
	/** Post code and town, if they stand apart. */
	readonly place?: string;
	/** The ID of the record that it is part of. */
	readonly parent?: string;
}

/** What a query found: one record, or none with those that may have been meant. */
export type FinderResult<Found extends FinderRecord> =
	| { readonly found: Found; readonly match: 'exact' | 'similar' }
	| { readonly isAmbiguous: boolean; readonly candidates: readonly Found[] };

/** Candidates that a person can look through. */
export const MOST_CANDIDATES = 10;

/** The only one of some records; without it, all of them as candidates. */
export function theOnly<Found extends FinderRecord>(
	records: Iterable<Found>,
	match: 'exact' | 'similar',
): FinderResult<Found> | undefined {
	const all = [...new Set(records)];
	const [found] = all;
	if (found === undefined) return undefined;
	if (all.length === 1) return { found, match };
	return { isAmbiguous: true, candidates: all.slice(0, MOST_CANDIDATES) };
}
