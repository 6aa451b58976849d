import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
	INodeExecutionData,
	INodeParameters,
	INodeProperties,
	NodeParameterValueType,
} from 'n8n-workflow';
import {
	catalogue,
	collectionOf,
	fieldsOf,
	fileListOf,
	offeredBy,
	takesMoreFields,
	type Field,
	type Operation,
	type PathParameter,
	type Row,
} from '../../../../dist/nodes/shared/catalogue/index.js';
import { loadPackage, runNode, storeFile, type NodeTypes } from '../../harness/index.mts';
import { sentWithFiles } from '../sampleParameters.mts';
import { TAMPUURI } from '../setUp.mts';
import { expectedOf, STATES, valueOf, type Expected, type State } from './expectations.mts';
import { Recorder, type Received } from './recorder.mts';

const recorder = new Recorder();
let nodeTypes: NodeTypes;
let file: INodeExecutionData['binary'];
beforeAll(async () => {
	await recorder.start();
	nodeTypes = await loadPackage();
	const content = Buffer.from('sisältö');
	const data = await storeFile(content, { fileName: 'tiedosto.txt', mimeType: 'text/plain' });
	file = { data };
});
afterAll(async () => await recorder.stop());

/** Finding a person by a code has rules of its own, and tests for them. */
const rows = catalogue.flatMap((resource) =>
	offeredBy(resource)
		.filter(([name]) => name !== 'findOrCreate')
		// It reads what it finds, not what is entered.
		.filter(
			([, row]) =>
				!('composite' in row && (row.access === 'read' || row.composite === 'createFollowUp')),
		)
		.map(([name, row]) => ({ resource: resource.value, name, row })),
);
type Offered = (typeof rows)[number];

/** A value that every check lets through, and how it is sent. */
const SAMPLES: Readonly<
	Record<Field['type'] | PathParameter['type'], { value: NodeParameterValueType; wire: unknown }>
> = {
	text: { value: 'x', wire: 'x' },
	choice: { value: { __rl: true, mode: 'value', value: 'x' }, wire: 'x' },
	word: { value: 'x', wire: 'x' },
	integer: { value: 5, wire: 5 },
	decimal: { value: 5, wire: 5 },
	boolean: { value: true, wire: true },
	date: { value: '2026-11-05', wire: '2026-11-05T00:00:00' },
	dateTime: { value: '2026-11-05T08:00:00', wire: '2026-11-05T08:00:00+02:00' },
	reference: { value: { __rl: true, mode: 'id', value: '5' }, wire: 5 },
	id: { value: '5', wire: 5 },
	integerList: { value: '5', wire: [5] },
	textList: { value: 'x', wire: ['x'] },
	json: { value: { Id: 5 }, wire: { Id: 5 } },
	file: { value: 'data', wire: Buffer.from('sisältö').toString('base64') },
	fileList: {
		value: 'data',
		wire: [
			{
				FileName: 'tiedosto.txt',
				ContentType: 'text/plain',
				Base64Content: Buffer.from('sisältö').toString('base64'),
			},
		],
	},
};

function sampleOf(field: Field | PathParameter) {
	const sample = SAMPLES[field.type];
	if (field.type === 'json' && field.shape === 'array') return { value: [5], wire: [5] };
	if (field.type !== 'date' || field.format !== 'bare') return sample;
	return { ...sample, wire: '2026-11-05' };
}

function clears(row: Row, field: Field | PathParameter): boolean {
	const isUpdate = 'method' in row && (row.method === 'PATCH' || row.method === 'PUT');
	return isUpdate && field.type === 'text' && field.minLength === 0;
}

/** One of the optional fields that must not all be empty; it keeps its sample. */
function anchorOf(row: Row): Field | undefined {
	const [first] = row.body?.requiresOneOf ?? [];
	return fieldsOf(row).find(({ parameter }) => parameter === first);
}

function optionalOf(row: Row): Field[] {
	return fieldsOf(row).filter((field) => !field.required && field !== anchorOf(row));
}

function requiredOf(row: Row): Array<Field | PathParameter> {
	return [
		...Object.values(row.pathParameters),
		...fieldsOf(row).filter(({ required }) => required),
	];
}

