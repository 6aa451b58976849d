import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import type { RecordList } from '../../../dist/nodes/shared/profile/schema.js';
import { runs } from '../../runs.mts';
import { loadMapperFields } from '../harness/index.mts';
import {
	callsFor,
	ENVELOPES,
	inputsOf,
	pageOf,
	profileWith,
	PROPERTY_LIST,
	type Envelope,
} from './listServer.mts';
import { setUpResponder } from './responder.mts';
import { setUp, TAMPUURI } from './setUp.mts';

const tampuuri = setUp({ units: 10 });
const responder = setUpResponder();

const NO_LIST = /^How your account lists (properties|units|leases|parties) is not known/;

async function getMany(resource: string, profile: string, changes: object = {}) {
	const outcome = await tampuuri.run({
		parameters: { resource, operation: 'getAll', returnAll: true, filters: {}, ...changes },
		credentials: tampuuri.credentials({ ownAddress: responder.url, accountProfile: profile }),
	});
	return { ...outcome, messages: outcome.hints.map(({ message }) => message) };
}

const rowsOf = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({ Id: index + 1, Nimi: `A ${index + 1}` }));

describe('Get Many by the list of an account', () => {
	const sizes = [0, 1, 249, 250, 251, 500, 501];
	it.each(ENVELOPES.flatMap((envelope) => sizes.map((size) => [size, envelope] as const)))(
		'reads %i rows in pages that are %s, with no call too many',
		async (size, envelope) => {
			responder.reply = (asked) => pageOf(asked, rowsOf(size), envelope);
			const { json, error } = await getMany('property', profileWith({ property: PROPERTY_LIST }));
			expect(error).toBeUndefined();
			expect(json.map(({ Id }) => Id)).toEqual(rowsOf(size).map(({ Id }) => Id));
			expect(responder.asked).toHaveLength(callsFor(size, envelope));
			for (const { method, path, body } of responder.asked) {
				expect([method, path]).toEqual(['POST', 'kohteet/selaa']);
				expect(Object.keys(body as object)).toEqual(['Offset', 'Limit']);
			}
		},
	);

	it.each<[string, Partial<RecordList>, number]>([
		['without pages in one call', { paging: undefined }, 1],
		['by a GET with pages in its query', { operation: 'GET kohteet', paging: 'query' }, 3],
		['by a GET whose profile says that pages are in its body', { operation: 'GET kohteet' }, 3],
		['by a POST with pages in its query', { paging: 'query' }, 3],
	])('reads 620 rows %s', async (_name, changes, calls) => {
		responder.reply = (asked) => pageOf(asked, rowsOf(620));
		const list = { ...PROPERTY_LIST, ...changes };
		const { json, error } = await getMany('property', profileWith({ property: list }));
		expect(error).toBeUndefined();
		expect(json).toHaveLength(620);
		expect(responder.asked).toHaveLength(calls);
	});

	it.each([undefined, 'body' as const])(
		'reads no more than Limit, with pages %s',
		async (paging) => {
			responder.reply = (asked) => pageOf(asked, rowsOf(620));
			const profile = profileWith({ property: { ...PROPERTY_LIST, paging } });
			const { json } = await getMany('property', profile, { returnAll: false, limit: 7 });
			expect(json.map(({ Id }) => Id)).toEqual([1, 2, 3, 4, 5, 6, 7]);
			expect(responder.asked).toHaveLength(1);
		},
	);

	it('keeps what was read when the Call Budget ends it', async () => {
		responder.reply = (asked) => pageOf(asked, rowsOf(620));
		const options = { callBudget: 2, concurrency: 1 };
		const profile = profileWith({ property: PROPERTY_LIST });
		const { json } = await getMany('property', profile, { options });
		expect(json).toHaveLength(501);
		expect(json[0]).toMatchObject({ Id: 1, Name: 'A 1' });
		expect(json[500]?.notDone).toMatch(/the first 500 rows were read/);
	});

	it.each(['property', 'lease', 'party'])('says what to do without a list of %s', async (one) => {
		for (const profile of ['', profileWith({})]) {
			const { error } = await getMany(one, profile);
			expect(error?.message).toMatch(NO_LIST);
			expect(error?.description).toMatch(/Account → Check .* use Any Operation/);
		}
		expect(responder.asked).toEqual([]);
	});

	it('lists units only, if the account has a list of them', async () => {
		const units = { ...PROPERTY_LIST, operation: 'POST huoneistot/hae' };
		const only = { filters: { unitsOnly: true } };
		responder.reply = (asked) => pageOf(asked, rowsOf(3));
		const both = profileWith({ property: PROPERTY_LIST, unit: units });
		await getMany('property', both, only);
		await getMany('property', both, { filters: { unitsOnly: false } });
		await getMany('property', profileWith({ unit: units }));
		expect(responder.asked.map(({ path }) => path)).toEqual([
			'huoneistot/hae',
			'kohteet/selaa',
			'huoneistot/hae',
		]);
		const { error } = await getMany('property', profileWith({ property: PROPERTY_LIST }), only);
		expect(error?.message).toMatch(/^How your account lists units is not known/);
	});

	it('simplifies to what a person needs, by names that are the same in every account', async () => {
		const list: RecordList = {
			operation: 'GET kohderekisteri/kohteet',
			id: 'KohdeId',
			label: ['Kohdenimi', 'Sijainti.Osoite'],
			parent: 'YlakohdeId',
		};
		const row = {
			KohdeId: '12',
			YlakohdeId: 3,
			Kohdetyyppi: 'huoneisto',
			Kohdenimi: 'A 3',
			Sijainti: { Osoite: 'Mäkitie 2 A 3' },
			Muuta: 'x',
		};
		responder.reply = () => ({ body: [row] });
		const simple = { Id: 12, Name: 'A 3, Mäkitie 2 A 3', Type: 'huoneisto', ParentId: 3 };
		const profile = profileWith({ property: list });
		expect((await getMany('property', profile)).json).toEqual([{ ...simple, Kohdenimi: 'A 3' }]);
		const { json } = await getMany('property', profile, { simplify: false });
		expect(json).toEqual([{ ...row, ...simple }]);
	});

	it('searches by the word where the list has a search, and says so where it has none', async () => {
		const filters = { searchWord: 'Mäki' };
		for (const search of ['Hakusana', 'Ehdot.Sana']) {
			const profile = profileWith({ party: { ...PROPERTY_LIST, search } });
			await getMany('party', profile, { filters });
		}
		const get = { ...PROPERTY_LIST, operation: 'GET osapuolet', search: 'Ehdot.Sana' };
		await getMany('party', profileWith({ party: get }), { filters });
		expect(responder.asked.map(({ body, path }) => [path, body])).toEqual([
			['kohteet/selaa', { Hakusana: 'Mäki', Offset: 0, Limit: 250 }],
			['kohteet/selaa', { Ehdot: { Sana: 'Mäki' }, Offset: 0, Limit: 250 }],
			['osapuolet?Ehdot.Sana=Mäki&Offset=0&Limit=250', undefined],
		]);
		const none = await getMany('party', profileWith({ party: PROPERTY_LIST }), { filters });
		expect(none.error?.message).toMatch(/^Search Word .* can't be used: .* has no search/);
	});

	it('sends more filters where the list takes them', async () => {
		const parameters = { moreFields: '{"Tila":"voimassa"}' };
		await getMany('lease', profileWith({ lease: PROPERTY_LIST }), parameters);
		const get = { ...PROPERTY_LIST, operation: 'GET sopimukset' };
		await getMany('lease', profileWith({ lease: get }), parameters);
		expect(responder.asked.map(inputsOf)).toEqual([
			{ Tila: 'voimassa', Offset: 0, Limit: 250 },
			{ Tila: 'voimassa', Offset: '0', Limit: '250' },
		]);
	});

	it('names nobody where they live, and nobody by an identity code', async () => {
		const party = { ...PROPERTY_LIST, label: ['Nimi', 'Yhteystiedot.Osoite'] };
		const lease = { ...PROPERTY_LIST, label: ['Vuokralainen', 'Huoneisto'] };
		responder.reply = ({ path }) => ({
			body: path.startsWith('osapuolet')
				? [
						{ Id: 1, Nimi: 'Äijö Öhman', Turvakielto: true, Yhteystiedot: { Osoite: 'Salatie 1' } },
						{ Id: 2, Nimi: 'Aino 010180-923A', Yhteystiedot: { Osoite: 'Mäkitie 2' } },
						{ Id: 3, Nimi: null, Turvakielto: false, Yhteystiedot: null },
					]
				: [
						{ Id: 1, Vuokralainen: 'Äijö Öhman', Huoneisto: 'A 3', Henkilo: { Turvakielto: 'K' } },
						{ Id: 2, Vuokralainen: 'Aino', Huoneisto: 'A 4', Henkilo: { Turvakielto: 'ei' } },
					],
		});
		const namesOf = async (resource: string, list: RecordList) =>
			(await getMany(resource, profileWith({ [resource]: list }))).json.map(({ Name }) => Name);
		expect(await namesOf('party', { ...party, operation: 'GET osapuolet' })).toEqual([
			'Äijö Öhman',
			'Aino ******-****, Mäkitie 2',
			'',
		]);
		expect(await namesOf('lease', lease)).toEqual(['A 3', 'Aino, A 4']);
	});

	it('is only shown with Reads Only, where the list is not known to read', async () => {
		const list = { ...PROPERTY_LIST, operation: 'POST osapuolirekisteri/listaa' };
		const { json } = await tampuuri.run({
			parameters: { resource: 'party', operation: 'getAll', returnAll: true },
			credentials: tampuuri.credentials({
				ownAddress: responder.url,
				accountProfile: profileWith({ party: list }),
				allowedCalls: 'readsOnly',
			}),
		});
		expect(json).toEqual([
			expect.objectContaining({ preview: expect.stringMatching(/^Nothing was changed/) }),
		]);
		expect(json[0]).not.toHaveProperty('Name');
		expect(responder.asked).toEqual([]);
	});

	it('never fails on any row, and loses none', async () => {
		const value = fc.oneof(
			fc.constantFrom<unknown>(null, '', ' ', 0, true, [], {}, 'A 3', 'Ähtäri'),
			fc.integer(),
			fc.string(),
		);
		const row = fc.dictionary(
			fc.constantFrom('Id', 'Nimi', 'Osoite', 'ParentId', 'Metaname', 'Turvakielto', 'Name'),
			value,
		);
		const states = fc.record({
			rows: fc.array(row, { maxLength: 6 }),
			envelope: fc.constantFrom<Envelope>('flat', 'metadata', 'bare'),
			simplify: fc.boolean(),
		});
		await fc.assert(
			fc.asyncProperty(states, async ({ rows, envelope, simplify }) => {
				const own = rows.map((one, place) => ({ ...one, Place: place }));
				responder.reply = (asked) => pageOf(asked, own, envelope);
				const profile = profileWith({ property: PROPERTY_LIST });
				const { json, error } = await getMany('property', profile, { simplify });
				expect(error).toBeUndefined();
				const ids = own.map(({ Id }: IDataObject) => Id ?? undefined);
				const areOwn = new Set(ids).size === ids.length;
				if (areOwn) expect(json).toHaveLength(own.length);
				for (const { Name } of json)
					expect(['string', 'object', 'number', 'boolean']).toContain(typeof Name);
			}),
			{ numRuns: runs(40) },
		);
	});
});

describe('More Filters of a list of the account', () => {
	const account = setUp({ units: 10, dialect: 'otherLists' });
	it.each([
		['property', 'GET kohderekisteri/kohteet', 'Haku', {}],
		['property', 'POST kohderekisteri/huoneistot/hae', 'Hakuteksti', { unitsOnly: true }],
	])('of %s come from its own page: %s', async (resource, operation, search, filters) => {
		const list = { ...PROPERTY_LIST, operation };
		const which = 'unitsOnly' in filters ? 'unit' : 'property';
		const fieldsWith = async (changes: Partial<RecordList>) =>
			await loadMapperFields(account.nodeTypes, 'moreFields', {
				type: TAMPUURI,
				credentials: account.credentials({
					accountProfile: profileWith({ [which]: { ...list, ...changes } }),
				}),
				parameters: { resource, operation: 'getAll', showMoreFields: true, filters },
			});
		expect((await fieldsWith({})).fields.map(({ displayName }) => displayName)).toEqual([
			expect.stringContaining(search),
		]);
		expect((await fieldsWith({ search })).fields).toEqual([]);
	});

	it('can not be shown without a list, and says why', async () => {
		const asked = loadMapperFields(account.nodeTypes, 'moreFields', {
			type: TAMPUURI,
			credentials: account.credentials(),
			parameters: { resource: 'lease', operation: 'getAll', showMoreFields: true },
		});
		await expect(asked).rejects.toThrow(/How your account lists leases is not known/);
	});
});
