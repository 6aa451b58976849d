import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AxiosInstance } from 'axios';
import { startSimulator, type Simulator } from '../../../simulator/start.mts';
import { clientOf } from './calls.mts';
import { inventedOperations, row } from './rows.mts';

describe('an operation known only from its row', () => {
	let simulator: Simulator;
	let client: AxiosInstance;

	beforeAll(async () => {
		simulator = await startSimulator({ port: 0, units: 1, catalogue: [inventedOperations] });
		client = clientOf(simulator);
	});

	afterAll(() => simulator.close());

	it('returns the same record for the same id, and another for another', async () => {
		const [first, again, other] = await Promise.all(
			[17, 17, 18].map((id) => client.get<Record<string, unknown>>(`keksitty/${id}`)),
		);
		expect(first?.data).toMatchObject({ Id: 17, Osat: [], Osa: {}, Muu: null });
		expect(again?.data).toEqual(first?.data);
		expect(other?.data.Päivä).not.toBe(first?.data.Päivä);
	});

	it('pages over more than one full page', async () => {
		const pages = await Promise.all(
			[0, 250, 500, 750].map((Offset) =>
				client.get<{ Total: number; Items: Array<{ Id: number }> }>('keksitty/selaa', {
					params: { Offset, Limit: 250 },
				}),
			),
		);
		expect(pages.map(({ data }) => data.Items.length)).toEqual([250, 250, 100, 0]);
		const ids = pages.flatMap(({ data }) => data.Items.map(({ Id }) => Id));
		expect(new Set(ids).size).toBe(pages[0]?.data.Total);
	});

	it('requires one of alternatives, and takes either', async () => {
		expect(await client.post<unknown>('keksitty', { Muu: 'Äiti' })).toMatchObject({
			status: 400,
			data: { ModelState: { 'request.Nimi': ['The Nimi field is required.'] } },
		});
		expect((await client.post('keksitty', { Tunnus: 'Ä' })).status).toBe(200);
		simulator.reset();
	});

	it('returns a file as bytes', async () => {
		const { data, headers } = await client.get<Buffer>('keksitty/5/tiedosto', {
			responseType: 'arraybuffer',
		});
		expect(headers['content-type']).toBe('application/octet-stream');
		expect(data.toString('utf8')).toContain('ä ö å');
	});

	it('gives every created record an id of its own and keeps what was sent', async () => {
		const responses = await Promise.all(
			['Äiti', 'Öky'].map((Nimi) => client.post<{ Id: number }>('keksitty', { Nimi })),
		);
		const ids = responses.map(({ data }) => data.Id);
		expect(new Set(ids).size).toBe(2);
		expect(simulator.data.writes.map(({ body }) => body)).toEqual([
			{ Nimi: 'Äiti' },
			{ Nimi: 'Öky' },
		]);
	});
});

describe('a fault of the service itself', () => {
	it('is reported as ASP.NET reports an unhandled exception', async () => {
		const broken = row('GET', 'rikki', {
			response: {
				kind: 'list',
				get fields(): never {
					throw new TypeError('Rivi on rikki');
				},
			},
		});
		const simulator = await startSimulator({
			port: 0,
			units: 1,
			catalogue: [{ ...inventedOperations, operations: { broken } }],
		});
		const { status, data } = await clientOf(simulator).get<unknown>('rikki');
		await simulator.close();
		expect([status, data]).toEqual([
			500,
			{
				Message: 'An error has occurred.',
				ExceptionMessage: 'Rivi on rikki',
				ExceptionType: 'TypeError',
				StackTrace: expect.any(String),
			},
		]);
	});
});

describe('an address that is no operation', () => {
	let simulator: Simulator;

	beforeAll(async () => {
		simulator = await startSimulator({ port: 0, units: 1 });
	});

	afterAll(() => simulator.close());

	it.each(['', 'keksitty', 'ilmoitukset', 'ilmoitukset/lisaa/lisaa', 'osapuolet/henkil%C3%B6t/x'])(
		'%p is not found',
		async (path) => {
			const { status, data } = await clientOf(simulator).get<unknown>(path);
			const address = `${simulator.url}${path}`;
			expect([status, data]).toEqual([
				404,
				{
					Message: `No HTTP resource was found that matches the request URI '${address}'.`,
					MessageDetail: expect.stringContaining(`'${path.split('/')[0]}'`),
				},
			]);
		},
	);

	it.each(['../../', '../../favicon.ico', '../../v11/api/kohteet/1'])(
		'%p is outside of the API',
		async (path) => {
			const before = simulator.calls.total;
			const { status, headers } = await clientOf(simulator).get<unknown>(path);
			expect(status).toBe(path === '../../' ? 302 : 404);
			expect(String(headers['content-type'] ?? 'text/html')).toContain('text/html');
			expect(simulator.calls.total).toBe(before);
		},
	);

	it('a badly encoded address is a bad request', async () => {
		const { status } = await clientOf(simulator).get('kohteet/%E0%A4%A');
		expect(status).toBe(400);
	});
});
