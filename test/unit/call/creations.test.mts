import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { ExecutionStopped } from '../../../dist/nodes/shared/api/cancellation.js';
import { Creations, KEPT_FOR } from '../../../dist/nodes/shared/call/createOnce/creations.js';

const MOST_KEPT = 100_000;
const ALWAYS = 0;

const at = (time: number) => jest.spyOn(Date, 'now').mockReturnValue(time);

afterEach(() => {
	jest.restoreAllMocks();
});

describe('what is remembered of created records', () => {
	it('is forgotten after its time, or when told to', () => {
		const creations = new Creations();
		at(1_000);
		creations.remember('a', { made: { Id: 1 } });
		creations.remember('b', { sentAt: 1_000 });
		creations.forget('b');
		expect(creations.knownOf('b', ALWAYS)).toBeUndefined();
		at(1_000 + KEPT_FOR - 1);
		expect(creations.knownOf('a', ALWAYS)).toEqual({ made: { Id: 1 } });
		at(1_000 + KEPT_FOR);
		expect(creations.knownOf('a', ALWAYS)).toBeUndefined();
	});

	it('counts as made only if that was not before a given time, but as sent always', () => {
		const creations = new Creations();
		at(1_000);
		creations.remember('a', { made: { Id: 1 } });
		creations.remember('b', { sentAt: 1_000 });
		expect(creations.knownOf('a', 1_000)).toBeDefined();
		expect(creations.knownOf('a', 1_001)).toBeUndefined();
		expect(creations.knownOf('b', 1_001)).toBeDefined();
	});

	it('is bounded, and the oldest goes first', () => {
		const creations = new Creations();
		for (let index = 0; index <= MOST_KEPT; index++) {
			creations.remember(`key ${index}`, { made: { Id: index } });
			if (index === 10) creations.remember('key 0', { made: { Id: 0 } });
		}
		expect(creations.knownOf('key 1', ALWAYS)).toBeUndefined();
		expect(creations.knownOf('key 0', ALWAYS)).toBeDefined();
		expect(creations.knownOf(`key ${MOST_KEPT}`, ALWAYS)).toBeDefined();
	});

	it('has a key that tells nothing, and is another for other parts', () => {
		expect(Creations.keyOf('a', 'b')).not.toBe(Creations.keyOf('a b'));
		expect(Creations.keyOf('010180-923V')).not.toContain('923V');
	});
});

describe('work on one record', () => {
	it('waits for earlier work, whether that fails or not, and not for work on another', async () => {
		const creations = new Creations();
		const done: string[] = [];
		let end = () => {};
		const slow = new Promise<void>((resolve) => (end = resolve));
		const first = creations.alone('a', undefined, async () => {
			await slow;
			done.push('first');
			throw new Error('failed');
		});
		const second = creations.alone(
			'a',
			undefined,
			async () => await Promise.resolve(done.push('second')),
		);
		await creations.alone('b', undefined, async () => await Promise.resolve(done.push('other')));
		end();
		await expect(first).rejects.toThrow('failed');
		await second;
		expect(done).toEqual(['other', 'first', 'second']);
	});

	it('that is stopped while it waits is never done, and later work waits for the earlier', async () => {
		const creations = new Creations();
		const done: string[] = [];
		let end = () => {};
		const slow = new Promise<void>((resolve) => (end = resolve));
		const first = creations.alone('a', undefined, async () => {
			await slow;
			done.push('first');
		});
		const stop = new AbortController();
		const stopped = creations.alone(
			'a',
			stop.signal,
			async () => await Promise.resolve(done.push('stopped')),
		);
		const third = creations.alone(
			'a',
			undefined,
			async () => await Promise.resolve(done.push('third')),
		);
		stop.abort();
		await expect(stopped).rejects.toThrow(ExecutionStopped);
		expect(done).toEqual([]);
		end();
		await Promise.all([first, third]);
		expect(done).toEqual(['first', 'third']);
	});
});
