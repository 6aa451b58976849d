import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkValue, type Rule } from '../../../simulator/api/fieldChecks.mts';
import { startSimulator, type Simulator } from '../../../simulator/start.mts';
import { clientOf } from './calls.mts';

function rule(type: string, more: Partial<Rule> = {}): Rule {
	return { key: 'Kenttä', type, ...more };
}

describe('a value', () => {
	it.each<[string, unknown, unknown]>([
		['integer', 5, 5],
		['integer', '5', 5],
		['integer', -2_147_483_647, -2_147_483_647],
		['reference', '2147483647', 2_147_483_647],
		['decimal', 5.25, 5.25],
		['decimal', '5.25', 5.25],
		['text', 'Ääkköset 🏠', 'Ääkköset 🏠'],
		['text', 5, '5'],
		['text', true, 'true'],
		['choice', 'mikä tahansa', 'mikä tahansa'],
		['boolean', true, true],
		['boolean', 'False', false],
		['boolean', 1, true],
		['date', '2025-11-05', '2025-11-05'],
		['dateTime', '2025-11-05T11:40:14.1881319+02:00', '2025-11-05T11:40:14.1881319+02:00'],
		['file', 'QEA=', 'QEA='],
		['file', '', ''],
		['fileList', [{ base64content: 'QEA=' }, {}], [{ base64content: 'QEA=' }, {}]],
		['word', 'Kohde', 'Kohde'],
		['id', '7', 7],
		['integerList', [1, '2'], [1, 2]],
		['textList', ['a', 5], ['a', '5']],
		['a type of tomorrow', { any: 'thing' }, { any: 'thing' }],
	])('of type %s: %p is read as %p', (type, given, read) => {
		expect(checkValue(given, rule(type))).toEqual({ value: read });
	});

	it.each<[Rule, unknown, string]>([
		[rule('integer'), 'viisi', 'Could not convert string to integer: viisi.'],
		[rule('integer'), true, 'Could not convert boolean to integer: true.'],
		[rule('integer'), 5.5, "Input string '5.5' is not a valid integer."],
		[rule('integer'), 3e9, 'JSON integer 3000000000 is too large or small for an Int32.'],
		[rule('reference'), 0, 'The field Kenttä must be between 1 and 2147483647.'],
		[rule('integer', { maximum: 12 }), 13, 'must be between -2147483647 and 12.'],
		[rule('decimal'), '5,5', 'Could not convert string to decimal: 5,5.'],
		[rule('decimal', { minimum: 0 }), -1, 'The field Kenttä must be between 0 and'],
		[rule('boolean'), 'kyllä', 'Could not convert string to boolean: kyllä.'],
		[rule('date'), '5.11.2025', 'Could not convert string to DateTime: 5.11.2025.'],
		[rule('date'), 5, 'Could not convert number to DateTime: 5.'],
		[rule('text'), ['a'], 'Unexpected character encountered'],
		[rule('text', { maxLength: 2 }), 'äöå', "with a maximum length of '2'."],
		[rule('text', { minLength: 0, maxLength: 2 }), 'äöå', 'with a maximum length of 2.'],
		[rule('text', { minLength: 2 }), 'ä', "with a minimum length of '2'."],
		[rule('file'), 'ei ole', 'Could not convert string to System.Byte[]: ei ole.'],
		[rule('file'), 'QEA', 'Could not convert string to System.Byte[]: QEA.'],
		[rule('fileList'), [{ Base64Content: '!' }], "Path 'Kenttä[0].Base64Content'."],
		[rule('fileList'), ['QEA='], 'Could not convert string to object: QEA=.'],
		[rule('word'), '', "with a minimum length of '1'."],
		[rule('id'), 0, 'The field Kenttä must be between 1 and 2147483647.'],
		[rule('integerList'), 5, 'Could not convert number to list: 5.'],
		[rule('integerList'), [1, 'b'], "Could not convert string to integer: b. Path 'Kenttä[1]'."],
		[rule('json', { shape: 'array' }), {}, 'Cannot deserialize the current JSON object.'],
		[rule('json', { shape: 'object' }), [], 'Cannot deserialize the current JSON array.'],
	])('by the rule %p refuses %p', (broken, given, message) => {
		expect(checkValue(given, broken)).toEqual({ error: expect.stringContaining(message) });
	});
});

