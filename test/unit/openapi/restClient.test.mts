import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import axios from 'axios';
import type { Simulator } from '../../../simulator/start.mts';
import { openApiDocument } from '../../../tools/openapi/document.mts';
import { requestsIn, type ExportedRequest } from '../../../tools/openapi/requests.mts';
import { changesFile, environmentFile, readsFile } from '../../../tools/openapi/restClient.mts';
import type { OpenApiDocument } from '../../../tools/openapi/types.mts';
import {
	environmentOf,
	requestsOfFile,
	sentBy,
	variablesOfFile,
	type FileRequest,
} from './httpFile.mts';
import { callFor, filledBody, plainSimulator, valuesFor } from './sampleValues.mts';
import { BARE_PAGE, documentOf, simulatorSite } from './sites.mts';

let document: OpenApiDocument;
let byId: ReadonlyMap<string, ExportedRequest>;
let simulator: Simulator;
beforeAll(async () => {
	document = openApiDocument(await simulatorSite('standard')).document;
	byId = new Map(requestsIn(document).map((request) => [request.id, request]));
	simulator = await plainSimulator();
});
afterAll(async () => await simulator.close());

function requestFor({ name }: FileRequest): ExportedRequest {
	const request = byId.get(name);
	if (request === undefined) throw new Error(`There is no operation ${name}`);
	return request;
}

/** Sends a request with the values that a person enters for it. */
async function send(one: FileRequest): Promise<number> {
	const request = requestFor(one);
	const values = new Map(
		[...valuesFor(request, simulator)].map(([name, value]) => [name.replace(/\W/g, '_'), value]),
	);
	const names = [...environmentOf(environmentFile()).keys()];
	const headers = new Map(
		Object.values(simulator.account.headers).map((value, place) => [names[place], value]),
	);
	const { data, ...sent } = sentBy(one, (variable) => {
		if (variable === 'baseUrl') return simulator.url.replace(/\/$/, '');
		const name = /^\$dotenv (\w+)$/.exec(variable)?.[1];
		const value = name === undefined ? values.get(variable) : headers.get(name);
		if (value === undefined) throw new Error(`Nothing sets ${variable}`);
		if (name === undefined) expect(one.prompts).toContain(variable);
		return value;
	});
	const sample = callFor(request, simulator).body;
	const body = data === undefined ? undefined : filledBody(JSON.parse(data), sample);
	const response = await axios.request({ ...sent, data: body, validateStatus: () => true });
	return response.status;
}

describe('the files for REST Client', () => {
	it('have each operation once, apart by whether it changes data', () => {
		const reads = requestsOfFile(readsFile(document));
		const changes = requestsOfFile(changesFile(document));
		expect(reads.length + changes.length).toBe(byId.size);
		expect(reads.filter((one) => requestFor(one).changesData)).toEqual([]);
		expect(changes.filter((one) => !requestFor(one).changesData)).toEqual([]);
		expect(new Set([...reads, ...changes].map(({ name }) => name)).size).toBe(byId.size);
	});

	it('ask before anything is changed, and only then', () => {
		expect(requestsOfFile(changesFile(document)).filter((one) => !one.isConfirmed)).toEqual([]);
		expect(requestsOfFile(readsFile(document)).filter((one) => one.isConfirmed)).toEqual([]);
	});

	it('take the six headers from a file that has no values', () => {
		const empty = environmentOf(environmentFile());
		expect([...empty.keys()]).toEqual([
			'TAMPUURI_API_KEY',
			'TAMPUURI_CUSTOMER_NAME',
			'TAMPUURI_SOFTWARE_VERSION',
			'TAMPUURI_ACCOUNT_NAME',
			'TAMPUURI_USERNAME',
			'TAMPUURI_PASSWORD',
		]);
		expect(new Set(empty.values())).toEqual(new Set(['']));
		expect([...variablesOfFile(readsFile(document))]).toEqual([
			['baseUrl', 'https://qa-api.tampuuri.fi/v10/api'],
		]);
	});

	it('read everything once values are entered', async () => {
		const statuses = new Map<string, number>();
		for (const one of requestsOfFile(readsFile(document))) statuses.set(one.name, await send(one));
		expect([...statuses].filter(([, status]) => status !== 200)).toEqual([]);
		expect(simulator.data.writes).toEqual([]);
	});

	it('find no command in what a page says', async () => {
		const summary = '@note ### @prompt a // {{b}}';
		const [only, ...others] = requestsOfFile(
			readsFile(await documentOf([{ ...BARE_PAGE, path: 'a/{ä-1}', summary }])),
		);
		expect(others).toEqual([]);
		expect(only).toMatchObject({ isConfirmed: false, prompts: ['a_1'] });
		expect(only?.text).toMatch(/^GET \{\{baseUrl\}\}\/a\/\{\{a_1\}\}\nX-Tamp/);
	});
});
