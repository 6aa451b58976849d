import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IDataObject, INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { runs } from '../../runs.mts';
import { callAsTool, storeFile, type NodeOutcome } from '../harness/index.mts';
import { setUpResponder } from './responder.mts';
import { itemsOf, setUp, TAMPUURI } from './setUp.mts';

const tampuuri = setUp({ units: 10 });
const responder = setUpResponder();

const located = (value: string) => ({ __rl: true, mode: 'id', value });
const CREATE: INodeParameters = {
	resource: 'serviceRequest',
	operation: 'create',
	costCentre: located('5'),
	title: '={{ $json.title ?? "Hana" }}',
	taskDescription: 'Vuotaa',
};
const COMPLETE: INodeParameters = {
	resource: 'serviceRequest',
	operation: 'complete',
	serviceRequest: located('7'),
};

const run = async (
	parameters: INodeParameters,
	budget: number,
	{ items = itemsOf({}), onError }: { items?: INodeExecutionData[]; onError?: INode['onError'] },
) =>
	await tampuuri.run({
		// One call at a time, so that it is known which one is the first too many.
		parameters: { ...parameters, options: { callBudget: budget, concurrency: 1 } },
		items,
		onError,
		credentials: tampuuri.credentials({ ownAddress: responder.url }),
	});

const numbered = (count: number) => itemsOf(...Array.from({ length: count }, () => ({})));
const pairedWith = (items: readonly INodeExecutionData[] = []) =>
	items.map(({ pairedItem }) => (pairedItem as { item: number }).item);
const hintsOf = ({ hints }: NodeOutcome) => hints.map(({ message }) => message);

/** A server where everything succeeds. */
function accepting(): void {
	responder.reply = (_asked, place) => ({ body: { Id: 100 + place } });
}

