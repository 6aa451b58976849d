import { afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import axios from 'axios';
import { z } from 'zod';
import type { Credential } from '../../demo/n8nClient.mts';
import { surroundingsNow } from '../e2e/surroundings.mts';
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

	test('tell how to choose a lease, which has no search by name', async () => {
		const editor = await open({ resource: 'lease', operation: 'get' });
		const search = await editor.openList();
		await search.waitFor();
		await editor.picture('lease-list-empty');
		await search.fill('Mäntylä');
		await editor.page
			.getByText(/You can't search leases by name/)
			.first()
			.waitFor();
		await editor.picture('lease-list-by-name');
	});
});
