import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';
import type { FaultAction } from '../../../simulator/faults/fault.mts';
import { runs } from '../../runs.mts';
import { loggedLines } from '../harness/services.mts';
import { idsOf, setUpPolling } from './setUp.mts';

const LEASES = 30;
const tampuuri = setUpPolling({ units: 40, sizes: { leases: LEASES } });
const DAY = 24 * 60 * 60_000;
const FAILS: FaultAction = { kind: 'status', status: 500 };
const DOWN: FaultAction = { kind: 'status', status: 503 };

/** Noon in Finland. */
const START = Date.UTC(2026, 2, 1, 10);
let now = START;
/** Milliseconds that pass whenever anyone looks at the clock. */
let tick = 0;
beforeEach(() => {
	now = START;
	tick = 0;
	jest.spyOn(Date, 'now').mockImplementation(() => (now += tick));
});
afterEach(() => {
	jest.restoreAllMocks();
});

/** Leases that all end soon. */
function endingLeases(count = LEASES): number[] {
	const { leases } = tampuuri.simulator.data;
	return Array.from(
		{ length: count },
		(_, position) => leases.replace({ ...leases.at(position), end: '2026-03-20' }).id,
	);
}

const watching = (ids: readonly number[], options: INodeParameters = {}): INodeParameters => ({
	event: 'leasesEnding',
	days: 30,
	leasesFrom: 'ids',
	leaseIds: ids.join(','),
	emitExisting: true,
	options,
});

function fail(id: number, action: FaultAction = FAILS): void {
	tampuuri.simulator.faults.set({ path: `sopimukset/${id}`, times: 'always', action });
}

const calls = () => tampuuri.simulator.calls.total;

