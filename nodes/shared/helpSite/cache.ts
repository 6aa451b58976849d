/** What a page was read as, and since when it is out of date, if it is. */
export interface Copy<Value> {
	readonly value: Value;
	/** When it was fetched, in milliseconds, if it could not be fetched again since. */
	readonly staleSince?: number;
}

type Outcome<Value> = { readonly value: Value } | { readonly error: unknown };

async function outcomeOf<Value>(fetching: Promise<Value>): Promise<Outcome<Value>> {
	return await fetching.then(
		(value) => ({ value }),
		(error: unknown) => ({ error }),
	);
}

interface Entry<Value> {
	copy?: { readonly value: Value; readonly fetchedAt: number };
	/** Until then the copy is given without asking. */
	askAgainAt: number;
	isStale: boolean;
	pending?: Promise<Outcome<Value>>;
}

export interface CacheSettings {
	/** The most that is kept; what was not used longest goes first. */
	readonly size: number;
	/** Milliseconds for which a copy counts as fresh. */
	readonly freshFor: number;
	/** Milliseconds for which a site that failed is left alone. */
	readonly pauseAfterFailure: number;
	readonly now: () => number;
}

/**
 * Keeps what was fetched: look-ups of the same key at the same time share one fetch, and an old copy
 * serves when the site is down.
 */
export class Cache<Value> {
	private readonly entries = new Map<string, Entry<Value>>();

	constructor(private readonly settings: CacheSettings) {}

	get size(): number {
		return this.entries.size;
	}

	/** What is kept, fresh or not, without asking for it. */
	kept(key: string): Value | undefined {
		return this.entries.get(key)?.copy?.value;
	}

	/** @throws what `fetch` throws, when there is no copy to give */
	async get(key: string, fetch: () => Promise<Value>): Promise<Copy<Value>> {
		const entry = this.entries.get(key) ?? { askAgainAt: 0, isStale: false };
		this.entries.delete(key);
		this.entries.set(key, entry);
		this.dropOldest();
		if (entry.copy === undefined || this.settings.now() >= entry.askAgainAt) {
			await this.renew(key, entry, fetch);
		}
		const { copy, isStale } = entry;
		if (copy === undefined) throw new Error('Nothing was fetched');
		return { value: copy.value, ...(isStale ? { staleSince: copy.fetchedAt } : {}) };
	}

	private async renew(
		key: string,
		entry: Entry<Value>,
		fetch: () => Promise<Value>,
	): Promise<void> {
		const { now, freshFor, pauseAfterFailure } = this.settings;
		entry.pending ??= outcomeOf(fetch());
		const { pending } = entry;
		const outcome = await pending;
		const isFirst = entry.pending === pending;
		if (isFirst) entry.pending = undefined;
		if ('value' in outcome) {
			if (isFirst) entry.copy = { value: outcome.value, fetchedAt: now() };
			entry.askAgainAt = now() + freshFor;
			entry.isStale = false;
			return;
		}
		if (entry.copy === undefined) {
			if (this.entries.get(key) === entry) this.entries.delete(key);
			throw outcome.error;
		}
		entry.askAgainAt = now() + pauseAfterFailure;
		entry.isStale = true;
	}

	private dropOldest(): void {
		const [oldest] = this.entries.keys();
		if (this.entries.size > this.settings.size && oldest !== undefined) {
			this.entries.delete(oldest);
		}
	}
}
