const LINE_EVERY_MS = 15_000;

/**
 * The time since a moment, as a person reads it: `0.4 s`, `185.0 s`.
 *
 * @param since as `performance.now()` gave it
 */
export function elapsed(since: number): string {
	return `${((performance.now() - since) / 1_000).toFixed(1)} s`;
}

/** Does `work`; shows its title at once, every 15 seconds that it takes, and at its end. */
export async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
	const since = performance.now();
	console.log(`  ${title} …`);
	const alive = setInterval(() => console.log(`  ${title} … ${elapsed(since)}`), LINE_EVERY_MS);
	try {
		const result = await work();
		console.log(`✓ ${title} (${elapsed(since)})`);
		return result;
	} finally {
		clearInterval(alive);
	}
}
