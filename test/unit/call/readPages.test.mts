import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { pageOf } from '../../../dist/nodes/shared/call/paging/page.js';
import {
	PAGE_CEILING,
	readPages,
	type PageWindow,
} from '../../../dist/nodes/shared/call/paging/readPages.js';
import { runs } from '../../runs.mts';

interface Row {
	Id: number;
}

interface ListServer {
	rows: Row[];
	/** The most rows it gives a page, whatever is asked. */
	cap?: number;
	announces?: (answered: number) => number | undefined;
	ignoresOffset?: boolean;
	/** Runs after each answer; may change `rows`. */
	after?: (answered: number) => unknown;
	/** Answers out of turn when it is given. */
	delay?: (answered: number) => number;
}

async function read(
	server: ListServer,
	{ limit, concurrency = 3 }: { limit?: number; concurrency?: number },
) {
	const asked: PageWindow[] = [];
	const rows: unknown[] = [];
	let underWay = 0;
	let mostUnderWay = 0;
	const summary = await readPages({
		limit,
		concurrency,
		onRow: (row) => rows.push(row.Id),
		fetchPage: async (window) => {
			asked.push(window);
			const turn = asked.length;
			mostUnderWay = Math.max(mostUnderWay, ++underWay);
			for (let tick = server.delay?.(turn) ?? 0; tick > 0; tick--) await Promise.resolve();
			const { offset, limit: size } = window;
			const start = server.ignoresOffset ? 0 : offset;
			const page = {
				rows: server.rows
					.slice(start, start + Math.min(size, server.cap ?? Infinity))
					.map((row) => ({ ...row })),
				total: server.announces === undefined ? server.rows.length : server.announces(turn),
			};
			server.after?.(turn);
			underWay--;
			return page;
		},
	});
	return { asked, rows, summary, mostUnderWay };
}

const rowsOf = (count: number): Row[] =>
	Array.from({ length: count }, (_, index) => ({ Id: index + 1 }));
const idsOf = (count: number) => rowsOf(count).map(({ Id }) => Id);

