import { describe, expect, it } from '@jest/globals';
import type { FaultRequest } from '../../../simulator/faults/fault.mts';
import { idsOf, setUpPolling } from './setUp.mts';

const tampuuri = setUpPolling({ units: 20, sizes: { serviceRequests: 300 } });

const path = 'ilmoitukset/selaa';
const NEW = { event: 'newServiceRequests' };
const RECEIVED = {
	event: 'serviceRequestStateChanged',
	state: { __rl: true, mode: 'list', value: 'vastaanotettu' },
};
const EVERY_STATE = { __rl: true, mode: 'list', value: '' };

const says = (body: unknown): FaultRequest => ({
	path,
	action: { kind: 'status', status: 200, body },
});
const rows = (count: number) => Array.from({ length: count }, (_, Id) => ({ Id, Tila: 'avoin' }));
const list = (Items: unknown[], Total = Items.length) => ({ Offset: 0, Limit: 250, Total, Items });

/** What the simulator may answer once. `id` is of the first row in the list. */
const LIES: Array<[string, (id: number) => FaultRequest]> = [
	['an empty list', () => says(list([]))],
	['a bare empty list', () => says([])],
	['null', () => says(null)],
	['nothing', () => ({ path, action: { kind: 'emptyBody' } })],
	['a few of its rows', () => ({ path, action: { kind: 'pageCap', rows: 2 } })],
	['one row only', (Id) => says(list([{ Id, Tila: 'vastaanotettu' }]))],
	['a larger total', () => ({ path, action: { kind: 'wrongTotal', by: 5_000 } })],
	['a smaller total', () => ({ path, action: { kind: 'wrongTotal', by: -40 } })],
	['five times as many rows', () => says(list(rows(1_000)))],
];

describe.each(LIES)('a response with %s once', (_name, lie) => {
	it.each([
		['new requests', NEW],
		['requests in a state', RECEIVED],
	])('at any of three polls tells nothing that did not happen: %s', async (_event, parameters) => {
		const { serviceRequests } = tampuuri.simulator.data;
		const wanted = parameters === NEW ? 'avoin' : 'vastaanotettu';
		const listed = serviceRequests.browse({}).slice(0, 300);
		const first = listed.find(({ state }) => state === wanted)?.id ?? 0;
		for (const liesAt of [0, 1, 2]) {
			const polling = tampuuri.publish(parameters);
			const told: unknown[] = [];
			for (let poll = 0; poll < 5; poll++) {
				if (poll === liesAt) tampuuri.simulator.faults.set(lie(first));
				told.push(...idsOf(await polling.poll().catch(() => [])));
				tampuuri.simulator.faults.clear();
			}
			expect(told).toEqual([]);
			const id = tampuuri.create('vastaanotettu');
			const open = tampuuri.create();
			expect(idsOf(await polling.poll())).toEqual([parameters === NEW ? open : id]);
		}
	});
});

describe('a list that really', () => {
	it('became empty is believed after a second poll', async () => {
		const polling = await tampuuri.published(RECEIVED);
		const { serviceRequests } = tampuuri.simulator.data;
		const received = serviceRequests
			.browse({})
			.slice(0, 300)
			.filter(({ state }) => state === 'vastaanotettu');
		expect(received.length).toBeGreaterThan(10);
		for (const { id } of received) tampuuri.move(id, 'odottaa');
		expect(await polling.poll()).toEqual([]);
		expect(await polling.poll()).toEqual([]);
		for (const { id } of received) tampuuri.move(id, 'vastaanotettu');
		const told = [...(await polling.poll()), ...(await polling.poll())];
		expect(idsOf(told).sort()).toEqual(received.map(({ id }) => id).sort());
	});

	it('grew a lot is told one poll later, each row once', async () => {
		const polling = await tampuuri.published(NEW);
		const created = Array.from({ length: 600 }, () => tampuuri.create());
		expect(await polling.poll()).toEqual([]);
		expect(idsOf(await polling.poll()).sort()).toEqual(created);
		expect(await polling.poll()).toEqual([]);
	});

	it('is read again only when it is surprising', async () => {
		const polling = await tampuuri.published(NEW);
		tampuuri.simulator.calls.reset();
		tampuuri.create();
		await polling.poll();
		await polling.poll();
		expect(tampuuri.simulator.calls.total).toBe(2);
	});
});

/** A list of two pages, during whose reading one row leaves and another enters. */
function shiftBetweenPages(leaving: number, entering: () => void): void {
	const { calls } = tampuuri.simulator;
	const before = calls.total;
	const timer = setInterval(() => {
		if (calls.total === before) return;
		clearInterval(timer);
		tampuuri.move(leaving, 'odottaa');
		entering();
	}, 1);
}

describe('a list of two pages', () => {
	it.each(['the first', 'a later'])(
		'that shifts during %s poll tells no unchanged row',
		async (which) => {
			const ids = Array.from({ length: 300 }, () => tampuuri.create('vastaanotettu'));
			const polling = tampuuri.publish(RECEIVED);
			if (which === 'a later') await polling.poll();
			tampuuri.simulator.faults.set({ path, skip: 1, delay: 60 });
			const entering: number[] = [];
			shiftBetweenPages(ids[0] ?? 0, () => entering.push(tampuuri.create('vastaanotettu')));
			const told = [
				...(await polling.poll()),
				...(await polling.poll()),
				...(await polling.poll()),
			];
			expect(entering).toHaveLength(1);
			expect(idsOf(told).filter((id) => !entering.includes(Number(id)))).toEqual([]);
		},
	);
});

describe('a list that is too long', () => {
	it('is refused after its first page', async () => {
		tampuuri.simulator.faults.set({
			path,
			times: 'always',
			action: { kind: 'wrongTotal', by: 20_000 },
		});
		const polling = tampuuri.publish({ ...NEW, state: EVERY_STATE });
		await expect(polling.poll()).rejects.toThrow('20300 rows');
		expect(tampuuri.simulator.calls.total).toBe(1);
	});
});
