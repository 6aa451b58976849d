import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import axios, { type AxiosInstance } from 'axios';
import { startSimulator, type Simulator } from '../../../simulator/start.mts';
import { clientOf } from './calls.mts';

let simulator: Simulator;
let client: AxiosInstance;

beforeAll(async () => {
	simulator = await startSimulator({
		port: 0,
		units: 5,
		logSize: 3,
		now: () => Date.UTC(2026, 6, 1, 9),
	});
	client = clientOf(simulator);
});

beforeEach(() => simulator.reset());

afterAll(() => simulator.close());

async function control(method: string, path: string, data?: unknown) {
	const response = await axios.request<unknown>({
		method,
		url: `${simulator.controlUrl}${path}`,
		data,
		validateStatus: () => true,
	});
	return { status: response.status, data: response.data };
}

const newRequest = { KustannuspaikkaId: 1_000_001, Otsikko: 'Häiriö', TyotehtavanKuvaus: 'Ääntä' };

describe('the request log', () => {
	it('shows what was requested, with the status of the response', async () => {
		await client.post('ilmoitukset/lisaa?turha=%C3%A4', newRequest);
		await client.get('kohteet/5');
		expect(await control('GET', 'requests')).toEqual({
			status: 200,
			data: [
				{
					number: 1,
					time: '2026-07-01T09:00:00.000Z',
					method: 'POST',
					path: '/v10/api/ilmoitukset/lisaa',
					query: { turha: 'ä' },
					body: newRequest,
					operation: 'POST ilmoitukset/lisaa',
					account: 'mantyla',
					status: 200,
					fault: null,
				},
				expect.objectContaining({
					number: 2,
					method: 'GET',
					path: '/v10/api/kohteet/5',
					body: null,
					operation: 'GET kohteet/{kohde-id}',
					status: 404,
				}),
			],
		});
	});

	it('keeps only the last calls', async () => {
		for (let id = 1; id <= 10; id++) await client.get(`kohteet/${id}`);
		const paths = simulator.requestLog.entries.map(({ path }) => path.split('/').at(-1));
		expect(paths).toEqual(['8', '9', '10']);
	});

	it('shows only the size of a large body', async () => {
		const Kommentti = 'ä'.repeat(200_000);
		const [open] = simulator.data.serviceRequests.browse({ states: ['avoin'] }).slice(0, 1);
		await client.post(`ilmoitukset/${open?.id}/vastaanota`, { Kommentti });
		expect(simulator.requestLog.entries.at(-1)?.body).toBe('(400016 bytes)');
		expect(simulator.data.stateChanges.at(-1)?.comment).toBe(Kommentti);
	});

	it("shows what wasn't JSON as it came", async () => {
		await client.post('ilmoitukset/selaa', '<xml>ä</xml>', {
			headers: { 'Content-Type': 'application/xml' },
		});
		expect(simulator.requestLog.entries).toMatchObject([{ body: '<xml>ä</xml>', status: 415 }]);
	});
});

describe('the call counter', () => {
	it('counts every call, including refused and unknown ones', async () => {
		await client.post('ilmoitukset/selaa', {});
		await client.post('ilmoitukset/selaa', {}, { headers: { 'X-Salasana': 'wrong' } });
		await client.get('kohteet/5');
		await client.get('keksitty');
		await client.delete('kohteet/5');
		expect(await control('GET', 'calls')).toEqual({
			status: 200,
			data: {
				total: 5,
				peakConcurrency: 1,
				byOperation: { 'POST ilmoitukset/selaa': 2, 'GET kohteet/{kohde-id}': 1, unknown: 2 },
			},
		});
		await control('DELETE', 'calls');
		expect(simulator.calls).toMatchObject({ total: 0, peakConcurrency: 0, byOperation: {} });
	});

	it("doesn't count the pages about the simulator", async () => {
		await control('GET', 'calls');
		expect(simulator.calls.total).toBe(0);
	});
});

describe('state changes and writes', () => {
	it('are listed for each account by its label', async () => {
		await client.post('ilmoitukset/lisaa', newRequest);
		const own = await control('GET', 'state-changes?account=mantyla');
		expect(own.data).toMatchObject([{ from: null, to: 'avoin', by: 'mantyla' }]);
		expect(await control('GET', 'state-changes')).toEqual(own);
		expect((await control('GET', 'writes')).data).toMatchObject([
			{ operation: 'POST ilmoitukset/lisaa', body: newRequest, id: 4_000_016 },
		]);
		expect((await control('GET', 'writes?account=testipiha')).data).toEqual([]);
		expect((await control('GET', 'writes?account=olematon')).status).toBe(404);
	});
});

describe('settings', () => {
	it('are changed one by one', async () => {
		const before = await control('GET', 'settings');
		expect(await control('PATCH', 'settings', { emptyResponseStatus: 200 })).toEqual({
			status: 200,
			data: { ...simulator.settings, emptyResponseStatus: 200 },
		});
		const [open] = simulator.data.serviceRequests.browse({ states: ['avoin'] }).slice(0, 1);
		expect(await client.post(`ilmoitukset/${open?.id}/vastaanota`, {})).toMatchObject({
			status: 200,
			data: '',
		});
		simulator.reset();
		expect(await control('GET', 'settings')).toEqual(before);
	});

	it.each([{ envelope: 'round' }, { maximumLimit: 0 }, { unknown: 1 }, 'not JSON'])(
		'%p is refused',
		async (changes) => {
			const before = simulator.settings;
			expect((await control('PATCH', 'settings', changes)).status).toBe(400);
			expect(simulator.settings).toEqual(before);
		},
	);
});

describe('a reset', () => {
	it('brings everything back to the start', async () => {
		const browse = async () => (await client.post<unknown>('ilmoitukset/selaa', {})).data;
		const before = await browse();
		await client.post('ilmoitukset/lisaa', newRequest);
		simulator.faults.set({ times: 'always', action: { kind: 'nullBody' } });
		expect((await control('POST', 'reset')).status).toBe(204);
		expect(simulator.requestLog.entries).toEqual([]);
		expect(simulator.data.writes).toEqual([]);
		expect(await browse()).toEqual(before);
		expect(simulator.calls.total).toBe(1);
	});
});

describe('the index page', () => {
	it('shows calls and operations, with what came in escaped', async () => {
		await client.get('<script>alert(1)</script>');
		await client.get('kohteet/1000001');
		const { data } = await control('GET', '');
		expect(data).toContain('<td>GET /v10/api/kohteet/1000001</td>');
		expect(data).toContain('<td>POST ilmoitukset/{ilmoitus_id}/vastaanota</td>');
		expect(data).not.toContain('<script>');
		for (const value of Object.values(simulator.account.headers)) {
			expect(data).not.toContain(value);
		}
	});

	it('is where the root leads', async () => {
		const { data } = await axios.get<unknown>(new URL('/', simulator.url).href);
		expect(data).toContain('Tampuuri simulator');
	});

	it('has nothing beside it', async () => {
		expect((await control('GET', 'secrets')).status).toBe(404);
	});
});
