import { PropertyFinder } from '../dist/nodes/shared/finder/properties.js';
import { folded, matcherOf } from '../dist/nodes/shared/foreignValues.js';
import { noisyAddress } from '../test/unit/finder/noise.mts';
import { homesIn, Random, treeRegister, type Listed } from '../test/unit/finder/registers.mts';
import { inTurns, median } from './measure.mts';
import { round, type Report } from './report.mts';

const UNITS = 5_000;
const QUERIES = 1_000;
const ROUNDS = 7;

const FINDER = 'finder, with its index';
const WORDS = 'each row that has every word';

/** Finding units by noisy addresses, against the plainest search: all words, row by row. */
export async function finder(): Promise<Report> {
	const random = new Random(1);
	const homes = homesIn(random, 700).slice(0, UNITS);
	const records = treeRegister(random, homes);
	const queries = Array.from(
		{ length: QUERIES },
		() => noisyAddress(random, random.pick(homes)).query,
	);
	const ways: Readonly<Record<string, () => number>> = {
		[FINDER]: () => found(records, queries),
		[WORDS]: () => withWords(records, queries),
	};
	const runs = new Map(
		Object.entries(ways).map(([name, run]) => [name, async () => timed(run)] as const),
	);
	const results = await inTurns(runs, ROUNDS);
	const figures = Object.keys(ways).map((name) => {
		const outcomes = results.get(name) ?? [];
		return {
			name,
			milliseconds: median(outcomes.map(({ milliseconds }) => milliseconds)),
			found: outcomes[0]?.count ?? 0,
		};
	});
	const [own, plain] = figures;
	if (!own || !plain) throw new TypeError('A way to find is missing');
	return {
		benchmark: 'Finder',
		setting: `${records.length} records with ${homes.length} units, ${QUERIES} noisy addresses, medians of ${ROUNDS} runs`,
		rows: figures.map(({ name, milliseconds, found: count }) => ({
			way: name,
			'ms for all': round(milliseconds, 0),
			'found, one record each': count,
		})),
		budgets: [
			{
				what: `${FINDER}: times ${WORDS}`,
				measured: round(own.milliseconds / plain.milliseconds),
				limit: 1,
				better: 'lower',
			},
			{
				what: `${FINDER}: ms for all`,
				measured: round(own.milliseconds, 0),
				limit: 1_000,
				better: 'lower',
			},
			{
				what: `${FINDER}: found of ${QUERIES}`,
				measured: own.found,
				limit: 0.85 * QUERIES,
				better: 'higher',
			},
		],
	};
}

function timed(run: () => number): { milliseconds: number; count: number } {
	const start = performance.now();
	const count = run();
	return { milliseconds: performance.now() - start, count };
}

function found(records: readonly Listed[], queries: readonly string[]): number {
	const index = new PropertyFinder(records);
	return queries.filter((query) => 'found' in index.find(query)).length;
}

function withWords(records: readonly Listed[], queries: readonly string[]): number {
	const byId = new Map(records.map((record) => [record.id, record]));
	const texts = records.map(({ texts: own, parent = '' }) =>
		folded([...own, ...(byId.get(parent)?.texts ?? [])].join(' ')),
	);
	return queries.filter((query) => {
		const matches = matcherOf(query);
		return texts.filter((text) => matches(text)).length === 1;
	}).length;
}
