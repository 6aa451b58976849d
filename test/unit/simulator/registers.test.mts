import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AxiosInstance } from 'axios';
import { startSimulator, type Simulator } from '../../../simulator/start.mts';
import { clientOf } from './client.mts';

type Answered = Record<string, unknown>;

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

async function get(path: string): Promise<Answered> {
	const { data } = await client.get<Answered>(path);
	return data;
}

async function getAll(path: string): Promise<Answered[]> {
	const { data } = await client.get<Answered[]>(path);
	return data;
}

/** Sends a write that must succeed, and returns the id in the response. */
async function write(method: string, path: string, data: object): Promise<number> {
	const response = await client.request<{ Id: number }>({ method, url: path, data });
	expect(response.status).toBeLessThan(300);
	return response.data.Id;
}

describe('leases', () => {
	const newLease = async () =>
		write('POST', 'sopimukset', {
			OsapuoliId: simulator.data.parties.personIdAt(1),
			KohdeId: simulator.data.properties.unitIdAt(1),
			Alkupvm: '2026-08-01T00:00:00',
			Lisatiedot: 'Häkkivarasto',
		});

	it('are created, edited and ended, and read back', async () => {
		const id = await newLease();
		expect(await get(`sopimukset/${id}`)).toEqual({
			Id: id,
			KohdeId: simulator.data.properties.unitIdAt(1),
			OsapuoliId: simulator.data.parties.personIdAt(1),
			Alkupvm: '2026-08-01T00:00:00',
			Loppupvm: null,
			Tila: 'Esisopimus',
			Allekirjoituspvm: null,
			Lisatiedot: 'Häkkivarasto',
		});
		await write('PATCH', `sopimukset/${id}`, { Allekirjoituspvm: '2026-07-02', Kotielaimia: true });
		expect(await get(`sopimukset/${id}`)).toMatchObject({
			Tila: 'Sopimus',
			Alkupvm: '2026-08-01T00:00:00',
			Lisatiedot: 'Häkkivarasto',
			Kotielaimia: true,
		});
		await write('POST', `sopimukset/${id}/paatasopimus`, { Loppupvm: '2027-01-31T00:00:00' });
		expect(await get(`sopimukset/${id}`)).toMatchObject({ Loppupvm: '2027-01-31T00:00:00' });
		await write('PATCH', `sopimukset/${id}`, { Loppupvm: null });
		expect(await get(`sopimukset/${id}`)).toMatchObject({ Loppupvm: null });
	});

	it.each([
		['PATCH', 'sopimukset/3000001', { Alkupvm: null }, 400],
		['POST', 'sopimukset/3000001/paatasopimus', {}, 400],
		['POST', 'sopimukset/3000001/paatasopimus', { Loppupvm: '1999-01-01' }, 400],
		['POST', 'sopimukset/3000001/maksulajit/99/paata', { Loppupvm: '2026-12-31' }, 400],
		['PATCH', 'sopimukset/5', {}, 404],
		['POST', 'sopimukset/5/maksulajit/1/paata', { Loppupvm: '2026-12-31' }, 404],
	])('refuse %s %s with %p', async (method, url, data, status) => {
		const response = await client.request<{ Message: string }>({ method, url, data });
		expect(response.status).toBe(status);
		expect(response.data.Message).toEqual(expect.any(String));
		expect(simulator.data.writes).toEqual([]);
	});

	it('end by a date under any key', async () => {
		const id = await newLease();
		await write('POST', `sopimukset/${id}/paatasopimus`, { Päättymispvm: '2026-12-31' });
		expect(await get(`sopimukset/${id}`)).toMatchObject({ Loppupvm: '2026-12-31T00:00:00' });
	});

	it('take on charges and end them', async () => {
		const id = await newLease();
		await write('POST', `sopimukset/${id}/maksulajit/lisaa`, {
			MaksulajiId: 7,
			Summa: 15.5,
			Alkupvm: '2026-09-01',
		});
		expect(simulator.data.leases.find(id)?.charges).toMatchObject([
			{ chargeTypeId: 7, amount: 15.5, start: '2026-09-01', end: null },
		]);
		await write('POST', `sopimukset/${id}/maksulajit/7/paata`, { Loppupvm: '2026-12-31' });
		expect(simulator.data.leases.find(id)?.charges).toMatchObject([{ end: '2026-12-31' }]);
	});

	it('return the payments of a period, and the balance of a day', async () => {
		const lease = simulator.data.leases.at(0);
		const path = `sopimukset/${lease.id}`;
		const rows = await getAll(`${path}/suoritukset?AlkuPvm=2025-07-01&LoppuPvm=2025-12-31`);
		expect(rows.length).toBeGreaterThan(0);
		for (const { MaksuPvm, SuoritusTyyppi, Summa, Viitenumero } of rows) {
			expect(String(MaksuPvm)).toMatch(/^2025-(0[7-9]|1[0-2])-03T00:00:00$/);
			expect([SuoritusTyyppi, typeof Summa, typeof Viitenumero]).toEqual([1, 'number', 'string']);
		}
		expect(await get(`${path}/saldo/erapvm?tilannepvm=2025-12-31`)).toEqual({
			SopimusId: lease.id,
			Saldo: simulator.data.leases.balance(lease, '2025-12-31'),
			TilannePvm: '2025-12-31T00:00:00',
		});
	});
});

