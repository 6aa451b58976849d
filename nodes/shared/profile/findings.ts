import type { FoundDays } from './days';
import type { ListProposal } from './lists';
import type { ListedRecord } from '../catalogue';
import type { Settled } from './verdicts';

/** A list that was found, or why none was. */
export interface FoundList {
	readonly record: ListedRecord;
	readonly proposal?: ListProposal;
	readonly tried: 'read' | 'notTried' | 'failed';
	readonly reasons: readonly string[];
	readonly calls: number;
}

/** Everything that a check found out. */
export interface Findings {
	readonly settled: readonly Settled[];
	readonly lists: readonly FoundList[];
	readonly days: FoundDays;
	readonly calls: number;
	readonly pages: { readonly index: boolean; readonly read: number; readonly wanted: number };
	/** Reads that failed, in words. */
	readonly failures: readonly string[];
}

/** Where to begin, if the person tells. */
export interface CheckStart {
	readonly property?: unknown;
	readonly lease?: unknown;
	readonly serviceRequest?: unknown;
	readonly searchWord?: unknown;
}
