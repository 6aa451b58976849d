import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { unlessStopped } from '../../api/cancellation';

/** What this process knows of a record: made, with its ID if Tampuuri gave one, or sent at a time. */
type Known = { readonly made: IDataObject } | { readonly sentAt: number };

/** Longer than Retry On Fail, and than most redeliveries. */
export const KEPT_FOR = 60 * 60 * 1000;

/** About 20 MB. */
const MOST_KEPT = 100_000;

/**
 * The records that were lately created, for all runs in this process: two executions of the same
 * lead, Retry On Fail and a redelivered lead make no second record. Knows hashes and IDs only.
 */
export class Creations {
	private readonly ends = new Map<string, Promise<unknown>>();
	private readonly kept = new Map<string, { readonly at: number; readonly known: Known }>();

	/** A name for a record that tells nothing about it. */
	static keyOf(...parts: readonly string[]): string {
		return createHash('sha256').update(JSON.stringify(parts)).digest('base64');
	}

	/**
	 * Does some work on a record when all earlier work on it has ended, also that of other executions.
	 *
	 * @throws ExecutionStopped on Stop, and whatever the work throws
	 */
	async alone<Result>(
		key: string,
		signal: AbortSignal | undefined,
		work: () => Promise<Result>,
	): Promise<Result> {
		const earlier = this.ends.get(key) ?? Promise.resolve();
		const own = unlessStopped(earlier, signal).then(work);
		const end = Promise.allSettled([earlier, own]).then(() => {
			if (this.ends.get(key) === end) this.ends.delete(key);
		});
		this.ends.set(key, end);
		return await own;
	}

	/** What is known of a record, but that it was made only if that was at some time or later. */
	knownOf(key: string, madeSince: number): Known | undefined {
		const { at, known } = this.kept.get(key) ?? { at: -Infinity };
		const isOld = at + KEPT_FOR <= Date.now();
		return known === undefined || isOld || ('made' in known && at < madeSince) ? undefined : known;
	}

	/** Remembers what is known of a record from now on. */
	remember(key: string, known: Known): void {
		this.kept.delete(key);
		this.kept.set(key, { at: Date.now(), known });
		for (const [oldest, { at }] of this.kept) {
			if (this.kept.size <= MOST_KEPT && at + KEPT_FOR > Date.now()) return;
			this.kept.delete(oldest);
		}
	}

	forget(key: string): void {
		this.kept.delete(key);
	}
}

/** Those of this process. */
export const creations = new Creations();
