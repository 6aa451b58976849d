import { sleep } from 'n8n-workflow';

/** Work on one item. */
export interface Task<Result> {
	/** Whether it starts after all earlier tasks have ended, and ends before any later one starts. */
	readonly alone: boolean;
	/** Never rejects. */
	readonly run: () => Promise<Result>;
}

/**
 * Runs at most `concurrency` tasks at the same time and gives their results in the order of the
 * tasks. At most twice as many are started and not yet given: a slow one does not keep the others
 * waiting at once, nor are ever more results held. When the caller stops early, no more are started,
 * and those under way are waited for.
 */
export async function* resultsInOrder<Result>(
	tasks: AsyncIterable<Task<Result>>,
	concurrency: number,
): AsyncGenerator<Result> {
	const running = new Set<Promise<Result>>();
	const held: Array<Promise<Result>> = [];
	/** Gives what is next, until no more than so many are left. */
	async function* untilLeft(mostRunning: number, mostHeld: number): AsyncGenerator<Result> {
		for (let [first] = held; first !== undefined; [first] = held) {
			if (!running.has(first)) {
				held.shift();
				yield await first;
			} else if (held.length > mostHeld) await first;
			else if (running.size > mostRunning) await Promise.race(running);
			else return;
		}
	}
	try {
		for await (const { alone, run } of tasks) {
			yield* alone ? untilLeft(0, 0) : untilLeft(concurrency - 1, 2 * concurrency - 1);
			const result: Promise<Result> = run().finally(() => running.delete(result));
			running.add(result);
			held.push(result);
			if (alone) yield* untilLeft(0, 0);
			// Lets its request leave before n8n evaluates the next item's expressions, which takes longer.
			else if (concurrency > 1) await sleep(0);
		}
		yield* untilLeft(0, 0);
	} finally {
		await Promise.all(held);
	}
}