describe('leases read by their IDs', () => {
	it.each([FAILS, DOWN, { kind: 'cut', when: 'beforeResponse' } as const])(
		'are told but for one that fails (%p), which costs its calls once a day',
		async (action) => {
			const ids = endingLeases();
			const [failing = 0] = ids.slice(17);
			fail(failing, action);
			const firstLine = loggedLines().length;
			const polling = tampuuri.publish(watching(ids));
			expect(idsOf(await polling.poll())).toEqual(ids.filter((id) => id !== failing));
			expect(calls()).toBe(LEASES);
			expect(await polling.poll()).toEqual([]);
			expect(calls()).toBe(LEASES);
			now += DAY;
			expect(await polling.poll()).toEqual([]);
			expect(calls()).toBe(2 * LEASES);
			const lines = loggedLines()
				.slice(firstLine)
				.filter((line) => line.includes(`Lease ${failing} could not be read`));
			expect(lines).toHaveLength(1);
		},
	);

	it.each(['item', 'log', undefined])(
		'that fail are an item once, if wanted (%s), and told once they can be read',
		async (unreadLeases) => {
			const ids = endingLeases(3);
			const [, failing = 0] = ids;
			fail(failing);
			const polling = tampuuri.publish(watching(ids, unreadLeases ? { unreadLeases } : {}));
			const first = await polling.poll();
			const notes = first.filter(({ readNote }) => readNote !== undefined);
			expect(notes).toEqual(
				unreadLeases === 'item'
					? [
							{
								Id: failing,
								readNote: expect.stringContaining(`Lease ${failing} could not be read`),
							},
						]
					: [],
			);
			now += DAY;
			expect(await polling.poll()).toEqual([]);
			tampuuri.simulator.faults.clear();
			now += DAY;
			expect(idsOf(await polling.poll())).toEqual([failing]);
		},
	);

	it('are read over several polls when Call Budget does not allow all', async () => {
		const ids = endingLeases();
		const polling = tampuuri.publish(watching(ids, { callBudget: 12 }));
		const polls = [await polling.poll(), await polling.poll(), await polling.poll()];
		expect(polls.map((items) => items.length)).toEqual([12, 12, 6]);
		expect(polls.flatMap(idsOf)).toEqual(ids);
		expect(await polling.poll()).toEqual([]);
		expect(calls()).toBe(LEASES);
	});

	it('are all read in turn, even if n8n polls once a day and Call Budget allows a part', async () => {
		const ids = endingLeases();
		const polling = tampuuri.publish(watching(ids, { callBudget: 12 }));
		const told: unknown[] = [];
		for (let poll = 0; poll < 3; poll++) {
			told.push(...idsOf(await polling.poll()));
			now += DAY;
		}
		expect(told).toEqual(ids);
	});

	it('are not told at first if they should not be, however many polls that takes', async () => {
		const ids = endingLeases();
		const parameters = { ...watching(ids, { callBudget: 12 }), emitExisting: false };
		const polling = tampuuri.publish(parameters);
		for (let poll = 0; poll < 4; poll++) expect(await polling.poll()).toEqual([]);
		expect(calls()).toBe(LEASES);
	});

	it('are read over several polls when n8n gives a poll little time', async () => {
		const ids = endingLeases();
		const polling = tampuuri.publish(watching(ids), undefined, undefined, 10_000);
		tick = 100;
		const told: unknown[] = [];
		for (let poll = 0; poll < 10; poll++) told.push(...idsOf(await polling.poll()));
		expect(told.sort()).toEqual(ids);
		expect(calls()).toBe(LEASES);
	});

	it('go on after a kill from where the last items were told', async () => {
		const ids = endingLeases();
		const parameters = watching(ids, { callBudget: 12 });
		const killed = tampuuri.publish(parameters);
		const told = [...(await killed.poll()), ...(await killed.poll())];
		const next = tampuuri.publish(parameters, killed.saved);
		told.push(...(await next.poll()));
		expect(idsOf(told)).toEqual(ids);
		expect(calls()).toBe(LEASES);
	});

	it('end at an outage with what was read, and go on when it is over', async () => {
		const ids = endingLeases();
		const polling = tampuuri.publish(watching(ids));
		tampuuri.simulator.faults.set({ skip: 10, times: 'always', action: DOWN });
		expect(idsOf(await polling.poll())).toEqual(ids.slice(0, 10));
		await expect(polling.poll()).rejects.toThrow('Service Unavailable');
		const asked = calls();
		expect(asked).toBeLessThanOrEqual(10 + 2 * 8);
		tampuuri.simulator.faults.clear();
		expect(idsOf(await polling.poll())).toEqual(ids.slice(10));
		expect(calls()).toBe(asked + 20);
	});

	it('ask for nothing more once Tampuuri is known to be down', async () => {
		const polling = tampuuri.publish(watching(endingLeases(), { concurrency: 1 }));
		tampuuri.simulator.faults.set({ times: 'always', action: DOWN });
		await polling.poll();
		expect(calls()).toBe(5);
		await expect(polling.poll()).rejects.toThrow('Service Unavailable');
		expect(calls()).toBe(10);
	});

	it('are read side by side, within the bound', async () => {
		const polling = tampuuri.publish(watching(endingLeases()));
		tampuuri.simulator.faults.set({ times: 'always', delay: 5 });
		await polling.poll();
		expect(tampuuri.simulator.calls.peakConcurrency).toBe(4);
	});

	it('fail a manual test as a whole when Tampuuri is down', async () => {
		const polling = tampuuri.publish(watching(endingLeases()));
		tampuuri.simulator.faults.set({ times: 'always', action: DOWN });
		await expect(polling.test()).rejects.toThrow('Service Unavailable');
	});

	it('are counted by a manual test as far as Call Budget went', async () => {
		const polling = tampuuri.publish(watching(endingLeases(), { callBudget: 7 }));
		const [first] = await polling.test();
		expect(first).toMatchObject({
			pollingTest: { calls: 7, note: expect.stringContaining('only 7 of 30 leases') },
		});
	});

	it('go on past a part in which none has the end date', async () => {
		const ids = endingLeases();
		const polling = tampuuri.publish(watching(ids, { callBudget: 12 }));
		tampuuri.simulator.faults.set({
			path: 'sopimukset/{sopimusid}',
			times: 12,
			action: { kind: 'status', status: 200, body: { Tila: 'Sopimus' } },
		});
		const polls = [await polling.poll(), await polling.poll(), await polling.poll()];
		expect(polls.flatMap(idsOf)).toEqual(ids.slice(12));
		expect(calls()).toBe(LEASES);
	});

	it('are read in part by a manual test, which says so', async () => {
		const polling = tampuuri.publish(watching(endingLeases()));
		const [first] = await polling.test();
		expect(first).toMatchObject({
			pollingTest: { calls: 20, note: expect.stringContaining('20 of 30 leases') },
		});
	});
});

