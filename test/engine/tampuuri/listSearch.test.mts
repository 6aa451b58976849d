import { describe, expect, it } from '@jest/globals';
import { searchList } from '../harness/index.mts';
import { setUp, TAMPUURI } from './setUp.mts';

const tampuuri = setUp({ units: 40, sizes: { serviceRequests: 600 } });

const search = async (method: string, filter?: string, paginationToken?: string) =>
	await searchList(tampuuri.nodeTypes, method, {
		type: TAMPUURI,
		credentials: tampuuri.credentials(),
		filter,
		paginationToken,
	});

describe('the list of', () => {
	it('persons searches on the server and shows no identity code', async () => {
		const { data } = tampuuri.simulator;
		const person = data.parties.find(data.parties.personIdAt(0));
		const { results } = await search('personList', String(person?.name).split(' ')[0]);
		expect(results.length).toBeGreaterThan(0);
		expect(tampuuri.simulator.calls.total).toBe(1);
		expect(JSON.stringify(results)).not.toMatch(/\d{6}[-+A]\d{3}/);
		for (const { value } of results) expect(String(value)).toMatch(/^\d+$/);
	});

	it('persons shows the name alone under non-disclosure', async () => {
		tampuuri.simulator.faults.set({
			action: {
				kind: 'status',
				status: 200,
				body: [
					{ Id: 5, Nimi: 'Äijö Öhman', Turvakielto: true, Katuosoite: 'Salatie 1' },
					{ Id: 6, Nimi: 'Aino 010180-923A', Katuosoite: 'Mäkitie 2', Postinumero: '00100' },
					{ OsapuoliId: 7, Etunimi: 'Eero', Sukunimi: 'Uusi' },
				],
			},
		});
		expect((await search('personList', 'öh')).results).toEqual([
			{ name: 'Äijö Öhman', value: '5' },
			{ name: 'Aino ******-**** (6), Mäkitie 2 00100', value: '6' },
			{ name: 'Uusi Eero (7)', value: '7' },
		]);
	});

	it('persons asks nothing for a single letter', async () => {
		expect(await search('personList', 'a')).toEqual({ results: [] });
		expect(tampuuri.simulator.calls.total).toBe(0);
	});

	it('service requests takes one call, with open and new ones first and a note about the rest', async () => {
		const { results, paginationToken } = await search('serviceRequestList');
		expect(paginationToken).toBeUndefined();
		expect(tampuuri.simulator.calls.total).toBe(1);
		expect(results).toHaveLength(251);
		const [note, ...listed] = results;
		expect(note).toEqual({ name: '250 of 600 listed. Enter an ID to find any other.', value: '' });
		const places = listed.map(({ name, value }) => ({
			isDone: /, (tehty|valmis)\b/.test(name),
			id: Number(value),
		}));
		expect(places.some(({ isDone }) => isDone)).toBe(true);
		expect(places).toEqual(
			places.toSorted(
				(one, other) => Number(one.isDone) - Number(other.isDone) || other.id - one.id,
			),
		);
	});

	it.each<[string, object, string]>([
		[
			'all that tells them apart',
			{ Tila: 'avoin', Ilmoittaja: 'Aino Öhman' },
			'Hana vuotaa, avoin, Asunto Oy Mäntylä A 3, Aino Öhman (5)',
		],
		[
			'whoever ordered it where nobody reported it',
			{ Tila: 'Odottaa', Ilmoittaja: '', Tilaaja: 'Eero Uusi' },
			'Hana vuotaa, Odottaa, Asunto Oy Mäntylä A 3, Eero Uusi (5)',
		],
		['any state', { Tila: 'Laskutettu' }, 'Hana vuotaa, Laskutettu, Asunto Oy Mäntylä A 3 (5)'],
		[
			'no name under non-disclosure',
			{ Ilmoittaja: 'Aino Öhman', IlmoittajanTurvakielto: true, Tilaaja: 'Eero Uusi' },
			'Hana vuotaa, Asunto Oy Mäntylä A 3 (5)',
		],
	])('service requests shows %s', async (_name, row, name) => {
		const body = [
			{
				Id: 5,
				TyötehtävänOtsikko: 'Hana vuotaa',
				Kiinteistö: 'Asunto Oy Mäntylä',
				Huoneisto: 'A 3',
				...row,
			},
		];
		tampuuri.simulator.faults.set({ action: { kind: 'status', status: 200, body } });
		expect((await search('serviceRequestList')).results).toEqual([{ name, value: '5' }]);
	});

	it('service requests finds words in any case and order, with or without dots', async () => {
		const row = (Id: number, TyötehtävänOtsikko: string) => ({ Id, TyötehtävänOtsikko });
		const body = [row(1, 'Päivittää lämmönjaon'), row(2, 'SAUNAN kiuas'), row(3, 'Paikkaa')];
		tampuuri.simulator.faults.set({
			times: 'always',
			action: { kind: 'status', status: 200, body },
		});
		const found = async (filter: string) =>
			(await search('serviceRequestList', filter)).results.map(({ value }) => value);
		expect(await found('paivittaa')).toEqual(['1']);
		expect(await found('LÄMMÖN päivittää')).toEqual(['1']);
		expect(await found('säunän')).toEqual(['2']);
		expect(await found('xyz')).toEqual([]);
	});

	it.each([
		['propertyList', () => tampuuri.simulator.data.properties.idAt(0)],
		['leaseList', () => tampuuri.simulator.data.leases.idAt(0)],
		['partyList', () => tampuuri.simulator.data.parties.idAt(0)],
		['serviceRequestList', () => tampuuri.simulator.data.serviceRequests.idAt(599)],
	] as const)('%s names the one with the ID typed', async (method, idOf) => {
		const id = String(idOf());
		const { results } = await search(method, ` ${id} `);
		expect(results.map(({ value }) => value)).toEqual([id]);
		expect(tampuuri.simulator.calls.total).toBe(1);
		expect(await search(method, '999999999')).toEqual({ results: [] });
	});

	it.each([
		[
			{ Alkupvm: '2025-02-01T00:00:00', Loppupvm: '2027-01-01', Tila: 'Sopimus' },
			'Lease (5), Sopimus, starts 1.2.2025, ends 1.1.2027',
		],
		[{ Alkupvm: '2025-02-01T00:00:00', Loppupvm: null }, 'Lease (5), starts 1.2.2025'],
		[{ Loppupvm: 'avoin' }, 'Lease (5), ends avoin'],
		[{}, 'Lease (5)'],
		[
			{ Vuokralainen: 'Aino Öhman', KohdeNimi: 'Asunto Oy Mäntylä A 3' },
			'Lease (5), Asunto Oy Mäntylä A 3, Aino Öhman',
		],
	])('leases shows what a lease is, as people write dates: %j', async (body, name) => {
		tampuuri.simulator.faults.set({ action: { kind: 'status', status: 200, body } });
		expect((await search('leaseList', '5')).results).toEqual([{ name, value: '5' }]);
	});

	it.each([
		[
			{ Nimi: 'A 3', Osoite: 'Mäkitie 2 A 3, 00100 Helsinki', ParentId: 7 },
			'A 3 (5), Mäkitie 2 A 3, 00100 Helsinki',
		],
		[{ Nimi: 'A 3', ParentId: 7 }, 'A 3 (5), in property 7'],
		[{ Nimi: 'Asunto Oy Mäntylä', ParentId: null }, 'Asunto Oy Mäntylä (5)'],
	])('properties shows where a property is: %j', async (body, name) => {
		tampuuri.simulator.faults.set({ action: { kind: 'status', status: 200, body } });
		expect((await search('propertyList', '5')).results).toEqual([{ name, value: '5' }]);
	});

	it.each([
		['propertyList', 'Seen in service requests'],
		['partyList', 'Seen in service requests'],
		['leaseList', 'Enter a lease ID'],
	])('%s says what it has without a list of the account', async (method, beginning) => {
		const { results } = await search(method, 'No such name');
		expect(results).toEqual([{ name: expect.stringMatching(`^${beginning}`), value: '' }]);
		expect(results[0]?.name).toContain('Account → Check');
	});

	it.each(['personList', 'serviceRequestList', 'propertyList', 'leaseList', 'partyList'])(
		'%s shows the error of the API, not an empty list, and no secret',
		async (method) => {
			const { password } = tampuuri.simulator.account.values;
			tampuuri.simulator.faults.set({
				times: 'always',
				action: { kind: 'status', status: 403, body: { Message: `Ei oikeutta ${password}` } },
			});
			await expect(search(method, '12')).rejects.toThrow('Tampuuri denied access: Ei oikeutta •••');
			expect(tampuuri.simulator.calls.total).toBe(1);
		},
	);

	it('known values of an enumeration needs no call', async () => {
		const { results } = await search('stateChoices', 'vast');
		expect(results).toEqual([{ name: 'Received (Vastaanotettu)', value: 'vastaanotettu' }]);
		expect((await search('stateChoices', 'TEHTÄ')).results).toEqual([]);
		expect((await search('leaseStateChoices', 'sopimus prelim')).results).toHaveLength(1);
		expect(tampuuri.simulator.calls.total).toBe(0);
	});
});
