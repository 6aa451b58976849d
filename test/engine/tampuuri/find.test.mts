import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { RecordList } from '../../../dist/nodes/shared/profile/schema.js';
import { runs } from '../../runs.mts';
import { noisyAddress } from '../../unit/finder/noise.mts';
import { homesIn, keyOf, Random } from '../../unit/finder/registers.mts';
import { callsFor, ENVELOPES, pageOf, profileWith, PROPERTY_LIST } from './listServer.mts';
import { setUpResponder } from './responder.mts';
import { itemsOf, setUp } from './setUp.mts';

const tampuuri = setUp({ units: 10 });
const responder = setUpResponder();

const UNIT_LIST: RecordList = { ...PROPERTY_LIST, operation: 'POST huoneistot/hae' };
const PARTY_LIST: RecordList = { operation: 'GET osapuolet', id: 'Id', label: ['Nimi'] };

interface Asking {
	readonly profile?: string;
	readonly resource?: string;
	readonly unitsOnly?: boolean;
	readonly changes?: Record<string, string>;
	readonly options?: INodeParameters;
	readonly stops?: boolean;
	readonly signal?: AbortSignal;
}

async function find(queries: readonly unknown[], asking: Asking = {}) {
	const { profile = profileWith({ property: PROPERTY_LIST }), resource = 'property' } = asking;
	const { unitsOnly, changes, options = { concurrency: 8 }, stops, signal } = asking;
	return await tampuuri.run({
		parameters: {
			resource,
			operation: 'find',
			[resource === 'party' ? 'nameOrBusinessId' : 'addressNameOrCode']: '={{ $json.query }}',
			additionalFields: unitsOnly === undefined ? {} : { unitsOnly },
			options,
		},
		items: itemsOf(...queries.map((query) => ({ query }) as IDataObject)),
		credentials: tampuuri.credentials({
			ownAddress: responder.url,
			accountProfile: profile,
			...changes,
		}),
		...(stops ? {} : { onError: 'continueErrorOutput' as const }),
		...(signal && { signal }),
	});
}

function listing(...rows: readonly IDataObject[]): void {
	responder.reply = (asked) => pageOf(asked, rows);
}

const TREE: readonly IDataObject[] = [
	{
		Id: 1,
		Nimi: 'Asunto Oy Kuusikko',
		Osoite: 'Kuusitie 4, 00100 Helsinki',
		Tyyppi: 'Kustannuspaikka',
	},
	{ Id: 2, Nimi: 'A-talo', ParentId: 1, Tyyppi: 'Rakennus' },
	{ Id: 3, Nimi: 'A 12', ParentId: 2, Tyyppi: 'Huoneisto' },
	{ Id: 4, Nimi: 'A 1', ParentId: 2, Tyyppi: 'Huoneisto', Lisä: 'x' },
];

