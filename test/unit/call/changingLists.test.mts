import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
	readPages,
	type PageWindow,
	type PagingSummary,
} from '../../../dist/nodes/shared/call/paging/readPages.js';
import { runs } from '../../runs.mts';

interface Row {
	Id: number;
}

/** What happens right after a response. */
type Change = 'insert' | 'remove';

interface Plan {
	readonly count: number;
	readonly limit?: number;
	readonly concurrency: number;
	/** What is added to the total; undefined for a list without one. */
	readonly totalShift?: number;
	readonly changes: ReadonlyArray<{ after: number; at: number; change: Change }>;
	/** The largest page, from the given response on. */
	readonly caps: ReadonlyArray<{ after: number; rows: number }>;
	/** The response that is the one before it again. */
	readonly repeated?: number;
	/** The response that fails. */
	readonly failing?: number;
	readonly delays: readonly number[];
}

interface Response extends PageWindow {
	/** When it was asked for and when it came. */
	readonly asked: number;
	readonly came: number;
	readonly rows: readonly Row[];
	readonly total?: number;
	readonly failed: boolean;
}

const rowsOf = (count: number): Row[] =>
	Array.from({ length: count }, (_, index) => ({ Id: index + 1 }));

/** Reads a list that changes as planned, and keeps what went over the wire. */
async function readChanging(plan: Plan) {
	const rows = rowsOf(plan.count);
	const steady = new Set(rows.map(({ Id }) => Id));
	const responses: Response[] = [];
	let clock = 0;
	let fresh = 1_000_000;
	let underWay = 0;
	let mostUnderWay = 0;

	const change = (turn: number) => {
		for (const { at, change: kind } of plan.changes.filter(({ after }) => after === turn)) {
			const place = at % (rows.length + 1);
			if (kind === 'insert') rows.splice(place, 0, { Id: fresh++ });
			else for (const { Id } of rows.splice(place, 1)) steady.delete(Id);
		}
	};
	const pageOf = ({ offset, limit }: PageWindow, turn: number): Row[] => {
		const before = responses.at(-1);
		if (turn === plan.repeated && before !== undefined) return [...before.rows];
		const cap = plan.caps.filter(({ after }) => after <= turn).at(-1)?.rows ?? Infinity;
		return rows.slice(offset, offset + Math.min(limit, cap));
	};
	const fetchPage = async (window: PageWindow) => {
		const asked = clock++;
		mostUnderWay = Math.max(mostUnderWay, ++underWay);
		const delay = plan.delays[asked % plan.delays.length] ?? 1;
		// A whole turn of the event loop, so that each response is looked at before the next comes.
		for (let tick = 0; tick < delay; tick++) await new Promise(setImmediate);
		underWay--;
		const turn = responses.length + 1;
		const failed = turn === plan.failing;
		const page = failed ? [] : pageOf(window, turn);
		const total =
			plan.totalShift === undefined ? undefined : Math.max(0, rows.length + plan.totalShift);
		responses.push({ ...window, asked, came: clock++, rows: page, total, failed });
		change(turn);
		if (failed) throw new Error('page broke');
		return { rows: page.map((row) => ({ ...row })), total };
	};

	const given: unknown[] = [];
	let summary: PagingSummary | undefined;
	await readPages({
		fetchPage,
		onRow: ({ Id }) => given.push(Id),
		limit: plan.limit,
		concurrency: plan.concurrency,
	}).then(
		(result) => (summary = result),
		(error: unknown) => expect(error).toEqual(new Error('page broke')),
	);
	return { given, steady, responses, mostUnderWay, summary };
}

const idsOf = ({ rows }: Response) => rows.map(({ Id }) => Id).join();

/** Why a call was not needed, as far as could be known when it was made. */
function wasteOf(call: Response, responses: readonly Response[]): string | undefined {
	const known = responses.filter(({ came }) => came < call.asked);
	if (known.some(({ failed }) => failed)) return 'after a failed page';
	if (known.some(({ rows }) => rows.length === 0)) return 'after an empty page';
	const pages = known.map(idsOf);
	if (new Set(pages).size < pages.length) return 'after a repeated page';
	if (known.some(({ rows, limit, total }) => total === undefined && rows.length < limit)) {
		return 'after a short page without a total';
	}
	const isWrong = ({ offset, rows, total = Infinity }: Response) => offset + rows.length > total;
	const { total = Infinity } = known.at(-1) ?? {};
	if (!known.some(isWrong) && call.offset >= total) return 'beyond the total';
	const overlaps = ({ offset, rows }: Response) =>
		call.offset < offset + rows.length && offset < call.offset + call.limit;
	return known.some(overlaps) ? 'for rows that were read' : undefined;
}

const numbers = { after: fc.integer({ min: 1, max: 12 }), at: fc.integer({ min: 0, max: 5_000 }) };

function changesOf(...kinds: readonly Change[]) {
	return fc.array(fc.record({ ...numbers, change: fc.constantFrom(...kinds) }), { maxLength: 5 });
}

