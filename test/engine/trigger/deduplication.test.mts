import { beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { forgetProcessedItems, loadPackage, type NodeTypes } from '../harness/index.mts';
import { deliver, notification } from './setUp.mts';

let nodeTypes: NodeTypes;
beforeAll(async () => {
	nodeTypes = await loadPackage();
});
beforeEach(() => forgetProcessedItems());

const FAILS = "={{ $('No such node').item.json.x }}";
const modes = ['onReceived', 'lastNode'];
const idsAfter = (outcome: Awaited<ReturnType<typeof deliver>>) =>
	outcome.json('Trigger').map(({ referenceId }) => referenceId);
const bundle = (...ids: number[]) => ids.map((id) => notification(id));

describe.each(modes)('de-duplication with Respond = %s', (respond) => {
	const parameters = { respond };

	it('passes each event of redelivered and overlapping bundles once', async () => {
		expect(idsAfter(await deliver(nodeTypes, bundle(1, 2), { parameters }))).toEqual([1, 2]);
		expect(idsAfter(await deliver(nodeTypes, bundle(1, 2), { parameters }))).toEqual([]);
		const overlapping = await deliver(nodeTypes, bundle(2, 3), { parameters });
		expect(idsAfter(overlapping)).toEqual([3]);
		expect(overlapping.status).toBe('success');
	});

	it('is exact for deliveries side by side', async () => {
		const deliveries = Array.from({ length: 20 }, (_, n) =>
			deliver(nodeTypes, bundle(1, 2, 100 + n), { parameters }),
		);
		const ids = (await Promise.all(deliveries)).flatMap(idsAfter);
		expect([...ids].sort((one, other) => Number(one) - Number(other))).toEqual([
			1,
			2,
			...Array.from({ length: 20 }, (_, n) => 100 + n),
		]);
	});

	it('forgets the oldest past its window', async () => {
		const options = { window: 2 };
		const narrow = { parameters: { ...parameters, options } };
		for (const id of [1, 2, 3, 4, 5, 6]) await deliver(nodeTypes, bundle(id), narrow);
		expect(idsAfter(await deliver(nodeTypes, bundle(5, 6), narrow))).toEqual([]);
		expect(idsAfter(await deliver(nodeTypes, bundle(1), narrow))).toEqual([1]);
	});

	it('remembers a bundle larger than its window', async () => {
		const narrow = { parameters: { ...parameters, options: { window: 2 } } };
		const large = bundle(1, 2, 3, 4, 5, 6, 7, 8);
		expect(idsAfter(await deliver(nodeTypes, large, narrow))).toHaveLength(8);
		expect(idsAfter(await deliver(nodeTypes, large, narrow))).toEqual([]);
	});

	it('wants a whole number as its window', async () => {
		const { error } = await deliver(nodeTypes, bundle(1), {
			parameters: { ...parameters, options: { window: 0.5 } },
		});
		expect(error?.message).toMatch(/^Deduplication Window /);
	});

	it.each(['manual', 'retry'] as const)('leaves %s runs alone', async (mode) => {
		const byHand = { parameters, settings: { mode } };
		expect(idsAfter(await deliver(nodeTypes, bundle(1), byHand))).toEqual([1]);
		expect(idsAfter(await deliver(nodeTypes, bundle(1), byHand))).toEqual([1]);
		expect(idsAfter(await deliver(nodeTypes, bundle(1), { parameters }))).toEqual([1]);
	});

	it('can be turned off', async () => {
		const off = { parameters: { ...parameters, options: { deduplicate: false } } };
		await deliver(nodeTypes, bundle(1), off);
		expect(idsAfter(await deliver(nodeTypes, bundle(1, 1), off))).toEqual([1, 1]);
	});

	it('never drops an event without a time: it may be a second one', async () => {
		const timeless = [notification(1, { Timestamp: undefined })];
		await deliver(nodeTypes, timeless, { parameters });
		expect(idsAfter(await deliver(nodeTypes, timeless, { parameters }))).toEqual([1]);
	});

	it('leaves only what is new in the item of a bundle', async () => {
		const asBundle = { parameters: { ...parameters, output: 'bundle' } };
		await deliver(nodeTypes, bundle(1), asBundle);
		const second = await deliver(nodeTypes, bundle(1, 2), asBundle);
		expect(second.json('Trigger')).toMatchObject([{ notifications: [{ referenceId: 2 }] }]);
		expect((await deliver(nodeTypes, bundle(1, 2), asBundle)).json('Trigger')).toEqual([]);
	});
});

describe('a failed run', () => {
	it('is not repeated by a redelivery when answered immediately', async () => {
		const failed = await deliver(nodeTypes, bundle(1), { after: FAILS });
		expect(failed.status).toBe('error');
		expect(idsAfter(await deliver(nodeTypes, bundle(1)))).toEqual([]);
	});

	it('is repeated until it succeeds when answered at the end', async () => {
		const parameters = { respond: 'lastNode' };
		for (let attempt = 0; attempt < 3; attempt++) {
			const failed = await deliver(nodeTypes, bundle(1, 2), { parameters, after: FAILS });
			expect(failed.status).toBe('error');
			expect(idsAfter(failed)).toEqual([1, 2]);
		}
		expect(idsAfter(await deliver(nodeTypes, bundle(1, 2), { parameters }))).toEqual([1, 2]);
		expect(idsAfter(await deliver(nodeTypes, bundle(1, 2), { parameters }))).toEqual([]);
	});

	it('hands its events to the delivery that waits for it', async () => {
		const parameters = { respond: 'lastNode' };
		const [failed, waiting] = await Promise.all([
			deliver(nodeTypes, bundle(1), { parameters, after: FAILS }),
			deliver(nodeTypes, bundle(1, 2), { parameters }),
		]);
		expect(failed.status).toBe('error');
		expect(idsAfter(waiting)).toEqual([1, 2]);
	});
});

describe('a delivery that waits for another', () => {
	it('fails when that takes longer than Tampuuri waits', async () => {
		let now = Date.now();
		// Each look at the clock takes it a minute on.
		const clock = jest.spyOn(Date, 'now').mockImplementation(() => (now += 61_000));
		try {
			const parameters = { respond: 'lastNode' };
			const outcomes = await Promise.all([
				deliver(nodeTypes, bundle(1), { parameters }),
				deliver(nodeTypes, bundle(1), { parameters }),
			]);
			expect(outcomes.map(({ error }) => error?.message ?? 'passed').sort()).toEqual([
				expect.stringContaining('is still running'),
				'passed',
			]);
		} finally {
			clock.mockRestore();
		}
	});
});

describe('items', () => {
	it('are paired with what webhook() made of the call', async () => {
		const outcome = await deliver(nodeTypes, bundle(1, 2), { after: '={{ $json.referenceId }}' });
		expect(outcome.json('After')).toEqual([{ value: 1 }, { value: 2 }]);
		expect(outcome.outputs('Trigger')[0]?.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
		]);
	});
});
