import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { idsOf, setUpPolling } from './setUp.mts';

const tampuuri = setUpPolling({ units: 5, sizes: { fileLogEntries: 0 } });
const DOCUMENTS = { event: 'changedDocuments', documentType: 'Kohde' };
const MINUTE = 60_000;

let now = 0;
/** The log's day: the moment when Finland's clocks were turned back, 25 October 2026, 04:00 to 03:00. */
const CLOCKS_BACK = Date.UTC(2026, 9, 25, 1);
const CLOCKS_FORWARD = Date.UTC(2026, 2, 29, 1);

beforeEach(() => {
	now = Date.UTC(2026, 5, 1, 9);
	jest.spyOn(Date, 'now').mockImplementation(() => now);
});
afterEach(() => {
	jest.restoreAllMocks();
});

describe('changed documents', () => {
	it('gives each entry once and asks in one call for what is newer', async () => {
		tampuuri.log(now - 60 * MINUTE);
		const polling = tampuuri.publish(DOCUMENTS);
		expect(await polling.poll()).toEqual([]);
		now += 15 * MINUTE;
		const id = tampuuri.log(now - MINUTE);
		expect(idsOf(await polling.poll())).toEqual([id]);
		tampuuri.simulator.calls.reset();
		now += 15 * MINUTE;
		expect(await polling.poll()).toEqual([]);
		expect(tampuuri.simulator.calls.total).toBe(1);
	});

	it('gives an entry that came late, within the overlap', async () => {
		const polling = await tampuuri.published(DOCUMENTS);
		now += 60 * MINUTE;
		const newest = tampuuri.log(now);
		expect(idsOf(await polling.poll())).toEqual([newest]);
		const late = tampuuri.log(now - 9 * MINUTE);
		tampuuri.log(now - 11 * MINUTE);
		now += 5 * MINUTE;
		expect(idsOf(await polling.poll())).toEqual([late]);
	});

	it.each([
		['behind', -3 * 60],
		['ahead', 3 * 60],
	])("loses nothing when Tampuuri's clock is %s", async (_word, minutes) => {
		const theirs = () => now + minutes * MINUTE;
		tampuuri.log(theirs());
		const polling = await tampuuri.published(DOCUMENTS);
		const given: unknown[] = [];
		const made: number[] = [];
		for (let poll = 0; poll < 4; poll++) {
			now += 15 * MINUTE;
			made.push(tampuuri.log(theirs() - MINUTE));
			given.push(...idsOf(await polling.poll()));
		}
		expect(given).toEqual(made);
	});

	it('is not led astray by an entry of the far future', async () => {
		const polling = await tampuuri.published(DOCUMENTS);
		const odd = tampuuri.log(Date.UTC(2040, 0, 1));
		now += 15 * MINUTE;
		expect(idsOf(await polling.poll())).toEqual([odd]);
		now += 15 * MINUTE;
		const id = tampuuri.log(now - MINUTE);
		expect(idsOf(await polling.poll())).toEqual([id]);
	});

	it.each([
		['back', CLOCKS_BACK],
		['forward', CLOCKS_FORWARD],
	])('loses nothing and doubles nothing when the clocks are turned %s', async (_word, turn) => {
		now = turn - 90 * MINUTE;
		const polling = await tampuuri.published(DOCUMENTS);
		const given: unknown[] = [];
		const made: number[] = [];
		while (now < turn + 90 * MINUTE) {
			now += 15 * MINUTE;
			made.push(tampuuri.log(now - 5 * MINUTE), tampuuri.log(now));
			given.push(...idsOf(await polling.poll()));
		}
		expect(given).toEqual(made);
	});

	it('gives what lies back a week on the first run when asked to', async () => {
		tampuuri.log(now - 8 * 24 * 60 * MINUTE);
		const id = tampuuri.log(now - 6 * 24 * 60 * MINUTE);
		const polling = tampuuri.publish({ ...DOCUMENTS, emitExisting: true });
		expect(idsOf(await polling.poll())).toEqual([id]);
		expect(await polling.poll()).toEqual([]);
	});

	it('gives a wave of entries that is too large to be remembered, once', async () => {
		const polling = await tampuuri.published(DOCUMENTS);
		now += 15 * MINUTE;
		const wave = Array.from({ length: 20_500 }, (_, index) => tampuuri.log(now - 20_500 + index));
		expect(idsOf(await polling.poll())).toEqual(wave);
		const [remembered] = Object.values(polling.staticData);
		expect((remembered as { keys: string[] }).keys).toHaveLength(20_000);
		const next = tampuuri.log(now + 1);
		now += MINUTE;
		expect(idsOf(await polling.poll())).toEqual([next]);
	});

	it.each([
		['summer', Date.UTC(2026, 5, 1, 9), '2026-06-01T12:00:00+03:00'],
		['winter', Date.UTC(2026, 11, 1, 9), '2026-12-01T11:00:00+02:00'],
	])('asks in Finnish time with its offset in %s', async (_season, moment, sent) => {
		now = moment;
		await tampuuri.published({ ...DOCUMENTS, options: { lookBack: 0, overlap: 0 } });
		expect(tampuuri.simulator.requestLog.entries.at(-1)).toMatchObject({
			path: '/v10/api/tiedostoloki/selaa/Kohde',
			query: { AikaleimaAlku: sent },
		});
	});
});
