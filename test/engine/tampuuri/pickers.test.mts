import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IDataObject, INodeListSearchItems } from 'n8n-workflow';
import type { RecordList } from '../../../dist/nodes/shared/profile/schema.js';
import type { DialectName } from '../../../simulator/dialects/index.mts';
import { runs } from '../../runs.mts';
import { searchList } from '../harness/index.mts';
import { inputsOf, pageOf, profileWith, PROPERTY_LIST, type Envelope } from './listServer.mts';
import { setUpResponder } from './responder.mts';
import { setUp, TAMPUURI } from './setUp.mts';

const tampuuri = setUp({ units: 40 });
const responder = setUpResponder();

/** Each test is another user, who has opened nothing yet. */
let users = 0;

interface Opened {
	readonly filter?: string;
	readonly paginationToken?: string;
}

/** Opens a picker of a new user, whose account has these lists. */
function newEditor(
	lists: Partial<Record<string, RecordList>>,
	changes: Record<string, string> = {},
) {
	const credentials = tampuuri.credentials({
		ownAddress: responder.url,
		accountProfile: profileWith(lists),
		username: `user ${++users}`,
		...changes,
	});
	return async (method: string, opened: Opened = {}) =>
		await searchList(tampuuri.nodeTypes, method, { type: TAMPUURI, credentials, ...opened });
}

const namesOf = (items: readonly INodeListSearchItems[]) => items.map(({ name }) => name);
const valuesOf = (items: readonly INodeListSearchItems[]) => items.map(({ value }) => value);

const TREE: IDataObject[] = [
	{ Id: 1, ParentId: null, Nimi: 'Asunto Oy Mäntylä', Osoite: 'Mäkitie 2, 00100 Helsinki' },
	{ Id: 2, ParentId: 1, Nimi: 'A-talo', Osoite: null },
	{ Id: 3, ParentId: '2', Nimi: 'A 3', Osoite: 'Mäkitie 2 A 3, 00100 Helsinki' },
	{ Id: 4, ParentId: 2, Nimi: 'A 4' },
	{ Id: 5, ParentId: 99, Nimi: 'A 5' },
	{ Id: '6', ParentId: 6, Nimi: null },
	{ ParentId: 2, Nimi: 'A 7' },
];

function unitsOf(count: number): IDataObject[] {
	const at = (place: number) => ({
		Id: place + 1,
		Nimi: `Asunto ${place + 1}`,
		Osoite: `Kärrytie ${place + 1}`,
	});
	return Array.from({ length: count }, (_, place) => at(place));
}

