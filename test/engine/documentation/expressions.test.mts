import { beforeAll, describe, expect, it } from '@jest/globals';
import { NodeApiError, type IDataObject, type INode } from 'n8n-workflow';
import { pages } from '../../documentation/pages.mts';
import {
	EVALUATE,
	inLine,
	ITEMS,
	loadPackage,
	runWorkflow,
	type NodeTypes,
} from '../harness/index.mts';

interface Sample {
	readonly json: IDataObject;
	/** What the step before failed with. */
	readonly error?: NodeApiError;
	readonly value: unknown;
}

const NODE: INode = {
	id: 'a',
	name: 'Tampuuri',
	type: 'n8n-nodes-tampuuri.tampuuri',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
const NOT_FOUND = new NodeApiError(
	NODE,
	{},
	{ message: 'Tampuuri could not find the record', httpCode: '404' },
);

/** What each expression of the documentation gives for an item; one without a sample fails. */
const SAMPLES: Readonly<Record<string, Sample>> = {
	'{{ $json.Id }}': { json: { Id: 4711 }, value: 4711 },
	'{{ $json.account }}': { json: { account: 'Asunto Oy Testipiha' }, value: 'Asunto Oy Testipiha' },
	'{{ $json.referenceId }}': { json: { referenceId: 4711 }, value: 4711 },
	'{{ $json.leadId }}': { json: { leadId: 'web-2041' }, value: 'web-2041' },
	'{{ $json.error }}': { json: { error: NOT_FOUND.message }, value: NOT_FOUND.message },
	'{{ $input.item.error.httpCode }}': { json: {}, error: NOT_FOUND, value: '404' },
	"{{ $('Report').item.json.Id }}": { json: { Id: 4711 }, value: 4711 },
	'{{ $json.Turvakielto === false }}': { json: { Turvakielto: null }, value: false },
	'{{ $json.title.slice(0, 255) }}': { json: { title: 'x'.repeat(300) }, value: 'x'.repeat(255) },
};

const expressions = [
	...new Set(pages.flatMap(({ codes }) => codes.filter((code) => code.includes('{{')))),
];

let nodeTypes: NodeTypes;
beforeAll(async () => {
	nodeTypes = await loadPackage();
});

describe('an expression of the documentation', () => {
	it.each(expressions)('works: %s', async (expression) => {
		const sample = SAMPLES[expression];
		if (sample === undefined) throw new Error('There is no sample for this expression');
		const outcome = await runWorkflow(nodeTypes, {
			nodes: [
				{ name: 'Report', type: ITEMS },
				{ name: 'Step', type: EVALUATE, parameters: { value: `=${expression}` } },
			],
			connections: inLine('Report', 'Step'),
			startItems: [{ json: sample.json, ...(sample.error && { error: sample.error }) }],
		});
		expect(outcome.json('Step')).toEqual([{ value: sample.value }]);
	});
});
