import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runs } from '../../runs.mts';
import { forgetProcessedItems, loadPackage, type NodeTypes } from '../harness/index.mts';
import { call, deliver, notification } from './setUp.mts';

let nodeTypes: NodeTypes;
beforeAll(async () => {
	nodeTypes = await loadPackage();
});
beforeEach(() => forgetProcessedItems());

/** JSON as text, in which numbers keep their digits and keys their order. */
type Tree =
	| { readonly kind: 'leaf'; readonly text: string }
	| { readonly kind: 'list'; readonly items: readonly Tree[] }
	| { readonly kind: 'object'; readonly entries: ReadonlyArray<readonly [string, Tree]> };

const leaf = (text: string): Tree => ({ kind: 'leaf', text });
const BIG = 9_007_199_254_740_993n;

const leaves: fc.Arbitrary<Tree> = fc
	.oneof(
		fc.constantFrom('null', 'true', 'false', '0', '-0', '1', '1.0', '1e3', '"1"', '"n1"', '"null"'),
		fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)),
		fc.bigInt({ min: BIG, max: BIG + 5n }).map(String),
		fc.integer().map(String),
	)
	.map(leaf);

const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
	tree: fc.oneof(
		{ maxDepth: 4, withCrossShrink: true },
		leaves,
		fc.array(tie('tree'), { maxLength: 3 }).map((items) => ({ kind: 'list' as const, items })),
		fc
			.uniqueArray(fc.tuple(keyName(), tie('tree')), { maxLength: 3, selector: ([key]) => key })
			.map((entries) => ({ kind: 'object' as const, entries })),
	),
}));

function keyName(): fc.Arbitrary<string> {
	return fc.oneof(fc.constantFrom('Id', 'id', 'Tila', '__proto__', 's', 'n'), fc.string());
}

/** Writes a tree as JSON, with an object's keys in the order that `order` gives them. */
function render(
	value: Tree,
	order: (entries: ReadonlyArray<readonly [string, Tree]>) => typeof entries,
): string {
	if (value.kind === 'leaf') return value.text;
	if (value.kind === 'list') return `[${value.items.map((one) => render(one, order)).join()}]`;
	const parts = order(value.entries).map(
		([key, one]) => `${JSON.stringify(key)}: ${render(one, order)}`,
	);
	return `{${parts.join(', ')}}`;
}
const asGiven = (one: Tree) => render(one, (entries) => entries);
const backwards = (one: Tree) => render(one, (entries) => [...entries].reverse());
const sorted = (one: Tree) =>
	render(one, (entries) => [...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));

const KNOWN: Record<string, Tree> = {
	Action: leaf('"IlmoitusTilamuutos"'),
	Account: leaf('"Tili"'),
	ReferenceId: leaf('4711'),
	ReferenceData: leaf('null'),
	Timestamp: leaf('"2026-11-05T11:40:14+02:00"'),
};

/** A notification: its usual keys, one of them with another value, and one key that nobody knows. */
const notifications: fc.Arbitrary<Tree> = fc
	.tuple(fc.constantFrom(...Object.keys(KNOWN), 'Uusi'), tree, tree)
	.map(([changed, value, unknown]) => {
		const entries = Object.entries({ ...KNOWN, ChangedFields: unknown, [changed]: value });
		return { kind: 'object' as const, entries };
	})
	.filter((one) => (one.kind === 'object' ? one.entries.length > 0 : false));

/** Changes one thing: a value, its type, its nesting, a key, or whether a key is there. */
function changed(one: Tree, way: number, place: number): Tree {
	if (one.kind === 'object' && one.entries.length > 0) {
		const at = place % one.entries.length;
		const entries = one.entries.flatMap(([key, value], index): Array<readonly [string, Tree]> => {
			if (index !== at) return [[key, value]];
			if (way === 0) return [];
			if (way === 1) return [[`${key} `, value]];
			if (way === 2)
				return [[key === key.toLowerCase() ? key.toUpperCase() : key.toLowerCase(), value]];
			return [[key, changed(value, way, Math.floor(place / one.entries.length))]];
		});
		return { kind: 'object', entries };
	}
	if (way === 3) return { kind: 'list', items: [one] };
	if (way === 4 && one.kind === 'leaf') return leaf(JSON.stringify(one.text));
	if (one.kind === 'list') return { kind: 'list', items: [...one.items, leaf('null')] };
	if (/^\d+$/.test(asGiven(one))) return leaf(String(BigInt(asGiven(one)) + 1n));
	return leaf(asGiven(one) === '""' ? 'null' : '""');
}

const pairs = fc
	.tuple(notifications, notifications, fc.nat(6), fc.nat(500))
	.map(([one, other, way, place]) => [one, way === 6 ? other : changed(one, way, place)] as const)
	.filter(([one, other]) => sorted(one) !== sorted(other));