describe('a picker by a list of the account', () => {
	it('names a unit with its address, building and cost centre', async () => {
		responder.reply = (asked) => pageOf(asked, TREE);
		const { results } = await newEditor({ property: PROPERTY_LIST })('propertyList');
		expect(results).toEqual([
			{ name: 'Asunto Oy Mäntylä (1), Mäkitie 2, 00100 Helsinki', value: '1' },
			{ name: 'A-talo (2), Asunto Oy Mäntylä, Mäkitie 2, 00100 Helsinki', value: '2' },
			{ name: 'A 3 (3), Mäkitie 2 A 3, 00100 Helsinki, A-talo, Asunto Oy Mäntylä', value: '3' },
			{ name: 'A 4 (4), A-talo, Asunto Oy Mäntylä, Mäkitie 2, 00100 Helsinki', value: '4' },
			{ name: 'A 5 (5), in property 99', value: '5' },
			{ name: 'Property (6)', value: '6' },
		]);
		expect(responder.asked).toHaveLength(1);
	});

	it.each([
		['mäkitie 2 a 3', ['3']],
		['MAKITIE', ['1', '2', '3', '4']],
		['00100 talo', ['2', '3', '4']],
		['kaivokatu', []],
	])('finds %s in a list without a search, read once', async (filter, values) => {
		responder.reply = (asked) => pageOf(asked, TREE);
		const open = newEditor({ property: PROPERTY_LIST });
		expect(valuesOf((await open('propertyList', { filter })).results)).toEqual(values);
		await open('propertyList', { filter: 'talo' });
		expect(responder.asked).toHaveLength(1);
	});

	it('names a lease by tenant and unit, with its days', async () => {
		const list = { ...PROPERTY_LIST, label: ['Vuokralainen', 'Huoneisto'] };
		const row = { Vuokralainen: 'Aino Öhman', Huoneisto: 'A 3', Alkupvm: '2025-02-01T00:00:00' };
		responder.reply = () => ({
			body: [
				{ Id: 1, ...row, Loppupvm: '2026-01-31' },
				{ Id: 2, ...row, Vuokralainen: 'Eero Uusi', VuokralaisenTurvakielto: true },
			],
		});
		const open = newEditor({ lease: list });
		expect(namesOf((await open('leaseList')).results)).toEqual([
			'Aino Öhman (1), A 3, starts 1.2.2025, ends 31.1.2026',
			'A 3 (2), starts 1.2.2025',
		]);
		expect(valuesOf((await open('leaseList', { filter: 'ohman' })).results)).toEqual(['1']);
		expect(responder.asked).toHaveLength(1);
	});

	it('names a party by name and town, and nothing more of a protected one', async () => {
		const list = { ...PROPERTY_LIST, label: ['Nimi', 'Osoite'] };
		responder.reply = () => ({
			body: [
				{ Id: 1, Nimi: 'Huolto Oy', Osoite: 'Mäkitie 2, 00100 Helsinki' },
				{ Id: 2, Nimi: 'Äijö Öhman', Osoite: 'Salatie 1, 00200 Espoo', Turvakielto: true },
				{ Id: 3, Nimi: 'Aino 010180-923A', Osoite: 'Salatie 1' },
			],
		});
		const open = newEditor({ party: list });
		expect(namesOf((await open('partyList')).results)).toEqual([
			'Huolto Oy (1), Helsinki',
			'Äijö Öhman',
			'Aino ******-**** (3)',
		]);
		expect((await open('partyList', { filter: 'salatie' })).results).toEqual([]);
	});

	it('shows the first page of a large list, and continues where n8n asks', async () => {
		responder.reply = (asked) => pageOf(asked, unitsOf(620));
		const open = newEditor({ property: PROPERTY_LIST });
		const first = await open('propertyList');
		const note = '250 of 620 listed. Type to find any other.';
		expect(first.results[0]).toEqual({ name: note, value: '' });
		expect(first.results).toHaveLength(251);
		const second = await open('propertyList', { paginationToken: first.paginationToken });
		const third = await open('propertyList', { paginationToken: second.paginationToken });
		expect(third.paginationToken).toBeUndefined();
		const all = [...first.results.slice(1), ...second.results, ...third.results];
		expect(valuesOf(all)).toEqual(unitsOf(620).map(({ Id }) => String(Id)));
		expect(responder.asked).toHaveLength(3);
	});

	it.each<[number, Envelope, number]>([
		[0, 'flat', 1],
		[249, 'flat', 1],
		[250, 'flat', 1],
		[251, 'flat', 2],
		[500, 'bare', 3],
		[5_000, 'flat', 20],
		[5_000, 'noTotal', 21],
	])('reads %i rows (%s) once in %i calls to search them', async (count, envelope, calls) => {
		responder.reply = (asked) => pageOf(asked, unitsOf(count), envelope);
		const open = newEditor({ property: PROPERTY_LIST });
		for (const filter of ['karrytie', `asunto ${count}`, 'nowhere']) {
			const { results } = await open('propertyList', { filter });
			if (filter === 'nowhere') expect(results).toEqual([]);
			else
				expect(results.length).toBe(
					filter === 'karrytie' ? Math.min(count, 250) : Math.min(count, 1),
				);
		}
		expect(responder.asked).toHaveLength(calls);
	});

	it('stops reading a huge list, and says so', async () => {
		responder.reply = (asked) => pageOf(asked, unitsOf(12_000));
		const open = newEditor({ property: PROPERTY_LIST });
		const { results } = await open('propertyList', { filter: 'kärrytie 9999' });
		expect(namesOf(results)).toEqual([
			'10000 of 12000 searched. Enter an ID to find any other.',
			'Asunto 9999 (9999), Kärrytie 9999',
		]);
		expect(responder.asked).toHaveLength(40);
	}, 30_000);

	it('searches on the server where the list has a search', async () => {
		const list = { ...PROPERTY_LIST, search: 'Hakusana' };
		responder.reply = (asked) => {
			const { Hakusana: word } = inputsOf(asked);
			const found = unitsOf(900).filter((one) => JSON.stringify(one).includes(String(word)));
			return pageOf(asked, found);
		};
		const open = newEditor({ property: list });
		const { results } = await open('propertyList', { filter: 'Kärrytie 77' });
		expect(valuesOf(results)).toEqual([
			'77',
			...Array.from({ length: 10 }, (_, at) => `${770 + at}`),
		]);
		expect(responder.asked).toHaveLength(1);
		// As one text it is nowhere, so its longest word is looked for, and the others here.
		const other = await open('propertyList', { filter: 'asunto Kärrytie 77' });
		expect(valuesOf(other.results)).toContain('77');
		expect(responder.asked.slice(1).map((asked) => inputsOf(asked).Hakusana)).toEqual([
			'asunto Kärrytie 77',
			'Kärrytie',
		]);
	});

	it('finds units in their own list beside the other properties', async () => {
		const units = { ...PROPERTY_LIST, operation: 'GET huoneistot', paging: undefined };
		responder.reply = (asked) =>
			asked.path.startsWith('huoneistot')
				? { body: [TREE[2], TREE[3]] }
				: pageOf(asked, TREE.slice(0, 3));
		const open = newEditor({ property: PROPERTY_LIST, unit: units });
		expect(valuesOf((await open('propertyList', { filter: 'a' })).results)).toEqual([
			'1',
			'2',
			'3',
			'4',
		]);
		expect(responder.asked).toHaveLength(2);
	});

	it('reads one by its ID that the list does not have', async () => {
		responder.reply = (asked) =>
			asked.path === 'kohteet/77' ? { body: { Id: 77, Nimi: 'Tontti' } } : pageOf(asked, TREE);
		const open = newEditor({ property: PROPERTY_LIST });
		expect((await open('propertyList', { filter: '77' })).results).toEqual([
			{ name: 'Tontti (77)', value: '77' },
		]);
		expect(valuesOf((await open('propertyList', { filter: '3' })).results)).toContain('3');
		expect(responder.asked.map(({ path }) => path)).toEqual(['kohteet/selaa', 'kohteet/77']);
	});

	it('shows no list of another user or profile', async () => {
		responder.reply = (asked) => pageOf(asked, TREE);
		for (let user = 0; user < 2; user++)
			await newEditor({ property: PROPERTY_LIST })('propertyList');
		expect(responder.asked).toHaveLength(2);
	});

	it('shows an error of the list, and asks again next time', async () => {
		responder.reply = () => ({ status: 404, body: { Message: 'Ei löydy' } });
		const open = newEditor({ property: PROPERTY_LIST });
		await expect(open('propertyList')).rejects.toThrow(/Ei löydy/);
		responder.reply = (asked) => pageOf(asked, TREE);
		expect((await open('propertyList')).results).toHaveLength(6);
	});

	it('reads nothing that a Reads Only credential does not let through', async () => {
		const list = { ...PROPERTY_LIST, operation: 'POST osapuolirekisteri/listaa' };
		const { results } = await newEditor(
			{ party: list },
			{ allowedCalls: 'readsOnly' },
		)('partyList');
		expect(results[0]?.name).toMatch(/^Seen in service requests/);
		expect(responder.asked.map(({ path }) => path)).toEqual(['ilmoitukset/selaa']);
	});

	it('never fails on any rows, and shows each ID once', async () => {
		const value = fc.oneof(
			fc.constantFrom<unknown>(null, '', 0, true, [], {}, 'A 3', 'Mäkitie 2, 00100 Helsinki'),
			fc.integer({ min: -1, max: 9 }),
			fc.integer({ min: 1, max: 9 }).map(String),
			fc.string(),
		);
		const row = fc.dictionary(
			fc.constantFrom('Id', 'ParentId', 'Nimi', 'Osoite', 'Turvakielto', 'Tila', 'Alkupvm'),
			value,
		);
		await fc.assert(
			fc.asyncProperty(
				fc.array(row, { maxLength: 12 }),
				fc.constantFrom('property', 'lease', 'party'),
				fc.string({ maxLength: 4 }),
				async (rows, record, filter) => {
					responder.reply = (asked) =>
						asked.method === 'GET' ? { status: 404 } : pageOf(asked, rows, 'bare');
					const open = newEditor({ [record]: PROPERTY_LIST });
					for (const opened of [{}, { filter }]) {
						const { results } = await open(`${record}List`, opened);
						const values = valuesOf(results);
						expect(new Set(values).size).toBe(values.length);
						for (const one of values) expect(String(one)).toMatch(/^[1-9]\d{0,9}$/);
					}
				},
			),
			{ numRuns: runs(40) },
		);
	});
});