describe('a body', () => {
	let simulator: Simulator;

	beforeAll(async () => {
		simulator = await startSimulator({ port: 0, units: 5 });
	});

	afterAll(() => simulator.close());

	const invalidRequest = {
		status: 400,
		data: { Message: 'The request is invalid.', ModelState: { request: [expect.any(String)] } },
	};

	it.each([
		['malformed JSON', '{"Otsikko": '],
		['a bare word', 'Otsikko'],
		['an array', '[]'],
		['a text', '"Otsikko"'],
		['null', 'null'],
		['nothing', ''],
	])('that is %s is refused', async (_, body) => {
		const response = await clientOf(simulator).post<unknown>('ilmoitukset/selaa', body, {
			headers: { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) },
			transformRequest: (data: unknown) => data,
		});
		expect(response).toMatchObject(invalidRequest);
	});

	it.each(['application/json', 'application/json; charset=utf-8', 'TEXT/JSON'])(
		'as %s is read',
		async (mediaType) => {
			const { status } = await clientOf(simulator).post('ilmoitukset/selaa', '{}', {
				headers: { 'Content-Type': mediaType },
			});
			expect(status).toBe(200);
		},
	);

	it.each(['application/xml', 'application/x-www-form-urlencoded', 'text/plain'])(
		'as %s is refused',
		async (mediaType) => {
			const { status, data } = await clientOf(simulator).post<unknown>('ilmoitukset/selaa', '{}', {
				headers: { 'Content-Type': mediaType },
			});
			expect([status, data]).toEqual([
				415,
				{
					Message: `The request entity's media type '${mediaType}' is not supported for this resource.`,
				},
			]);
		},
	);

	it("with neither a length nor chunks doesn't reach the application", async () => {
		const status = await new Promise<number | undefined>((resolve, reject) => {
			const request = httpRequest(`${simulator.url}ilmoitukset/4000001/vastaanota`, {
				method: 'POST',
				headers: { ...simulator.account.headers },
			});
			request.removeHeader('Content-Length');
			request.removeHeader('Transfer-Encoding');
			request.on('response', (response) => {
				response.resume();
				resolve(response.statusCode);
			});
			request.on('error', reject);
			request.end();
		});
		expect(status).toBe(411);
		expect(simulator.data.writes).toEqual([]);
	});

	it("names a record that doesn't exist", async () => {
		const { status, data } = await clientOf(simulator).post<unknown>('ilmoitukset/lisaa', {
			KustannuspaikkaId: 1,
			Otsikko: 'Hana',
			TyotehtavanKuvaus: 'Vuotaa',
		});
		expect([status, data]).toEqual([400, { Message: 'Kohdetta 1 ei löydy.' }]);
	});

	it('is read by its keys in any letter case', async () => {
		const { status, data } = await clientOf(simulator).post<{ Id: number }>('ilmoitukset/lisaa', {
			kustannuspaikkaid: '1000001',
			OTSIKKO: 'Hana',
			tyotehtavanKuvaus: 'Vuotaa',
		});
		expect(status).toBe(200);
		expect(simulator.data.serviceRequests.find(data.Id)?.record).toMatchObject({
			KohdeId: 1_000_001,
			TyötehtävänOtsikko: 'Hana',
			TyötehtävänKuvaus: 'Vuotaa',
		});
	});

	it('whose required text is blank is refused', async () => {
		const { status } = await clientOf(simulator).post('ilmoitukset/lisaa', {
			KustannuspaikkaId: 1_000_001,
			Otsikko: ' \n',
			TyotehtavanKuvaus: 'Vuotaa',
		});
		expect(status).toBe(400);
	});
});
