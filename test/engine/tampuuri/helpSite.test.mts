import { describe, expect, it, jest } from '@jest/globals';
import type { IDataObject, INodeParameters, ResourceMapperField } from 'n8n-workflow';
import { loadMapperFields, searchList, storeFile } from '../harness/index.mts';
import { everythingOf, setUp, TAMPUURI } from './setUp.mts';

const tampuuri = setUp({ units: 20 });

const search = async (filter?: string, paginationToken?: string) =>
	await searchList(tampuuri.nodeTypes, 'operationList', {
		type: TAMPUURI,
		credentials: tampuuri.credentials(),
		filter,
		paginationToken,
	});

const chosen = (operation: string): INodeParameters => ({
	resource: 'anyOperation',
	operation: 'call',
	apiOperation: { __rl: true, mode: 'list', value: operation },
});

const fieldsOf = async (operation: string) =>
	await loadMapperFields(tampuuri.nodeTypes, 'operationFields', {
		type: TAMPUURI,
		credentials: tampuuri.credentials(),
		parameters: chosen(operation),
		path: 'parameters.fields',
	});

/** Runs an operation with the fields of its page filled in, as the editor stores them. */
async function runChosen(
	operation: string,
	values: IDataObject,
	more: INodeParameters = {},
	input?: Parameters<typeof tampuuri.run>[0]['items'],
) {
	const { fields } = await fieldsOf(operation);
	const mapper = { mappingMode: 'defineBelow', matchingColumns: [], value: values, schema: fields };
	tampuuri.simulator.help.reset();
	return await tampuuri.run({
		parameters: { ...chosen(operation), fields: mapper as unknown as INodeParameters, ...more },
		...(input && { items: input }),
	});
}

const byId = (fields: readonly ResourceMapperField[], id: string) =>
	fields.find((field) => field.id === id);

