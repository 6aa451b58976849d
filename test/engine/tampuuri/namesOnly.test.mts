import { beforeAll, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Property } from '../../../simulator/data/properties.mts';
import { dialectOf, DIALECT_NAMES } from '../../../simulator/dialects/index.mts';
import { profileWith, pageOf, PROPERTY_LIST } from './listServer.mts';
import { setUpResponder } from './responder.mts';
import { itemsOf, setUp, type SetUp } from './setUp.mts';

const named = (value: string) => ({ __rl: true, mode: 'name', value });
const byId = (value: string) => ({ __rl: true, mode: 'id', value });

const WITH_LISTS = DIALECT_NAMES.filter((dialect) => dialectOf(dialect).lists.length > 0);

/** Calls that a whole reading of a register may take: one more where it does not say its total. */
const callsFor = (rows: number) => Math.floor(rows / 250) + 1;

function unitsOf({ simulator }: SetUp): Property[] {
	const { properties } = simulator.data;
	const all = properties.all();
	return all.slice(0, all.total).filter(({ kind }) => kind === 'unit');
}

/** Names that only one party has. */
function distinctNames({ simulator }: SetUp) {
	const { parties } = simulator.data;
	const all = parties.all();
	const listed = all.slice(0, all.total).filter(({ archived }) => !archived);
	const countOf = (name: string) => listed.filter((one) => one.name === name).length;
	return listed.filter(({ name }) => countOf(name) === 1);
}

describe.each(WITH_LISTS)('with names only, in the dialect "%s"', (dialect) => {
	const account = setUp({ units: 270, dialect });
	let profile = '';

	beforeAll(async () => {
		const { json } = await account.run({
			parameters: { resource: 'account', operation: 'check', additionalFields: {} },
		});
		profile = String(json.at(-1)?.profile);
	});

	async function run(parameters: INodeParameters, items: readonly IDataObject[] = [{}]) {
		account.simulator.reset();
		const outcome = await account.run({
			parameters,
			items: itemsOf(...items),
			credentials: account.credentials({ accountProfile: profile }),
		});
		expect(outcome.error).toBeUndefined();
		const calls = account.simulator.requestLog.entries.map(({ operation }) => operation);
		return { ...outcome, calls };
	}

	it('leases are created for a tenant and a unit: one reading of each list', async () => {
		const { properties, parties } = account.simulator.data;
		const people = distinctNames(account).filter(({ kind }) => kind === 'person');
		const units = unitsOf(account).slice(5, 15);
		const items = units.map((unit, place) => ({
			unit: String(properties.addressOf(unit)).replace(',', ' ').toUpperCase(),
			tenant: people[place]?.name.split(' ').toReversed().join(' '),
		}));
		const { calls } = await run(
			{
				resource: 'lease',
				operation: 'create',
				tenant: named('={{ $json.tenant }}'),
				unit: named('={{ $json.unit }}'),
				startDate: '1.1.2027',
			},
			items,
		);
		const { writes } = account.simulator.data;
		expect(writes).toHaveLength(units.length);
		const all = account.simulator.data.leases.all();
		const created = all.slice(all.total - units.length, all.total);
		expect(created.map(({ propertyId, partyId }) => [propertyId, partyId])).toEqual(
			units.map(({ id }, place) => [id, people[place]?.id]),
		);
		const rows = [properties.all().total, parties.all().total, units.length];
		const most = callsFor(rows[0] ?? 0) + callsFor(rows[1] ?? 0) + callsFor(270);
		expect(calls.length - units.length).toBeLessThanOrEqual(most);
	});

	it('service requests are created for a cost centre and read for a contractor', async () => {
		const { properties } = account.simulator.data;
		const costCentre = properties.costCentreOfUnitAt(0);
		const [contractor] = distinctNames(account).filter(({ kind }) => kind === 'company');
		const { calls } = await run({
			resource: 'serviceRequest',
			operation: 'create',
			costCentre: named(costCentre.name.replace('Asunto Oy', 'As. Oy')),
			title: 'Hana',
			taskDescription: 'Vuotaa',
			additionalFields: { contractor: named(String(contractor?.name.toLowerCase())) },
		});
		const requests = account.simulator.data.serviceRequests.all();
		expect(requests.slice(requests.total - 1, requests.total)[0]).toMatchObject({
			given: { KustannuspaikkaId: costCentre.id, TyonsuorittajaId: contractor?.id },
		});
		const parties = account.simulator.data.parties.all().total;
		expect(calls.length - 1).toBeLessThanOrEqual(
			callsFor(properties.all().total) + callsFor(parties),
		);
		const found = await run({
			resource: 'serviceRequest',
			operation: 'getAll',
			returnAll: false,
			limit: 3,
			filters: { contractor: named(String(contractor?.name)) },
		});
		expect(found.json).toHaveLength(3);
	});

	it('a property is found and read by its address', async () => {
		const { properties } = account.simulator.data;
		const units = unitsOf(account).slice(40, 80);
		const items = units.map((unit) => ({ address: properties.addressOf(unit) }));
		const found = await run(
			{
				resource: 'property',
				operation: 'find',
				addressNameOrCode: '={{ $json.address }}',
				additionalFields: {},
			},
			items,
		);
		expect(found.json.map(({ Id }) => Id)).toEqual(units.map(({ id }) => id));
		expect(found.calls.length).toBeLessThanOrEqual(
			callsFor(properties.all().total) + callsFor(270),
		);
	});
});

