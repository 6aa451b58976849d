import { afterEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import type { INodeParameters } from 'n8n-workflow';
import { runs } from '../../runs.mts';
import { setUpResponder, type Asked } from '../tampuuri/responder.mts';
import { idsOf, setUpPolling } from './setUp.mts';

const tampuuri = setUpPolling({ units: 1 });
const responder = setUpResponder();
const HOUR = 60 * 60_000;
const START = Date.UTC(2026, 2, 1, 10);

let now = START;
afterEach(() => {
	jest.restoreAllMocks();
});

/** When each request was added, by its ID less one. */
type Requests = number[];

/** A list with a filter under a key; without one it ignores what it does not know. */
function serve(requests: Requests, filter: string | undefined) {
	responder.reply = ({ body }: Asked) => {
		const [outer = '', inner] = filter?.split('.') ?? [];
		const sent = body as Record<string, Record<string, unknown> | string>;
		const part = sent[outer] as Record<string, unknown> | undefined;
		const value = inner === undefined ? part : part?.[inner];
		const since = value === undefined ? 0 : DateTime.fromISO(String(value)).toMillis();
		const rows = requests
			.map((added, index) => ({ Id: index + 1, added }))
			.filter(({ added }) => added >= since)
			.map(({ Id }) => ({ Id }));
		return { body: { Offset: 0, Limit: 250, Total: rows.length, Items: rows } };
	};
}

function publish(newerThanFilter: string, parameters: INodeParameters = {}) {
	jest.spyOn(Date, 'now').mockImplementation(() => now);
	return tampuuri.publish(
		{ event: 'newServiceRequests', options: { newerThanFilter }, ...parameters },
		undefined,
		undefined,
		undefined,
		{ ownAddress: responder.url },
	);
}

/** Between two polls: how long, and the requests added meanwhile, of which some show late. */
const steps = fc.array(
	fc.record({
		hours: fc.integer({ min: 1, max: 100 }),
		added: fc.array(fc.nat(20), { maxLength: 4 }),
	}),
	{ minLength: 1, maxLength: 12 },
);

describe('new service requests with a filter by time', () => {
	it.each([
		['has', 'Jalkeen', 'Jalkeen'],
		['has inside an object', 'Hakuehdot.Jalkeen', 'Hakuehdot.Jalkeen'],
		['ignores', 'Jalkeen', undefined],
	])('that the list %s are told once each', async (_how, entered, filter) => {
		await fc.assert(
			fc.asyncProperty(fc.nat(300), steps, async (old, history) => {
				now = START;
				const requests: Requests = Array.from({ length: old }, () => START - 50 * 24 * HOUR);
				serve(requests, filter);
				const polling = publish(entered);
				expect(idsOf((await polling.poll()) ?? [])).toEqual([]);
				for (const { hours, added } of history) {
					now += hours * HOUR;
					const first = requests.length + 1;
					requests.push(...added.map((late) => now - late * HOUR));
					const told = idsOf((await polling.poll()) ?? []).map(Number);
					expect(told.sort((one, other) => one - other)).toEqual(
						added.map((_late, place) => first + place),
					);
				}
			}),
			{ numRuns: runs(30) },
		);
	});

	it('read what is new in one call, however long the list is', async () => {
		now = START;
		const requests: Requests = Array.from({ length: 1_000 }, () => START - 50 * 24 * HOUR);
		serve(requests, 'Jalkeen');
		const polling = publish('Jalkeen');
		await polling.poll();
		responder.asked.length = 0;
		now += HOUR;
		requests.push(now);
		expect(idsOf((await polling.poll()) ?? [])).toEqual([1_001]);
		expect(responder.asked).toHaveLength(1);
	});

	it('are all told at first if they should be, and shown by a test', async () => {
		now = START;
		const requests: Requests = [START - 50 * 24 * HOUR, START - 40 * 24 * HOUR];
		serve(requests, 'Jalkeen');
		expect(idsOf(await publish('Jalkeen').test())).toEqual([1, 2]);
		const polling = publish('Jalkeen', { emitExisting: true });
		expect(idsOf((await polling.poll()) ?? [])).toEqual([1, 2]);
		now += HOUR;
		requests.push(now);
		expect(idsOf((await polling.poll()) ?? [])).toEqual([3]);
	});

	it('refuse a name that can not be one', async () => {
		await expect(publish('Lisätty jälkeen?').poll()).rejects.toThrow(
			'Newer Than Filter is not a name',
		);
		expect(responder.asked).toEqual([]);
	});
});
