import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import axios from 'axios';
import { z } from 'zod';
import type { Credential } from '../../demo/n8nClient.mts';
import { startSimulator, type Simulator } from '../../simulator/start.mts';
import { surroundingsNow } from '../e2e/surroundings.mts';
import type { Editor } from './editor.mts';
import { sessionOfFile } from './session.mts';

jest.setTimeout(120_000);

const created = z.object({ Id: z.number() });
const calls = z.object({ total: z.number() });
const idIn = (entry: string) => Number(/\((\d+)\)/.exec(entry)?.[1]);
const PERSON = 'Äijä-Yrjö Öljymäki Hämäläinen-Pöyhtäri-Väänänen-Kääriäinen-Työläjärvi';
const BUILDING = 'Asunto Oy Jyväskylän Päijänteenrannan Yöpöllönkäärmeenpesämäen Äärilaitakäytävä';

describe('Pickers in the editor', () => {
	const { credential: simulator, simulatorControlUrl } = surroundingsNow();
	const session = sessionOfFile();
	const { data: values } = simulator;
	const tampuuri = axios.create({
		baseURL: values.ownAddress,
		headers: {
			'X-TampuuriAvain': values.apiKey,
			'X-AsiakasNimi': values.customerName,
			'X-Ohjelmistoversio': values.softwareVersion,
			'X-TiliNimi': values.accountName,
			'X-Kayttajatunnus': values.username,
			'X-Salasana': values.password,
		},
	});
	let credential: Credential;

	beforeAll(async () => {
		credential = await session().credential();
	});
	afterEach(async () => await axios.delete(`${simulatorControlUrl}faults`));

	const open = async (parameters: object) => await session().openStep(credential, parameters);
	const add = async (path: string, body: object) =>
		created.parse((await tampuuri.post<unknown>(path, body)).data).Id;

	test('search persons by name, and take the one that is chosen', async () => {
		const editor = await open({ resource: 'contactEvent', operation: 'create' });
		const search = await editor.openList();
		await search.fill('mäntykangas');
		const found = editor.entries();
		await found.filter({ hasText: 'Mäntykangas' }).first().waitFor();
		await editor.picture('person-search');
		const [name = ''] = await found.allInnerTexts();
		await found.first().click();
		expect(await editor.part('rlc-input').first().inputValue()).toBe(name.trim());
	});

	test('say when nobody has that name', async () => {
		const editor = await open({ resource: 'contactEvent', operation: 'create' });
		const search = await editor.openList();
		await search.fill('Eiketään');
		await editor.page.getByText('No results').waitFor();
		await editor.picture('person-search-empty');
	});

	test('say why a search failed', async () => {
		await axios.post(`${simulatorControlUrl}faults`, {
			path: 'osapuolet/henkilot',
			times: 'always',
			action: { kind: 'status', status: 503 },
		});
		const editor = await open({ resource: 'contactEvent', operation: 'create' });
		const search = await editor.openList();
		await search.fill('mäntykangas');
		await editor.page.getByText('Could not load list').waitFor();
		await editor.page.getByText('GET osapuolet/henkilot returned 503. Try again later.').waitFor();
		await editor.picture('person-search-failed');
	});

	test('show long Finnish names, and the output in full', async () => {
		const [, first = '', last = ''] = /^(.*) (\S+)$/.exec(PERSON) ?? [];
		const id = await add('osapuolet/henkilot', { Etunimi: first, Sukunimi: last });
		const editor = await open({ resource: 'contactEvent', operation: 'create' });
		const search = await editor.openList();
		await search.fill('Pöyhtäri');
		await editor.entries().first().waitFor();
		await editor.picture('long-name-search');
		expect(await editor.entries().allInnerTexts()).toEqual([`${PERSON} (${id})`]);
		await editor.entries().click();
		expect(await editor.part('rlc-input').first().inputValue()).toBe(`${PERSON} (${id})`);
		await editor.picture('long-name-chosen');

		await open({ resource: 'person', operation: 'getAll', searchWord: 'Pöyhtäri' });
		await editor.runStep();
		await editor.output().getByText(PERSON).waitFor();
		await editor.picture('long-name-output');
	});

	test('name the building whose ID is typed', async () => {
		const id = await add('kohdetiedot/kohteet/lisaa', {
			Metaname: 'kustannuspaikka',
			ParentId: 1000001,
			PropertyName: BUILDING,
		});
		const editor = await open({ resource: 'serviceRequest', operation: 'create' });
		const search = await editor.openList();
		await search.fill(String(id));
		await editor.entries().first().waitFor();
		await editor.picture('long-building-name');
		expect(await editor.entries().allInnerTexts()).toEqual([
			`${BUILDING} (${id}), in property 1000001`,
		]);
	});

	test('list service requests with one call, new ones first, and what tells them apart', async () => {
		const total = async () =>
			calls.parse((await axios.get<unknown>(`${simulatorControlUrl}calls`)).data).total;
		const before = await total();
		const editor = await open({ resource: 'serviceRequest', operation: 'receive' });
		const search = await editor.openList();
		const found = editor.entries();
		await found.first().waitFor();
		const [note, first = '', second = ''] = await found.allInnerTexts();
		expect(note).toMatch(/^250 of \d+ listed\. Enter an ID/);
		expect(first).toMatch(/, (avoin|vastaanotettu|odottaa), Asunto Oy .* \(4\d{6}\)$/);
		expect(idIn(first)).toBeGreaterThan(idIn(second));
		await found.last().scrollIntoViewIfNeeded();
		expect((await total()) - before).toBe(1);
		await found.first().scrollIntoViewIfNeeded();
		await editor.picture('service-request-list');

		await search.fill('4000001');
		await found.filter({ hasText: '(4000001)' }).waitFor();
		expect(await found.count()).toBe(1);
		await editor.picture('service-request-by-id');
	});

	test('show a lease with its dates', async () => {
		const editor = await open({ resource: 'lease', operation: 'get' });
		await (await editor.openList()).fill('3000001');
		await editor.entries().first().waitFor();
		expect(await editor.entries().allInnerTexts()).toEqual([
			expect.stringMatching(/^Lease \(3000001\), Sopimus, starts \d+\.\d+\.20\d\d/),
		]);
		await editor.picture('lease-by-id');
	});

	test('tell how to choose a lease as long as the list of leases is not known', async () => {
		const editor = await open({ resource: 'lease', operation: 'get' });
		const search = await editor.openList();
		await search.waitFor();
		await editor.entries().first().waitFor();
		expect(await editor.entries().allInnerTexts()).toEqual([
			'Enter a lease ID. For names, run Account → Check.',
		]);
		await editor.picture('lease-list-unknown');
	});

	test('offer the properties of service requests as long as their list is not known', async () => {
		const editor = await open({ resource: 'property', operation: 'get' });
		const search = await editor.openList();
		await editor.entries().nth(1).waitFor();
		await editor.picture('property-list-unknown');
		await search.fill('hämeenlinnan');
		await editor.entries().filter({ hasText: 'Hämeenlinnan' }).first().waitFor();
		const [note = ''] = await editor.entries().allInnerTexts();
		expect(note).toMatch(/^Seen in service requests/);
	});
});