describe('a picker without a list', () => {
	it('has what a page of service requests names, read once', async () => {
		responder.reply = () => ({
			body: [
				{
					Id: 1,
					KohdeId: 10,
					Kiinteistö: 'Asunto Oy Mäntylä',
					HuoneistoId: '11',
					Huoneisto: 'A 3',
					TyonsuorittajaYritysId: 20,
					TyonsuorittajaYritysNimi: 'Huolto Oy',
				},
				{ Id: 2, KohdeId: 10, Kiinteistö: 'Asunto Oy Mäntylä', HuoneistoId: null, Huoneisto: '' },
				{ Id: 3, TyonsuorittajaHenkiloId: 21, TyonsuorittajaHenkiloNimi: 'Äijö Öhman' },
			],
		});
		const open = newEditor({});
		const [note, ...properties] = (await open('propertyList')).results;
		expect(note?.name).toMatch(/^Seen in service requests\. For all, run Account → Check/);
		expect(properties).toEqual([
			{ name: 'A 3 (11), Asunto Oy Mäntylä', value: '11' },
			{ name: 'Asunto Oy Mäntylä (10)', value: '10' },
		]);
		expect(valuesOf((await open('propertyList', { filter: 'mantyla 3' })).results)).toEqual([
			'',
			'11',
		]);
		expect(responder.asked).toHaveLength(1);
		const [, ...parties] = (await open('partyList')).results;
		expect(namesOf(parties)).toEqual(['Huolto Oy (20)', 'Äijö Öhman (21)']);
		expect(responder.asked).toHaveLength(2);
		expect(namesOf((await open('leaseList')).results)).toEqual([
			expect.stringMatching(/^Enter a lease ID/),
		]);
		expect(responder.asked).toHaveLength(2);
	});

	it('has only its note where service requests may not be read', async () => {
		responder.reply = () => ({ status: 403, body: { Message: 'Ei oikeutta' } });
		expect((await newEditor({})('propertyList')).results).toHaveLength(1);
	});
});

