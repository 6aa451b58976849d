import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import axios, { type AxiosInstance } from 'axios';
import type { FaultRequest } from '../../../simulator/faults/fault.mts';
import { startSimulator, type Simulator } from '../../../simulator/start.mts';
import { clientOf } from './calls.mts';

let simulator: Simulator;
let client: AxiosInstance;

beforeAll(async () => {
	simulator = await startSimulator({ port: 0, units: 5, sizes: { serviceRequests: 20 } });
	client = clientOf(simulator);
});

beforeEach(() => simulator.reset());

afterAll(() => simulator.close());

const browse = async () => await client.post<unknown>('ilmoitukset/selaa', {});

describe('which calls a fault applies to', () => {
	const broken = { kind: 'status', status: 503 } as const;
	const receive = (id: number) => client.post(`ilmoitukset/${id}/vastaanota`, {});

	it.each<[string, Partial<FaultRequest>, number[]]>([
		['the next one', {}, [503, 200, 200, 200]],
		['the next two', { times: 2 }, [503, 503, 200, 200]],
		['all', { times: 'always' }, [503, 503, 503, 503]],
		['the third', { skip: 2 }, [200, 200, 503, 200]],
		['the second and third', { skip: 1, times: 2 }, [200, 503, 503, 200]],
		["a method's", { method: 'get' }, [200, 200, 200, 200]],
		["a path's", { path: 'ILMOITUKSET/selaa' }, [503, 200, 200, 200]],
		["another path's", { path: 'ilmoitukset/lisaa' }, [200, 200, 200, 200]],
	])('%s', async (_, choice, expected) => {
		simulator.faults.set({ ...choice, action: broken });
		const statuses: number[] = [];
		for (let call = 0; call < 4; call++) statuses.push((await browse()).status);
		expect(statuses).toEqual(expected);
	});

	it("a row's path matches every id, an actual path only one", async () => {
		simulator.faults.set({ path: 'ilmoitukset/{ilmoitus_id}/vastaanota', action: broken });
		expect((await receive(4_000_001)).status).toBe(503);
		simulator.faults.set({ path: 'ilmoitukset/4000002/vastaanota', action: broken });
		expect((await receive(4_000_001)).status).not.toBe(503);
		expect((await receive(4_000_002)).status).toBe(503);
	});

	it('the first that matches, one for each call', async () => {
		simulator.faults.set({ action: { kind: 'status', status: 500 } });
		simulator.faults.set({ action: { kind: 'status', status: 502 } });
		expect([(await browse()).status, (await browse()).status]).toEqual([500, 502]);
	});

	it('none once it is cleared', async () => {
		const kept = simulator.faults.set({ action: broken });
		const second = { action: { kind: 'status', status: 500 } };
		const { data } = await axios.post<{ id: number }>(`${simulator.controlUrl}faults`, second);
		await axios.delete(`${simulator.controlUrl}faults/${data.id}`);
		expect(simulator.faults.all.map(({ id }) => id)).toEqual([kept]);
		await axios.delete(`${simulator.controlUrl}faults`);
		expect((await browse()).status).toBe(200);
	});

	it('is applied before the six headers are checked', async () => {
		simulator.faults.set({ action: broken });
		const { status } = await axios.get(simulator.url, { validateStatus: () => true });
		expect(status).toBe(503);
	});
});

describe('a delay', () => {
	it('holds calls back, so that they are in flight together', async () => {
		simulator.faults.set({ delay: 30, times: 'always' });
		await Promise.all([browse(), browse(), browse()]);
		expect(simulator.calls.peakConcurrency).toBe(3);
	});

	it('goes with any action', async () => {
		simulator.faults.set({ delay: 1, action: { kind: 'nullBody' } });
		expect(await browse()).toMatchObject({ status: 200, data: null });
	});

	it("doesn't keep the simulator from closing", async () => {
		const slow = await startSimulator({ port: 0, units: 1 });
		slow.faults.set({ delay: 60_000 });
		const response = clientOf(slow)
			.get('kohteet/1000001')
			.catch((error: unknown) => error);
		while (slow.calls.total === 0) await new Promise(setImmediate);
		await slow.close();
		expect(await response).toBeDefined();
	});
});

describe('what is no fault', () => {
	it.each([
		{ action: { kind: 'explosion' } },
		{ action: { kind: 'status', status: 99 } },
		{ action: { kind: 'redirect', location: 'elsewhere' } },
		{ times: 0 },
		{ delay: -1 },
		{ unknown: true },
		'503',
	])('%p is refused', async (fault) => {
		const { status } = await axios.post(`${simulator.controlUrl}faults`, fault, {
			validateStatus: () => true,
		});
		expect(status).toBe(400);
		expect(simulator.faults.all).toEqual([]);
	});
});
