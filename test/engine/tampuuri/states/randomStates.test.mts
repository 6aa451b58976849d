import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import {
	catalogue,
	collectionOf,
	fieldsOf,
	isUpdate,
	offeredBy,
	type Field,
	type Operation,
	type PathParameter,
	type Row,
} from '../../../../dist/nodes/shared/catalogue/index.js';
import { runs } from '../../../runs.mts';
import { loadPackage, runNode, storeFile, type NodeTypes } from '../../harness/index.mts';
import { sentWithFiles } from '../sampleParameters.mts';
import { TAMPUURI } from '../setUp.mts';
import { STATES, valueOf } from './expectations.mts';
import { Recorder, type Received } from './recorder.mts';

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
afterAll(async () => await recorder.stop());

const rows = catalogue.flatMap((resource) =>
	offeredBy(resource)
		// It reads what it finds, not what is entered.
		.filter(
			([, row]) =>
				!('composite' in row && (row.access === 'read' || row.composite === 'createFollowUp')),
		)
		.map(([name, row]) => ({ resource: resource.value, name, row })),
);
type Offered = (typeof rows)[number];

/** Values of every field's kind, right and nearly right, besides the states of the table. */
const likely = fc.oneof(
	fc.constantFrom(...STATES.map(valueOf)),
	fc.constantFrom<unknown>(
		'5.11.2026',
		'2026-11-05T08:00:00Z',
		'31.2.2026',
		'12',
		'1,2',
		'[3]',
		'{}',
		'{"a":1}',
		'data',
		'Soitto',
		'0x5',
		'true',
	),
	fc.integer(),
	fc.double(),
	fc.string(),
	fc.jsonValue({ maxDepth: 2 }),
);

/** Values that fit a kind of field. */
const FITTING: Readonly<Record<Field['type'] | PathParameter['type'], fc.Arbitrary<unknown>>> = {
	text: fc.string({ minLength: 1, maxLength: 10 }),
	choice: fc.constantFrom('x', { mode: 'value', value: 'x' }),
	word: fc.constantFrom('Kohde', 3),
	integer: fc.integer({ min: 1, max: 9 }),
	decimal: fc.constantFrom(5.5, '5,5', 0, -1),
	boolean: fc.boolean(),
	date: fc.constantFrom('5.11.2026', '2026-11-05', '2026-11-05T23:00:00Z'),
	dateTime: fc.constantFrom('5.11.2026 9:40', '2026-11-05T08:00:00'),
	reference: fc.constantFrom(5, '5', { __rl: true, mode: 'id', value: '5' }),
	id: fc.constantFrom(5, ' 5 '),
	integerList: fc.constantFrom('5, 6', [5, null]),
	textList: fc.constantFrom('a, b', ['a', 5, '']),
	json: fc.constantFrom<unknown>({ a: 1 }, '{"a":null}', [{ a: 1 }], '[1]'),
	file: fc.constantFrom('data', ['data']),
	fileList: fc.constant('data'),
};

/** A field is left alone, or set to something that fits or may not fit. */
function statesOf({ row }: Offered) {
	const required = [
		...Object.values(row.pathParameters),
		...fieldsOf(row).filter((field) => field.required),
	];
	const optional = fieldsOf(row).filter((field) => !field.required);
	const stateOf = ({ type }: Field | PathParameter, left: number) =>
		fc.oneof(
			{ weight: 20, arbitrary: FITTING[type] },
			{ weight: 1, arbitrary: likely },
			{ weight: left, arbitrary: fc.constant(undefined) },
		);
	return fc.record(
		Object.fromEntries([
			...required.map((field) => [field.parameter, stateOf(field, 1)] as const),
			...optional.map((field) => [field.parameter, stateOf(field, 40)] as const),
		]),
	);
}

const cases = fc
	.constantFrom(...rows)
	.chain((offered) => statesOf(offered).map((states) => ({ offered, states })));

function parametersOf({ resource, name, row }: Offered): INodeParameters {
	const by = (fields: ReadonlyArray<Field | PathParameter>) =>
		Object.fromEntries(fields.map(({ parameter }) => [parameter, `={{ $json.${parameter} }}`]));
	const fields = fieldsOf(row);
	return {
		resource,
		operation: name,
		...by([...Object.values(row.pathParameters), ...fields.filter(({ required }) => required)]),
		[collectionOf(row)]: by(fields.filter(({ required }) => !required)),
	};
}

const DAY = /^\d{4}-\d{2}-\d{2}(T00:00:00)?$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}$/;
const isId = (value: unknown) =>
	Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 2 ** 31 - 1;