describe('the list of operations', () => {
	it('comes page by page, all of them, with one look at the Help site and none at the API', async () => {
		const found: unknown[] = [];
		let token: string | undefined;
		do {
			const { results, paginationToken } = await search(undefined, token);
			found.push(...results.map(({ value }) => value));
			token = paginationToken as string | undefined;
		} while (token !== undefined);
		expect(new Set(found).size).toBe(found.length);
		expect(found.length).toBeGreaterThan(390);
		expect(tampuuri.simulator.help.requests.map(({ path }) => path)).toEqual(['/v10/api/Help']);
		expect(tampuuri.simulator.calls.total).toBe(0);
	});

	it.each([
		['method and path', 'post ESIMERKKI/avaimet/selaa', 'POST esimerkki/avaimet/selaa'],
		['words in any order', 'selaa avaimet', 'POST esimerkki/avaimet/selaa'],
		['Finnish text', 'poistaa jätepisteen', 'DELETE esimerkki/jatepisteet/{jatepisteet_id}'],
		[
			'Finnish text without dots',
			'POISTAA jatepisteen',
			'DELETE esimerkki/jatepisteet/{jatepisteet_id}',
		],
		[
			'a path with dots too many',
			'delete esimerkki/jätepisteet',
			'DELETE esimerkki/jatepisteet/{jatepisteet_id}',
		],
		['controller', 'Esimerkki_hissit delete', 'DELETE esimerkki/hissit/{hissit_id}'],
		['our English name', 'create a service request', 'POST ilmoitukset/lisaa'],
	])('is searched by %s', async (_what, filter, expected) => {
		expect((await search(filter)).results.map(({ value }) => value)).toContain(expected);
	});

	it('says first what an operation does, then how it is called', async () => {
		const nameOf = async (filter: string) => (await search(filter)).results[0]?.name;
		expect(await nameOf('ilmoitukset/lisaa')).toMatch(
			/^Create a service request\. .* – POST ilmoitukset\/lisaa \(Ilmoitus\)$/,
		);
		expect(await nameOf('lisää uuden avaimen')).toMatch(
			/^Esimerkki: lisää uuden avaimen .* – POST esimerkki\/avaimet \(/,
		);
	});

	it('sends the Help site none of the six headers', async () => {
		await fieldsOf('PATCH esimerkki/lukot/{lukot_id}/tila');
		const names = tampuuri.simulator.help.requests.flatMap(({ headerNames }) => headerNames);
		expect(names.length).toBeGreaterThan(0);
		expect(names.filter((name) => name.startsWith('x-'))).toEqual([]);
	});
});

describe('the fields of an operation', () => {
	it('are those of its page, with types, required ones, lengths and enumerations', async () => {
		const { fields } = await fieldsOf('POST esimerkki/avaimet');
		expect(byId(fields, 'Otsikko (body, text)')).toMatchObject({
			displayName: 'Otsikko: Otsikko & nimi (at most 255 characters)',
			required: true,
			type: 'string',
		});
		expect(byId(fields, 'KohdeId (body, integer)')).toMatchObject({
			type: 'number',
			required: true,
		});
		expect(byId(fields, 'AlkuPvm (body, date)')?.type).toBe('string');
		expect(byId(fields, 'EsimerkkiKiireellisyys (body, choice)')).toMatchObject({
			type: 'options',
			options: [{ value: 'EiKiireellinen' }, { value: 'Kiireellinen' }, { value: 'Hätätapaus' }],
		});
		expect(byId(fields, 'EsimerkkiTilaInt (body, choiceNumber)')).toMatchObject({
			options: [{ value: 0 }, { value: 1 }, { value: 2 }],
		});
		expect(byId(fields, 'EsimerkkiOsoite (body, object)')?.displayName).toContain(
			'e.g. {"Katuosoite":"text","Postinumero":"text","Maa":{"Koodi":"Suomi"}}',
		);
		expect(byId(fields, 'EsimerkkiRivi (body, array)')?.type).toBe('array');
	});

	it('show paging as Return All and Limit, not as Offset', async () => {
		const { fields } = await fieldsOf('POST esimerkki/avaimet/selaa');
		expect(fields.map(({ id }) => id)).toEqual([
			'Hakusana (body, text)',
			'EsimerkkiKiireellisyys (body, choice)',
			'body.returnAll (paging, boolean)',
			'body.limit (paging, integer)',
		]);
	});

	it('take one fetch, shared by all who ask at once, and none when asked again', async () => {
		const operation = 'GET esimerkki/talkoot/{talkoot_id}';
		await Promise.all([fieldsOf(operation), fieldsOf(operation), fieldsOf(operation)]);
		await fieldsOf(operation);
		expect(tampuuri.simulator.help.requests.map(({ path }) => path)).toEqual([
			'/v10/api/Help/Api/GET-esimerkki-talkoot-talkoot_id',
		]);
	});

	it('of a page that does not exist are an error that says so', async () => {
		await expect(fieldsOf('GET esimerkki/olematon')).rejects.toThrow(/returned 404 for/);
	});

	it('are asked for once an operation is chosen', async () => {
		expect(await fieldsOf('')).toEqual({
			fields: [],
			emptyFieldsNotice: 'Choose an operation first',
		});
	});
});

describe('an operation chosen from the list', () => {
	it('is sent exactly what was filled in, without asking the Help site', async () => {
		const { json } = await runChosen('POST esimerkki/avaimet', {
			'Otsikko (body, text)': 'Pöllö',
			'Tunnus (body, text)': null,
			'KohdeId (body, integer)': tampuuri.simulator.data.properties.idAt(0),
			'Kerros (body, integer)': '-1',
			'Kustannusarvio (body, decimal)': "={{ '12,5' }}",
			'Yksityinen (body, boolean)': false,
			'AlkuPvm (body, date)': '2026-11-05',
			'Toteutusaika (body, dateTime)': '2026-11-05T08:00:00',
			'EsimerkkiKiireellisyys (body, choice)': 'Hätätapaus',
			'EsimerkkiTilaInt (body, choiceNumber)': 2,
			'EsimerkkiOsoite (body, object)': '{"Katuosoite":"Mäki 1"}',
			'EsimerkkiRivi (body, array)': [{ TuoteId: 1 }],
			'Avainsanat (body, textList)': 'yksi, kaksi',
			'OsapuoliIdt (body, integerList)': '1, 2',
			'Lisätiedot (body, text)': 'ä',
		});
		const [request] = tampuuri.simulator.requestLog.entries;
		expect(request).toMatchObject({ status: 200, operation: 'POST esimerkki/avaimet' });
		expect(request?.body).toEqual({
			Otsikko: 'Pöllö',
			KohdeId: tampuuri.simulator.data.properties.idAt(0),
			Kerros: -1,
			Kustannusarvio: 12.5,
			Yksityinen: false,
			AlkuPvm: '2026-11-05T00:00:00',
			Toteutusaika: '2026-11-05T08:00:00+02:00',
			EsimerkkiKiireellisyys: 'Hätätapaus',
			EsimerkkiTilaInt: 2,
			EsimerkkiOsoite: { Katuosoite: 'Mäki 1' },
			EsimerkkiRivi: [{ TuoteId: 1 }],
			Avainsanat: ['yksi', 'kaksi'],
			OsapuoliIdt: [1, 2],
			Lisätiedot: 'ä',
		});
		expect(json).toEqual([{ Id: expect.any(Number) }]);
		expect(tampuuri.simulator.help.requests).toEqual([]);
	});

	it('is sent path and query, lists in it by place', async () => {
		const operation =
			'GET esimerkki/hissit/{hissit_id}/historia?AlkuPvm={AlkuPvm}&LoppuPvm={LoppuPvm}&EsimerkkiKiireellisyys={EsimerkkiKiireellisyys}&Idt={Idt}';
		await runChosen(operation, {
			'hissit_id (path, integer)': 7,
			'AlkuPvm (query, date)': '1.2.2026',
			'EsimerkkiKiireellisyys (query, choice)': 'Kiireellinen',
			'Idt (query, integerList)': [3, 4],
		});
		expect(tampuuri.simulator.requestLog.entries).toMatchObject([
			{
				path: '/v10/api/esimerkki/hissit/7/historia',
				query: {
					AlkuPvm: '2026-02-01T00:00:00',
					EsimerkkiKiireellisyys: 'Kiireellinen',
					'Idt[0]': '3',
					'Idt[1]': '4',
				},
			},
		]);
	});

	it.each([
		['POST esimerkki/avaimet/selaa', 'body'],
		['GET esimerkki/avaimet?Hakusana={Hakusana}&Offset={Offset}&Limit={Limit}', 'query'],
	])('%s is read page by page', async (operation, place) => {
		const { json } = await runChosen(operation, { [`${place}.returnAll (paging, boolean)`]: true });
		expect(json).toHaveLength(600);
		expect(tampuuri.simulator.calls.total).toBe(3);
		tampuuri.simulator.calls.reset();
		const limited = await runChosen(operation, { [`${place}.limit (paging, integer)`]: 7 });
		expect(limited.json).toHaveLength(7);
		expect((await runChosen(operation, {})).json).toHaveLength(50);
		expect(tampuuri.simulator.calls.total).toBe(2);
	});

	it('sends a file of the item', async () => {
		const data = await storeFile(Buffer.from('sisältö'), {
			fileName: 'a.txt',
			mimeType: 'text/plain',
		});
		await runChosen(
			'POST esimerkki/avaimet/{avaimet_id}/liitteet',
			{ 'avaimet_id (path, integer)': 1, 'Nimi (body, text)': 'a', 'Sisalto (body, file)': 'data' },
			{},
			[{ json: {}, binary: { data } }],
		);
		expect(tampuuri.simulator.requestLog.entries).toMatchObject([
			{ status: 200, body: { Nimi: 'a', Sisalto: Buffer.from('sisältö').toString('base64') } },
		]);
	});

	it.each([
		['a list', { 'Body (body, whole)': '[1, {"a": "ä"}]' }, [1, { a: 'ä' }]],
		['a text', { 'Body (body, whole)': '"hei"' }, 'hei'],
		[
			'fields that could not be read',
			{
				'A (body, text)': 'a',
				'B (body, json)': '[1]',
				'Other Fields (body, rest)': { C: { D: 1 } },
			},
			{ A: 'a', B: [1], C: { D: 1 } },
		],
	] as const)('is sent %s', async (_what, value, expected) => {
		const fields = { mappingMode: 'defineBelow', value } as unknown as INodeParameters;
		await tampuuri.run({ parameters: { ...chosen('POST esimerkki/avaimet'), fields } });
		expect(tampuuri.simulator.requestLog.entries[0]?.body).toEqual(expected);
	});

	it.each([
		['POST esimerkki/avaimet', 'auto', 1],
		['POST esimerkki/avaimet/selaa', 'auto', 4],
		['POST esimerkki/avaimet/hae', 'auto', 4],
		['POST esimerkki/avaimet', 'read', 4],
	])('%s (%s) is sent %p times when the service is busy', async (operation, access, times) => {
		const action = { kind: 'status', status: 503, retryAfter: 0 } as const;
		tampuuri.simulator.faults.set({ times: 'always', action });
		const values = {
			'Otsikko (body, text)': 'A',
			'KohdeId (body, integer)': 1,
			'Idt (body, integerList)': '1',
		};
		await runChosen(operation, values, { access });
		expect(tampuuri.simulator.calls.total).toBe(times);
	});

	it("starts n8n's own messages with a field's key, as n8n shows its ID", async () => {
		const values = { 'Otsikko (body, text)': 'A' };
		await expect(runChosen('POST esimerkki/avaimet', values)).rejects.toThrow(
			'Field "KohdeId (body, integer)" is required',
		);
	});

	it('sends no example that was shown', async () => {
		const id = 'Example';
		const schema = [
			{ id: 'Body (body, whole)', type: 'string', required: true, display: true },
			{ id, type: 'array', required: false, display: true, readOnly: true },
		];
		const value = { 'Body (body, whole)': '[7]', [id]: '[\n  1\n]' };
		const fields = { mappingMode: 'defineBelow', value, schema } as unknown as INodeParameters;
		await tampuuri.run({ parameters: { ...chosen('POST esimerkki/avaimet'), fields } });
		expect(tampuuri.simulator.requestLog.entries.map(({ body }) => body)).toEqual([[7]]);
	});

	it.each([
		['is empty', { 'Otsikko (body, text)': "={{ '' }}" }, /Otsikko is empty/],
		['does not fit', { 'KohdeId (body, integer)': "={{ 'x' }}" }, /KohdeId is not a number: "x"/],
		[
			'is no JSON',
			{ 'EsimerkkiOsoite (body, object)': "={{ '{' }}" },
			/EsimerkkiOsoite is not valid JSON/,
		],
		[
			'holds an unsafe key',
			{ 'EsimerkkiRivi (body, array)': '[{"__proto__":1}]' },
			/contains the key/,
		],
	])('is not called when a value %s', async (_what, wrong, message) => {
		const right = { 'Otsikko (body, text)': 'A', 'KohdeId (body, integer)': 1 };
		const outcome = await runChosen('POST esimerkki/avaimet', { ...right, ...wrong });
		expect(outcome.error?.message).toMatch(message);
		expect(tampuuri.simulator.calls.total).toBe(0);
	});

	it.each([null, '', '..', '1/2', '1?x=1', '%2e%2e', '#'])(
		'is not called with %p in its path',
		async (id) => {
			const values = { 'hissit_id (path, text)': id };
			const mapper = { mappingMode: 'defineBelow', value: values, schema: [] };
			const outcome = await tampuuri.run({
				parameters: {
					...chosen('GET esimerkki/hissit/{hissit_id}'),
					fields: mapper as unknown as INodeParameters,
				},
			});
			expect(outcome.error).toBeDefined();
			expect(tampuuri.simulator.calls.total).toBe(0);
		},
	);

	it('shows no secret when it fails', async () => {
		const { password } = tampuuri.simulator.account.values;
		tampuuri.simulator.faults.set({
			action: { kind: 'status', status: 400, body: { Message: `Virhe ${password}` } },
		});
		const outcome = await runChosen('DELETE esimerkki/lukot/{lukot_id}', {
			'lukot_id (path, integer)': 1,
		});
		expect(outcome.error).toBeDefined();
		expect(everythingOf(outcome)).not.toContain(password);
	});
});

describe('More Fields of a typed operation', () => {
	const parameters: INodeParameters = { resource: 'person', operation: 'create' };
	const more = async (showMoreFields = true) =>
		await loadMapperFields(tampuuri.nodeTypes, 'moreFields', {
			type: TAMPUURI,
			credentials: tampuuri.credentials(),
			parameters: { ...parameters, showMoreFields },
			path: 'parameters.moreFields',
		});

	it('are those of its page that it does not have', async () => {
		const { fields } = await more();
		expect(fields).toMatchObject([
			{ id: 'EsimerkkiLisatieto (body, text)', required: false },
			{ id: 'EsimerkkiKiireellisyys (body, choice)', type: 'options' },
		]);
	});

	it('are none, and the Help site is not asked, until someone wants them', async () => {
		expect(await more(false)).toEqual({ fields: [] });
		expect(tampuuri.simulator.help.requests).toEqual([]);
	});

	it('are sent, and those by their names alone have the last word', async () => {
		const moreFields = {
			mappingMode: 'defineBelow',
			value: {
				'EsimerkkiLisatieto (body, text)': 'a',
				'EsimerkkiKiireellisyys (body, choice)': 'Kiireellinen',
				EsimerkkiLisatieto: 'b',
				Example: '{}',
				Tyhja: '',
			},
			schema: (await more()).fields,
		};
		tampuuri.simulator.help.reset();
		await tampuuri.run({
			parameters: {
				...parameters,
				additionalFields: { firstName: 'Aino' },
				moreFields: moreFields as unknown as INodeParameters,
			},
		});
		expect(tampuuri.simulator.requestLog.entries[0]?.body).toEqual({
			Etunimi: 'Aino',
			EsimerkkiLisatieto: 'b',
			EsimerkkiKiireellisyys: 'Kiireellinen',
		});
		expect(tampuuri.simulator.help.requests).toEqual([]);
	});

	it.each(['={{ { EsimerkkiLisatieto: $json.text } }}', '{"EsimerkkiLisatieto":"ä"}'])(
		"can be a whole object by the API's names: %s",
		async (moreFields) => {
			const { error } = await tampuuri.run({
				parameters: { ...parameters, additionalFields: { firstName: 'Aino' }, moreFields },
				items: [{ json: { text: 'ä' } }],
			});
			expect(error).toBeUndefined();
			expect(tampuuri.simulator.requestLog.entries[0]?.body).toEqual({
				Etunimi: 'Aino',
				EsimerkkiLisatieto: 'ä',
			});
		},
	);

	it('of nested models are here and not among the fields by name', async () => {
		const { fields } = await loadMapperFields(tampuuri.nodeTypes, 'moreFields', {
			type: TAMPUURI,
			credentials: tampuuri.credentials(),
			parameters: { resource: 'serviceRequest', operation: 'create', showMoreFields: true },
		});
		expect(fields.map(({ id }) => id)).toEqual(
			expect.arrayContaining(['Ilmoittaja (body, json)', 'Tuotteet (body, array)']),
		);
	});
});

describe('a Help site that is down', () => {
	it('leaves one field of JSON for More Fields, and says why', async () => {
		tampuuri.simulator.help.isDown = true;
		const { fields } = await loadMapperFields(tampuuri.nodeTypes, 'moreFields', {
			type: TAMPUURI,
			credentials: tampuuri.credentials(),
			parameters: { resource: 'lease', operation: 'addCharge', showMoreFields: true },
		});
		expect(fields).toEqual([
			expect.objectContaining({
				id: 'Other Fields (body, rest)',
				displayName: expect.stringMatching(/^Other Fields \(JSON\): .*Help site/),
				type: 'object',
			}),
		]);
	});

	it('leaves the copies, with a notice that they are old', async () => {
		const operation = 'GET esimerkki/muutot/{muutot_id}';
		const [before, fieldsBefore] = [await search('muutot'), await fieldsOf(operation)];
		tampuuri.simulator.help.isDown = true;
		const later = Date.now() + 2 * 60 * 60 * 1000;
		const clock = jest.spyOn(Date, 'now').mockReturnValue(later);
		const [after, fieldsAfter] = [await search('muutot'), await fieldsOf(operation)];
		clock.mockRestore();
		const [notice, ...results] = after.results;
		expect(notice).toEqual({
			name: expect.stringContaining('Help site unavailable: showing a copy from'),
			value: '',
		});
		expect(results).toEqual(before.results);
		expect(fieldsAfter.fields[0]?.displayName).toContain('Help site unavailable');
		expect(fieldsAfter.fields.map(({ id }) => id)).toEqual(fieldsBefore.fields.map(({ id }) => id));
	});

	it('does not stop a call', async () => {
		tampuuri.simulator.help.isDown = true;
		const { json } = await tampuuri.run({
			parameters: {
				...chosen('GET esimerkki/lukot/{lukot_id}'),
				fields: { mappingMode: 'defineBelow', value: { 'lukot_id (path, integer)': 5 } },
			},
		});
		expect(json).toMatchObject([{ Id: 5 }]);
	});

	it('leaves an error that says what works without it', async () => {
		tampuuri.simulator.help.isDown = true;
		await expect(fieldsOf('GET esimerkki/vakuudet/{vakuudet_id}')).rejects.toMatchObject({
			message: expect.stringContaining('returned 503'),
			description: expect.stringContaining('By Path'),
		});
	});
});
