import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { runs } from '../../runs.mts';
import { setUpResponder, type Asked } from './responder.mts';
import { itemsOf, setUp, WITHOUT_RETRIES } from './setUp.mts';

const tampuuri = setUp({ units: 10 });
const responder = setUpResponder();

const BY_PATH: INodeParameters = {
	resource: 'anyOperation',
	operation: 'call',
	method: '={{ $json.method }}',
	apiOperation: { __rl: true, mode: 'path', value: '={{ $json.path }}' },
	body: '{}',
	pages: '={{ $json.pages === true }}',
	returnAll: true,
};
/** What an item does. `invalid` is refused before it is sent. */
const KINDS = ['read', 'change', 'missing', 'broken', 'busy', 'invalid', 'list'] as const;
type Kind = (typeof KINDS)[number] | 'long';
const PAGES = 3;
const PAGES_OF_LONG = 9;
const PAGE_ROWS = 250;
const STATUS: Readonly<Record<string, number>> = { missing: 404, broken: 500, busy: 503 };

const isChange = (kind: Kind | undefined) => kind === 'change' || kind === 'broken';
const isFailing = (kind: Kind) => !['read', 'change', 'list'].includes(kind);

/** Part of each path: a call of a stopped run may arrive when the next one has begun. */
let runNumber = 0;

function itemOf(kind: Kind, index: number) {
	return {
		method: isChange(kind) ? 'POST' : 'GET',
		path: kind === 'invalid' ? '../x' : `${kind}/${index}/run${runNumber}`,
		pages: kind === 'list' || kind === 'long',
	};
}

/** The place of the item that made a call. */
function placeOf({ path }: Asked): number {
	return Number(/\/(\d+)/.exec(path)?.[1]);
}

function replyTo({ path }: Asked) {
	const [kind = ''] = path.split('/');
	const offset = Number(/Offset=(\d+)/i.exec(path)?.[1] ?? 0);
	const total = PAGE_ROWS * (kind === 'list' ? PAGES : PAGES_OF_LONG);
	const Items = Array.from({ length: PAGE_ROWS }, (_, row) => ({ Id: offset + row + 1 }));
	return {
		status: STATUS[kind] ?? 200,
		headers: { 'content-type': 'application/json', 'retry-after': '0' },
		body: kind === 'list' || kind === 'long' ? { Total: total, Items } : { Id: 1 },
	};
}

const isOwn = ({ path }: Asked) => Number(/\/run(\d+)/.exec(path)?.[1]) === runNumber;
/** The calls of the latest run. */
const asked = () => responder.asked.filter(isOwn);

/** Replies after as many turns of the event loop as it is told, and watches what is in flight. */
class Watch {
	readonly open = new Set<Asked>();
	mostOpen = 0;
	arrived = 0;
	readonly disorder: string[] = [];
	private readonly kinds: readonly Kind[];
	private readonly changed = new Set<number>();

	constructor(kinds: readonly Kind[], turns: readonly number[]) {
		this.kinds = kinds;
		responder.asked.length = 0;
		responder.reply = async (asked, place) => {
			if (!isOwn(asked)) return {};
			this.arrive(asked);
			for (let turn = turns[place % turns.length] ?? 0; turn > 0; turn--) {
				await new Promise(setImmediate);
			}
			this.open.delete(asked);
			return replyTo(asked);
		};
	}

	private arrive(asked: Asked): void {
		this.arrived++;
		this.open.add(asked);
		this.mostOpen = Math.max(this.mostOpen, this.open.size);
		const place = placeOf(asked);
		for (const other of this.open) {
			if (other === asked) continue;
			const isAlone = isChange(this.kinds[place]) || isChange(this.kinds[placeOf(other)]);
			if (isAlone) this.disorder.push(`${asked.path} beside ${other.path}`);
		}
		// A change divides the items: those before it never come after it.
		const divider = [...this.changed].find((index) => index > place);
		if (divider !== undefined) this.disorder.push(`${asked.path} after ${divider}`);
		if (isChange(this.kinds[place])) this.changed.add(place);
	}
}

const run = async (
	kinds: readonly Kind[],
	options: INodeParameters,
	{ onError, signal }: { onError?: INode['onError']; signal?: AbortSignal } = {},
) => {
	runNumber++;
	return await tampuuri.run({
		parameters: { ...BY_PATH, options },
		items: itemsOf(...kinds.map(itemOf)),
		onError,
		signal,
		credentials: tampuuri.credentials({ ...WITHOUT_RETRIES, ownAddress: responder.url }),
	});
};

