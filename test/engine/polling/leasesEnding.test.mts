import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { idsOf, setUpPolling } from './setUp.mts';

const tampuuri = setUpPolling({ units: 5, sizes: { leases: 8 } });
const LEASES = { event: 'leasesEnding', days: 30, leasesFrom: 'ids' };
const DAY = 24 * 60 * 60_000;

let now = 0;
beforeEach(() => {
	// Noon in Finland.
	now = Date.UTC(2026, 2, 1, 10);
	jest.spyOn(Date, 'now').mockImplementation(() => now);
});
afterEach(() => {
	jest.restoreAllMocks();
});

/** Gives the leases their end dates, and their ids. */
function ending(...ends: Array<string | null>): number[] {
	const { leases } = tampuuri.simulator.data;
	return ends.map((end, position) => leases.replace({ ...leases.at(position), end }).id);
}

describe('leases ending within some days', () => {
	it.each<[string, string | null, boolean]>([
		['today', '2026-03-01', true],
		['after exactly so many days', '2026-03-31', true],
		['a day later than that', '2026-04-01', false],
		['yesterday', '2026-02-28', false],
		['never', null, false],
	])('one that ends %s', async (_when, end, isGiven) => {
		const [id] = ending(end);
		const polling = tampuuri.publish({ ...LEASES, leaseIds: String(id), emitExisting: true });
		expect(idsOf(await polling.poll())).toEqual(isGiven ? [id] : []);
	});

	it('gives each once for each end date, looking once a day', async () => {
		const [id, other] = ending('2026-04-02', null);
		const polling = await tampuuri.published({ ...LEASES, leaseIds: `${id}, ${other}` });
		tampuuri.simulator.calls.reset();
		now += DAY / 4;
		expect(await polling.poll()).toEqual([]);
		expect(tampuuri.simulator.calls.total).toBe(0);

		now += DAY;
		expect(await polling.poll()).toEqual([]);
		now += DAY;
		expect(idsOf(await polling.poll())).toEqual([id]);
		expect(tampuuri.simulator.calls.total).toBe(4);
		now += DAY;
		expect(await polling.poll()).toEqual([]);

		ending('2026-03-20');
		now += DAY;
		expect(idsOf(await polling.poll())).toEqual([id]);
	});

	it('gives one that already ends soon at the first poll, unless told not to', async () => {
		const [id] = ending('2026-03-20');
		const polling = tampuuri.publish({ ...LEASES, leaseIds: `${id}` });
		expect(idsOf(await polling.poll())).toEqual([id]);
		now += DAY;
		expect(await polling.poll()).toEqual([]);
		const quiet = tampuuri.publish({ ...LEASES, leaseIds: `${id}`, emitExisting: false });
		expect(await quiet.poll()).toEqual([]);
	});

	it('looks again the same day after a poll that failed', async () => {
		const [id] = ending('2026-04-01');
		const polling = await tampuuri.published({ ...LEASES, leaseIds: `${id}` });
		now += DAY;
		tampuuri.simulator.faults.set({
			path: `sopimukset/${id}`,
			action: { kind: 'status', status: 503 },
		});
		await expect(polling.poll()).rejects.toThrow();
		expect(idsOf(await polling.poll())).toEqual([id]);
	});

	it('counts days in Finland, over the night in which the clocks are turned', async () => {
		now = Date.UTC(2026, 2, 28, 22, 30); // 29 March, half past midnight.
		const ids = ending('2026-03-30', '2026-03-31');
		const polling = tampuuri.publish({ ...LEASES, days: 1, leaseIds: ids, emitExisting: true });
		expect(idsOf(await polling.poll())).toEqual(ids.slice(0, 1));
	});

	it('goes on without a lease that is not found', async () => {
		const [id] = ending('2026-03-20');
		const polling = tampuuri.publish({ ...LEASES, leaseIds: `999999, ${id}`, emitExisting: true });
		expect(idsOf(await polling.poll())).toEqual([id]);
	});

	it('gives what is added to the IDs without taking the others for new', async () => {
		const [first, second] = ending('2026-03-20', '2026-03-21');
		const { saved } = await tampuuri.published({ ...LEASES, leaseIds: `${first}` });
		now += DAY;
		const polling = tampuuri.publish({ ...LEASES, leaseIds: `${first},${second}` }, saved);
		expect(idsOf(await polling.poll())).toEqual([second]);
	});

	it('takes leases from a list too', async () => {
		tampuuri.simulator.faults.set({
			path: 'ilmoitukset/selaa',
			times: 2,
			action: { kind: 'status', status: 200, body: [{ SopimusId: 7, Loppupvm: '20.3.2026' }] },
		});
		const polling = tampuuri.publish({
			...LEASES,
			leasesFrom: 'list',
			method: 'POST',
			path: 'ilmoitukset/selaa',
			pages: false,
			idField: 'SopimusId',
			emitExisting: true,
		});
		expect(await polling.poll()).toEqual([{ SopimusId: 7, Loppupvm: '20.3.2026' }]);
	});

	it.each([
		[{ leaseIds: '' }, 'Lease IDs (Sopimukset) is empty'],
		[{ leaseIds: 'x' }, 'Lease IDs (Sopimukset) is not an ID'],
		[{ leaseIds: '1', days: 1.5 }, 'Days must be a whole number'],
	])('refuses %p before anything is sent', async (parameters, message) => {
		await expect(tampuuri.publish({ ...LEASES, ...parameters }).poll()).rejects.toThrow(message);
		expect(tampuuri.simulator.calls.total).toBe(0);
	});

	it('says which fields there are when none is the end date', async () => {
		tampuuri.simulator.faults.set({
			path: 'sopimukset/{sopimusid}',
			action: { kind: 'status', status: 200, body: { Id: 7, Paattyy: '20.3.2026' } },
		});
		await expect(tampuuri.publish({ ...LEASES, leaseIds: '7' }).poll()).rejects.toMatchObject({
			description: expect.stringContaining('Id, Paattyy'),
		});
	});
});
