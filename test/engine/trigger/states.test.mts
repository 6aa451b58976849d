import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters, NodeParameterValueType } from 'n8n-workflow';
import { forgetProcessedItems, loadPackage, type NodeTypes } from '../harness/index.mts';
import { TampuuriTrigger } from '../../../dist/nodes/TampuuriTrigger/TampuuriTrigger.node.js';
import { setUp } from '../tampuuri/setUp.mts';
import { call, credentials, deliver, notification } from './setUp.mts';

const tampuuri = setUp();
let nodeTypes: NodeTypes;
beforeAll(async () => {
	nodeTypes = await loadPackage();
});
beforeEach(() => forgetProcessedItems());

/** A field as the editor or an expression may leave it. */
const STATES = {
	undefined: '={{ undefined }}',
	null: '={{ null }}',
	'an empty text': '',
	blanks: '={{ " \u00a0 " }}',
	'an empty list': '={{ [] }}',
	'an empty object': '={{ ({}) }}',
	zero: '={{ 0 }}',
	false: '={{ false }}',
	'a number as text': '={{ " 2 " }}',
} as const satisfies Readonly<Record<string, string>>;
type State = keyof typeof STATES;
const ALL = Object.keys(STATES) as State[];
const EMPTY: readonly State[] = ['undefined', 'null', 'an empty text', 'blanks', 'an empty list'];

const BUNDLE = [
	notification(1),
	notification(2, { Action: 'SopimusPaata' }),
	notification(3, { Action: 'Muu', Account: 'Toinen' }),
];

/** The records that a call starts the workflow with. */
async function started(parameters: INodeParameters): Promise<number[]> {
	const { items = [], response } = await call(nodeTypes, BUNDLE, { parameters });
	if (items.length === 0) expect(response?.status).toBe(200);
	return items.map(({ json }) => Number(json.referenceId));
}

/** How many notifications are in each item of a bundle. */
async function parts(parameters: INodeParameters): Promise<number[]> {
	const { items = [] } = await call(nodeTypes, BUNDLE, {
		parameters: { output: 'bundle', ...parameters },
	});
	return items.map(({ json }) => (json.notifications as unknown[]).length);
}

/** How many of a bundle and its redelivery get through, or why the run failed. */
async function admitted(parameters: INodeParameters): Promise<[number, number] | string> {
	const first = await deliver(nodeTypes, BUNDLE, { parameters });
	if (first.error !== undefined) return first.error.message;
	const second = await deliver(nodeTypes, BUNDLE, { parameters });
	return [first.json('Trigger').length, second.json('Trigger').length];
}

describe('webhook() of a trigger', () => {
	it('whose fields were left alone passes every notification on', async () => {
		const { properties } = new TampuuriTrigger().description;
		const untouched = Object.fromEntries(
			properties.map((property) => [property.name, property.default as NodeParameterValueType]),
		);
		expect(await started({})).toEqual([1, 2, 3]);
		expect(await started(untouched as INodeParameters)).toEqual([1, 2, 3]);
	});

	it.each<[NodeParameterValueType, number[]]>([
		[['IlmoitusUusi'], [1]],
		['IlmoitusUusi', [1]],
		['ilmoitusuusi, SOPIMUSPAATA', [1, 2]],
		['={{ ["SopimusPaata", null, ""] }}', [2]],
		[['group:lease'], [2]],
		[
			['group:serviceRequest', 'SopimusPaata'],
			[1, 2],
		],
		[['*'], [1, 2, 3]],
		[
			['*', 'IlmoitusUusi'],
			[1, 2, 3],
		],
		['*', [1, 2, 3]],
		[['group:unheardOf'], []],
	])('takes the events %j', async (events, expected) => {
		expect(await started({ events })).toEqual(expected);
	});

	it.each(ALL)('takes %s as no event, and those named besides it', async (state) => {
		expect(await started({ events: STATES[state] })).toEqual([]);
		expect(await started({ events: STATES[state], otherEvents: 'muu' })).toEqual([3]);
	});

	it.each(ALL)('adds nothing to the chosen events for %s as other names', async (state) => {
		const events = ['IlmoitusUusi'];
		expect(await started({ events, otherEvents: STATES[state] })).toEqual([1]);
	});

	it.each(EMPTY)('takes %s as all accounts', async (state) => {
		expect(await started({ accounts: STATES[state] })).toEqual([1, 2, 3]);
	});

	it.each<[NodeParameterValueType, number[]]>([
		['toinen', [3]],
		[' Toinen , Kolmas', [3]],
		['={{ ["Tili", "Toinen"] }}', [1, 2, 3]],
		['={{ 0 }}', []],
		['={{ false }}', []],
	])('takes the accounts %j by their names', async (accounts, expected) => {
		expect(await started({ accounts })).toEqual(expected);
	});

	it.each(ALL)('gives an item per notification for %s as output', async (state) => {
		expect(await started({ output: STATES[state] })).toEqual([1, 2, 3]);
	});

	it.each(ALL.filter((state) => state !== 'a number as text'))(
		'cuts no bundle for %s as its size: a delivery must not be lost',
		async (state) => {
			expect(await parts({ options: { largestBundle: STATES[state] } })).toEqual([3]);
		},
	);

	it.each<[NodeParameterValueType, number[]]>([
		['={{ " 2 " }}', [2, 1]],
		[2.7, [2, 1]],
		[-1, [3]],
		['={{ "kaksi" }}', [3]],
		['={{ Infinity }}', [3]],
	])('cuts a bundle by %j', async (largestBundle, expected) => {
		expect(await parts({ options: { largestBundle } })).toEqual(expected);
	});

	it.each(ALL)('takes %s as no options', async (state) => {
		expect(await parts({ options: STATES[state] })).toEqual([3]);
	});
});