const DIALECTS: readonly DialectName[] = ['renamed', 'nested', 'otherLists'];

describe.each(DIALECTS)(
	'with the profile that a check made of an account in the dialect "%s"',
	(dialect) => {
		const account = setUp({ units: 60, dialect });
		let accountProfile = '';
		beforeAll(async () => {
			const { json } = await account.run({
				parameters: { resource: 'account', operation: 'check', additionalFields: {} },
			});
			accountProfile = String(json.at(-1)?.profile);
		});

		const find = async (method: string, filter: string) => {
			const credentials = account.credentials({ accountProfile });
			const { results } = await searchList(account.nodeTypes, method, {
				type: TAMPUURI,
				credentials,
				filter,
			});
			return results;
		};

		it('a unit is found by its address', async () => {
			const { properties } = account.simulator.data;
			const unit = properties.unitAt(45);
			const [address = ''] = String(properties.addressOf(unit)).split(',');
			const isFull = dialect === 'otherLists';
			const found = await find('propertyList', isFull ? address : unit.name);
			expect(valuesOf(found)).toContain(String(unit.id));
			expect(account.simulator.calls.total).toBeLessThanOrEqual(2);
		});

		it('a contractor is found by its name', async () => {
			const contractor = account.simulator.data.parties.companyAt(3);
			const found = await find('partyList', contractor.name);
			expect(valuesOf(found)).toContain(String(contractor.id));
			expect(account.simulator.calls.total).toBe(1);
		});

		it('a lease is found by its tenant', async () => {
			const { leases, parties } = account.simulator.data;
			const lease = leases.at(7);
			const tenant = parties.find(lease.partyId ?? 0);
			const found = await find('leaseList', String(tenant?.name));
			expect(valuesOf(found)).toContain(String(lease.id));
			expect(account.simulator.calls.total).toBe(1);
		});
	},
);