/** The event keys of the notifications in a body. */
async function keysOf(body: string): Promise<unknown[]> {
	const { items = [] } = await call(nodeTypes, body);
	return items.map(({ json }) => json.eventKey);
}

describe('two notifications', () => {
	it('that differ in anything at all are never one event', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(pairs, { minLength: 1, maxLength: 10 }), async (several) => {
				const ones = await keysOf(`[${several.map(([one]) => asGiven(one)).join()}]`);
				const others = await keysOf(`[${several.map(([, other]) => asGiven(other)).join()}]`);
				expect([ones.length, others.length]).toEqual([several.length, several.length]);
				for (const [index, key] of ones.entries()) expect(others[index]).not.toBe(key);
			}),
			{ numRuns: runs(100) },
		);
	});

	it('of one bundle are never one event, even if they are equal', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(notifications, { minLength: 2, maxLength: 8 }), async (several) => {
				const texts = [...several, ...several].map(asGiven);
				const keys = await keysOf(`{"Notifications":[${texts.join()}]}`);
				expect(new Set(keys).size).toBe(texts.length);
			}),
			{ numRuns: runs(100) },
		);
	});

	it('of a bundle that is delivered again always are one event', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(notifications, { minLength: 1, maxLength: 10 }),
				fc.integer({ min: 2, max: 5 }),
				async (several, attempt) => {
					const first = `{"Id":"b","Attempts":1,"Notifications":[${several.map(asGiven).join()}]}`;
					const again = `{"Notifications":[\n${several.map(backwards).join(' ,\n')}],"Attempts":${attempt},"Id":"b"}`;
					expect(await keysOf(again)).toEqual(await keysOf(first));
				},
			),
			{ numRuns: runs(100) },
		);
	});
});

const body = (...parts: string[]) => `{"Notifications":[${parts.join()}]}`;
const event = (changes = '') =>
	`{"Action":"IlmoitusTilamuutos","Account":"Tili","ReferenceId":1,"Timestamp":"2026-11-05T11:40:14+02:00"${changes}}`;

describe('both of two events pass', () => {
	it.each<[string, string, string]>([
		['with their own id', event(',"Id":"a"'), event(',"Id":"b"')],
		['of accounts that differ in case', event(',"X":1').replace('Tili', 'TILI'), event(',"X":1')],
		[
			'with ids above 2^53',
			event(',"LongId":9007199254740993'),
			event(',"LongId":9007199254740992'),
		],
		['with a number and a text', event(',"X":1'), event(',"X":"1"')],
		['that are equal', event(), event()],
	])('%s', async (_name, one, other) => {
		const together = await deliver(nodeTypes, body(one, other));
		expect(together.json('Trigger')).toHaveLength(2);
		expect((await deliver(nodeTypes, body(one, other))).json('Trigger')).toEqual([]);
	});

	it.each([
		['a day only', '2026-11-05'],
		['a day as .NET writes it', '2026-11-05T00:00:00'],
		['minutes only', '2026-11-05T11:40'],
		['the hour that comes twice in October', '2026-10-25T03:30:00.123'],
		['none', ''],
	])('in two bundles when their time is %s', async (_name, Timestamp) => {
		const one = [notification(1, { Timestamp })];
		await deliver(nodeTypes, one);
		expect((await deliver(nodeTypes, one)).json('Trigger')).toHaveLength(1);
	});

	it('in two bundles with ids of their own, but not in one that comes again', async () => {
		const bundle = (Id: string, Attempts = 1) => ({
			Id,
			Attempts,
			Notifications: [notification(1)],
		});
		expect((await deliver(nodeTypes, bundle('a'))).json('Trigger')).toHaveLength(1);
		expect((await deliver(nodeTypes, bundle('b'))).json('Trigger')).toHaveLength(1);
		expect((await deliver(nodeTypes, bundle('b', 2))).json('Trigger')).toHaveLength(0);
	});
});

describe('events that were delivered before', () => {
	it.each(['onReceived', 'lastNode'])('are counted in a hint and the log (%s)', async (respond) => {
		const parameters = { respond };
		const first = await deliver(nodeTypes, [notification(1), notification(2)], { parameters });
		expect(first.hints('Trigger')).toEqual([]);
		const again = await deliver(nodeTypes, [notification(1), notification(2), notification(3)], {
			parameters,
		});
		const words = /^2 of 3 notifications were dropped because they had been delivered before/;
		expect(again.hints('Trigger')).toEqual([
			expect.objectContaining({ message: expect.stringMatching(words) }),
		]);
		expect(again.log).toContainEqual(expect.stringMatching(/: 2 of 3 notifications were dropped/));
	});
});