describe('Property → Find', () => {
	it('finds a unit by its address, which only the cost centre has', async () => {
		listing(...TREE);
		const { json, hints } = await find(['as. 12 A-rappu kuusitie 4', 'Asunto Oy Kuusikko']);
		expect(json).toEqual([
			{
				Id: 3,
				Name: 'A 12',
				Type: 'Huoneisto',
				Address: 'Kuusitie 4, 00100 Helsinki',
				ParentId: 2,
				Match: 'exact',
			},
			{
				Id: 1,
				Name: 'Asunto Oy Kuusikko, Kuusitie 4, 00100 Helsinki',
				Type: 'Kustannuspaikka',
				Address: 'Kuusitie 4, 00100 Helsinki',
				Match: 'exact',
			},
		]);
		expect(responder.asked).toHaveLength(1);
		expect(hints.map(({ message }) => message)).toEqual([
			'1 API call used: 0.011 € once your free calls are used up',
		]);
	});

	it('says how it was found, and keeps the row where it is not simplified', async () => {
		listing(...TREE);
		const { json } = await find(['Kuusite 4 A 1']);
		expect(json).toEqual([expect.objectContaining({ Id: 4, Match: 'similar' })]);
		const raw = await tampuuri.run({
			parameters: {
				resource: 'property',
				operation: 'find',
				addressNameOrCode: 'A 1',
				simplify: false,
			},
			credentials: tampuuri.credentials({
				ownAddress: responder.url,
				accountProfile: profileWith({ property: PROPERTY_LIST }),
			}),
		});
		expect(raw.json).toEqual([expect.objectContaining({ Id: 4, Nimi: 'A 1', Lisä: 'x' })]);
	});

	it.each(ENVELOPES)(
		'reads the list once for all items, in pages that are %s',
		async (envelope) => {
			const rows = Array.from({ length: 620 }, (_row, index) => ({
				Id: index + 1,
				Nimi: `Kuusitie ${index + 1}`,
			}));
			responder.reply = (asked) => pageOf(asked, rows, envelope);
			const { json } = await find(rows.map(({ Nimi }) => Nimi.toUpperCase()));
			expect(json.map(({ Id }) => Id)).toEqual(rows.map(({ Id }) => Id));
			expect(responder.asked).toHaveLength(callsFor(620, envelope));
		},
	);

	it('reads the list of units only when the other does not have it, or when told to', async () => {
		const profile = profileWith({ property: PROPERTY_LIST, unit: UNIT_LIST });
		responder.reply = (asked) =>
			pageOf(asked, asked.path.startsWith('huoneistot') ? TREE.slice(2) : TREE.slice(0, 2));
		await find(['Kuusitie 4', 'Kuusitie 4'], { profile });
		expect(responder.asked.map(({ path }) => path)).toEqual(['kohteet/selaa']);
		const { json } = await find(['Kuusitie 4 A 12', 'Kuusitie 4 A 1'], { profile });
		expect(json.map(({ Id }) => Id)).toEqual([3, 4]);
		expect(json.map(({ Address }) => Address)).toEqual(Array(2).fill(TREE[0]?.Osoite));
		expect(responder.asked.slice(1).map(({ path }) => path)).toEqual([
			'kohteet/selaa',
			'huoneistot/hae',
		]);
		responder.asked.length = 0;
		const only = await find(['A 12'], { profile, unitsOnly: true });
		expect(only.json.map(({ Id }) => Id)).toEqual([3]);
		expect(responder.asked.map(({ path }) => path)).toEqual(['huoneistot/hae']);
	});

	it('takes a post code and town from columns of their own', async () => {
		const rows = ['Helsinki 00100', 'Turku 20100'].map((place, index) => ({
			Id: index + 1,
			Nimi: 'A 1',
			Katuosoite: 'Kuusitie 4',
			Postitoimipaikka: place.split(' ')[0],
			Postinumero: place.split(' ')[1],
		}));
		listing(...rows);
		const profile = profileWith({ property: { ...PROPERTY_LIST, label: ['Nimi'] } });
		const queries = ['Kuusitie 4 A 1, 20100', 'Kuusitie 4 A 1 HELSINKI', 'Kuusitie 4 A 1, 33100'];
		const { json, outputs } = await find([...queries, 'Kuusitie 4 A 1'], { profile });
		expect(json.map(({ Id }) => Id)).toEqual([2, 1]);
		expect(outputs[1]?.map(({ json: { error } }) => error)).toEqual([
			expect.stringMatching(/fits none of the properties, the closest are IDs 1 \(A 1, Kuusitie 4/),
			expect.stringMatching(/fits several properties, IDs 1 .*, 2 /),
		]);
	});
});

describe('what is not certain is an error that lists the candidates', () => {
	it('with their IDs, in the message and in the description', async () => {
		listing(...TREE, { Id: 5, Nimi: 'B 12', ParentId: 1 });
		const { outputs } = await find(['Kuusitie 4 as 12', 'Kuusitie 4 C 12', 'Havukuja 1']);
		const errors = outputs[1]?.map(({ error }) => error) ?? [];
		expect(errors.map((error) => error?.message)).toEqual([
			'Address, Name or Code fits several properties, IDs 3 (A 12, Kuusitie 4, 00100 Helsinki), 5 (B 12, Kuusitie 4, 00100 Helsinki): "Kuusitie 4 as 12" [item 0]',
			expect.stringMatching(
				/fits none of the properties, the closest are IDs [35] .*: "Kuusitie 4 C 12" \[item 1\]$/,
			),
			'Address, Name or Code fits none of the properties: "Havukuja 1" [item 2]',
		]);
		expect(errors[0]?.description).toContain('\n3: A 12, Kuusitie 4, 00100 Helsinki\n5: B 12');
	});

	it('ten of them at most', async () => {
		listing(
			...Array.from({ length: 40 }, (_row, index) => ({
				Id: 101 + index,
				Nimi: 'A 12',
				Osoite: `Kuusitie ${index + 1}`,
			})),
		);
		const { outputs } = await find(['A 12']);
		const [{ error } = {}] = outputs[1] ?? [];
		expect(error?.message.match(/\b1\d\d \(/g)).toHaveLength(5);
		expect(error?.description?.match(/^1\d\d: /gm)).toHaveLength(10);
	});

	it.each([[''], ['  '], [null], [{}], [[]]])('nothing is read for %j', async (query: unknown) => {
		listing(...TREE);
		const { outputs } = await find([query]);
		expect(outputs[1]?.[0]?.json.error).toMatch(/is empty|is not text/);
		expect(responder.asked).toEqual([]);
	});

	it('without a list it says what to do', async () => {
		for (const resource of ['property', 'party']) {
			const { outputs } = await find(['Kuusitie 4'], { profile: '', resource });
			const [{ error } = {}] = outputs[1] ?? [];
			expect(error?.message).toMatch(/^How your account lists \w+ is not known/);
			expect(error?.description).toContain('Account → Check');
		}
		expect(responder.asked).toEqual([]);
	});
});

describe('Party → Find', () => {
	const party = { resource: 'party', profile: profileWith({ party: PARTY_LIST }) };

	it('finds people and companies by name or business ID', async () => {
		listing(
			{ Id: 1, Nimi: 'Meikäläinen Matti' },
			{ Id: 2, Nimi: 'Putkityö Vesiläikkä Oy', 'Y-tunnus': '0112038-9' },
			{ Id: 3, Nimi: 'Virtanen Maija' },
			{ Id: 4, Nimi: 'Virtanen Maija' },
		);
		const queries = ['matti meikalainen', 'FI01120389', 'putkityö vesiläikkä', 'Maija Virtanen'];
		const { json, outputs } = await find(queries, party);
		expect(json.map(({ Id }) => Id)).toEqual([1, 2, 2]);
		expect(outputs[1]?.[0]?.json.error).toMatch(/fits several people or companies, IDs 3 .*, 4 /);
	});

	it('puts together a name of which the parts stand apart', async () => {
		listing(
			{ Id: 1, Sukunimi: 'Öhman', Etunimi: 'Äijä' },
			{ Id: 2, Sukunimi: 'Öhman', Etunimi: 'Åke' },
		);
		const label = ['Sukunimi', 'Etunimi'];
		const profile = profileWith({ party: { ...PARTY_LIST, label } });
		const { json, outputs } = await find(['Ake Ohman', 'Öhman'], { ...party, profile });
		expect(json.map(({ Id }) => Id)).toEqual([2]);
		expect(outputs[1]).toHaveLength(1);
	});

	it('finds nobody by an address, which is a label too', async () => {
		listing({ Id: 1, Nimi: 'Öhman Åke', Osoite: 'Kuusitie 4, 00100 Helsinki' });
		const profile = profileWith({ party: { ...PARTY_LIST, label: ['Nimi', 'Osoite'] } });
		const { outputs } = await find(['Kuusitie 4, 00100 Helsinki'], { ...party, profile });
		expect(outputs[1]).toHaveLength(1);
	});

	it('refuses a business ID with a wrong check digit before it reads anything', async () => {
		const { outputs } = await find(['0112038-8'], party);
		expect(outputs[1]?.[0]?.json.error).toMatch(/wrong check digit: "0112038-8"/);
		expect(responder.asked).toEqual([]);
	});

	it('tells nobody where the protected live, and no identity code', async () => {
		const label = ['Nimi', 'Osoite'];
		listing(
			{ Id: 1, Nimi: 'Öhman Åke', Osoite: 'Salatie 1', Turvakielto: true },
			{ Id: 2, Nimi: 'Öhman Äijä 010190-900P', Osoite: 'Julkikuja 2' },
		);
		const profile = profileWith({ party: { ...PARTY_LIST, label } });
		const outcome = await find(['Öhman 010190-900P', 'Salatie 1', 'Öhman'], { ...party, profile });
		expect(outcome.outputs[1]).toHaveLength(3);
		const errors = outcome.outputs[1]?.map(({ error }) => `${error?.message}${error?.description}`);
		expect(errors?.join()).toContain('Julkikuja');
		expect(errors?.join()).not.toContain('Salatie 1,');
		expect(errors?.[2]).not.toContain('Salatie');
		const told = [errors, outcome.hints, outcome.log];
		expect(JSON.stringify(told)).not.toContain('900P');
	});
});

describe('a list that can not be read', () => {
	it.each([403, 500])('with %i is asked for once for all items', async (status) => {
		responder.reply = () => ({ status, body: { Message: 'Ei onnistu' } });
		const { outputs } = await find(Array(50).fill('Kuusitie 4'), { options: { retries: 0 } });
		expect(outputs[1]).toHaveLength(50);
		expect(outputs[1]?.every(({ json }) => String(json.error).includes('Ei onnistu'))).toBe(true);
		expect(responder.asked).toHaveLength(1);
	});

	it('ends the run at the first item unless it goes on', async () => {
		responder.reply = () => ({ status: 500, body: {} });
		const { error } = await find(Array(50).fill('Kuusitie 4'), {
			options: { retries: 0 },
			stops: true,
		});
		expect(error?.message).toContain('[item 0]');
		expect(responder.asked).toHaveLength(1);
	});

	it('within the call budget leaves every item unfinished', async () => {
		const rows = Array.from({ length: 900 }, (_row, index) => ({ Id: index + 1, Nimi: 'x' }));
		responder.reply = (asked) => pageOf(asked, rows);
		const options = { callBudget: 2, concurrency: 1 };
		const { json } = await find(Array(5).fill('Kuusitie 4'), { options, stops: true });
		expect(json).toEqual(
			Array(5).fill({ notDone: 'Call Budget of 2 reached. Not done: find a property' }),
		);
		expect(responder.asked).toHaveLength(2);
	});

	it('is not read on when the user stops the run', async () => {
		const stop = new AbortController();
		const rows = Array.from({ length: 2000 }, (_row, index) => ({ Id: index + 1, Nimi: 'x' }));
		responder.reply = (asked, place) => {
			if (place === 1) stop.abort();
			return pageOf(asked, rows);
		};
		const options = { concurrency: 1 };
		const { saved } = await find(['Kuusitie 4'], { options, stops: true, signal: stop.signal });
		expect(saved.status).toBe('canceled');
		expect(responder.asked.length).toBeLessThan(4);
	});
});

describe('any register and any queries', () => {
	it('never give another record, with one reading', async () => {
		await fc.assert(
			fc.asyncProperty(fc.nat(), fc.constantFrom(...ENVELOPES), async (seed, envelope) => {
				responder.asked.length = 0;
				const random = new Random(seed);
				const homes = homesIn(random, 20);
				const rows = homes.map((home, index) => ({
					Id: index + 1,
					Nimi: [home.letter, home.apartment, home.part].join(' ').trim(),
					Osoite: `${home.street} ${home.number}, ${home.postCode} ${home.town}`,
				}));
				responder.reply = (asked) => pageOf(asked, rows, envelope);
				const asked = Array.from({ length: 20 }, () => random.pick(homes));
				const queries = asked.map((home) => noisyAddress(random, home).query);
				const { outputs } = await find(queries);
				const places = outputs[0]?.map(({ json, pairedItem }) => {
					const { item } = pairedItem as { item: number };
					const found = homes[Number(json.Id) - 1];
					return [found && keyOf(found), asked[item] && keyOf(asked[item])];
				});
				for (const [found, meant] of places ?? []) expect(found).toBe(meant);
				expect((outputs[0]?.length ?? 0) + (outputs[1]?.length ?? 0)).toBe(20);
				expect(responder.asked).toHaveLength(callsFor(rows.length, envelope));
			}),
			{ numRuns: runs(15) },
		);
	});
});
