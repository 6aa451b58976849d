import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
	NodeHelpers,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeProperties,
	type NodeParameterValueType,
} from 'n8n-workflow';
import {
	canBeEmpty,
	catalogue,
	collectionOf,
	fieldsOf,
	fileListOf,
	isUpdate,
	offeredBy,
	type Field,
	type Row,
} from '../../../../dist/nodes/shared/catalogue/index.js';
import { runNode, storeFile } from '../../harness/index.mts';
import { sampleParameters, sentWithFiles } from '../sampleParameters.mts';
import { setUp, TAMPUURI } from '../setUp.mts';
import { Recorder } from './recorder.mts';

const tampuuri = setUp();
const recorder = new Recorder();
let file: INodeExecutionData['binary'];
beforeAll(async () => {
	await recorder.start();
	const content = Buffer.from('sisältö');
	file = { data: await storeFile(content, { fileName: 'a.txt', mimeType: 'text/plain' }) };
});
afterAll(async () => await recorder.stop());

const rows = catalogue.flatMap((resource) =>
	offeredBy(resource)
		// With nothing to fill in, they read, or say that the account has no list.
		.filter(
			([, row]) =>
				!('composite' in row && (row.access === 'read' || row.composite === 'createFollowUp')),
		)
		.map(([name, row]) => ({ resource: resource.value, name, row })),
);
type Offered = (typeof rows)[number];

const OPEN_NODE: INode = {
	id: 'open',
	name: 'Tampuuri',
	type: TAMPUURI,
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** The parameters as n8n's editor stores them: all defaults filled in, then left out again. */
function asStored(parameters: INodeParameters): INodeParameters {
	const description = tampuuri.nodeTypes.description(TAMPUURI);
	const { properties } = description;
	const made = (given: INodeParameters | null, withDefaults: boolean) =>
		NodeHelpers.getNodeParameters(properties, given, withDefaults, false, OPEN_NODE, description);
	return made(made(parameters, true), false) ?? {};
}

/** Runs the step; n8n itself refuses one whose required fields are empty. */
async function run(parameters: INodeParameters) {
	const outcome = await runNode(tampuuri.nodeTypes, {
		type: TAMPUURI,
		credentials: { tampuuriApi: recorder.credential },
		parameters: asStored(parameters),
		items: [{ json: {}, binary: file }],
		onError: 'continueErrorOutput',
	}).catch((error: Error) => ({ error, outputs: [] }));
	const failed = outcome.outputs[1]?.[0]?.error ?? outcome.error;
	const requests = recorder
		.take()
		.map(({ method, path, query, body }) => ({ method, path, query, body }));
	return { message: failed?.message, requests };
}

/** What an added field contains in the editor until someone fills it in. */
function defaultOf({ resource, name, row }: Offered, { parameter }: Field): NodeParameterValueType {
	const collection = tampuuri.nodeTypes
		.description(TAMPUURI)
		.properties.find(
			(property) =>
				property.name === collectionOf(row) &&
				NodeHelpers.displayParameter({ resource, operation: name }, property, OPEN_NODE, null),
		);
	const options = (collection?.options ?? []) as INodeProperties[];
	const value = options.find((option) => option.name === parameter)?.default;
	if (value === undefined) throw new Error(`${parameter} is not in the editor`);
	return structuredClone(value as NodeParameterValueType);
}

/** What a field sends that was added and left alone: a switch is off, a text may be cleared. */
function leftAlone(row: Row, field: Field): Record<string, unknown> {
	// takeFirst says which person to take, and is not sent.
	if (field.key === 'takeFirst') return {};
	if (field.type === 'boolean') return { [field.key]: false };
	if (isUpdate(row) && canBeEmpty(field)) return { [field.key]: '' };
	if (field.type === 'fileList') return { [field.key]: expect.any(Array) };
	return {};
}

describe.each(rows)('$resource $name in the editor', (offered) => {
	const { resource, name, row } = offered;

	it('chosen and left alone sends nothing, or only asks for a first page', async () => {
		const { message, requests } = await run({ resource, operation: name });
		const isReady =
			row.access === 'read' &&
			Object.keys(row.pathParameters).length === 0 &&
			!fieldsOf(row).some(({ required }) => required);
		if (isReady) {
			const body = row.paging === 'body' ? { Offset: 0, Limit: 50 } : undefined;
			expect([message, requests.map((request) => request.body)]).toEqual([undefined, [body]]);
			return;
		}
		expect(requests).toEqual([]);
		expect(message).toMatch(/Parameter "[^"]+" is required|are both empty/);
	});

	it('sends nothing for any single field that was added and left alone', async () => {
		const parameters = sampleParameters(resource, name, row, tampuuri.simulator.data);
		const collection = collectionOf(row);
		const filled = (parameters[collection] ?? {}) as INodeParameters;
		const plain = await run(parameters);
		expect([plain.message, plain.requests.length > 0]).toEqual([undefined, true]);
		const optional = fieldsOf(row).filter(
			({ required, parameter }) => !required && !(parameter in filled),
		);
		for (const field of optional) {
			const added = { ...filled, [field.parameter]: defaultOf(offered, field) };
			const { message, requests } = await run({ ...parameters, [collection]: added });
			expect([field.key, message]).toEqual([field.key, undefined]);
			const expected = plain.requests.map((request, place) => {
				const isLast = place === plain.requests.length - 1;
				if (!isLast || request.body === undefined) return request;
				const body = { ...(request.body as object), ...leftAlone(row, field) };
				const other = field === fileListOf(row) ? sentWithFiles(row) : undefined;
				return { ...request, path: other?.path ?? request.path, body };
			});
			expect([field.key, requests]).toEqual([field.key, expected]);
		}
	});
});