describe('parties', () => {
	it('are found, created, found again and replaced', async () => {
		expect(await getAll('osapuolet/henkilot?Hakusana=Uusihenkilö')).toEqual([]);
		const id = await write('POST', 'osapuolet/henkilot', {
			Etunimi: 'Äijä',
			Sukunimi: 'Uusihenkilö',
			Henkilotunnus: '010190-900Y',
		});
		const found = [expect.objectContaining({ Id: id, Nimi: 'Äijä Uusihenkilö' })];
		expect(await getAll('osapuolet/henkilot?Hakusana=uusihenkil%C3%B6')).toEqual(found);
		expect(await getAll('osapuolet/henkilot?Hakusana=010190-900y')).toEqual(found);
		await write('PUT', `osapuolet/${id}`, { Etunimi: 'Äijä', Sukunimi: 'Toisennimi' });
		expect(await getAll('osapuolet/henkilot?Hakusana=Toisennimi')).toMatchObject([{ Id: id }]);
		expect(await getAll('osapuolet/henkilot?Hakusana=010190-900Y')).toEqual([]);
	});

	it('come back by their ids, without unknown and archived ones, as they were asked for', async () => {
		const { parties } = simulator.data;
		const archived = parties.personAt(28);
		expect(archived.archived).toBe(true);
		const asked = [parties.personIdAt(2), 5, archived.id, parties.companyIdAt(0)];
		const { data } = await client.post<Answered[]>('osapuolitiedot/osapuolet/hae', {
			OsapuoliIdt: asked,
		});
		expect(data).toMatchObject([
			{ Id: asked[0], Osapuolityyppi: 'Henkilö', Nimi: parties.personAt(2).name, YritysId: null },
			{ Id: asked[3], Osapuolityyppi: 'Yritys', Nimi: parties.companyAt(0).name, YritysId: 1 },
		]);
	});
});

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
		const { status, data } = await client.post<Answered>('kohdetiedot/kohteet/lisaa', {
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
		const { status, data } = await client.post<Answered>('sopimukset/3000002/liitteet/lisaa', {
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
				Toimenpiteet: [
					expect.objectContaining({
						Alkaa: expect.stringMatching(/^2025/),
						Kuitattu: expect.any(Boolean),
					}),
				],
			})),
		});
		expect(await calendar(2025)).toEqual(past);
		const undone = JSON.stringify(await calendar(2027)).match(
			/"Tyonsuoritusaika":null,.*?"Kuitattu":false,"Kuittausaika":null,"Kuittaaja":\[\]/g,
		);
		expect(undone).toHaveLength(4);
	});
});
