import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import {
	catalogue,
	fieldsOf,
	offeredBy,
	type Row,
} from '../../../dist/nodes/shared/catalogue/index.js';
import { callAsTool } from '../harness/index.mts';
import { sampleParameters } from './sampleParameters.mts';
import { setUp, TAMPUURI } from './setUp.mts';

const tampuuri = setUp({ units: 40 });

/** The operations that change something, but for those that need a file, which no model has. */
const changes = catalogue.flatMap((resource) =>
	offeredBy(resource)
		.filter(
			([, row]: [string, Row]) =>
				row.access === 'write' &&
				!fieldsOf(row).some(({ type, required }) => required && /^file/.test(type)),
		)
		.map(([name, row]: [string, Row]) => ({
			what: row.action,
			parametersOf: () =>
				sampleParameters(resource.value, name, row, tampuuri.simulator.data, 0) as INodeParameters,
		})),
);

const byPath = (access: string): INodeParameters => ({
	resource: 'anyOperation',
	operation: 'call',
	method: 'POST',
	apiOperation: { __rl: true, mode: 'path', value: 'sopimukset/3000001/paatasopimus' },
	body: '{"Loppupvm":"2027-01-31T00:00:00"}',
	access,
});

const isWrite = ({ method, path }: { method: string; path: string }) =>
	method !== 'GET' && !/(selaa|hae)$/.test(path);

async function told(parameters: INodeParameters, way: 'invoke' | 'engineRequest' = 'invoke') {
	const { result, outcome } = await callAsTool(tampuuri.nodeTypes, {
		type: TAMPUURI,
		parameters,
		credentials: tampuuri.credentials(),
		onError: 'continueRegularOutput',
		way,
	});
	const ended = [outcome.error, outcome.runData.Tool?.at(-1)?.error].map((error) => error?.message);
	const text = [JSON.stringify(result), ...ended].join('\n');
	return { text, writes: tampuuri.simulator.requestLog.entries.filter(isWrite) };
}

describe.each([
	...changes,
	...['auto', 'read'].map((access) => ({
		what: `Call any operation by path, as ${access}`,
		parametersOf: () => byPath(access),
	})),
])('an agent that wants to: $what', ({ parametersOf }) => {
	it.each(['invoke', 'engineRequest'] as const)('is refused in words (%s)', async (way) => {
		const { text, writes } = await told(parametersOf(), way);
		expect(text).toContain('This tool may not change anything in Tampuuri');
		expect(text).toContain('Nothing was changed. Do not try again');
		expect(tampuuri.simulator.requestLog.entries).toEqual([]);
		expect(writes).toEqual([]);
	});

	it('may once the owner allows it', async () => {
		const { text, writes } = await told({ ...parametersOf(), allowChangesByAi: true });
		expect(text).not.toContain('may not change');
		expect(writes.length).toBeGreaterThan(0);
	});

	it('may preview it', async () => {
		const parameters = parametersOf();
		const options = { ...(parameters.options as IDataObject), preview: true };
		const { text, writes } = await told({ ...parameters, options } as INodeParameters);
		// A call that a person took for a read has no preview.
		if (parameters.access === 'read') expect(text).toContain('may not change');
		else expect(text).toContain('Nothing was changed. A real run would');
		expect(writes).toEqual([]);
	});
});

describe('a change that names its record', () => {
	const account = setUp({ units: 10, dialect: 'otherEnumerations' });
	const property = {
		operation: 'POST kohteet/selaa',
		paging: 'body',
		id: 'Id',
		label: ['Nimi', 'Osoite'],
		parent: 'ParentId',
	};

	async function calls(more: INodeParameters): Promise<string[]> {
		const { properties } = account.simulator.data;
		const accountProfile = JSON.stringify({
			version: 1,
			checkedAt: '2026-11-29',
			lists: { property },
		});
		const parentProperty = {
			__rl: true,
			mode: 'name',
			value: properties.costCentreOfUnitAt(0).name,
		};
		const { result } = await callAsTool(account.nodeTypes, {
			type: TAMPUURI,
			parameters: {
				resource: 'property',
				operation: 'createPlot',
				parentProperty,
				name: 'Tontti',
				...more,
			},
			credentials: account.credentials({ accountProfile }),
			onError: 'continueRegularOutput',
			way: 'invoke',
		});
		const isRefused = JSON.stringify(result).includes('may not change anything');
		expect(isRefused).toBe(Object.keys(more).length === 0);
		return account.simulator.requestLog.entries.map(({ method, path }) => `${method} ${path}`);
	}

	it('is refused before a billed list is read for the name', async () => {
		expect(await calls({})).toEqual([]);
	});

	it.each<[string, INodeParameters]>([
		['is allowed', { allowChangesByAi: true }],
		['is previewed', { options: { preview: true } }],
	])('has the list read when it %s', async (_how, more) => {
		const [first] = await calls(more);
		expect(first).toMatch(/kohteet\/selaa$/);
	});
});

describe('the allowance', () => {
	it.each(['={{ true }}', 'true', 1, null, ''])('can not be given as %j', async (value) => {
		const { text } = await told({ ...byPath('auto'), allowChangesByAi: value });
		expect(text).toContain('may not change');
	});

	it('is not asked for outside of agents', async () => {
		const { error } = await tampuuri.run({ parameters: byPath('auto') });
		expect(error).toBeUndefined();
		expect(tampuuri.simulator.requestLog.entries.filter(isWrite)).toHaveLength(1);
	});
});