const pairOf = ({ pairedItem }: INodeExecutionData) => (pairedItem as { item: number }).item;
const placesAsked = () => [...new Set(asked().map(placeOf))];

const scenario = fc.record({
	kinds: fc.array(fc.constantFrom(...KINDS), { minLength: 1, maxLength: 12 }),
	turns: fc.array(fc.nat(6), { minLength: 1, maxLength: 8 }),
	concurrency: fc.integer({ min: 1, max: 8 }),
});

describe('items side by side', () => {
	it('put out in order what they would alone, within one bound over items and pages', async () => {
		await fc.assert(
			fc.asyncProperty(scenario, async ({ kinds, turns, concurrency }) => {
				const watch = new Watch(kinds, turns);
				const { outputs } = await run(kinds, { concurrency }, { onError: 'continueRegularOutput' });
				const [output = []] = outputs;
				expect(watch.mostOpen).toBeLessThanOrEqual(concurrency);
				expect(watch.disorder).toEqual([]);
				const expected = kinds.flatMap((kind, index) =>
					Array<string>(kind === 'list' ? PAGES * PAGE_ROWS : 1).fill(
						`${index} ${isFailing(kind) ? 'failed' : 'done'}`,
					),
				);
				expect(output.map((item) => `${pairOf(item)} ${item.error ? 'failed' : 'done'}`)).toEqual(
					expected,
				);
				const ids = output
					.filter((item) => kinds[pairOf(item)] === 'list')
					.map(({ json }) => json.Id);
				expect(ids).toEqual(ids.map((_id, row) => (row % (PAGES * PAGE_ROWS)) + 1));
			}),
			{ numRuns: runs(40) },
		);
	});

	it('stay within the budget and account for each item', async () => {
		const budgets = fc.record({
			scenario,
			budget: fc.integer({ min: 1, max: 20 }),
			stops: fc.boolean(),
		});
		await fc.assert(
			fc.asyncProperty(
				budgets,
				async ({ scenario: { kinds, turns, concurrency }, budget, stops }) => {
					const wanted = stops ? kinds.filter((kind) => !isFailing(kind)) : kinds;
					const watch = new Watch(wanted, turns);
					const outcome = await run(
						wanted,
						{ concurrency, callBudget: budget },
						{ onError: stops ? undefined : 'continueErrorOutput' },
					);
					expect(outcome.error).toBeUndefined();
					expect(asked().length).toBeLessThanOrEqual(budget);
					expect(watch.mostOpen).toBeLessThanOrEqual(concurrency);
					const all = outcome.outputs.flat();
					for (const [index, kind] of wanted.entries()) {
						const own = all.filter((item) => pairOf(item) === index);
						const isTold = own.some(
							({ json, error }) => json.notDone !== undefined || error !== undefined,
						);
						const rows = own.filter(({ json }) => json.Id !== undefined).length;
						const isWhole = rows === (kind === 'list' ? PAGES * PAGE_ROWS : 1);
						expect(isTold).toBe(!isWhole);
					}
				},
			),
			{ numRuns: runs(40) },
		);
	});

	it('end the run with the first failure among them, and none far ahead is started', async () => {
		await fc.assert(
			fc.asyncProperty(scenario, async ({ kinds, turns, concurrency }) => {
				const watch = new Watch(kinds, turns);
				const { error } = await run(kinds, { concurrency });
				expect(watch.disorder).toEqual([]);
				expect(watch.open.size).toBe(0);
				const first = kinds.findIndex(isFailing);
				if (first < 0) return expect(error).toBeUndefined();
				const failed = Number(/\[item (\d+)\]/.exec(error?.message ?? '')?.[1]);
				expect(isFailing(kinds[failed] ?? 'read')).toBe(true);
				expect(failed).toBeLessThan(first + 2 * concurrency);
				expect(Math.max(0, ...placesAsked())).toBeLessThan(first + 2 * concurrency);
				const changed = placesAsked().filter((place) => isChange(kinds[place]));
				expect(changed.filter((place) => place > first)).toEqual([]);
			}),
			{ numRuns: runs(40) },
		);
	});
});