describe('reading a paged list', () => {
	it.each([0, 1, 249, 250, 251, 499, 500, 501, 2_750, 10_000])(
		'asks exactly ⌈%i/250⌉ times when the total is known',
		async (count) => {
			const { asked, rows, summary } = await read({ rows: rowsOf(count) }, {});
			expect(rows).toEqual(idsOf(count));
			expect(asked).toHaveLength(Math.max(1, Math.ceil(count / 250)));
			expect(summary.notices).toEqual([]);
		},
	);

	it.each([
		[1, 1000, 1],
		[50, 1000, 1],
		[250, 1000, 1],
		[251, 1000, 2],
		[600, 1000, 3],
		[5000, 1000, 4],
	])('gives the first %i of %i rows in %i calls', async (limit, count, calls) => {
		const { asked, rows, summary } = await read({ rows: rowsOf(count) }, { limit });
		expect(rows).toEqual(idsOf(Math.min(limit, count)));
		expect(asked).toHaveLength(calls);
		expect(summary.total).toBe(count);
		const farthest = Math.max(...asked.map(({ offset, limit: size }) => offset + size));
		expect(farthest).toBeLessThanOrEqual(Math.max(limit, Math.ceil(count / 250) * 250));
	});

	it('asks for no page when no row is wanted', async () => {
		expect((await read({ rows: rowsOf(5) }, { limit: 0 })).asked).toEqual([]);
	});

	it('keeps the order and the bound when pages answer out of turn', async () => {
		const { rows, mostUnderWay } = await read(
			{ rows: rowsOf(3_000), delay: (turn) => (turn % 2 === 0 ? 40 : 1) },
			{ concurrency: 4 },
		);
		expect(rows).toEqual(idsOf(3_000));
		expect(mostUnderWay).toBe(4);
	});

	it('gives every row of a server that caps its pages', async () => {
		const { asked, rows } = await read({ rows: rowsOf(1_003), cap: 100 }, {});
		expect(rows).toEqual(idsOf(1_003));
		expect(asked).toHaveLength(11);
	});

	it.each([
		[600, [0, 250, 500]],
		[500, [0, 250, 500]],
		[120, [0]],
		[0, [0]],
	])(
		'takes a short page as the last one when the total is unknown (%i)',
		async (count, offsets) => {
			const { asked, rows, summary } = await read(
				{ rows: rowsOf(count), announces: () => undefined },
				{},
			);
			expect(rows).toEqual(idsOf(count));
			expect(asked.map(({ offset }) => offset)).toEqual(offsets);
			expect(summary.notices).toEqual([]);
		},
	);

	it.each([50, 100, 200])(
		'warns when a list without a total ends as if its pages were cut at %i',
		async (cap) => {
			const server = { rows: rowsOf(1_000), cap, announces: () => undefined };
			const { asked, rows, summary } = await read(server, {});
			expect(rows).toEqual(idsOf(cap));
			expect(asked).toHaveLength(1);
			expect(summary.notices).toEqual(['cutPage']);
			expect((await read(server, { limit: cap })).summary.notices).toEqual([]);
		},
	);

	it.each([1, 2, 4])('starts no page after an empty one (concurrency %i)', async (concurrency) => {
		const server = { rows: rowsOf(500), announces: () => 10_000 };
		const { asked, summary } = await read(server, { concurrency });
		expect(asked.length).toBeLessThanOrEqual(2 + concurrency);
		expect(summary.notices).toEqual(['fewerThanTotal']);
	});

	it.each([1, 2, 4])(
		'starts no page after a repeated one (concurrency %i)',
		async (concurrency) => {
			const server = { rows: rowsOf(500), ignoresOffset: true, announces: () => 10_000 };
			const { asked, rows } = await read(server, { concurrency });
			expect(asked.length).toBeLessThanOrEqual(1 + concurrency);
			expect(rows).toEqual(idsOf(250));
		},
	);

	it('asks for no page that a smaller total makes needless', async () => {
		const server: ListServer = { rows: rowsOf(1_001), announces: () => server.rows.length };
		server.after = (turn) => turn === 1 && server.rows.pop();
		const { asked, summary } = await read(server, { concurrency: 2 });
		expect(asked.map(({ offset }) => offset)).toEqual([0, 250, 500, 750]);
		expect(summary.notices).toEqual(['changedMeanwhile']);
	});

	it('takes a longer page than asked for as the whole list when there is no total', async () => {
		const calls: PageWindow[] = [];
		await readPages({
			concurrency: 1,
			onRow: () => {},
			fetchPage: async (window) => {
				calls.push(window);
				return { rows: rowsOf(600).map((row) => ({ ...row })) };
			},
		});
		expect(calls).toHaveLength(1);
	});

	it.each([100, 260, 400])(
		'gives every row when the server announces only %i of 700',
		async (total) => {
			const { rows } = await read({ rows: rowsOf(700), announces: () => total }, {});
			expect(rows).toEqual(idsOf(700));
		},
	);

	it('says so when the server announces more than it gives', async () => {
		const { rows, summary } = await read({ rows: rowsOf(700), announces: () => 5_000 }, {});
		expect(rows).toEqual(idsOf(700));
		expect(summary.notices).toEqual(['fewerThanTotal']);
	});

	it.each([undefined, 1_000])('stops on a page repeated for ever (total %p)', async (total) => {
		const { asked, rows, summary } = await read(
			{ rows: rowsOf(1_000), ignoresOffset: true, announces: () => total },
			{ concurrency: 1 },
		);
		expect(rows).toEqual(idsOf(250));
		expect(asked.length).toBeLessThanOrEqual(3);
		expect(summary.notices).toEqual(['samePageAgain']);
	});

	it('stops at the ceiling of pages when a server never ends', async () => {
		let next = 0;
		let calls = 0;
		const summary = await readPages({
			concurrency: 1,
			onRow: () => {},
			fetchPage: async () => {
				calls++;
				return { rows: [{ Id: next++ }], total: 10_000_000 };
			},
		});
		expect(calls).toBe(PAGE_CEILING);
		expect(summary.notices).toEqual(['pageCeiling']);
	});

	it.each([1, 3])(
		'gives no row twice when one is inserted meanwhile (concurrency %i)',
		async (concurrency) => {
			const rows = rowsOf(1_000);
			const server: ListServer = {
				rows,
				after: (turn) => {
					if (turn === 1) rows.unshift({ Id: 5_000 });
				},
			};
			const result = await read(server, { concurrency });
			expect(new Set(result.rows).size).toBe(result.rows.length);
			expect(result.rows).toEqual(expect.arrayContaining(idsOf(1_000)));
			expect(result.summary.notices).toEqual(['changedMeanwhile']);
		},
	);

	it.each([1, 2, 4])('starts no page after a failed one (concurrency %i)', async (concurrency) => {
		const asked: number[] = [];
		const reading = readPages({
			concurrency,
			onRow: () => {},
			fetchPage: async ({ offset }) => {
				asked.push(offset);
				if (offset === 500) throw new Error('page broke');
				return { rows: rowsOf(250).map((row) => ({ Id: row.Id + offset })), total: 10_000 };
			},
		});
		await expect(reading).rejects.toThrow('page broke');
		expect(asked.length).toBeLessThanOrEqual(2 + concurrency);
	});

	it('gives every row once, in order, from any steady server', async () => {
		const servers = fc.record({
			count: fc.integer({ min: 0, max: 3_000 }),
			cap: fc.option(fc.integer({ min: 20, max: 400 }), { nil: undefined }),
			knowsTotal: fc.boolean(),
			limit: fc.option(fc.integer({ min: 1, max: 4_000 }), { nil: undefined }),
			concurrency: fc.integer({ min: 1, max: 8 }),
			delays: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 10 }),
		});
		await fc.assert(
			fc.asyncProperty(servers, async ({ count, cap, knowsTotal, limit, concurrency, delays }) => {
				const { asked, rows, mostUnderWay } = await read(
					{
						rows: rowsOf(count),
						cap,
						announces: () => (knowsTotal ? count : undefined),
						delay: (turn) => delays[turn % delays.length] ?? 0,
					},
					{ limit, concurrency },
				);
				// Without a total, a page that was cut looks like the last one.
				const shown = knowsTotal || (cap ?? 250) >= Math.min(250, limit ?? 250) ? Infinity : cap;
				expect(rows).toEqual(idsOf(Math.min(count, limit ?? Infinity, shown ?? Infinity)));
				expect(mostUnderWay).toBeLessThanOrEqual(concurrency);
				for (const { limit: size } of asked) expect(size).toBeLessThanOrEqual(250);
				if (knowsTotal) {
					const size = Math.min(250, cap ?? 250, limit ?? 250);
					expect(asked).toHaveLength(Math.max(1, Math.ceil(rows.length / size)));
				}
			}),
			{ numRuns: runs(300) },
		);
	});
});