describe('changes beyond the call budget', () => {
	const NOT_DONE = 'Call Budget of 7 reached. Not done: create a service request';

	it('are items that say so, each beside its own input', async () => {
		accepting();
		const outcome = await run(CREATE, 7, { items: numbered(20) });
		expect(responder.asked).toHaveLength(7);
		const [output] = outcome.outputs;
		expect(pairedWith(output)).toEqual([...Array(20).keys()]);
		expect(output?.slice(0, 7).map(({ json }) => json)).toEqual(
			Array.from({ length: 7 }, (_, place) => ({ Id: 100 + place })),
		);
		expect(output?.slice(7).map(({ json }) => json)).toEqual(
			Array.from({ length: 13 }, () => ({ notDone: NOT_DONE })),
		);
		expect(hintsOf(outcome)).toEqual([
			'Call Budget of 7 reached at item 7 of 20. What was done so far is kept; each unfinished item says so.',
			'Changed in Tampuuri: 7 × Create a service request (ID 100, 101, 102, 103, 104, 105, 106)',
			'7 API calls used: 0.077 € once your free calls are used up',
		]);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'are errors where the node goes on (%s)',
		async (onError) => {
			accepting();
			const { outputs } = await run(CREATE, 7, { items: numbered(20), onError });
			expect(responder.asked).toHaveLength(7);
			const failed = outputs.flat().filter(({ error }) => error !== undefined);
			expect(pairedWith(failed)).toEqual(Array.from({ length: 13 }, (_, place) => 7 + place));
			expect(failed[0]?.json.error).toBe(`${NOT_DONE} [item 7]`);
			expect(failed[0]?.error?.description).toMatch(/^Increase Call Budget under Options/);
			expect(outputs[0]).toHaveLength(onError === 'continueErrorOutput' ? 7 : 20);
		},
	);
});

describe('what earlier calls of an unfinished item changed is named', () => {
	const RECEIVED = 'already done: the service request was received';

	it.each([undefined, 'continueErrorOutput'] as const)(
		'when the budget ends between two steps (%s)',
		async (onError) => {
			const { outputs } = await run(COMPLETE, 1, { onError });
			expect(responder.asked.map(({ path }) => path)).toEqual(['ilmoitukset/7/vastaanota']);
			const [item] = outputs.flat();
			expect(item?.json.notDone ?? item?.json.error).toBe(
				`Call Budget of 1 reached. Not finished: complete a service request (${RECEIVED})${onError === undefined ? '' : ' [item 0]'}`,
			);
			expect(outputs.flat()).toHaveLength(1);
		},
	);

	it.each([
		['is refused', { status: 409, body: { Message: 'Ei käy' } }, /^Tampuuri does not allow/],
		['has no readable response', { body: '<html>' }, /^Tampuuri's response is not valid JSON/],
	])('when the next step %s', async (_what, reply, message) => {
		responder.reply = (_asked, place) => (place === 0 ? {} : reply);
		const { error } = await run(COMPLETE, 9, {});
		expect(error?.message).toMatch(message);
		expect(error?.message).toContain(`(${RECEIVED}) [item 0]`);
	});

	it('but a step that could not be sent is found before anything is', async () => {
		const parameters = { ...COMPLETE, moreFields: '{"constructor":1}' };
		const { error } = await run(parameters, 9, {});
		expect(error?.description).toContain('Nothing was sent to Tampuuri.');
		expect(responder.asked).toEqual([]);
	});

	const stored = async (name: string, content: string) =>
		await storeFile(Buffer.from(content), { fileName: name, mimeType: 'text/plain' });
	const ADD: INodeParameters = {
		resource: 'document',
		operation: 'addToProperty',
		property: located('5'),
		category: 'Muut',
		binaryFields: 'one, two',
	};

	it('when a later file can no longer be loaded', async () => {
		accepting();
		const one = await stored('a.txt', 'hei');
		// What is not base64 has a length until it is decoded.
		const two = { fileName: 'b.txt', mimeType: 'text/plain', data: '====' };
		const items = [{ json: {}, binary: { one, two } }];
		const { error } = await run(ADD, 9, { items });
		expect(error?.message).toBe(
			'The file "b.txt" is empty (already done: added a.txt (ID 100)) [item 0]',
		);
		expect(error?.description).not.toContain('Nothing was sent');
		expect(responder.asked).toHaveLength(1);
	});

	it('and kept, when the budget ends between two files', async () => {
		accepting();
		const items = [
			{ json: {}, binary: { one: await stored('a.txt', 'a'), two: await stored('b.txt', 'b') } },
		];
		const { json } = await run(ADD, 1, { items });
		expect(json).toEqual([
			{ KohdeId: 5, Id: 100 },
			{
				notDone:
					'Call Budget of 1 reached. Not finished: add a document to a property (already done: added a.txt (ID 100))',
			},
		]);
	});
});

describe('a list cut by the call budget', () => {
	it.each([undefined, 'continueRegularOutput'] as const)(
		'keeps its rows and says that they are not all (%s)',
		async (onError) => {
			responder.reply = ({ body }) => {
				const { Offset, Limit } = body as { Offset: number; Limit: number };
				const Items = Array.from({ length: Limit }, (_, index) => ({ Id: Offset + index + 1 }));
				return { body: { Offset, Limit, Total: 1000, Items } };
			};
			const list = { resource: 'serviceRequest', operation: 'getAll', returnAll: true };
			const { outputs } = await run(list, 2, { onError });
			const [output = []] = outputs;
			expect(output).toHaveLength(501);
			expect(output.at(-1)?.json.notDone ?? output.at(-1)?.json.error).toMatch(
				/^Call Budget of 2 reached\. Not finished: get many service requests \(already done: the first 500 rows were read\)/,
			);
			expect(pairedWith(output)).toEqual(Array(501).fill(0));
		},
	);
});

const CALLS = {
	read: 1,
	change: 1,
	missing: 1,
	broken: 1,
	/** A read that is retried as often as by default. */
	busy: 4,
	/** Refused before it is sent. */
	invalid: 0,
} as const;
type Kind = keyof typeof CALLS;

const ITEM_PATHS: INodeParameters = {
	resource: 'anyOperation',
	operation: 'call',
	method: '={{ $json.method }}',
	apiOperation: { __rl: true, mode: 'path', value: '={{ $json.path }}' },
	body: '{}',
};

function itemOf(kind: Kind): IDataObject {
	const method = kind === 'change' || kind === 'broken' ? 'POST' : 'GET';
	return { method, path: kind === 'invalid' ? '../x' : kind };
}

/** What becomes of each item when they take their calls one after another. */
function ends(kinds: readonly Kind[], budget: number) {
	let left = budget;
	return kinds.map((kind) => {
		const isCut = CALLS[kind] > left;
		left = Math.max(0, left - CALLS[kind]);
		if (isCut) return 'notDone';
		return kind === 'read' || kind === 'change' ? 'done' : 'failed';
	});
}

function endOf({ json, error }: INodeExecutionData) {
	if (json.Id === 1) return 'done';
	const text = String(json.notDone ?? error?.message);
	return text.startsWith('Call Budget of') ? 'notDone' : 'failed';
}

describe('any items with any budget', () => {
	const scenario = fc.record({
		kinds: fc.array(fc.constantFrom(...(Object.keys(CALLS) as Kind[])), {
			minLength: 1,
			maxLength: 8,
		}),
		budget: fc.integer({ min: 1, max: 12 }),
		onError: fc.constantFrom(undefined, 'continueRegularOutput', 'continueErrorOutput'),
	});
	const STATUS: Readonly<Record<string, number>> = { missing: 404, broken: 500, busy: 503 };

	it('each have an end in the output, within the budget', async () => {
		await fc.assert(
			fc.asyncProperty(scenario, async ({ kinds, budget, onError }) => {
				responder.asked.length = 0;
				responder.reply = ({ path }) => ({
					status: STATUS[path] ?? 200,
					headers: { 'content-type': 'application/json', 'retry-after': '0' },
					body: { Id: 1 },
				});
				const outcome = await run(ITEM_PATHS, budget, {
					items: itemsOf(...kinds.map(itemOf)),
					onError,
				});
				expect(responder.asked.length).toBeLessThanOrEqual(budget);
				const expected = ends(kinds, budget);
				const firstFailed = expected.indexOf('failed');
				if (onError === undefined && firstFailed >= 0) {
					return expect(outcome.error?.message).toContain(`[item ${firstFailed}]`);
				}
				const items = outcome.outputs.flat();
				for (const [index, end] of expected.entries()) {
					const own = items.filter((_item, place) => pairedWith(items)[place] === index);
					expect(own.map(endOf)).toEqual([end]);
					expect(own[0]?.error !== undefined).toBe(onError !== undefined && end !== 'done');
				}
			}),
			{ numRuns: runs(40) },
		);
	});
});

describe.each(['invoke', 'engineRequest'] as const)('as an AI tool (%s)', (way) => {
	it.each([undefined, 'continueRegularOutput'] as const)(
		'the model learns what was done and what was not (%s)',
		async (onError) => {
			const { result } = await callAsTool(tampuuri.nodeTypes, {
				type: TAMPUURI,
				parameters: { ...COMPLETE, allowChangesByAi: true, options: { callBudget: 1 } },
				credentials: tampuuri.credentials({ ownAddress: responder.url }),
				way,
				onError,
			});
			expect(responder.asked).toHaveLength(1);
			expect(String(result)).toMatch(
				/Call Budget of 1 reached.*already done: the service request was received/,
			);
		},
	);

	it('shows a model no more rows than it can use, and why they end', async () => {
		const text = 'x'.repeat(600);
		const Items = Array.from({ length: 100 }, (_, row) => ({ Id: row + 1, Otsikko: text }));
		responder.reply = (_asked, place) => ({
			body: { Total: 300, Items: Items.map((one) => ({ ...one, Id: 100 * place + one.Id })) },
		});
		const { result } = await callAsTool(tampuuri.nodeTypes, {
			type: TAMPUURI,
			parameters: {
				resource: 'serviceRequest',
				operation: 'getAll',
				returnAll: true,
				filters: {},
				output: 'raw',
				options: { callBudget: 2 },
			},
			credentials: tampuuri.credentials({ ownAddress: responder.url }),
			way,
		});
		const shown = JSON.stringify(result);
		expect(shown.length).toBeLessThan(12_000);
		expect(shown).toContain('of 200 rows are shown');
		expect(shown).toMatch(/Call Budget of 2 reached.*already done: the first 200 rows were read/);
	});
});
