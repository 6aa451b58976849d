import { sleep } from 'n8n-workflow';

/** Work on one item. */
export interface Task<Result> {
	/** It only runs side by side with others of its group, which come before or after it in a row. */
	readonly group: string;
	/** How many of the group may run at the same time. */
	readonly atOnce: number;
	/** What it changes. Tasks that change the same thing run one after the other, in their order. */
	readonly changes: readonly string[];
	/** Never rejects. */
	readonly run: () => Promise<Result>;
}

/** What is being changed, and when that ends. */
class Changing {
	private readonly ends = new Map<string, Promise<unknown>>();

	/** Runs a task when all earlier ones that change the same things have ended. */
	async run<Result>({ changes, run }: Task<Result>): Promise<Result> {
		const earlier = changes.map((one) => this.ends.get(one));
		const result = Promise.all(earlier).then(run);
		// Without the result, which would be kept as long as this.
		const end = result.then(() => {
			for (const one of changes) if (this.ends.get(one) === end) this.ends.delete(one);
		});
		for (const one of changes) this.ends.set(one, end);
		return await result;
	}
}

/**
 * Runs tasks side by side, as many as they allow, and gives their results in the order of the tasks.
 * At most twice as many are started and not yet given: a slow one does not keep the others waiting
 * at once, nor are ever more results held. When the caller stops early, no more are started, and
 * those under way are waited for.
 */
export async function* resultsInOrder<Result>(
	tasks: AsyncIterable<Task<Result>>,
): AsyncGenerator<Result> {
	const changing = new Changing();
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
		let group: string | undefined;
		for await (const task of tasks) {
			const { atOnce } = task;
			yield* task.group === group ? untilLeft(atOnce - 1, 2 * atOnce - 1) : untilLeft(0, 0);
			group = task.group;
			const result: Promise<Result> = changing.run(task).finally(() => running.delete(result));
			running.add(result);
			held.push(result);
			// Lets its request leave before n8n evaluates the next item's expressions, which takes longer.
			if (atOnce > 1) await sleep(0);
		}
		yield* untilLeft(0, 0);
	} finally {
		await Promise.all(held);
	}
}