describe('a record by name', () => {
	const tampuuri = setUp({ units: 10 });
	const responder = setUpResponder();
	const rows = [
		{ Id: 7, Nimi: 'Kuusitie 4 A 12' },
		{ Id: 8, Nimi: 'Kuusitie 4 B 12' },
	];

	async function get(property: object | string, changes: object = {}, items: IDataObject[] = [{}]) {
		return await tampuuri.run({
			parameters: {
				resource: 'property',
				operation: 'get',
				property,
				...changes,
			} as INodeParameters,
			items: itemsOf(...items),
			credentials: tampuuri.credentials({
				ownAddress: responder.url,
				accountProfile: profileWith({ property: PROPERTY_LIST }),
			}),
			onError: 'continueErrorOutput',
		});
	}

	function serving(): void {
		responder.reply = (asked) =>
			asked.method === 'GET' ? { body: { Id: 1 } } : pageOf(asked, rows);
	}

	it('is looked up before the call, once for all items, and only if there is a name', async () => {
		serving();
		await get(named('={{ $json.where }}'), {}, [
			{ where: 'kuusitie 4A12' },
			{ where: 'KUUSITIE 4 b 12' },
			{ where: 'Kuusitie 4 A 12' },
		]);
		expect(responder.asked.map(({ path }) => path)).toEqual([
			'kohteet/selaa',
			'kohteet/7',
			'kohteet/8',
			'kohteet/7',
		]);
		responder.asked.length = 0;
		await get(byId('8'));
		await get('8');
		expect(responder.asked.map(({ path }) => path)).toEqual(['kohteet/8', 'kohteet/8']);
	});

	describe('can be a lease', () => {
		const leases = [
			{ Id: 31, OsapuoliNimi: 'Meikäläinen Matti', KohdeNimi: 'Kuusitie 4 A 12' },
			{ Id: 32, OsapuoliNimi: 'Virtanen Maija', KohdeNimi: 'Kuusitie 4 B 12' },
			{ Id: 33, OsapuoliNimi: 'Virtanen Maija', KohdeNimi: 'Mäntytie 1 A 1' },
			{ Id: 34, OsapuoliNimi: 'Mäkinen Eino', KohdeNimi: 'Mäntytie 1 A 1' },
			{ Id: 35, OsapuoliNimi: 'Mäkinen Eino', KohdeNimi: 'Kuusitie 6' },
			{ Id: 36, OsapuoliNimi: 'Mäkinen Eino', KohdeNimi: 'Kuusitie 6' },
			{ Id: 37, OsapuoliNimi: '', KohdeNimi: 'Kuusitie 6' },
		];
		const label = ['OsapuoliNimi', 'KohdeNimi'];
		const list = { ...PROPERTY_LIST, operation: 'POST sopimukset/selaa', label };

		async function read(...names: string[]) {
			responder.reply = (asked) =>
				asked.method === 'GET' ? { body: { Id: 1 } } : pageOf(asked, leases);
			return await tampuuri.run({
				parameters: { resource: 'lease', operation: 'get', lease: named('={{ $json.by }}') },
				items: itemsOf(...names.map((by) => ({ by }))),
				credentials: tampuuri.credentials({
					ownAddress: responder.url,
					accountProfile: profileWith({ lease: list }),
				}),
				onError: 'continueErrorOutput',
			});
		}

		it('by its tenant, its unit, or both', async () => {
			await read(
				'kuusitie 4 b 12',
				'Matti Meikäläinen',
				'Mäntytie 1 A 1, Maija Virtanen',
				'virtanen maija, mantytie 1 a 1',
			);
			expect(responder.asked.map(({ path }) => path)).toEqual([
				'sopimukset/selaa',
				'sopimukset/32',
				'sopimukset/31',
				'sopimukset/33',
				'sopimukset/33',
			]);
		});

		it.each([
			'Maija Virtanen',
			'Mäntytie 1 A 1',
			'Virtanen, Mäntytie 1 A 1',
			'Kuusitie 6, Mäkinen Eino',
		])('unless several fit %s', async (name) => {
			const { outputs } = await read(name);
			expect(outputs[1]?.[0]?.json.error).toMatch(/^Lease \(Sopimus\) fits several leases, IDs 3/);
			expect(outputs[1]?.[0]?.error?.description).toMatch(/such as the tenant or the unit/);
		});
	});

	describe('in a list of IDs', () => {
		const people = [
			{ Id: 21, Nimi: 'Meikäläinen Matti' },
			{ Id: 22, Nimi: 'Virtanen Maija' },
		];
		const list = { ...PROPERTY_LIST, operation: 'POST osapuolet/selaa', label: ['Nimi'] };

		async function get(partyIds: unknown) {
			responder.reply = (asked) =>
				asked.path.endsWith('selaa') ? pageOf(asked, people) : { body: [{ Id: 21 }] };
			return await tampuuri.run({
				parameters: {
					resource: 'party',
					operation: 'getByIds',
					partyIds: '={{ $json.who }}',
				},
				items: itemsOf({ who: partyIds } as IDataObject),
				credentials: tampuuri.credentials({
					ownAddress: responder.url,
					accountProfile: profileWith({ party: list }),
				}),
				onError: 'continueErrorOutput',
			});
		}

		it.each<[unknown, number[], number]>([
			['Matti Meikäläinen, Maija Virtanen', [21, 22], 2],
			['Meikäläinen, Matti; virtanen maija', [21, 22], 2],
			['Meikäläinen, Matti\n5', [21, 5], 2],
			[['Virtanen, Maija', 7, '8'], [22, 7, 8], 2],
			['5, 6', [5, 6], 1],
			[[5, 6], [5, 6], 1],
			[5, [5], 1],
		])('%j', async (who, sent, calls) => {
			await get(who);
			expect(responder.asked).toHaveLength(calls);
			expect(responder.asked.at(-1)?.body).toMatchObject({ OsapuoliIdt: sent });
		});

		it.each([
			['Matti Meikäläinen; Kukaan Muu', /^Party IDs \(Osapuolet\) fits none of the people/],
			['', /is empty/],
			['0', /is not an ID/],
			['Matti Meikäläinen; -5', /is not an ID/],
		])('that is wrong (%j) asks for nobody', async (who, message) => {
			const { outputs } = await get(who);
			expect(outputs[1]?.[0]?.json.error).toMatch(message);
			expect(responder.asked.filter(({ path }) => !path.endsWith('selaa'))).toEqual([]);
		});
	});

	it('in a list of IDs is refused where the account lists no parties', async () => {
		const { outputs } = await tampuuri.run({
			parameters: { resource: 'party', operation: 'getByIds', partyIds: 'Matti Meikäläinen' },
			credentials: tampuuri.credentials({ ownAddress: responder.url }),
			onError: 'continueErrorOutput',
		});
		expect(outputs[1]?.[0]?.json.error).toMatch(/^Party IDs \(Osapuolet\) .*is not an ID/);
		expect(responder.asked).toEqual([]);
	});

	it('that is not certain is the error of its own item, which names the field and the IDs', async () => {
		serving();
		const { outputs } = await get(named('={{ $json.where }}'), {}, [
			{ where: 'Kuusitie 4 as 12' },
			{ where: 'Kuusitie 4 A 12' },
			{ where: 'Havutie 1' },
		]);
		expect(outputs[0]).toHaveLength(1);
		expect(outputs[1]?.map(({ json }) => json.error)).toEqual([
			expect.stringMatching(
				/^Property \(Kohde\) fits several properties, IDs 7 .*, 8 .*\[item 0\]$/,
			),
			expect.stringMatching(/^Property \(Kohde\) fits none of the properties.*\[item 2\]$/),
		]);
	});

	it.each(['', '  ', null])('that is empty (%j) is asked for as any other field', async (value) => {
		serving();
		// n8n itself sees to it that a required field is not left empty.
		const { outputs } = await get(named('={{ $json.where }}'), {}, [{ where: value }]);
		expect(outputs[1]?.[0]?.json.error).toMatch(/is empty/);
		expect(responder.asked).toEqual([]);
	});

	it('whose list can not be read fails every item with one call', async () => {
		responder.reply = () => ({ status: 403, body: { Message: 'Ei' } });
		const items = Array.from({ length: 20 }, () => ({}));
		const { outputs } = await get(named('Kuusitie 4 A 12'), {}, items);
		expect(outputs[1]).toHaveLength(20);
		expect(responder.asked).toHaveLength(1);
	});

	it('whose list is beyond the call budget leaves the items unfinished', async () => {
		const many = Array.from({ length: 600 }, (_row, index) => ({ Id: index + 1, Nimi: 'x' }));
		responder.reply = (asked) => pageOf(asked, many);
		const { outputs, hints } = await get(
			named('x'),
			{ options: { callBudget: 1, concurrency: 1 } },
			[{}, {}],
		);
		expect(outputs[1]?.map(({ json }) => json.error)).toEqual([
			'Call Budget of 1 reached. Not done: find records by name [item 0]',
			'Call Budget of 1 reached. Not done: find records by name [item 1]',
		]);
		expect(hints.map(({ message }) => message)[0]).toMatch(/^Call Budget of 1 reached at item 0/);
		expect(responder.asked).toHaveLength(1);
	});

	it('is shown by its ID in a preview, which changes nothing', async () => {
		serving();
		const { json } = await tampuuri.run({
			parameters: {
				resource: 'property',
				operation: 'createPlot',
				parentProperty: named('Kuusitie 4 B 12'),
				name: 'Tontti',
				options: { preview: true },
			},
			credentials: tampuuri.credentials({
				ownAddress: responder.url,
				accountProfile: profileWith({ property: PROPERTY_LIST }),
			}),
		});
		expect(JSON.stringify(json)).toContain('"ParentId":8');
		expect(responder.asked.map(({ path }) => path)).toEqual(['kohteet/selaa']);
	});
});
