import { describe, expect, it } from '@jest/globals';
import {
	addMarks,
	removeMarks,
	type Table,
} from '../../../dist/nodes/TampuuriTrigger/deduplication/ledger.js';

/** A table that, like n8n's, reads and writes in two steps. */
function tableWith(recorded: string[], failures = 0) {
	let steps = 0;
	const table: Table = {
		add: async (marks, size) => {
			steps++;
			if (failures-- > 0) throw new Error('database');
			const before = [...recorded];
			await new Promise(setImmediate);
			const added = marks.filter((mark) => !before.includes(mark));
			recorded.splice(0, recorded.length, ...[...before, ...added].slice(-size));
			return added;
		},
		remove: async (marks) => {
			const before = [...recorded];
			await new Promise(setImmediate);
			recorded.splice(0, recorded.length, ...before.filter((mark) => !marks.includes(mark)));
		},
	};
	return { table, recorded, steps: () => steps };
}

let nodes = 0;
const newNode = () => `workflow/node-${nodes++}`;

describe('the ledger', () => {
	it('gives a mark to one of many calls side by side, and loses none', async () => {
		const node = newNode();
		const { table, recorded, steps } = tableWith([]);
		const same = Array.from({ length: 50 }, () => addMarks(node, table, ['same'], 1000));
		const distinct = Array.from({ length: 50 }, (_, n) => addMarks(node, table, [`${n}`], 1000));
		const added = await Promise.all([...same, ...distinct]);
		expect(added.map((marks) => marks.size).filter((size) => size === 1)).toHaveLength(51);
		expect(added[0]).toEqual(new Set(['same']));
		expect(recorded).toHaveLength(51);
		expect(steps()).toBeLessThan(5);
	});

	it('keeps additions and removals in their order', async () => {
		const node = newNode();
		const { table, recorded } = tableWith([]);
		const outcomes = await Promise.all([
			addMarks(node, table, ['a', 'b'], 10),
			removeMarks(node, table, ['a']),
			addMarks(node, table, ['a', 'b'], 10),
		]);
		expect([outcomes[0], outcomes[2]]).toEqual([new Set(['a', 'b']), new Set(['a'])]);
		expect(recorded).toEqual(['b', 'a']);
	});

	it('keeps the nodes apart', async () => {
		const one = tableWith([]);
		const other = tableWith([]);
		expect(await addMarks(newNode(), one.table, ['a'], 10)).toEqual(new Set(['a']));
		expect(await addMarks(newNode(), other.table, ['a'], 10)).toEqual(new Set(['a']));
	});

	it('tries once more, then fails, and works on for the next', async () => {
		const node = newNode();
		const { table } = tableWith([], 3);
		expect(await addMarks(node, tableWith([], 1).table, ['x'], 10)).toEqual(new Set(['x']));
		await expect(addMarks(node, table, ['a'], 10)).rejects.toThrow('database');
		expect(await addMarks(node, table, ['a'], 10)).toEqual(new Set(['a']));
	});
});