const LISTS = {
	property: {
		operation: 'GET kohderekisteri/kohteet',
		search: 'Haku',
		paging: 'query',
		id: 'KohdeId',
		label: ['Kohdenimi', 'Katuosoite'],
		parent: 'YlakohdeId',
	},
	lease: {
		operation: 'GET vuokrasopimukset',
		id: 'Sopimusnumero',
		label: ['Vuokralainen', 'Huoneisto', 'Osoite'],
	},
	party: {
		operation: 'POST osapuolirekisteri/listaa',
		search: 'Nimi',
		paging: 'body',
		id: 'OsapuoliId',
		label: ['KokoNimi', 'Yhteystiedot.Osoite'],
	},
};

describe('Pickers in the editor, by the lists of an account', () => {
	const session = sessionOfFile();
	let simulator: Simulator;
	let credential: Credential;

	beforeAll(async () => {
		simulator = await startSimulator({ port: 0, dialect: 'otherLists', units: 600 });
		const { credential: content } = surroundingsNow();
		const { key, customer, softwareVersion, account, user, password } = simulator.account.values;
		credential = await session().credential('Tampuuri (listat)', {
			...content,
			data: {
				...content.data,
				ownAddress: simulator.url,
				apiKey: key,
				customerName: customer,
				softwareVersion,
				accountName: account,
				username: user,
				password,
				accountProfile: JSON.stringify({ version: 1, checkedAt: '2026-11-25', lists: LISTS }),
			},
		});
	});
	afterAll(async () => await simulator.close());

	const open = async (parameters: object) => await session().openStep(credential, parameters);

	/** Searches the only list of the step that is open, and takes what is found. */
	async function pick(editor: Editor, filter: string, id: number, picture: string) {
		const search = await editor.openList();
		await editor.entries().first().waitFor();
		await search.fill(filter);
		const found = editor.entries().filter({ hasText: `(${id})` });
		await found.first().waitFor();
		await editor.picture(picture);
		await editor.documentPicture(picture, editor.part('ndv'));
		const [name = ''] = await found.allInnerTexts();
		await found.first().click();
		expect(await editor.part('rlc-input').first().inputValue()).toBe(name.trim());
		await editor.picture(`${picture}-chosen`);
		return name;
	}

	test('find a unit by its address', async () => {
		const { properties } = simulator.data;
		const unit = properties.unitAt(333);
		const [address = ''] = String(properties.addressOf(unit)).split(',');
		const editor = await open({ resource: 'property', operation: 'getPath' });
		const name = await pick(editor, address, unit.id, 'unit-by-address');
		expect(name).toContain(address);
		await editor.runStep();
		await editor.showOutputAs('table');
		await editor.output().getByText('kustannuspaikka').first().waitFor();
		await editor.picture('property-path');
		await editor.documentPicture('property-path', editor.part('ndv'));
	});

	test('find a contractor by name', async () => {
		const contractor = simulator.data.parties.companyAt(2);
		const editor = await open({
			resource: 'serviceRequest',
			operation: 'getAll',
			filters: { contractor: { __rl: true, mode: 'list', value: '' } },
		});
		const name = await pick(editor, contractor.name, contractor.id, 'contractor-by-name');
		expect(name).toContain(contractor.name);
	});

	test('find a lease by its tenant', async () => {
		const { leases, parties } = simulator.data;
		const lease = leases.at(44);
		const tenant = String(parties.find(lease.partyId ?? 0)?.name);
		const editor = await open({ resource: 'lease', operation: 'get' });
		const name = await pick(editor, tenant, lease.id, 'lease-by-tenant');
		expect(name).toContain(tenant);
	});

	test('take a name and an address instead, which are looked up when the step runs', async () => {
		const { leases, parties, properties } = simulator.data;
		const { id, partyId, propertyId } = leases.at(44);
		const unit = properties.find(propertyId ?? 0);
		const [address = ''] = String(unit && properties.addressOf(unit)).split(',');
		const editor = await open({ resource: 'lease', operation: 'get' });
		await editor.part('rlc-mode-selector').first().click();
		await editor.options().filter({ hasText: 'By Name or Address' }).click();
		const input = editor.part('rlc-input').first();
		expect(await input.getAttribute('placeholder')).toMatch(/^e\.g\. \p{L}+ \p{L}+, \p{L}+ \d/u);
		await editor.picture('by-name-empty');
		await input.fill(`${String(parties.find(partyId ?? 0)?.name)}, ${address}`);
		await editor.runStep();
		await editor.output().getByText(String(id)).first().waitFor();
		await editor.output().getByText('1 item').first().waitFor();
		expect(await editor.part('node-error-message').count()).toBe(0);
		await editor.picture('by-name');
		await editor.documentPicture('by-name', editor.part('ndv'));
	});

	test('list many properties by their names', async () => {
		const editor = await open({ resource: 'property', operation: 'getAll' });
		await editor.runStep();
		await editor.showOutputAs('table');
		await editor.output().getByText('kustannuspaikka').first().waitFor();
		await editor.picture('property-list-output');
	});
});
