import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { Field } from '../../../../dist/nodes/shared/catalogue/index.js';
import { loadPackage, runNode, storeFile, type NodeTypes } from '../../harness/index.mts';
import { TAMPUURI } from '../setUp.mts';
import { expectedOf, STATES, valueOf, type State } from './expectations.mts';
import { Recorder } from './recorder.mts';

const recorder = new Recorder();
let nodeTypes: NodeTypes;
let binary: INodeExecutionData['binary'];
beforeAll(async () => {
	await recorder.start();
	nodeTypes = await loadPackage();
	const content = Buffer.from('x');
	const data = await storeFile(content, { fileName: 'a.txt', mimeType: 'text/plain' });
	binary = { data };
});
beforeEach(() => {
	recorder.content = '{"Id":1}';
	recorder.take();
});
afterAll(async () => await recorder.stop());

async function run(parameters: INodeParameters, json: IDataObject[] = [{}]) {
	const outcome = await runNode(nodeTypes, {
		type: TAMPUURI,
		credentials: { tampuuriApi: recorder.credential },
		parameters: { resource: 'anyOperation', operation: 'call', ...parameters },
		items: json.map((one) => ({ json: one, binary })),
		onError: 'continueErrorOutput',
	});
	const errors = (outcome.outputs[1] ?? []).map(({ error }) => error);
	return { errors, error: outcome.error, received: recorder.take() };
}

/** Any Operation, chosen from the list, as the workflow keeps it. */
function chosen(operation: string, mapper: unknown): INodeParameters {
	return {
		apiOperation: { __rl: true, mode: 'list', value: operation },
		fields: mapper as INodeParameters,
	};
}

const mapped = (value: unknown, schema: unknown = []) => ({
	mappingMode: 'defineBelow',
	value,
	schema,
});

const base = { key: 'X', parameter: 'x', label: 'X' } as const;
/** The kinds of a Help page's fields, and the catalogue's kind that each is sent as. */
const FIELDS: Readonly<Record<string, Field>> = {
	text: { ...base, type: 'text' },
	integer: { ...base, type: 'integer' },
	decimal: { ...base, type: 'decimal' },
	boolean: { ...base, type: 'boolean' },
	date: { ...base, type: 'date' },
	dateTime: { ...base, type: 'dateTime' },
	choice: { ...base, type: 'text' },
	choiceNumber: { ...base, type: 'integer' },
	integerList: { ...base, type: 'integerList' },
	textList: { ...base, type: 'textList' },
	object: { ...base, type: 'json', shape: 'object' },
	array: { ...base, type: 'json', shape: 'array' },
	file: { ...base, type: 'file', filledWithName: [] },
	fileList: { ...base, type: 'fileList' },
};

describe.each(Object.entries(FIELDS))('a field of kind %s from a Help page', (kind, field) => {
	const whatIsExpected = (state: State, isRequired: boolean) =>
		expectedOf(field, state, { isRequired, clears: false });
	const inState = (state: State) => {
		const value = valueOf(state);
		return value === undefined ? {} : { value };
	};

	it.each(['POST', 'PUT'])('is sent by %s as it is meant, in each state', async (method) => {
		for (const state of STATES) {
			const expected = whatIsExpected(state, false);
			if (expected.what === 'refused' || expected.what === 'untested') continue;
			const { received, error, errors } = await run(
				chosen(
					`${method} a`,
					mapped({ [`X (body, ${kind})`]: '={{ $json.value }}', 'Y (body, text)': 'y' }),
				),
				[inState(state) as IDataObject],
			);
			expect([state, error?.message, errors[0]?.message]).toEqual([state, undefined, undefined]);
			const sent = expected.what === 'sent' ? { X: expected.wire } : {};
			expect([state, received.map(({ body }) => body)]).toEqual([state, [{ Y: 'y', ...sent }]]);
		}
	});

	it('is refused unsent when it does not fit, or is required and empty', async () => {
		const id = `X (body, ${kind})`;
		for (const isRequired of [false, true]) {
			const states = STATES.filter((state) => whatIsExpected(state, isRequired).what === 'refused');
			if (states.length === 0) continue;
			const { received, errors } = await run(
				chosen('POST a', mapped({ [id]: '={{ $json.value }}' }, [{ id, required: isRequired }])),
				states.map((state) => inState(state) as IDataObject),
			);
			expect(received).toEqual([]);
			expect(errors).toHaveLength(states.length);
			for (const error of errors) {
				expect(error?.message).toMatch(/^X /);
				expect(error?.description).toContain('Nothing was sent');
			}
		}
	});
});

