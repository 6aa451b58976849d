import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Request } from 'playwright-core';
import { NodeHelpers, type INode, type INodeParameters } from 'n8n-workflow';
import { z } from 'zod';
import { Tampuuri } from '../../dist/nodes/Tampuuri/Tampuuri.node.js';
import type { Credential } from '../../demo/n8nClient.mts';
import { GO, sessionOfFile } from './session.mts';

jest.setTimeout(120_000);

const id = (value: string) => ({ __rl: true, mode: 'id', value });
const chosen = (value: string) => ({
	resource: 'anyOperation',
	operation: 'call',
	apiOperation: { __rl: true, mode: 'list', value },
});
/** As the editor stores a mapper that was filled in. */
const filled = (value: INodeParameters, schema: object[]) => ({
	mappingMode: 'defineBelow',
	value,
	matchingColumns: [],
	schema,
	attemptToConvertTypes: false,
	convertFieldsToString: false,
});

const STEPS: Readonly<Record<string, object>> = {
	'a list': { resource: 'serviceRequest', operation: 'getAll' },
	'a list with a filter': {
		resource: 'serviceRequest',
		operation: 'getAll',
		filters: { state: { __rl: true, mode: 'list', value: 'avoin' } },
	},
	'a creation': {
		resource: 'serviceRequest',
		operation: 'create',
		costCentre: id('1000001'),
		title: 'Hana vuotaa',
		taskDescription: 'Keittiön hana tippuu.',
	},
	'an update': { resource: 'lease', operation: 'update', lease: id('3000001') },
	'a state change': {
		resource: 'serviceRequest',
		operation: 'receive',
		serviceRequest: id('4000001'),
	},
	'any operation before one is chosen': { resource: 'anyOperation', operation: 'call' },
	'any operation whose page is missing': chosen('GET esimerkki/olematon'),
	'any operation by path': {
		...chosen(''),
		apiOperation: { __rl: true, mode: 'path', value: 'sopimukset/3000001' },
	},
	'any operation with its fields': {
		...chosen('DELETE esimerkki/lukot/{lukot_id}'),
		fields: filled({ 'lukot_id (path, integer)': 5 }, [
			{
				id: 'lukot_id (path, integer)',
				displayName: 'lukot_id (whole number)',
				required: true,
				defaultMatch: false,
				canBeUsedToMatch: false,
				display: true,
				type: 'number',
				removed: false,
			},
		]),
	},
};

const WITHOUT_MAPPER = ['any operation before one is chosen', 'any operation by path'];

const written = z.object({
	nodes: z.array(z.object({ name: z.string(), parameters: z.record(z.unknown()) })),
});

/** The parameters as the editor stores those of a step that nobody touched. */
function asStored(parameters: object): unknown {
	const { description } = new Tampuuri();
	const node: INode = { ...GO, id: '1', type: 'tampuuri', position: [0, 0] };
	const made = (given: INodeParameters, withDefaults: boolean) =>
		NodeHelpers.getNodeParameters(
			description.properties,
			given,
			withDefaults,
			false,
			node,
			description,
		) ?? {};
	return made(made(structuredClone(parameters) as INodeParameters, true), false);
}

describe('Opening a stored step', () => {
	const session = sessionOfFile();
	let credential: Credential;

	beforeAll(async () => {
		credential = await session().credential();
	});

	test.each(Object.keys(STEPS))('changes nothing: %s', async (name) => {
		const { editor } = session();
		const { page } = editor;
		const writes: Request[] = [];
		const note = (request: Request) => {
			if (request.method() === 'PATCH') writes.push(request);
		};
		page.on('request', note);
		const asked = WITHOUT_MAPPER.includes(name)
			? Promise.resolve()
			: page.waitForResponse((response) => response.url().endsWith('/resource-mapper-fields'));
		await session().openStep(credential, STEPS[name] ?? {});
		await editor.part('parameter-input-resource').waitFor();
		await asked;
		await page.waitForLoadState('networkidle');
		await page.getByText(/^Fetching /).waitFor({ state: 'detached' });
		await editor.picture(`opening-${name.replaceAll(' ', '-')}`);
		await page.keyboard.press('Escape');
		await editor.part('ndv').waitFor({ state: 'hidden' });
		expect(writes).toEqual([]);

		// What the editor stores after a change elsewhere shows whether the step was changed before.
		const stored = page.waitForRequest((request) => request.method() === 'PATCH');
		await editor.part('add-sticky-button').click();
		const { nodes } = written.parse((await stored).postDataJSON());
		page.off('request', note);
		const step = nodes.find((node) => node.name === 'Tampuuri');
		expect(step?.parameters).toEqual(asStored(STEPS[name] ?? {}));
	});
});
