/** One call as it came in. The six header values are never written down. */
export interface LoggedRequest {
	readonly number: number;
	/** ISO 8601, UTC. */
	readonly time: string;
	readonly method: string;
	/** As asked for, without the query. */
	readonly path: string;
	readonly query: Readonly<Record<string, unknown>>;
	/** Parsed when it was JSON, else its text; a large one only by its size. */
	readonly body: unknown;
	/** The row that answered, for example `POST ilmoitukset/lisaa`; null when there is none. */
	readonly operation: string | null;
	/** The account's label; null when the six headers were wrong. */
	readonly account: string | null;
	/** Null when the connection was cut without an answer. */
	readonly status: number | null;
	/** The id of the fault that was carried out on it. */
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
		// Cutting at twice the size keeps adding cheap.
		if (this.kept.length >= 2 * this.size) this.kept = this.kept.slice(-this.size);
	}

	clear(): void {
		this.kept = [];
	}
}
