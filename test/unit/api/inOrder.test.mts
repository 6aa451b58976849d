import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { resultsInOrder, type Task } from '../../../dist/nodes/shared/api/inOrder.js';
import { runs } from '../../runs.mts';

/** How many turns of the event loop's microtasks a task takes, whether it is alone, what it changes. */
const kinds = fc.array(
	fc.record({ turns: fc.nat(9), alone: fc.boolean(), record: fc.constantFrom('', 'a', 'b') }),
	{ maxLength: 20 },
);
type Kind = typeof kinds extends fc.Arbitrary<infer Kinds> ? Kinds[number & keyof Kinds] : never;

/** Tasks that note what goes on, and give their own places. */
class Watched {
	readonly running = new Map<number, Kind>();
	started = 0;
	mostRunning = 0;
	wasDisturbed = false;
	readonly changed: string[] = [];

	async *tasks(all: readonly Kind[], atOnce: number): AsyncGenerator<Task<number>> {
		for (const [place, kind] of all.entries()) {
			yield {
				group: kind.alone ? 'alone' : 'others',
				atOnce: kind.alone ? 1 : atOnce,
				changes: kind.record === '' ? [] : [kind.record],
				run: async () => await this.work(place, kind),
			};
		}
	}

	private async work(place: number, kind: Kind): Promise<number> {
		this.running.set(place, kind);
		this.started++;
		this.mostRunning = Math.max(this.mostRunning, this.running.size);
		this.changed.push(`${kind.record} ${place}`);
		for (let turn = 0; turn <= kind.turns; turn++) {
			await new Promise(setImmediate);
			const others = [...this.running].filter(([other]) => other !== place);
			this.wasDisturbed ||= others.some(
				([, { alone, record }]) => alone || kind.alone || (record !== '' && record === kind.record),
			);
		}
		this.running.delete(place);
		return place;
	}
}

/** The places of a record's changes, in the order in which they were made. */
function placesOf(record: string, changed: readonly string[]): number[] {
	return changed.filter((one) => one.startsWith(`${record} `)).map((one) => Number(one.slice(2)));
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
				for await (const place of resultsInOrder(watched.tasks(all, concurrency))) {
					expect(watched.started - results.length).toBeLessThanOrEqual(2 * concurrency);
					results.push(place);
				}
				expect(results).toEqual([...all.keys()]);
				expect(watched.mostRunning).toBeLessThanOrEqual(concurrency);
				expect(watched.wasDisturbed).toBe(false);
				for (const record of ['a', 'b']) {
					const places = placesOf(record, watched.changed);
					expect(places).toEqual(places.toSorted((one, other) => one - other));
				}
			}),
			{ numRuns: runs(200) },
		);
	});

	/** Tasks that give how many have started; slow ones end when so many have. */
	async function* untilStarted(count: number, atOnce: number, slow: (place: number) => boolean) {
		const reached = Promise.withResolvers<undefined>();
		let started = 0;
		for (let place = 0; place < 20; place++) {
			const run = async () => {
				if (++started === count) reached.resolve(undefined);
				if (slow(place)) await reached.promise;
				return started;
			};
			yield { group: 'reads', atOnce, changes: [], run };
		}
	}

	it('go on behind a slow one, until twice the bound is held', async () => {
		const results = resultsInOrder(untilStarted(8, 4, (place) => place === 0));
		expect((await results.next()).value).toBe(8);
		await allOf(results);
	});

	it('use the whole bound', async () => {
		const started = await allOf(resultsInOrder(untilStarted(6, 6, () => true)));
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
					for await (const place of resultsInOrder(watched.tasks(all, concurrency))) {
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