const usual = {
	count: fc.integer({ min: 0, max: 3_000 }),
	concurrency: fc.integer({ min: 1, max: 8 }),
	delays: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 10 }),
};
const maybe = (arbitrary: fc.Arbitrary<number>) => fc.option(arbitrary, { nil: undefined });
const turn = maybe(fc.integer({ min: 1, max: 14 }));
const caps = fc.array(
	fc.record({ after: fc.integer({ min: 1, max: 8 }), rows: fc.integer({ min: 20, max: 300 }) }),
	{ maxLength: 2 },
);

describe('a list that changes while it is read', () => {
	it('gives no row twice and makes no call that is not needed, whatever the server does', async () => {
		const plans = fc.record({
			...usual,
			limit: maybe(fc.integer({ min: 1, max: 4_000 })),
			totalShift: fc.oneof(maybe(fc.constant(0)), fc.integer({ min: -400, max: 400 })),
			changes: changesOf('insert', 'remove'),
			caps,
			repeated: turn,
			failing: turn,
		});
		await fc.assert(
			fc.asyncProperty(plans, async (plan) => {
				const { given, responses, mostUnderWay, summary } = await readChanging(plan);
				expect(new Set(given).size).toBe(given.length);
				expect(given.length).toBeLessThanOrEqual(plan.limit ?? Infinity);
				expect(mostUnderWay).toBeLessThanOrEqual(plan.concurrency);
				for (const call of responses) {
					expect(call.limit).toBeLessThanOrEqual(250);
					expect(wasteOf(call, responses)).toBeUndefined();
				}
				const came = responses.flatMap(({ rows }) => rows.map(({ Id }) => Id));
				const isDoubled = new Set(came).size < came.length;
				if (isDoubled && summary && plan.limit === undefined) {
					expect(summary.notices).not.toEqual([]);
				}
			}),
			{ numRuns: runs(200) },
		);
	});

	it.each<[string, fc.Arbitrary<Plan>]>([
		[
			'inserts, with totals',
			fc.record({ ...usual, totalShift: fc.constant(0), changes: changesOf('insert'), caps }),
		],
		[
			'removals, with totals',
			fc.record({ ...usual, totalShift: fc.constant(0), changes: changesOf('remove'), caps }),
		],
		[
			'too large totals',
			fc.record({
				...usual,
				totalShift: fc.integer({ min: 1, max: 500 }),
				changes: changesOf('remove'),
				caps,
			}),
		],
		[
			'inserts, without totals',
			fc.record({ ...usual, changes: changesOf('insert'), caps: fc.constant([]) }),
		],
		[
			'repeated pages',
			fc.record({
				...usual,
				totalShift: fc.constant(0),
				changes: fc.constant([]),
				caps,
				repeated: turn,
			}),
		],
	])('gives a notice whenever a row may be missing: %s', async (_name, plans) => {
		await fc.assert(
			fc.asyncProperty(plans, async (plan) => {
				const { given, steady, summary } = await readChanging(plan);
				const got = new Set(given);
				const isMissing = [...steady].some((id) => !got.has(id));
				if (isMissing) expect(summary?.notices).not.toEqual([]);
			}),
			{ numRuns: runs(80) },
		);
	});

	it.each([1, 4])('tells of a shift that its total hides (concurrency %i)', async (concurrency) => {
		const { given, summary } = await readChanging({
			count: 1_000,
			concurrency,
			totalShift: 0,
			caps: [],
			delays: [1],
			changes: [
				{ after: 1, at: 0, change: 'insert' },
				{ after: 1, at: 1_000, change: 'remove' },
			],
		});
		expect(new Set(given).size).toBe(given.length);
		expect(summary).toEqual({ received: 999, total: 1_000, notices: ['changedMeanwhile'] });
	});
});

describe('the IDs of a list', () => {
	const pagesOf = async (pages: ReadonlyArray<readonly object[]>, total: number) => {
		const rows: unknown[] = [];
		const summary = await readPages({
			concurrency: 1,
			onRow: (row) => rows.push(row),
			fetchPage: async ({ offset }) => ({
				rows: (pages.find((_, index) => pages.slice(0, index).flat().length === offset) ??
					[]) as never,
				total,
			}),
		});
		return { rows, summary };
	};

	it('do not tell rows apart when a page itself has one twice', async () => {
		const pages = [
			[
				{ Id: 1, Nimi: 'Vuokra' },
				{ Id: 1, Nimi: 'Vesi' },
			],
			[{ Id: 1, Nimi: 'Sauna' }, { Id: 2 }],
		];
		const { rows, summary } = await pagesOf(pages, 4);
		expect(rows).toEqual(pages.flat());
		expect(summary.notices).toEqual([]);
	});

	it('tell rows apart whatever else the rows contain', async () => {
		const { rows, summary } = await pagesOf(
			[
				[{ id: 'A' }, { id: 'B' }],
				[{ id: 'B' }, { id: 'C' }],
			],
			4,
		);
		expect(rows).toEqual([{ id: 'A' }, { id: 'B' }, { id: 'C' }]);
		expect(summary.notices).toEqual(['changedMeanwhile']);
	});

	it('are needed to promise that no row is doubled', async () => {
		let total = 4;
		const summary = await readPages({
			concurrency: 1,
			onRow: () => {},
			fetchPage: async ({ offset }) => ({
				rows: [{ Nimi: `A${offset}` }, { Nimi: 'B' }],
				total: total++,
			}),
		});
		expect(summary.notices).toContain('changedWithoutIds');
	});
});