describe('a run that the user stops', () => {
	it('ends, and starts no more calls than were under way', async () => {
		const stopped = fc.record({ scenario, after: fc.nat(10) });
		await fc.assert(
			fc.asyncProperty(stopped, async ({ scenario: { kinds, turns, concurrency }, after }) => {
				const watch = new Watch(kinds, turns);
				const stop = new AbortController();
				const { reply } = responder;
				responder.reply = async (asked, place) => {
					const replying = reply(asked, place);
					if (watch.arrived > after) stop.abort();
					return await replying;
				};
				const { status } = await run(
					kinds,
					{ concurrency },
					{ onError: 'continueRegularOutput', signal: stop.signal },
				);
				expect(status).toBe(stop.signal.aborted ? 'canceled' : 'success');
				expect(watch.mostOpen).toBeLessThanOrEqual(concurrency);
				if (stop.signal.aborted) {
					expect(watch.arrived).toBeLessThanOrEqual(after + concurrency);
				}
			}),
			{ numRuns: runs(30) },
		);
	});
});

describe('a failure that ends the run', () => {
	/** Holds each reply until the test lets it go. */
	function holding() {
		const held = new Map<string, () => void>();
		responder.reply = async (call) => {
			if (!isOwn(call)) return {};
			await new Promise<void>((resolve) =>
				held.set(call.path.replace(/\/run\d+|&?Limit=\d+/g, ''), resolve),
			);
			return replyTo(call);
		};
		const arrived = async (count: number) => {
			while (asked().length < count) await new Promise(setImmediate);
		};
		return { held, arrived };
	}

	it('is that of the first item, also when a later one fails sooner; nothing is started after it', async () => {
		const { held, arrived } = holding();
		const running = run(['missing', 'read', 'missing', 'change', 'read'], { concurrency: 3 });
		await arrived(3);
		held.get('missing/2')?.();
		held.get('read/1')?.();
		held.get('missing/0')?.();
		const { error } = await running;
		expect(error?.message).toContain('[item 0]');
		expect(placesAsked().sort()).toEqual([0, 1, 2]);
	});

	it('lets the pages in flight end, and fetches no more', async () => {
		const { held, arrived } = holding();
		const running = run(['long', 'missing'], { concurrency: 2 });
		await arrived(2);
		held.get('long/0?Offset=0')?.();
		await arrived(3);
		held.get('missing/1')?.();
		// The third page takes the place of the failed call before the failure is known.
		await arrived(4);
		for (const release of held.values()) release();
		expect((await running).error?.message).toContain('[item 1]');
		expect(asked()).toHaveLength(4);
	});

	it('is not told when the user stopped the run, and nothing is started after that', async () => {
		const { held, arrived } = holding();
		const stop = new AbortController();
		const kinds = Array.from({ length: 20 }, () => 'read' as const);
		const running = run(kinds, { concurrency: 4 }, { signal: stop.signal });
		await arrived(4);
		stop.abort();
		for (const release of held.values()) release();
		expect((await running).status).toBe('canceled');
		expect(asked()).toHaveLength(4);
	});
});

describe('the option Concurrency', () => {
	it.each([
		[{}, 4],
		[{ concurrency: 1 }, 1],
		[{ concurrency: '32' }, 32],
	])('%j allows %i calls at once', async (options, most) => {
		const kinds = Array.from({ length: 40 }, () => 'read' as const);
		let open = 0;
		let mostOpen = 0;
		responder.reply = async (call, place) => {
			mostOpen = Math.max(mostOpen, ++open);
			while (place < most && asked().length < most) await new Promise(setImmediate);
			open--;
			return replyTo(call);
		};
		expect((await run(kinds, options)).error).toBeUndefined();
		expect(mostOpen).toBe(most);
	});

	it.each([0, 33, 2.5, 'many'])('refuses %j, item by item', async (concurrency) => {
		const { outputs } = await run(
			['read', 'read'],
			{ concurrency },
			{ onError: 'continueErrorOutput' },
		);
		expect(outputs[1]?.map(({ json }) => json.error)).toEqual([
			'Concurrency must be a whole number from 1 to 32 [item 0]',
			'Concurrency must be a whole number from 1 to 32 [item 1]',
		]);
		expect(asked()).toEqual([]);
	});

	it('shares identical reads between items under way', async () => {
		const kinds = Array.from({ length: 12 }, () => 'read' as const);
		new Watch(kinds, [5]);
		const { json, hints } = await tampuuri.run({
			parameters: { ...BY_PATH, options: { concurrency: 8, reuseReads: true } },
			items: itemsOf(...kinds.map((kind, index) => itemOf(kind, index % 3))),
			credentials: tampuuri.credentials({ ownAddress: responder.url }),
		});
		expect(json).toHaveLength(12);
		expect(asked()).toHaveLength(3);
		expect(hints.map(({ message }) => message)).toEqual([
			'3 API calls used: 0.033 € once your free calls are used up',
		]);
	});
});