describe('3 000 leases, one of them failing', () => {
	it('cost a call each and the retries, over several polls and a kill', async () => {
		const { startSimulator } = await import('../../../simulator/start.mts');
		const simulator = await startSimulator({ port: 0, units: 3_000, sizes: { leases: 3_000 } });
		try {
			const { leases } = simulator.data;
			const ids = Array.from(
				{ length: 3_000 },
				(_, position) => leases.replace({ ...leases.at(position), end: '2026-03-20' }).id,
			);
			const failing = ids[1_234];
			simulator.faults.set({ path: `sopimukset/${failing}`, times: 'always', action: FAILS });
			const { Polling } = await import('../harness/index.mts');
			const start = (saved?: string) =>
				new Polling(tampuuri.nodeTypes, {
					type: 'n8n-nodes-tampuuri.tampuuriPollingTrigger',
					parameters: watching(ids, { callBudget: 1_100 }),
					credentials: tampuuri.credentials({ ownAddress: simulator.url }),
					saved,
				});
			const killed = start();
			const told = [...(await killed.poll()), ...(await killed.poll())];
			const next = start(killed.saved);
			told.push(...(await next.poll()), ...(await next.poll()));
			expect(idsOf(told)).toEqual(ids.filter((id) => id !== failing));
			expect(simulator.calls.total).toBe(3_000);
		} finally {
			await simulator.close();
		}
	});
});

type Step =
	| { kind: 'poll'; kills: boolean }
	| { kind: 'outage'; skip: number }
	| { kind: 'nextDay' };

const step: fc.Arbitrary<Step> = fc.oneof(
	{ weight: 4, arbitrary: fc.record({ kind: fc.constant('poll' as const), kills: fc.boolean() }) },
	{
		weight: 2,
		arbitrary: fc.record({ kind: fc.constant('outage' as const), skip: fc.nat(LEASES) }),
	},
	fc.constant({ kind: 'nextDay' as const }),
);

describe('whatever happens while leases are read', () => {
	it('each lease is told once, but for those that fail', async () => {
		const history = fc.record({
			steps: fc.array(step, { maxLength: 10 }),
			failing: fc.uniqueArray(fc.nat(LEASES - 1), { maxLength: 3 }),
			callBudget: fc.integer({ min: 4, max: 40 }),
		});
		await fc.assert(
			fc.asyncProperty(history, async ({ steps, failing, callBudget }) => {
				tampuuri.simulator.reset();
				now = START;
				const ids = endingLeases();
				const broken = failing.map((place) => ids[place]);
				const parameters = watching(ids, { callBudget });
				let polling = tampuuri.publish(parameters);
				const told: unknown[] = [];
				const poll = async (outage?: number) => {
					tampuuri.simulator.faults.clear();
					if (outage !== undefined) {
						tampuuri.simulator.faults.set({ skip: outage, times: 'always', action: DOWN });
					}
					for (const id of broken) fail(Number(id));
					told.push(...idsOf(await polling.poll().catch(() => [])));
				};
				for (const one of steps) {
					if (one.kind === 'nextDay') now += DAY;
					else await poll(one.kind === 'outage' ? one.skip : undefined);
					if (one.kind === 'poll' && one.kills) {
						polling = tampuuri.publish(parameters, polling.saved);
					}
				}
				now += DAY;
				const before = calls();
				for (let rest = 0; rest < LEASES; rest++) await poll();
				expect(calls() - before).toBeLessThanOrEqual(LEASES);
				expect([...told].sort()).toEqual(ids.filter((id) => !broken.includes(id)).sort());
			}),
			{ numRuns: runs(25) },
		);
	});
});
