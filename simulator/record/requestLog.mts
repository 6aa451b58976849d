/** One call. The six header values are never kept. */
export interface LoggedRequest {
	readonly number: number;
	/** ISO 8601, UTC. */
	readonly time: string;
	readonly method: string;
	/** As requested, without the query. */
	readonly path: string;
	readonly query: Readonly<Record<string, unknown>>;
	/** Parsed JSON, else the text; of a large body only its size. */
	readonly body: unknown;
	/** The row, for example `POST ilmoitukset/lisaa`; null when there is none. */
	readonly operation: string | null;
	/** The account's label; null when the six headers were wrong. */
	readonly account: string | null;
	/** Null when the connection was cut before a response. */
	readonly status: number | null;
	/** The id of the fault that was applied. */
	readonly fault: number | null;
}

/** The last calls, oldest first. */
export class RequestLog {
	private readonly size: number;
	private kept: LoggedRequest[] = [];
	private count = 0;

	constructor(size: number) {
		this.size = size;
	}

	get entries(): readonly LoggedRequest[] {
		return this.kept.slice(-this.size);
	}

	add(entry: Omit<LoggedRequest, 'number'>): void {
		this.count += 1;
		this.kept.push({ number: this.count, ...entry });
		// Trimming only at twice the size keeps adding cheap.
		if (this.kept.length >= 2 * this.size) this.kept = this.kept.slice(-this.size);
	}

	clear(): void {
		this.kept = [];
	}
}
