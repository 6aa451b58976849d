/** What a run promises, printed as it is found to hold or not. */
export class Promises {
	readonly #broken: string[] = [];

	check(promise: string, holds: boolean): void {
		console.log(`  ${holds ? 'holds' : 'BROKEN'}  ${promise}`);
		if (!holds) this.#broken.push(promise);
	}

	/** Prints the outcome; gives the program's exit code. */
	conclude(): number {
		const isKept = this.#broken.length === 0;
		console.log(isKept ? '\nEverything holds.' : `\nBroken: ${this.#broken.join('; ')}`);
		return isKept ? 0 : 1;
	}
}
