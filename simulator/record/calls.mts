/** Counts calls as Tampuuri bills them: every call counts as one, refused ones too (webinar). */
export class Calls {
	#total = 0;
	#inFlight = 0;
	#peak = 0;
	#byOperation = new Map<string, number>();

	get total(): number {
		return this.#total;
	}

	/** The most calls that were under way at once. */
	get peakConcurrency(): number {
		return this.#peak;
	}

	/** For example `{ "POST ilmoitukset/selaa": 40 }`; calls that no row names are under `unknown`. */
	get byOperation(): Readonly<Record<string, number>> {
		return Object.fromEntries(this.#byOperation);
	}

	begin(operation: string): void {
		this.#total += 1;
		this.#byOperation.set(operation, (this.#byOperation.get(operation) ?? 0) + 1);
		this.#inFlight += 1;
		this.#peak = Math.max(this.#peak, this.#inFlight);
	}

	end(): void {
		this.#inFlight -= 1;
	}

	reset(): void {
		this.#total = 0;
		this.#peak = this.#inFlight;
		this.#byOperation.clear();
	}
}
