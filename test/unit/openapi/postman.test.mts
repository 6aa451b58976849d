import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startSimulator, type Simulator } from '../../../simulator/start.mts';
import { openApiDocument } from '../../../tools/openapi/document.mts';
import { postmanCollection, postmanEnvironment } from '../../../tools/openapi/postman.mts';
import {
	foldersOf,
	isUnfilled,
	requestsIn,
	type ExportedRequest,
} from '../../../tools/openapi/requests.mts';
import type { OpenApiDocument } from '../../../tools/openapi/types.mts';
import { callFor, filledBody, plainSimulator, valuesFor, variablesOf } from './sampleValues.mts';
import { simulatorSite } from './sites.mts';

const NEWMAN = require.resolve('newman/bin/newman.js');

type Collection = ReturnType<typeof postmanCollection>;
type Item = Collection['item'][number]['item'][number]['item'][number];

interface Report {
	readonly run: {
		readonly executions: ReadonlyArray<{
			readonly request: { readonly method: string };
			readonly response?: { readonly code: number };
		}>;
		readonly failures: readonly unknown[];
	};
}

let document: OpenApiDocument;
let requests: readonly ExportedRequest[];
let simulator: Simulator;
let folder: string;
beforeAll(async () => {
	document = openApiDocument(await simulatorSite('standard')).document;
	requests = requestsIn(document);
	simulator = await plainSimulator();
	folder = await mkdtemp(join(tmpdir(), 'tampuuri-postman-'));
});
beforeEach(() => simulator.reset());
afterAll(async () => {
	await simulator.close();
	await rm(folder, { recursive: true });
});

/** The environment as a person fills it in. */
function environmentFor({ url, account }: Simulator, allowChanges = 'no') {
	const environment = postmanEnvironment(document);
	const values: Record<string, string> = {
		...variablesOf(account),
		baseUrl: url.replace(/\/$/, ''),
		allowChanges,
	};
	return {
		...environment,
		values: environment.values.map((one) => ({ ...one, value: values[one.key] ?? one.value })),
	};
}

/** Runs a collection with Postman's own runner, and gives the method and status of each call it sent. */
async function run(
	collection: object,
	environment: object,
	...options: readonly string[]
): Promise<string[]> {
	const [collectionFile, environmentFile, reportFile] = ['c', 'e', 'r'].map((name) =>
		join(folder, `${name}.json`),
	) as [string, string, string];
	await writeFile(collectionFile, JSON.stringify(collection));
	await writeFile(environmentFile, JSON.stringify(environment));
	const report = ['--reporters', 'json', '--reporter-json-export', reportFile];
	await new Promise<void>((resolve, reject) => {
		execFile(
			process.execPath,
			[NEWMAN, 'run', collectionFile, '-e', environmentFile, ...report, ...options],
			(error, _printed, complaints) => (error ? reject(new Error(complaints)) : resolve()),
		);
	});
	const { executions, failures } = (JSON.parse(await readFile(reportFile, 'utf8')) as Report).run;
	expect(failures).toEqual([]);
	return executions.flatMap(({ request, response }) =>
		response === undefined ? [] : `${request.method} ${response.code}`,
	);
}

/** An item with values in place of its placeholders, as a person enters them. */
function filled(item: Item, request: ExportedRequest): Item {
	const values = valuesFor(request, simulator);
	const entered = <One extends { key: string; value: string }>(one: One): One =>
		one.value.startsWith('<') ? { ...one, value: values.get(one.key) ?? '' } : one;
	const { url, body } = item.request;
	const sample = callFor(request, simulator).body;
	return {
		...item,
		request: {
			...item.request,
			url: {
				...url,
				...(url.query && { query: url.query.map(entered) }),
				...(url.variable && { variable: url.variable.map(entered) }),
			},
			...(body && {
				// A change needs more than its page says is required.
				body: {
					...body,
					raw: JSON.stringify({
						...Object(filledBody(JSON.parse(body.raw), sample)),
						...(request.changesData && sample),
					}),
				},
			}),
		},
	};
}

