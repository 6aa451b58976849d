import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AxiosInstance } from 'axios';
import { startSimulator, type Simulator } from '../../../simulator/start.mts';
import { clientOf } from './calls.mts';

interface Page {
	readonly Offset: number;
	readonly Limit: number;
	readonly Total: number;
	readonly Items: ReadonlyArray<{ readonly Id: number }>;
}

const rowCount = 560;
const log = 'tiedostoloki/selaa/Kohde?AikaleimaAlku=2000-01-01';

describe('a page', () => {
	let simulator: Simulator;
	let client: AxiosInstance;

	beforeAll(async () => {
		simulator = await startSimulator({
			port: 0,
			units: 5,
			sizes: { serviceRequests: rowCount, fileLogEntries: rowCount },
		});
		client = clientOf(simulator);
	});

	beforeEach(() => simulator.reset());

	afterAll(() => simulator.close());

	const browse = async (body: object) => client.post<Page>('ilmoitukset/selaa', body);

	it.each([
		[{}, { Offset: 0, Limit: 50, rows: 50 }],
		[{ Limit: 250 }, { Offset: 0, Limit: 250, rows: 250 }],
		[
			{ Limit: 250, Offset: 500 },
			{ Offset: 500, Limit: 250, rows: 60 },
		],
		[
			{ Limit: 60, Offset: 500 },
			{ Offset: 500, Limit: 60, rows: 60 },
		],
		[
			{ Limit: 1, Offset: 559 },
			{ Offset: 559, Limit: 1, rows: 1 },
		],
		[
			{ Limit: 250, Offset: 560 },
			{ Offset: 560, Limit: 250, rows: 0 },
		],
		[
			{ Limit: 10, Offset: 2_147_483_647 },
			{ Offset: 2_147_483_647, Limit: 10, rows: 0 },
		],
		[
			{ limit: 3, OFFSET: 7 },
			{ Offset: 7, Limit: 3, rows: 3 },
		],
		[{ Limit: 251 }, { Offset: 0, Limit: 250, rows: 250 }],
		[
			{ Limit: 10_000, Offset: 250 },
			{ Offset: 250, Limit: 250, rows: 250 },
		],
	])('asked with %p', async (asked, { rows, ...window }) => {
		const { data } = await browse(asked);
		expect(data).toMatchObject({ ...window, Total: rowCount });
		expect(data.Items.map(({ Id }) => Id)).toEqual(
			Array.from({ length: rows }, (_, index) => 4_000_001 + window.Offset + index),
		);
	});

	it.each([{ Offset: -1 }, { Limit: 0 }, { Limit: 'monta' }, { Offset: 1.5 }])(
		'asked with %p is refused',
		async (asked) => {
			const [key = ''] = Object.keys(asked);
			expect(await browse(asked)).toMatchObject({
				status: 400,
				data: { ModelState: { [`request.${key}`]: [expect.any(String)] } },
			});
		},
	);

	it('above the maximum is refused where the settings say so', async () => {
		simulator.configure({ overLimit: 'refuse', maximumLimit: 100 });
		expect(await browse({ Limit: 101 })).toMatchObject({
			status: 400,
			data: { ModelState: { Limit: ['The field Limit must be between 1 and 100.'] } },
		});
		expect((await browse({ Limit: 100 })).data.Items).toHaveLength(100);
	});

	it('is as long as the settings say when no Limit is given', async () => {
		simulator.configure({ defaultLimit: 3 });
		expect((await browse({})).data).toMatchObject({ Limit: 3, Items: { length: 3 } });
	});

	it('holds every row once, over as many calls as it takes', async () => {
		const ids: number[] = [];
		for (let offset = 0; offset < rowCount; offset += 250) {
			const { data } = await browse({ Offset: offset, Limit: 250 });
			ids.push(...data.Items.map(({ Id }) => Id));
		}
		expect(new Set(ids).size).toBe(rowCount);
		expect(ids).toHaveLength(rowCount);
		expect(simulator.calls.byOperation).toEqual({ 'POST ilmoitukset/selaa': 3 });
	});

	it('is asked for in the query of a GET', async () => {
		const { data } = await client.get<Page>(`${log}&Limit=100&offset=550`);
		expect(data).toMatchObject({ Offset: 550, Limit: 100, Total: rowCount });
		expect(data.Items).toHaveLength(10);
	});

	it.each([
		['flat', (page: object) => page],
		['metadata', ({ Items, ...Metadata }: { Items: unknown }) => ({ Metadata, Items })],
		[
			'lowerCase',
			(page: object) =>
				Object.fromEntries(Object.entries(page).map(([key, value]) => [key.toLowerCase(), value])),
		],
		[
			'lowerCaseMetadata',
			({ Items, Offset, Limit, Total }: Page) => ({
				metadata: { offset: Offset, limit: Limit, total: Total },
				items: Items,
			}),
		],
		['bare', ({ Items }: Page) => Items],
	] as const)('comes in the envelope %s', async (envelope, wrap) => {
		const { data: flat } = await browse({ Limit: 2, Offset: 3 });
		simulator.configure({ envelope });
		expect((await browse({ Limit: 2, Offset: 3 })).data).toEqual(wrap(flat));
	});

	it('counts only the rows that pass the filter', async () => {
		const { data: open } = await browse({ Tila: 'AVOIN', Limit: 250 });
		const { data: done } = await browse({ Tila: 'tehty', Limit: 250 });
		const all = simulator.data.serviceRequests.all().slice(0, rowCount);
		expect(open.Total).toBe(all.filter(({ state }) => state === 'avoin').length);
		expect(done.Total).toBe(all.filter(({ state }) => state === 'tehty').length);
		expect((await browse({ Tila: 'olematon' })).data).toMatchObject({ Total: 0, Items: [] });
	});

	it("of a contractor's open requests holds those and no others", async () => {
		const contractor = simulator.data.parties.companyIdAt(2);
		const { data } = await browse({ TyonsuorittajaId: contractor, Tila: 'avoin', Limit: 250 });
		const expected = simulator.data.serviceRequests
			.all()
			.slice(0, rowCount)
			.filter(
				({ state, record }) => state === 'avoin' && record.TyonsuorittajaYritysId === contractor,
			);
		expect(data.Items).toEqual(expected.map(({ record }) => record));
		expect(expected.length).toBeGreaterThan(0);
	});

	it('of the file log keeps to its time and kind', async () => {
		const [from, to] = [100, 199].map((position) => simulator.data.files.log.at(position).time);
		const window = new URLSearchParams({
			AikaleimaAlku: new Date(from ?? 0).toISOString(),
			AikaleimaLoppu: new Date(to ?? 0).toISOString(),
			Limit: '250',
		});
		const { data } = await client.get<Page>(`tiedostoloki/selaa/Kohde?${window}`);
		expect(data.Total).toBe(100);
		expect(data.Items[0]?.Id).toBe(simulator.data.files.log.idAt(100));
		window.set('Liitetyyppi', 'sopimus');
		const { data: contracts } = await client.get<{ Items: Array<{ Liitetyyppi: string }> }>(
			`tiedostoloki/selaa/Kohde?${window}`,
		);
		expect(new Set(contracts.Items.map(({ Liitetyyppi }) => Liitetyyppi))).toEqual(
			new Set(['Sopimus']),
		);
	});
});
