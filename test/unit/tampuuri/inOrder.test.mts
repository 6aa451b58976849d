import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { resultsInOrder, type Task } from '../../../dist/nodes/Tampuuri/inOrder.js';
import { runs } from '../../runs.mts';

/** How many turns of the event loop's microtasks a task takes, and whether it is alone. */
const kinds = fc.array(fc.record({ turns: fc.nat(9), alone: fc.boolean() }), { maxLength: 20 });

/** Tasks that note what goes on, and give their own places. */
class Watched {
	readonly events: string[] = [];
	readonly running = new Set<number>();
	started = 0;
	mostRunning = 0;
	wasDisturbed = false;

	async *tasks(
		all: ReadonlyArray<{ turns: number; alone: boolean }>,
	): AsyncGenerator<Task<number>> {
		for (const [place, { turns, alone }] of all.entries()) {
			yield { alone, run: async () => await this.work(place, turns, alone) };
		}
	}

	private async work(place: number, turns: number, alone: boolean): Promise<number> {
		this.running.add(place);
		this.started++;
		this.mostRunning = Math.max(this.mostRunning, this.running.size);
		for (let turn = 0; turn <= turns; turn++) {
			await Promise.resolve();
			if (alone && this.running.size > 1) this.wasDisturbed = true;
		}
		this.running.delete(place);
		return place;
	}
}

async function allOf<Result>(results: AsyncIterable<Result>): Promise<Result[]> {
	const all: Result[] = [];
	for await (const result of results) all.push(result);
	return all;
}

describe('tasks side by side', () => {
	it('give their results in order, within the bound, and leave those alone that must be', async () => {
		await fc.assert(
			fc.asyncProperty(kinds, fc.integer({ min: 1, max: 6 }), async (all, concurrency) => {
				const watched = new Watched();
				const results: number[] = [];
				for await (const place of resultsInOrder(watched.tasks(all), concurrency)) {
					expect(watched.started - results.length).toBeLessThanOrEqual(2 * concurrency);
					results.push(place);
				}
				expect(results).toEqual([...all.keys()]);
				expect(watched.mostRunning).toBeLessThanOrEqual(concurrency);
				expect(watched.wasDisturbed).toBe(false);
			}),
			{ numRuns: runs(200) },
		);
	});

	/** Tasks that give how many have started; slow ones end when so many have. */
	async function* untilStarted(count: number, slow: (place: number) => boolean) {
		const reached = Promise.withResolvers<undefined>();
		let started = 0;
		for (let place = 0; place < 20; place++) {
			const run = async () => {
				if (++started === count) reached.resolve(undefined);
				if (slow(place)) await reached.promise;
				return started;
			};
			yield { alone: false, run };
		}
	}

	it('go on behind a slow one, until twice the bound is held', async () => {
		const results = resultsInOrder(
			untilStarted(8, (place) => place === 0),
			4,
		);
		expect((await results.next()).value).toBe(8);
		await allOf(results);
	});

	it('use the whole bound', async () => {
		const started = await allOf(
			resultsInOrder(
				untilStarted(6, () => true),
				6,
			),
		);
		expect(started.slice(0, 6)).toEqual([6, 6, 6, 6, 6, 6]);
	});

	it('are waited for when no more results are wanted, and no more are started', async () => {
		await fc.assert(
			fc.asyncProperty(
				kinds,
				fc.integer({ min: 1, max: 6 }),
				fc.nat(9),
				async (all, concurrency, last) => {
					const watched = new Watched();
					let startedThen = 0;
					for await (const place of resultsInOrder(watched.tasks(all), concurrency)) {
						startedThen = watched.started;
						if (place === last) break;
					}
					expect(watched.running.size).toBe(0);
					expect(watched.started).toBe(startedThen);
				},
			),
			{ numRuns: runs(200) },
		);
	});
});
