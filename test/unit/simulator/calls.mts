import { expect } from '@jest/globals';
import axios, { type AxiosInstance } from 'axios';
import type {
	Field,
	Operation,
	PathParameter,
	RequestBody,
} from '../../../dist/nodes/shared/catalogue/index.js';
import type { AccountData } from '../../../simulator/data/accountData.mts';
import { FIRST_IDS } from '../../../simulator/data/seeding.mts';
import type { Simulator } from '../../../simulator/start.mts';

/** A client with the first account's headers that accepts any status. */
export function clientOf(simulator: Simulator): AxiosInstance {
	return axios.create({
		baseURL: simulator.url,
		headers: simulator.account.headers,
		validateStatus: () => true,
		maxRedirects: 0,
	});
}

/** A record in a response. */
export type Received = Record<string, unknown>;

/** Short forms for calls that must succeed. */
export function callsOf(client: AxiosInstance) {
	return {
		get: async (path: string) => (await client.get<Received>(path)).data,
		getAll: async (path: string) => (await client.get<Received[]>(path)).data,
		/** Sends a write, and returns the id in the response. */
		write: async (method: string, path: string, data: object): Promise<number> => {
			const response = await client.request<{ Id: number }>({ method, url: path, data });
			expect(response.status).toBeLessThan(300);
			return response.data.Id;
		},
	};
}

/** Everything a call needs to be let through, made from its row. */
export interface SampleCall {
	readonly method: string;
	/** Path and query, relative to the API's address. */
	readonly path: string;
	readonly body: Record<string, unknown> | undefined;
}

export function sampleCall(operation: Operation, data: AccountData): SampleCall {
	const path = operation.path.replace(/\{([^}]*)\}/g, (_, name: string) =>
		String(pathValue(operation, name, data)),
	);
	const query = new URLSearchParams(
		operation.query
			.filter(({ required }) => required)
			.map((field) => [field.key, queryValue(field, data)]),
	);
	return {
		method: operation.method,
		path: query.size > 0 ? `${path}?${query}` : path,
		body: operation.body && bodyFor(operation.body, data),
	};
}

/** The required fields, the names that go with a file, and one of alternatives. */
function bodyFor(body: RequestBody, data: AccountData): Record<string, unknown> {
	const names = body.fields.flatMap((field) => (field.type === 'file' ? field.filledWithName : []));
	return Object.fromEntries(
		body.fields
			.filter(
				({ required, key, parameter }) =>
					required || names.includes(key) || parameter === body.requiresOneOf?.[0],
			)
			.map((field) => [field.key, valueFor(field, data)]),
	);
}

/** A value for every field of a body, by its key. */
export function fullBody({ body }: Operation, data: AccountData): Record<string, unknown> {
	const values = (body?.fields ?? []).map((field) => [
		field.key,
		field.type === 'choice' ? field.choices[0].value : valueFor(field, data),
	]);
	return Object.fromEntries(values);
}

/** A period holds something, and a file key is one that exists. */
function queryValue(field: Field, data: AccountData): string {
	if (field.key === 'tiedosto_id') return data.files.stored.at(0).key;
	if (field.key === 'AlkuPvm' || field.key === 'AikaleimaAlku') return '2000-01-01';
	return String(valueFor(field, data));
}

function pathValue({ path, pathParameters }: Operation, name: string, data: AccountData): unknown {
	const parameter: PathParameter | undefined = pathParameters[name];
	if (parameter?.type === 'word') return 'Pöllö';
	if (path.startsWith('ilmoitukset/')) return serviceRequestFor(path, data);
	if (parameter?.type === 'reference') return referenceFor(parameter.to, data);
	if (name === 'mittariId') return data.meters.idAt(0);
	if (name === 'viestiketju_id') return FIRST_IDS.contactEvent;
	return 1;
}

function valueFor(field: Field, data: AccountData): unknown {
	switch (field.type) {
		case 'reference':
			return referenceFor(field.to, data);
		case 'integer':
		case 'decimal':
			return 5;
		case 'boolean':
			return true;
		case 'date':
		case 'dateTime':
			return '2030-01-01';
		case 'integerList':
			return [data.parties.idAt(0)];
		case 'textList':
			return ['Pöllö'];
		case 'json':
			return field.shape === 'array' ? [] : {};
		case 'file':
			return 'QEA=';
		case 'fileList':
			return [{ FileName: 'pöllö.txt', Base64Content: 'QEA=' }];
		case 'text':
		case 'choice':
			return 'Pöllö';
	}
}

function referenceFor(to: string, data: AccountData): number {
	switch (to) {
		case 'lease':
			return data.leases.idAt(0);
		case 'person':
			return data.parties.personIdAt(0);
		case 'party':
			return data.parties.idAt(0);
		case 'serviceRequest':
			return data.serviceRequests.idAt(0);
		default:
			return data.properties.idAt(0);
	}
}

/** One in a state from which the step can be taken. */
function serviceRequestFor(path: string, data: AccountData): number {
	const state = path.endsWith('/vastaanota') ? 'avoin' : 'vastaanotettu';
	const [request] = data.serviceRequests.browse({ states: [state] }).slice(0, 1);
	if (!request) throw new Error(`The data has no service request in the state ${state}.`);
	return request.id;
}
