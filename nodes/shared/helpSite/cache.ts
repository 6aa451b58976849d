/** The content of a page, and since when it is out of date, if it is. */
export interface Copy<Value> {
	readonly value: Value;
	/** When it was fetched, in milliseconds, if fetching it again has failed since. */
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
	/** Until then the copy is returned without fetching. */
	askAgainAt: number;
	isStale: boolean;
	pending?: Promise<Outcome<Value>>;
}

export interface CacheSettings {
	/** Maximum number of entries. The least recently used are dropped first. */
	readonly size: number;
	/** Milliseconds for which a copy counts as fresh. */
	readonly freshFor: number;
	/** Milliseconds after which a copy is dropped, even while the site is down; never if absent. */
	readonly keptFor?: number;
	/** Milliseconds to wait after a failure before fetching again. */
	readonly pauseAfterFailure: number;
	readonly now: () => number;
}

/**
 * Caches what was fetched. Simultaneous look-ups of one key share one fetch, and an old copy is
 * used while the site is down.
 */
export class Cache<Value> {
	private readonly entries = new Map<string, Entry<Value>>();

	constructor(private readonly settings: CacheSettings) {}

	get size(): number {
		return this.entries.size;
	}

	/** The cached value, fresh or not, without fetching it. */
	kept(key: string): Value | undefined {
		this.dropOld();
		return this.entries.get(key)?.copy?.value;
	}

	/** @throws what `fetch` throws if there is no copy */
	async get(key: string, fetch: () => Promise<Value>): Promise<Copy<Value>> {
		this.dropOld();
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

	private dropOld(): void {
		const { keptFor = Infinity, now } = this.settings;
		for (const [key, { copy }] of this.entries) {
			if (copy !== undefined && now() - copy.fetchedAt >= keptFor) this.entries.delete(key);
		}
	}

	private dropOldest(): void {
		const [oldest] = this.entries.keys();
		if (this.entries.size > this.settings.size && oldest !== undefined) {
			this.entries.delete(oldest);
		}
	}
}
