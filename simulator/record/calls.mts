/** Counts calls as Tampuuri bills them: every call counts, even a rejected one (webinar). */
export class Calls {
	private count = 0;
	private inFlight = 0;
	private peak = 0;
	private counts = new Map<string, number>();

	get total(): number {
		return this.count;
	}

	/** The largest number of calls in flight at once. */
	get peakConcurrency(): number {
		return this.peak;
	}

	/** For example `{ "POST ilmoitukset/selaa": 40 }`. Calls without a row count as `unknown`. */
	get byOperation(): Readonly<Record<string, number>> {
		return Object.fromEntries(this.counts);
	}

	begin(operation: string): void {
		this.count += 1;
		this.counts.set(operation, (this.counts.get(operation) ?? 0) + 1);
		this.inFlight += 1;
		this.peak = Math.max(this.peak, this.inFlight);
	}

	end(): void {
		this.inFlight -= 1;
	}

	reset(): void {
		this.count = 0;
		this.peak = this.inFlight;
		this.counts.clear();
	}
}
