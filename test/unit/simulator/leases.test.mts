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
		const { data } = await client.post<Received[]>('osapuolitiedot/osapuolet/hae', {
			OsapuoliIdt: asked,
		});
		expect(data).toMatchObject([
			{ Id: asked[0], Osapuolityyppi: 'Henkilö', Nimi: parties.personAt(2).name, YritysId: null },
			{ Id: asked[3], Osapuolityyppi: 'Yritys', Nimi: parties.companyAt(0).name, YritysId: 1 },
		]);
	});
});