describe('execute() of a trigger', () => {
	it('whose fields were left alone lets each event through once', async () => {
		expect(await admitted({})).toEqual([3, 0]);
	});

	it.each(ALL)('takes %s as no options, and so lets each event through once', async (state) => {
		expect(await admitted({ options: STATES[state] })).toEqual([3, 0]);
	});

	it.each(ALL.filter((state) => state !== 'false'))(
		'deduplicates for %s: only false turns it off',
		async (state) => {
			expect(await admitted({ options: { deduplicate: STATES[state] } })).toEqual([3, 0]);
		},
	);

	it('does not deduplicate for false', async () => {
		expect(await admitted({ options: { deduplicate: false } })).toEqual([3, 3]);
		expect(await admitted({ options: { deduplicate: STATES.false } })).toEqual([3, 3]);
	});

	const NONE = ['undefined', 'null', 'an empty text', 'blanks'] as const;

	it.each(NONE)('takes %s as the usual window', async (state) => {
		expect(await admitted({ options: { window: STATES[state] } })).toEqual([3, 0]);
	});

	it.each<NodeParameterValueType>([
		0,
		-1,
		2.5,
		'={{ false }}',
		'={{ [] }}',
		'={{ ({}) }}',
		'={{ "x" }}',
	])('refuses the window %j with its name', async (window) => {
		const range = 'Deduplication Window must be a whole number from 1 to 1000000';
		expect(await admitted({ options: { window } })).toContain(range);
	});

	it('takes a number as text', async () => {
		expect(await admitted({ options: { window: '={{ " 5000 " }}' } })).toEqual([3, 0]);
	});

	it.each(ALL)('responds at once for %s', async (state) => {
		expect(await admitted({ respond: STATES[state] })).toEqual([3, 0]);
	});

	const record = async (parameters: INodeParameters) => {
		const { account } = tampuuri.simulator.account.values;
		const body = [notification(999_999, { Account: account })];
		const outcome = await deliver(nodeTypes, body, {
			parameters,
			credentials: { ...credentials, ...tampuuri.credentials() },
		});
		const [json = {}] = outcome.error === undefined ? outcome.json('Trigger') : [];
		return {
			error: outcome.error?.message,
			json: json as IDataObject,
			calls: tampuuri.simulator.calls.total,
		};
	};

	it.each(ALL)('fetches no record, which is billed, for %s', async (state) => {
		const { json, calls } = await record({ fetchFullRecord: STATES[state] });
		expect(calls).toBe(0);
		expect(json).not.toHaveProperty('record');
	});

	it.each(ALL)('adds a note where a fetch fails for %s', async (state) => {
		const { json, calls } = await record({ fetchFullRecord: true, onFetchFailure: STATES[state] });
		expect(calls).toBe(1);
		expect(json.recordNote).toContain('Ilmoitusta 999999 ei löydy');
	});

	it.each(NONE)('takes %s as the usual number of fetches', async (state) => {
		const { calls } = await record({
			fetchFullRecord: true,
			options: { fetchConcurrency: STATES[state] },
		});
		expect(calls).toBe(1);
	});

	it.each<NodeParameterValueType>([0, 9, 1.5, '={{ false }}', '={{ [] }}'])(
		'refuses %j fetches at once, and fetches nothing',
		async (fetchConcurrency) => {
			const { error, calls } = await record({
				fetchFullRecord: true,
				options: { fetchConcurrency },
			});
			expect(error).toContain('Fetch Concurrency must be a whole number from 1 to 8');
			expect(calls).toBe(0);
		},
	);
});