/** The parameters of a step: optional fields by their parameter, the required ones as samples. */
function parametersOf(
	{ resource, name, row }: Offered,
	optional: INodeParameters,
	required: INodeParameters = {},
): INodeParameters {
	const anchor = anchorOf(row);
	return {
		resource,
		operation: name,
		...Object.fromEntries(requiredOf(row).map((field) => [field.parameter, sampleOf(field).value])),
		...required,
		...(takesMoreFields(row) && { moreFields: '{"Muu":1}' }),
		[collectionOf(row)]: {
			...(anchor && { [anchor.parameter]: sampleOf(anchor).value }),
			...optional,
		},
	};
}

function inQuery(key: string, wire: unknown): Array<[string, string]> {
	if (Array.isArray(wire)) return wire.map((one, place) => [`${key}[${place}]`, String(one)]);
	return [[key, String(wire)]];
}

/** What a text takes from the file when it is empty. */
function ofFile(row: Row): Record<string, string> {
	for (const field of fieldsOf(row)) {
		if (field.type !== 'file') continue;
		const names = field.filledWithName.map((key) => [key, 'tiedosto.txt']);
		const type = field.filledWithContentType;
		return Object.fromEntries([...names, ...(type === undefined ? [] : [[type, 'text/plain']])]);
	}
	return {};
}

/** The request that the row describes, by parameters and what each sends. */
function requestOf(row: Row, wires: ReadonlyMap<string, unknown>): Partial<Received> {
	const withFiles = wires.has(fileListOf(row)?.parameter ?? '') ? sentWithFiles(row) : undefined;
	const operation = 'steps' in row ? (row.steps[1] as Operation) : (withFiles ?? row);
	const required = requiredOf(row);
	const anchor = anchorOf(row);
	const all = new Map<string, unknown>([
		...[...required, ...(anchor ? [anchor] : [])].map((field): [string, unknown] => [
			field.parameter,
			sampleOf(field).wire,
		]),
		...wires,
	]);
	const path = operation.path.replace(/\{([^}]+)\}/g, (_whole, placeholder: string) =>
		String(all.get(row.pathParameters[placeholder]?.parameter ?? '')),
	);
	const filled = (fields: readonly Field[]) =>
		fields
			.filter(({ parameter }) => all.has(parameter))
			.map(({ key, parameter }) => [key, all.get(parameter)] as [string, unknown]);
	const query = Object.fromEntries(
		filled(operation.query).flatMap(([key, wire]) => inQuery(key, wire)),
	);
	const paging = { Offset: 0, Limit: 50 };
	return {
		method: operation.method,
		path,
		query: { ...query, ...(operation.paging === 'query' ? inText(paging) : {}) },
		body: operation.body && {
			...ofFile(row),
			...Object.fromEntries(filled(operation.body.fields)),
			...(takesMoreFields(row) && { Muu: 1 }),
			...(operation.paging === 'body' ? paging : {}),
		},
	};
}

function inText(values: Record<string, unknown>): Record<string, string> {
	return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)]));
}

async function run(parameters: INodeParameters, items: INodeExecutionData[] = [{ json: {} }]) {
	const outcome = await runNode(nodeTypes, {
		type: TAMPUURI,
		credentials: { tampuuriApi: recorder.credential },
		parameters,
		items: items.map((item) => ({ ...item, binary: file })),
		onError: 'continueErrorOutput',
	});
	const errors = (outcome.outputs[1] ?? []).map(({ error }) => error);
	return { errors, error: outcome.error, received: recorder.take() };
}

const lastOf = (received: readonly Received[]) => {
	const { method, path, query, body } = received.at(-1) ?? {};
	return { method, path, query, body };
};

/** The fields that send something in a state, or nothing, without being refused. */
function accepted(row: Row, fields: readonly Field[], state: State): Map<Field, Expected> {
	return new Map(
		fields
			.map((field): [Field, Expected] => [
				field,
				expectedOf(field, state, { isRequired: false, clears: clears(row, field) }),
			])
			.filter(([, { what }]) => what !== 'refused' && what !== 'untested'),
	);
}

function wiresOf(fields: ReadonlyMap<Field, Expected>): Map<string, unknown> {
	const wires = new Map<string, unknown>();
	for (const [{ parameter }, expected] of fields) {
		if (expected.what === 'sent') wires.set(parameter, expected.wire);
		if (expected.what === 'cleared') wires.set(parameter, '');
	}
	return wires;
}

