import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AxiosInstance } from 'axios';
import { startSimulator, type Simulator } from '../../../simulator/start.mts';
import { callsOf, clientOf, type Received } from './calls.mts';

let simulator: Simulator;
let client: AxiosInstance;

beforeAll(async () => {
	simulator = await startSimulator({
		port: 0,
		units: 30,
		now: () => Date.UTC(2026, 6, 1, 9),
	});
	client = clientOf(simulator);
});

beforeEach(() => simulator.reset());

afterAll(() => simulator.close());

const get = async (path: string) => await callsOf(client).get(path);
const getAll = async (path: string) => await callsOf(client).getAll(path);
const write = async (method: string, path: string, data: object) =>
	await callsOf(client).write(method, path, data);

describe('properties', () => {
	it.each([
		['a cost centre', 0, { Metaname: 'kustannuspaikka', ParentId: null }],
		['a plot', 1, { Metaname: 'tontti', ParentId: 1_000_001 }],
		['a building', 2, { Metaname: 'rakennus', ParentId: 1_000_001 }],
		['a unit', 4, { Metaname: 'huoneisto', ParentId: 1_000_003, Huoneistoala: expect.any(String) }],
	])('%s is read with its place in the tree', async (_, position, expected) => {
		const id = simulator.data.properties.idAt(position);
		expect(await get(`kohteet/${id}`)).toMatchObject({ Id: id, ...expected });
	});

	it('are created under another one, keys with ä included', async () => {
		const plot = await write('POST', 'kohteet/tontti/create', {
			Nimi: 'Pöllönpelto',
			ParentId: 1_000_001,
			Lisätiedot: 'Märkä keväällä',
		});
		const unit = await write('POST', 'kohteet/huoneisto/create', {
			Tunnus: 'B7',
			Nimi: 'B 7',
			Huoneistoala: '45,5',
			HuoneistotyyppiId: 3,
			ParentId: 1_000_003,
		});
		const other = await write('POST', 'kohdetiedot/kohteet/lisaa', {
			Metaname: 'pyörävaja',
			PropertyName: 'Vaja',
		});
		expect(await get(`kohteet/${plot}`)).toMatchObject({
			Metaname: 'tontti',
			Nimi: 'Pöllönpelto',
			Lisätiedot: 'Märkä keväällä',
		});
		expect(await get(`kohteet/${unit}`)).toMatchObject({
			Tunnus: 'B7',
			Huoneistoala: '45,5',
			HuoneistotyyppiId: 3,
		});
		expect(await get(`kohteet/${other}`)).toMatchObject({ Metaname: 'pyörävaja', Nimi: 'Vaja' });
	});

	it('need a type', async () => {
		const { status, data } = await client.post<Received>('kohdetiedot/kohteet/lisaa', {
			PropertyName: 'Vaja',
		});
		expect([status, data.ModelState]).toEqual([
			400,
			{ 'request.Metaname': ['The Metaname field is required.'] },
		]);
	});
});

describe('files', () => {
	const content = Buffer.from('Pöllön tiedosto');

	it.each([
		[
			'kohteet/liitteet/lisaa',
			{
				KohdeId: 1_000_001,
				Kategoria: 'Kuvat',
				Nimi: 'Pöllö',
				TiedostonNimi: 'pöllö.txt',
				Tiedostosisalto: content.toString('base64'),
			},
			1_000_001,
		],
		[
			'sopimukset/3000002/liitteet/lisaa',
			{ FileName: 'pöllö.txt', FileContent: content.toString('base64') },
			3_000_002,
		],
	])('are added by %s, kept byte for byte, and logged', async (path, body, entity) => {
		const id = await write('POST', path, body);
		const file = simulator.data.files.stored.find(id);
		expect(file?.content).toEqual(content);
		expect(await get(`tiedostot?tiedosto_id=${file?.key}`)).toMatchObject({
			Key: file?.key,
			FileName: 'pöllö.txt',
			Length: content.length,
		});
		const { Items } = await get('tiedostoloki/selaa/Kohde?AikaleimaAlku=2026-07-01T00:00:00');
		expect(Items).toMatchObject([
			{ LiiteId: id, EntityId: entity, Tapahtumatyyppi: 'Lisätty', Tiedostonimi: 'pöllö.txt' },
		]);
	});

	it('need a name', async () => {
		const { status, data } = await client.post<Received>('sopimukset/3000002/liitteet/lisaa', {
			FileContent: content.toString('base64'),
		});
		expect([status, data.ModelState]).toEqual([
			400,
			{ 'request.FileName': ['The FileName field is required.'] },
		]);
	});

	it.each(['', 'pöllö', '004c4b41-0000-4000-8000-000000000000'])(
		'are not found by the key %p',
		async (key) => {
			const { status } = await client.get(`tiedostot?tiedosto_id=${encodeURIComponent(key)}`);
			expect(status).toBe(key === '' ? 400 : 404);
		},
	);
});