describe('the fields of a Help page', () => {
	it.each([
		['no value', mapped(null, [])],
		['no schema', { mappingMode: 'defineBelow', value: { 'X (body, text)': '' } }],
		['nothing at all', {}],
		['null', null],
		['a text', ''],
	])('send nothing when the mapper holds %s', async (_what, mapper) => {
		const { received, errors, error } = await run(chosen('POST a', mapper));
		expect([error?.message, errors[0]?.message]).toEqual([undefined, undefined]);
		expect(received.map(({ body }) => body)).toEqual([{}]);
	});

	it('are not sent when they were removed from the panel', async () => {
		const schema = [
			{ id: 'X (body, text)', required: false, removed: true },
			{ id: 'Y (body, text)', required: false, removed: false },
		];
		const { received } = await run(
			chosen('POST a', mapped({ 'X (body, text)': 'x', 'Y (body, text)': 'y' }, schema)),
		);
		expect(received.map(({ body }) => body)).toEqual([{ Y: 'y' }]);
	});

	it.each([
		['PUT', { 'X (body, text)': null, 'Y (body, integer)': '' }],
		['PATCH', {}],
	])('must not all be empty in an update (%s)', async (method, value) => {
		const schema = [{ id: 'X (body, text)' }, { id: 'Y (body, integer)' }];
		const { received, errors } = await run(chosen(`${method} a`, mapped(value, schema)));
		expect(received).toEqual([]);
		expect(errors[0]?.message).toMatch(/^There is nothing to update/);
		expect(errors[0]?.description).toContain('for example X or Y');
	});

	it('may be absent in an update whose page has none', async () => {
		const { received } = await run(
			chosen('PUT a/{id}', mapped({ 'id (path, integer)': 5 }, [{ id: 'id (path, integer)' }])),
		);
		expect(received.map(({ path, body }) => [path, body])).toEqual([['a/5', {}]]);
	});

	const limited = [
		{ id: 'X (body, text)', limits: { minLength: 2, maxLength: 3 } },
		{ id: 'N (body, integer)', limits: { minimum: 1, maximum: 12 } },
		{ id: 'C (body, text)', limits: { minLength: 0, maxLength: 3 } },
	];
	it.each([
		[{ 'X (body, text)': 'abcd' }, /^X is 4 characters long/],
		[{ 'X (body, text)': 'a' }, /^X is 1 characters long/],
		[{ 'N (body, integer)': 13 }, /^N is out of range: 13/],
	])('are checked against the limits of the page: %j', async (value, message) => {
		const { received, errors } = await run(chosen('POST a', mapped(value, limited)));
		expect(received).toEqual([]);
		expect(errors[0]?.message).toMatch(message);
	});

	it.each([
		['PUT', { C: '', N: 1 }],
		['POST', { N: 1 }],
	])('are cleared where the page allows an empty text (%s)', async (method, body) => {
		const { received } = await run(
			chosen(`${method} a`, mapped({ 'C (body, text)': '', 'N (body, integer)': 1 }, limited)),
		);
		expect(received.map((one) => one.body)).toEqual([body]);
	});
});

describe('a call by path', () => {
	const call = (fields: INodeParameters) => ({
		apiOperation: { __rl: true, mode: 'path', value: 'a' },
		...fields,
	});

	it.each([
		['[1,{"a":"ä"}]', [1, { a: 'ä' }]],
		['[]', []],
		['"hei"', 'hei'],
		['{"a":[]}', { a: [] }],
		['', {}],
		['={{ null }}', {}],
		['={{ undefined }}', {}],
		['={{ [1] }}', [1]],
	])('sends the body %s', async (body, expected) => {
		const { received } = await run(call({ method: 'POST', body }));
		expect(received.map((one) => one.body)).toEqual([expected]);
	});

	it.each([
		['x', { X: 'x' }],
		[5, { X: '5' }],
		['={{ 0 }}', { X: '0' }],
		['={{ [1, 2] }}', { 'X[0]': '1', 'X[1]': '2' }],
		['', {}],
		['={{ null }}', {}],
		['={{ undefined }}', {}],
		['={{ [] }}', {}],
	])('sends the query parameter %s', async (value, query) => {
		const parameter = [{ name: 'X', value }];
		const { received } = await run(call({ queryParameters: { parameter } }));
		expect(received.map((one) => one.query)).toEqual([query]);
	});

	it('refuses an object as a query parameter', async () => {
		const parameter = [{ name: 'X', value: '={{ { Id: 1 } }}' }];
		const { received, errors } = await run(call({ queryParameters: { parameter } }));
		expect(received).toEqual([]);
		expect(errors[0]?.message).toMatch(/^X is not text/);
	});

	it('says how long a DELETE is: some servers answer 411 otherwise', async () => {
		const { received } = await run(call({ method: 'DELETE' }));
		expect(received.map(({ headers }) => headers['content-length'])).toEqual(['0']);
		expect(received[0]?.headers['content-type']).toBeUndefined();
	});
});