describe('reading the shape of a page', () => {
	const rows = [{ Id: 1, Nimi: 'Mäntylä' }];
	it.each([
		['flat', { Offset: 0, Limit: 250, Total: 9, Items: rows }, 9],
		['nested metadata', { Metadata: { Offset: 0, Limit: 250, Total: 9 }, Items: rows }, 9],
		['lower case', { offset: 0, limit: 250, total: 9, items: rows }, 9],
		['nested lower case', { metadata: { total: 9 }, items: rows }, 9],
		['bare array', rows, undefined],
		['another name for the list', { Total: 9, Rivit: rows }, 9],
		['a total that is no count', { Total: -1, Items: rows }, undefined],
		['a total in words', { Total: 'many', Items: rows }, undefined],
	])('reads %s', (_name, answer, total) => {
		expect(pageOf(answer)).toEqual({ rows, total });
	});

	it('passes rows through untouched, and wraps bare values', () => {
		const page = pageOf({ Items: [rows[0], 7, null] });
		expect(page?.rows[0]).toBe(rows[0]);
		expect(page?.rows.slice(1)).toEqual([{ value: 7 }, { value: null }]);
	});

	it.each([
		['null', null, undefined],
		['a string', 'hei', undefined],
		['a number', 3, undefined],
		['an object without a list', { Id: 1 }, undefined],
		['an object with two lists', { A: [], B: [] }, undefined],
	])('tells whether %s is a list', (_name, answer, expected) => {
		expect(pageOf(answer)).toEqual(expected);
	});
});