describe('contact events', () => {
	it('start a thread and go on in it; written as a name, read as a number', async () => {
		const event = { OsapuoliId: simulator.data.parties.personIdAt(0), Yhteydenottotapa: 'Soitto' };
		const first = await write('POST', 'yhteydenotot', { ...event, Aihe: 'Häiriö', SoittoId: 12 });
		const second = await write('POST', 'yhteydenotot', { ...event, ViestiketjuId: first });
		expect(await getAll(`yhteydenotot/viestiketjut/${first}`)).toMatchObject([
			{ Id: first, ViestiketjuId: first, Yhteydenottotapa: 0, Aihe: 'Häiriö', SoittoId: '12' },
			{ Id: second, ViestiketjuId: first, SoittoId: null },
		]);
	});

	it('go on in a thread that was there', async () => {
		const before = await getAll('yhteydenotot/viestiketjut/7000001');
		await write('POST', 'yhteydenotot', {
			OsapuoliId: simulator.data.parties.personIdAt(0),
			Yhteydenottotapa: '3',
			ViestiketjuId: 7_000_001,
		});
		const after = await getAll('yhteydenotot/viestiketjut/7000001');
		expect(after.slice(0, -1)).toEqual(before);
		expect(after.at(-1)).toMatchObject({ Yhteydenottotapa: 3 });
	});

	it('need a thread that exists', async () => {
		const body = { OsapuoliId: 2_000_001, Yhteydenottotapa: 'Soitto', ViestiketjuId: 9 };
		expect((await client.post('yhteydenotot', body)).status).toBe(400);
		expect((await client.get('yhteydenotot/viestiketjut/9')).status).toBe(404);
	});
});

describe('meters and maintenance calendars', () => {
	it("return a meter's latest consumption under keys with ä", async () => {
		const path = `kulutusseuranta/mittarit/${simulator.data.meters.idAt(3)}/lukemat/uusinkulutus`;
		expect(await get(path)).toEqual({
			Kulutus: expect.any(Number),
			Alkupäivä: expect.stringMatching(/T00:00:00$/),
			Loppupäivä: expect.stringMatching(/T00:00:00$/),
		});
		const { status } = await client.get('kulutusseuranta/mittarit/5/lukemat/uusinkulutus');
		expect(status).toBe(404);
	});

	it("return a year's tasks of a property", async () => {
		const calendar = (year: number) =>
			get(`huoltokirja/huoltokalenteri?KohdeId=1000001&Vuosi=${year}-01-01`);
		const past = await calendar(2025);
		expect(past).toEqual({
			KohdeId: 1_000_001,
			Tehtavat: Array.from({ length: 4 }, () => ({
				Id: expect.any(Number),
				Nimi: expect.any(String),
				TyoOhje: expect.any(String),
				Vastuut: [{ Vastuullinen: [expect.objectContaining({ Nimi: expect.any(String) })] }],
				Toimenpiteet: [expect.objectContaining({ Alkaa: expect.stringMatching(/^2025/) })],
			})),
		});
		expect(await calendar(2025)).toEqual(past);
		const undone = JSON.stringify(await calendar(2027)).match(/"Tyonsuoritusaika":null/g);
		expect(undone).toHaveLength(4);
	});
});