/** A collection with values in all of its requests. */
function filledCollection(): Collection {
	const left = [false, true].flatMap((changes) =>
		requests.filter(({ changesData }) => changesData === changes),
	);
	const collection = postmanCollection(document);
	const byName = Map.groupBy(left, ({ folder: name, name: title }) => `${name} ${title}`);
	return {
		...collection,
		item: collection.item.map((part) => ({
			...part,
			item: part.item.map((controller) => ({
				...controller,
				item: controller.item.map((item) => {
					const request = byName.get(`${controller.name} ${item.name}`)?.shift();
					if (request === undefined) throw new Error(`No request for ${item.name}`);
					return filled(item, request);
				}),
			})),
		})),
	};
}

/** The folders of the catalogue's operations and one of the invented ones. */
function isInFew(name: string): boolean {
	return !name.startsWith('Esimerkki_') || name === 'Esimerkki_avaimet';
}

function few(collection: Collection): Collection {
	const item = collection.item.map((part) => ({
		...part,
		item: part.item.filter(({ name }) => isInFew(name)),
	}));
	return { ...collection, item };
}

describe('the Postman collection', () => {
	it('has each operation once, apart by whether it changes data', () => {
		const { item } = postmanCollection(document);
		expect(item.map(({ name }) => name)).toEqual(['Reads', 'Changes data']);
		const counts = item.map((part) => part.item.flatMap((controller) => controller.item).length);
		const changes = requests.filter(({ changesData }) => changesData);
		expect(counts).toEqual([requests.length - changes.length, changes.length]);
	});

	it('has variables for the six headers, and never their values', () => {
		const environment = postmanEnvironment(document);
		const empty = environment.values.filter(({ value }) => value === '');
		expect(empty.map(({ type }) => type)).toEqual(Array(6).fill('secret'));
		const { variable } = postmanCollection(document);
		expect(variable.filter(({ value }) => value === '').map(({ key }) => key)).toEqual(
			empty.map(({ key }) => key),
		);
		expect(variable[0]).toEqual({ key: 'baseUrl', value: 'https://qa-api.tampuuri.fi/v10/api' });
	});

	it('sends nothing but reads that need no values, as it is', async () => {
		const collection = postmanCollection(document);
		const ready = requests.filter(
			(one) => isInFew(one.folder) && !one.changesData && !isUnfilled(one),
		);
		const statuses = await run(few(collection), environmentFor(simulator));
		expect(statuses).toEqual(ready.map(({ method }) => `${method} 200`));
		expect(simulator.calls.total).toBe(ready.length);
	});

	it('reads everything once its values are entered, and changes nothing', async () => {
		const statuses = await run(filledCollection(), environmentFor(simulator));
		const reads = foldersOf(requests.filter(({ changesData }) => !changesData));
		expect(statuses).toEqual(
			reads.flatMap((one) => one.requests).map(({ method }) => `${method} 200`),
		);
		expect(simulator.data.writes).toEqual([]);
	});

	it('changes data only when that is allowed', async () => {
		const statuses = await run(few(filledCollection()), environmentFor(simulator, 'yes'));
		expect(statuses).toHaveLength(requests.filter(({ folder: name }) => isInFew(name)).length);
		// The states of a service request have an order.
		expect(statuses.filter((status) => !/ 20\d$/.test(status))).toEqual(['POST 409']);
		expect(simulator.data.writes.length).toBeGreaterThan(0);
	});

	it('sends ä and ö as Latin-1 in a call without a body, and as UTF-8 in one with a body', async () => {
		const other = await startSimulator({ port: 0, units: 1 });
		const statuses = await run(few(postmanCollection(document)), environmentFor(other));
		await other.close();
		expect(new Set(statuses)).toEqual(new Set(['GET 200', 'POST 403']));
	});
});