/** Whether a value in a body is of the type and within the limits that the row gives. */
function isOfType(field: Field, wire: unknown, row: Row): boolean {
	switch (field.type) {
		case 'text':
		case 'choice': {
			if (typeof wire !== 'string' || wire.length > (field.maxLength ?? Infinity)) return false;
			const mayBeEmpty = field.type === 'text' && field.minLength === 0 && isUpdate(row);
			return mayBeEmpty || wire.trim() !== '';
		}
		case 'integer':
			return Number.isInteger(wire) && Number(wire) >= (field.minimum ?? -(2 ** 31));
		case 'decimal':
			return typeof wire === 'number';
		case 'boolean':
			return typeof wire === 'boolean';
		case 'date':
			return typeof wire === 'string' && DAY.test(wire);
		case 'dateTime':
			return typeof wire === 'string' && MOMENT.test(wire);
		case 'reference':
			return isId(wire);
		case 'integerList':
			return Array.isArray(wire) && wire.length > 0 && wire.every(isId);
		case 'textList':
			return Array.isArray(wire) && wire.length > 0 && wire.every((one) => typeof one === 'string');
		case 'json':
			return Array.isArray(wire) === (field.shape === 'array') && typeof wire === 'object';
		case 'file':
			return typeof wire === 'string' && wire !== '';
		case 'fileList':
			return Array.isArray(wire) && wire.length > 0;
	}
}

const PAGING = ['Offset', 'Limit'];

/** Keys that a file fills in by itself. */
function ofFile(fields: readonly Field[]): string[] {
	return fields.flatMap((field) =>
		field.type === 'file' ? [...field.filledWithName, field.filledWithContentType ?? ''] : [],
	);
}

function callOf({ row }: Offered, { method, path }: Received): Operation {
	const withFiles = sentWithFiles(row);
	const calls = 'steps' in row ? row.steps : [row, ...(withFiles ? [withFiles] : [])];
	const called = calls.find((one) => {
		const pattern = one.path.replace(/\{[^}]+\}/g, '[\\p{L}\\p{N}_]+');
		return one.method === method && new RegExp(`^${pattern}$`, 'u').test(path);
	});
	if (called === undefined) throw new Error(`${method} ${path} is no call of the row`);
	return called;
}

function check(offered: Offered, states: Record<string, unknown>, received: Received): void {
	const call = callOf(offered, received);
	// A search by the code of the person to find takes the code for its word.
	const renamed = { searchWord: 'identityCode' } as Readonly<Record<string, string>>;
	const isSet = ({ parameter }: Field) =>
		states[parameter] !== undefined || states[renamed[parameter] ?? ''] !== undefined;
	const fields = call.body?.fields ?? [];
	for (const [key, wire] of Object.entries(received.body ?? {})) {
		if (call.paging === 'body' && PAGING.includes(key)) continue;
		const field = fields.find((one) => one.key === key);
		expect([key, field !== undefined]).toEqual([key, true]);
		if (field === undefined) continue;
		const isMeant = isSet(field) || ofFile(fields).includes(key);
		expect([key, wire, isMeant]).toEqual([key, wire, true]);
		expect([key, wire, isOfType(field, wire, call)]).toEqual([key, wire, true]);
	}
	for (const [name, text] of Object.entries(received.query)) {
		if (call.paging === 'query' && PAGING.includes(name)) continue;
		const field = call.query.find(({ key }) => key === name.replace(/\[\d+\]$/, ''));
		expect([name, field !== undefined && isSet(field)]).toEqual([name, true]);
		expect(text.trim()).not.toBe('');
	}
}

it('a step sends nothing but what was entered, and of the type that its row gives', async () => {
	let sent = 0;
	let refused = 0;
	await fc.assert(
		fc.asyncProperty(cases, async ({ offered, states }) => {
			const { outputs, error } = await runNode(nodeTypes, {
				type: TAMPUURI,
				credentials: { tampuuriApi: recorder.credential },
				parameters: parametersOf(offered),
				items: [
					{ json: JSON.parse(JSON.stringify(states)) as object, binary } as INodeExecutionData,
				],
				onError: 'continueErrorOutput',
			});
			expect(error).toBeUndefined();
			const received = recorder.take();
			for (const one of received) check(offered, states, one);
			const [failed] = outputs[1] ?? [];
			if (received.length > 0) sent++;
			if (received.length > 0 || failed === undefined) return;
			refused++;
			expect(failed.error?.message).not.toMatch(/undefined|\[object|Cannot read|call stack/);
			const isOfN8n = /binary/.test(String(failed.error?.message));
			if (!isOfN8n) expect(failed.error?.description).toContain('Nothing was sent');
		}),
		{ numRuns: runs(300) },
	);
	expect(sent).toBeGreaterThan(20);
	expect(refused).toBeGreaterThan(20);
});
