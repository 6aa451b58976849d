import { describe, expect, it } from '@jest/globals';
import { Cache } from '../../../dist/nodes/shared/helpSite/cache.js';

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** A shelf with a clock of its own and a source that counts. */
function setUp(size = 10) {
	const clock = { now: 1_000 };
	const source = { fetches: 0, fails: false };
	const shelf = new Cache<string>({
		size,
		freshFor: HOUR,
		pauseAfterFailure: MINUTE,
		now: () => clock.now,
	});
	const get = async (key = 'a') =>
		await shelf.get(key, async () => {
			source.fetches++;
			if (source.fails) throw new Error('down');
			return `${key}${source.fetches}`;
		});
	return { clock, source, shelf, get };
}

describe('what was fetched', () => {
	it('is given for an hour without asking again', async () => {
		const { clock, source, get } = setUp();
		expect(await get()).toEqual({ value: 'a1' });
		clock.now += HOUR - 1;
		expect(await get()).toEqual({ value: 'a1' });
		expect(source.fetches).toBe(1);
		clock.now += 1;
		expect(await get()).toEqual({ value: 'a2' });
	});

	it('is fetched once for all who ask at the same time', async () => {
		const { clock, source, get } = setUp();
		await Promise.all([get(), get(), get()]);
		expect(source.fetches).toBe(1);
		clock.now += HOUR;
		await Promise.all([get(), get()]);
		expect(source.fetches).toBe(2);
	});

	it('serves, said to be old, while the site is down, which is then left alone for a minute', async () => {
		const { clock, source, get } = setUp();
		await get();
		source.fails = true;
		clock.now += HOUR;
		expect(await get()).toEqual({ value: 'a1', staleSince: 1_000 });
		expect(await get()).toEqual({ value: 'a1', staleSince: 1_000 });
		expect(source.fetches).toBe(2);
		source.fails = false;
		clock.now += MINUTE;
		expect(await get()).toEqual({ value: 'a3' });
	});

	it('serves all who ask at the same time when the site goes down', async () => {
		const { clock, source, get } = setUp();
		await get();
		source.fails = true;
		clock.now += HOUR;
		const copies = await Promise.all([get(), get(), get()]);
		expect(copies).toEqual(Array(3).fill({ value: 'a1', staleSince: 1_000 }));
		expect(source.fetches).toBe(2);
	});

	it('is asked for again after a failure without a copy', async () => {
		const { source, shelf, get } = setUp();
		source.fails = true;
		const both = await Promise.allSettled([get(), get()]);
		expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
		expect(source.fetches).toBe(1);
		expect(shelf.size).toBe(0);
		source.fails = false;
		expect(await get()).toEqual({ value: 'a2' });
	});

	it('is never more than its size; what was used longest ago goes', async () => {
		const { shelf, source, get } = setUp(2);
		await get('a');
		await get('b');
		await get('a');
		await get('c');
		expect(shelf.size).toBe(2);
		expect(shelf.kept('b')).toBeUndefined();
		expect(await get('a')).toEqual({ value: 'a1' });
		expect(source.fetches).toBe(3);
	});
});
