import { describe, expect, it } from '@jest/globals';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import {
	catalogue,
	fieldsOf,
	offeredBy,
	simpleKeysOf,
	type Operation,
} from '../../../dist/nodes/shared/catalogue/index.js';
import { outputSchemaOf, outputSchemas } from '../../../tools/catalogue/outputSchema.js';
import { storeFile } from '../harness/index.mts';
import { sampleParameters } from './sampleParameters.mts';
import { everythingOf, setUp } from './setUp.mts';

const tampuuri = setUp({ units: 40 });

const schemas = new Map(
	outputSchemas({ catalogue, offeredBy, simpleKeysOf }).map(({ path, schema }) => [path, schema]),
);
const previewed = (resource: string, name: string) =>
	schemas.get(`${resource}/${name}.json`)?.properties ?? {};

const offered = catalogue.flatMap((resource) =>
	offeredBy(resource)
		// What only an account's profile names is tried with one, in accountLists and propertyTree.
		.filter(([, row]) => !('steps' in row && row.steps.length === 0))
		.map(([name, operation]) => ({ resource: resource.value, name, operation })),
);

async function itemWithFile(json: INodeParameters): Promise<INodeExecutionData> {
	const data = await storeFile(Buffer.from('Pöytäkirja'), {
		fileName: 'pöytäkirja.txt',
		mimeType: 'text/plain',
	});
	return { json: json as INodeExecutionData['json'], binary: { data } };
}

/** Each item brings its parameters, and the node takes them by expression: no two items alike. */
function byExpression(parameters: INodeParameters, path = '$json'): INodeParameters {
	const fixed = ['resource', 'operation', '__rl', 'mode'];
	return Object.fromEntries(
		Object.entries(parameters).map(([name, value]) => {
			if (fixed.includes(name)) return [name, value];
			if (typeof value === 'object' && value !== null) {
				return [name, byExpression(value as INodeParameters, `${path}.${name}`)];
			}
			return [name, `={{ ${path}.${name} }}`];
		}),
	);
}

function callsOf(operation: (typeof offered)[number]['operation']): Operation[] {
	return 'steps' in operation ? [...operation.steps] : [operation];
}

describe.each(offered)('$resource $name', ({ resource, name, operation }) => {
	const parametersOf = (variant: number) =>
		sampleParameters(resource, name, operation, tampuuri.simulator.data, variant);

	it('does what its row says, and puts out what its schema says', async () => {
		const { outputs, error } = await tampuuri.run({
			parameters: parametersOf(0),
			items: [await itemWithFile({})],
		});
		expect(error).toBeUndefined();
		const items = outputs[0] ?? [];
		const log = tampuuri.simulator.requestLog.entries;
		const called = log.map(({ operation: row }) => row);
		for (const row of called) {
			expect(callsOf(operation).map(({ method, path }) => `${method} ${path}`)).toContain(row);
		}
		expect(log.every(({ status }) => status !== null && status < 300)).toBe(true);
		if (operation.access === 'write') expect(items.length).toBeGreaterThan(0);
		for (const { pairedItem } of items) expect(pairedItem).toEqual({ item: 0 });
		const { properties } = outputSchemaOf(operation);
		const unseen = ('fields' in operation.response ? operation.response.fields : [])
			.filter(({ type }) => type === 'unseen')
			.map(({ key }) => key);
		const simple = simpleKeysOf(operation);
		for (const { json } of items) {
			// n8n shows the schema as what will come, and Simplify is on.
			if (simple) expect(Object.keys(previewed(resource, name))).toEqual(simple);
			if (simple) expect(simple).toEqual(expect.arrayContaining(Object.keys(json)));
			for (const [key, { type }] of Object.entries(properties)) {
				if (!(key in json) || json[key] === null || unseen.includes(key)) continue;
				const actual = Array.isArray(json[key]) ? 'array' : typeof json[key];
				expect([key, actual]).toEqual([key, type === 'integer' ? 'number' : type]);
			}
		}
	});

	it('sends each item its own request, paired with its own result', async () => {
		const items = [await itemWithFile(parametersOf(0)), await itemWithFile(parametersOf(1))];
		const { outputs, error } = await tampuuri.run({
			parameters: byExpression(parametersOf(0)),
			items,
		});
		expect(error).toBeUndefined();
		const varies =
			Object.keys(operation.pathParameters).length +
				fieldsOf(operation).filter(({ required }) => required).length >
			0;
		const requests = tampuuri.simulator.requestLog.entries.map(({ path, query, body }) =>
			JSON.stringify([path, query, body]),
		);
		// All items share one list of all service requests.
		const isShared = 'composite' in operation && operation.composite === 'getFollowUps';
		expect(requests.length).toBeGreaterThanOrEqual(isShared ? 1 : 2);
		if (varies) expect(new Set(requests).size).toBe(requests.length);
		const paired = (outputs[0] ?? []).map(
			({ pairedItem }) => (pairedItem as { item: number }).item,
		);
		expect(paired).toEqual([...paired].sort());
		if (operation.access === 'write') expect(new Set(paired)).toEqual(new Set([0, 1]));
	});

	// A check ends with verdicts instead, whatever is refused.
	if ('composite' in operation && operation.composite === 'checkAccount') return;
	it('puts a refused item on the error branch and says why, without secrets', async () => {
		const [{ method, path }] = callsOf(operation) as [Operation];
		const { account } = tampuuri.simulator;
		tampuuri.simulator.faults.set({
			method,
			path,
			times: 'always',
			action: {
				kind: 'status',
				status: 403,
				body: {
					Message: `Ei oikeutta: ${account.values.password}, ${account.values.user}, 010180-923A`,
				},
			},
		});
		const outcome = await tampuuri.run({
			parameters: parametersOf(0),
			items: [await itemWithFile({})],
			onError: 'continueErrorOutput',
		});
		const [success, failed] = outcome.outputs;
		expect(success).toEqual([]);
		expect(failed).toHaveLength(1);
		expect(failed?.[0]?.pairedItem).toEqual({ item: 0 });
		expect(failed?.[0]?.json.error).toMatch(/^Tampuuri denied access: Ei oikeutta: .* \[item 0\]$/);
		expect(failed?.[0]?.error?.description).toContain(`${method} `);
		expect(failed?.[0]?.error?.description).toContain('the credential "Stored tampuuriApi"');
		const everything = everythingOf(outcome);
		const sent = JSON.stringify(parametersOf(0));
		for (const secret of Object.values(account.values)) expect(everything).not.toContain(secret);
		if (!sent.includes('010180-923A')) expect(everything).not.toContain('010180-923A');
	});
});
