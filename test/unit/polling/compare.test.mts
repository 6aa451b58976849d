import { describe, expect, it } from '@jest/globals';
import { compare, type Entry } from '../../../dist/nodes/TampuuriPollingTrigger/memory.js';
import { readMemory, writeMemory } from '../../../dist/nodes/TampuuriPollingTrigger/memory.js';

const isNews = (previous: string | undefined) => previous === undefined;
const rules = { isNews, forgetsMissing: false, byTime: false, mostRemembered: 3 };
const entries = (...keys: string[]): Entry[] => keys.map((key) => ({ key, stamp: '', row: {} }));
const seenOf = (...keys: string[]) => new Map(keys.map((key) => [key, '']));
const newsOf = ({ news }: ReturnType<typeof compare>) => news.map(({ entry }) => entry.key);

describe('the rows remembered', () => {
	it('are bounded: those not listed for the longest time go first', () => {
		const { seen } = compare(seenOf('a', 'b', 'c'), entries('b', 'd'), rules);
		expect([...seen.keys()]).toEqual(['c', 'b', 'd']);
	});

	it('never lose one that is still listed', () => {
		const listed = entries('c', 'a', 'b');
		let seen = compare(seenOf(), listed, rules).seen;
		for (let poll = 0; poll < 5; poll++) {
			const comparison = compare(seen, listed, rules);
			expect(newsOf(comparison)).toEqual([]);
			seen = comparison.seen;
		}
	});

	it('are exactly as many as they may be', () => {
		expect(compare(seenOf(), entries('a', 'b', 'c'), rules).seen.size).toBe(3);
		expect(() => compare(seenOf(), entries('a', 'b', 'c', 'd'), rules)).toThrow('4 rows');
	});

	it('count a key once that is listed twice', () => {
		expect(newsOf(compare(seenOf(), entries('a', 'a', 'b', 'c', 'a'), rules))).toEqual([
			'a',
			'b',
			'c',
		]);
	});

	it('take a key that is listed twice as it is listed first', () => {
		const listed = ['1', '2'].map((stamp) => ({ key: 'a', stamp, row: {} }));
		const { news, seen } = compare(seenOf(), listed, rules);
		expect(news.map(({ entry }) => entry)).toEqual(listed.slice(0, 1));
		expect(seen.get('a')).toBe('1');
	});

	it('come in the order of the list unless they go by time', () => {
		const listed = [2, 3, 1].map((time) => ({ key: `${time}`, stamp: '', row: {}, time }));
		expect(newsOf(compare(seenOf(), listed, rules))).toEqual(['2', '3', '1']);
	});

	it('by time let the oldest go, and tell up to when', () => {
		const listed = [4, 1, 3, 5, 2].map((time) => ({ key: `${time}`, stamp: '', row: {}, time }));
		const comparison = compare(seenOf(), listed, { ...rules, byTime: true });
		expect(newsOf(comparison)).toEqual(['1', '2', '3', '4', '5']);
		expect([...comparison.seen.keys()]).toEqual(['3', '4', '5']);
		expect(comparison.droppedUpTo).toBe(2);
	});

	it('by time let those without one go first', () => {
		const listed = [2, undefined, 1].map((time) => ({ key: `${time}`, stamp: '', row: {}, time }));
		expect(newsOf(compare(seenOf(), listed, { ...rules, byTime: true }))).toEqual([
			'undefined',
			'1',
			'2',
		]);
	});

	it.each([
		[true, ['b']],
		[false, ['a', 'b']],
	])('that are missing are forgotten at once: %p', (forgetsMissing, kept) => {
		const { seen } = compare(seenOf('a', 'b'), entries('b'), { ...rules, forgetsMissing });
		expect([...seen.keys()]).toEqual(kept);
	});
});

describe('the memory', () => {
	const memory = {
		asked: 'x',
		seen: new Map([
			['2', 'b'],
			['1', 'a'],
		]),
		readUpTo: 5,
		day: '2026-03-01',
		progress: { day: '2026-11-05', done: ['1'], today: 1, failing: [] },
	};

	it('comes back as it was, in its order', () => {
		const staticData = {};
		writeMemory(staticData, memory);
		const stored = JSON.parse(JSON.stringify(staticData)) as Record<string, never>;
		expect(readMemory(stored, 'x')).toEqual({ ...memory, droppedUpTo: undefined });
		writeMemory(staticData, { ...memory, droppedUpTo: 3 });
		expect(readMemory(staticData, 'x')).toEqual({ ...memory, droppedUpTo: 3 });
		expect([...(readMemory(stored, 'x')?.seen.keys() ?? [])]).toEqual(['2', '1']);
	});

	it.each([
		['nothing', {}],
		['other parameters', { asked: 'y', keys: [], stamps: [] }],
		['something else', { asked: 'x', keys: { a: 1 }, stamps: 'b' }],
		['keys that are not all texts', { asked: 'x', keys: ['1', 1], stamps: ['a', 'b'] }],
		['no stamps', { asked: 'x', keys: ['1'] }],
	])('is none when there is %s', (_what, staticData) => {
		expect(readMemory(staticData, 'x')).toBeUndefined();
	});
});
