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

	it('service requests comes page by page', async () => {
		const first = await search('serviceRequestList');
		const second = await search('serviceRequestList', '', first.paginationToken as string);
		const third = await search('serviceRequestList', '', second.paginationToken as string);
		const ids = [first, second, third].flatMap(({ results }) => results.map(({ value }) => value));
		expect(new Set(ids).size).toBe(600);
		expect(third.paginationToken).toBeUndefined();
		expect(tampuuri.simulator.calls.total).toBe(3);
	});

	it.each([
		['propertyList', () => tampuuri.simulator.data.properties.idAt(0)],
		['leaseList', () => tampuuri.simulator.data.leases.idAt(0)],
		['partyList', () => tampuuri.simulator.data.parties.idAt(0)],
	] as const)('%s names the one with the ID typed', async (method, idOf) => {
		const id = String(idOf());
		const { results } = await search(method, id);
		expect(results.map(({ value }) => value)).toEqual([id]);
		expect(tampuuri.simulator.calls.total).toBe(1);
		expect(await search(method, '999999999')).toEqual({ results: [] });
		await expect(search(method, 'Mäntylä')).rejects.toThrow(/can't search .* by name/);
		expect(tampuuri.simulator.calls.total).toBe(2);
	});

	it.each(['personList', 'serviceRequestList', 'propertyList', 'leaseList', 'partyList'])(
		'%s shows the error of the API, not an empty list, and no secret',
		async (method) => {
			const { password } = tampuuri.simulator.account.values;
			tampuuri.simulator.faults.set({
				times: 'always',
				action: { kind: 'status', status: 403, body: { Message: `Ei oikeutta ${password}` } },
			});
			await expect(search(method, '12')).rejects.toThrow(
				'Tampuuri denied access: Ei oikeutta •••',
			);
			expect(tampuuri.simulator.calls.total).toBe(1);
		},
	);

	it('known values of an enumeration needs no call', async () => {
		const { results } = await search('stateChoices', 'vast');
		expect(results).toEqual([{ name: 'Received (Vastaanotettu)', value: 'vastaanotettu' }]);
		expect(tampuuri.simulator.calls.total).toBe(0);
	});
});