/** A field's own property in the editor: what a field that was added and left alone contains. */
function defaultsOf({ resource, name, row }: Offered): INodeParameters {
	const collection = nodeTypes
		.description(TAMPUURI)
		.properties.find(
			({ name: parameter, displayOptions }) =>
				parameter === collectionOf(row) &&
				displayOptions?.show?.['resource']?.includes(resource) === true &&
				displayOptions.show['operation']?.includes(name) === true,
		);
	const options = (collection?.options ?? []) as INodeProperties[];
	return Object.fromEntries(
		options.map((option) => [option.name, option.default as NodeParameterValueType]),
	);
}

describe.each(rows)('$resource $name', (offered) => {
	const { row } = offered;
	const optional = optionalOf(row);

	it.each(STATES)('sends of its optional fields what is meant by %s', async (state) => {
		const fields = accepted(row, optional, state);
		const value = valueOf(state);
		const byExpression = Object.fromEntries(
			[...fields.keys()].map(({ parameter }) => [parameter, '={{ $json.value }}']),
		);
		const { received, error, errors } = await run(parametersOf(offered, byExpression), [
			{ json: value === undefined ? {} : { value } } as INodeExecutionData,
		]);
		expect([error?.message, errors[0]?.message]).toEqual([undefined, undefined]);
		expect(lastOf(received)).toEqual(requestOf(row, wiresOf(fields)));
	});

	it('sends nothing for fields that were added and left alone, but for switches and files', async () => {
		const defaults = defaultsOf(offered);
		const added = Object.fromEntries(
			optional.map(({ parameter }) => [parameter, defaults[parameter]]),
		) as INodeParameters;
		const { received, error, errors } = await run(parametersOf(offered, added));
		expect([error?.message, errors[0]?.message]).toEqual([undefined, undefined]);
		const wires = new Map<string, unknown>();
		for (const field of optional) {
			if (field.type === 'boolean') wires.set(field.parameter, false);
			if (field.type === 'fileList') wires.set(field.parameter, sampleOf(field).wire);
			if (clears(row, field)) wires.set(field.parameter, '');
		}
		expect(lastOf(received)).toEqual(requestOf(row, wires));
	});

	it('refuses what does not fit a field, unsent and with its name', async () => {
		const all = [...requiredOf(row), ...optional];
		const cases = all.flatMap((field) =>
			STATES.filter(
				(state) =>
					expectedOf(field, state, {
						isRequired: requiredOf(row).includes(field),
						clears: clears(row, field),
					}).what === 'refused',
			).map((state) => ({ field, state })),
		);
		if (cases.length === 0) return;
		const items = cases.map(({ field, state }) => {
			const required = Object.fromEntries(
				requiredOf(row).map((one) => [one.parameter, sampleOf(one).value]),
			);
			const value = valueOf(state);
			const json: Record<string, unknown> = { ...required, [field.parameter]: value };
			if (value === undefined) delete json[field.parameter];
			return { json } as INodeExecutionData;
		});
		const expressions = (fields: ReadonlyArray<Field | PathParameter>) =>
			Object.fromEntries(fields.map(({ parameter }) => [parameter, `={{ $json.${parameter} }}`]));
		const { received, errors } = await run(
			parametersOf(offered, expressions(optional), expressions(requiredOf(row))),
			items,
		);
		expect(received).toEqual([]);
		const said = errors.map((error) => [error?.message, String(error?.description)]);
		expect(said).toHaveLength(cases.length);
		for (const [index, { field, state }] of cases.entries()) {
			const [message = '', description = ''] = said[index] ?? [];
			const context = `${field.parameter} in the state ${state}: ${message}`;
			expect([context, message.startsWith(field.label)]).toEqual([context, true]);
			expect([context, description.includes('Nothing was sent')]).toEqual([context, true]);
			expect(message).not.toMatch(/undefined|\[object/);
		}
	});

	it('refuses required fields that were left alone', async () => {
		const required = requiredOf(row).filter(({ type }) => type !== 'boolean' && type !== 'file');
		for (const { parameter, label } of required) {
			const parameters = parametersOf(offered, {});
			delete parameters[parameter];
			const outcome = await run(parameters).catch((error: Error) => error);
			recorder.take();
			const message =
				outcome instanceof Error
					? outcome.message
					: (outcome.error?.message ?? outcome.errors[0]?.message);
			expect(message).toContain(label);
		}
	});
});