describe('changes side by side', () => {
	const RECORDS = 4;
	const changing = fc.record({
		records: fc.array(fc.nat(RECORDS - 1), { minLength: 1, maxLength: 16 }),
		turns: fc.array(fc.nat(6), { minLength: 1, maxLength: 8 }),
		atOnce: fc.integer({ min: 2, max: 8 }),
	});
	const change = async (records: readonly number[], atOnce: number) => {
		runNumber++;
		return await tampuuri.run({
			parameters: { ...BY_PATH, options: { concurrency: atOnce } },
			items: itemsOf(
				...records.map((record, place) => ({
					method: 'POST',
					path: `sopimukset/${1000 + record}/tehty/nro-${place}`,
				})),
			),
			credentials: tampuuri.credentials({ ownAddress: responder.url }),
		});
	};
	const recordOf = ({ path }: Asked) => /\d+/.exec(path)?.[0];
	const placeIn = ({ path }: Asked) => Number(/nro-(\d+)/.exec(path)?.[1]);

	it('stay within their bound and keep the order of each record', async () => {
		await fc.assert(
			fc.asyncProperty(changing, async ({ records, turns, atOnce }) => {
				const open = new Set<Asked>();
				let mostOpen = 0;
				const disorder: string[] = [];
				responder.asked.length = 0;
				responder.reply = async (call, place) => {
					for (const other of open) {
						if (recordOf(other) === recordOf(call)) disorder.push(`${call.path} beside another`);
					}
					open.add(call);
					mostOpen = Math.max(mostOpen, open.size);
					for (let turn = turns[place % turns.length] ?? 0; turn > 0; turn--) {
						await new Promise(setImmediate);
					}
					open.delete(call);
					return { body: { Id: 1000 + placeIn(call) } };
				};
				const { json, error } = await change(records, atOnce);
				expect(error).toBeUndefined();
				expect(json.map(({ Id }) => Id)).toEqual(records.map((_record, place) => 1000 + place));
				expect(mostOpen).toBeLessThanOrEqual(atOnce);
				expect(disorder).toEqual([]);
				for (let record = 0; record < RECORDS; record++) {
					const places = responder.asked
						.filter((call) => recordOf(call) === String(1000 + record))
						.map(placeIn);
					expect(places).toEqual(places.toSorted((one, other) => one - other));
				}
			}),
			{ numRuns: runs(40) },
		);
	});

	it('really run at the same time, and a failure tells what was changed beside it', async () => {
		const all = Promise.withResolvers<undefined>();
		responder.reply = async (call) => {
			if (responder.asked.length === 3) all.resolve(undefined);
			await all.promise;
			return recordOf(call) === '1001' ? { status: 400 } : { body: { Id: 7 } };
		};
		const { error } = await change([0, 1, 2], 3);
		expect(error?.message).toContain('[item 1]');
		expect(error?.description).toContain('Changed in Tampuuri: POST sopimukset/1000/tehty/nro-0');
		expect(error?.description).toContain('POST sopimukset/1002/tehty/nro-2');
	});

	it('tell of every failure, since each leaves something to look after', async () => {
		const all = Promise.withResolvers<undefined>();
		responder.reply = async (call) => {
			if (responder.asked.length === 3) all.resolve(undefined);
			await all.promise;
			return recordOf(call) === '1000' ? { body: { Id: 7 } } : { status: 500 };
		};
		const { error } = await change([0, 1, 2], 3);
		expect(error?.message).toContain('[item 1]');
		expect(error?.description).toContain('[item 2]');
		expect(error?.description).toContain('Changed in Tampuuri: POST sopimukset/1000/tehty/nro-0');
	});
});
