import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

export function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = sorted.length / 2;
	const upper = sorted[Math.floor(middle)];
	const lower = sorted[Math.ceil(middle) - 1];
	if (upper === undefined || lower === undefined) throw new RangeError('There is no value');
	return (lower + upper) / 2;
}

/**
 * Runs every contestant in turn, round after round, so that a slow moment of the machine hits all of
 * them. The first round warms up and doesn't count.
 */
export async function inTurns<Name, Result>(
	contestants: ReadonlyMap<Name, () => Promise<Result>>,
	rounds: number,
): Promise<Map<Name, Result[]>> {
	const results = new Map<Name, Result[]>([...contestants.keys()].map((name) => [name, []]));
	for (let round = 0; round <= rounds; round++) {
		for (const [name, run] of contestants) {
			const result = await run();
			if (round > 0) results.get(name)?.push(result);
		}
	}
	return results;
}

/**
 * Bytes by which the heap's living objects grew at most, seen once a second and at the end. What
 * lives only between two looks escapes it.
 */
export async function peakHeapGrowth({
	before,
	run,
}: {
	before?: () => Promise<unknown>;
	run: () => Promise<unknown>;
}): Promise<number> {
	await before?.();
	const start = livingBytes();
	let peak = start;
	const look = () => {
		peak = Math.max(peak, livingBytes());
	};
	const watch = setInterval(look, 1000);
	const result = await run();
	clearInterval(watch);
	look();
	if (result === undefined) throw new TypeError('The run gave nothing to hold on to');
	return peak - start;
}

function livingBytes(): number {
	collectGarbage();
	return process.memoryUsage().heapUsed;
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
