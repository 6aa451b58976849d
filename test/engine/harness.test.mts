import { EventEmitter, once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import Fastify, { type FastifyInstance } from 'fastify';
import {
	callAsTool,
	EVALUATE,
	forgetProcessedItems,
	inLine,
	ITEMS,
	loadMapperFields,
	loadOptions,
	loadPackage,
	readFile,
	runNode,
	runWorkflow,
	searchList,
	storeFile,
	testCredential,
	type NodeTypes,
} from './harness/index.mts';
import { writeSamplePackage } from './harness/sample/samplePackage.mts';

const type = 'n8n-nodes-sample.sample';
const secret = 'only-the-header-may-carry-this';

const requests = new EventEmitter();
const nextRequest = async () => await once(requests, 'request');

let nodeTypes: NodeTypes;
let server: FastifyInstance;
let baseUrl: string;
let removePackage: () => Promise<void>;

beforeAll(async () => {
	const { directory, remove } = await writeSamplePackage();
	removePackage = remove;
	nodeTypes = await loadPackage(directory);
	server = Fastify();
	server.get('/whoami', async ({ headers }, reply) => {
		if (headers['x-key'] === 'wrong') return await reply.code(403).send({ Message: 'No' });
		if (headers['x-key'] === 'lost') return await reply.code(404).send({ Message: 'Where' });
		return { key: headers['x-key'] === secret, account: headers['x-account'] ?? null };
	});
	server.get('/never', () => new Promise(() => undefined));
	server.addHook('onRequest', async () => {
		requests.emit('request');
	});
	baseUrl = await server.listen({ host: '127.0.0.1', port: 0 });
});

afterAll(async () => {
	server.server.closeAllConnections();
	await server.close();
	await removePackage();
});

beforeEach(forgetProcessedItems);

const texts = (...values: string[]) => values.map((text) => ({ json: { text } }));

describe('running a node', () => {
	test('leaves defaults to n8n', async () => {
		const { json, status } = await runNode(nodeTypes, { type });
		expect({ json, status }).toEqual({ json: [{ text: 'silence', index: 0 }], status: 'success' });
	});

	test('evaluates expressions for each item and keeps the pairing', async () => {
		const { outputs } = await runNode(nodeTypes, {
			type,
			parameters: { text: '={{ $json.text.toUpperCase() }}', times: '={{ $itemIndex * 2 }}' },
			items: texts('a', 'b', 'c'),
		});
		expect(outputs).toEqual([
			[
				{ json: { text: 'B', index: 0 }, pairedItem: { item: 1 } },
				{ json: { text: 'B', index: 1 }, pairedItem: { item: 1 } },
				...[0, 1, 2, 3].map((index) => ({
					json: { text: 'C', index },
					pairedItem: { item: 2 },
				})),
			],
		]);
	});

	test('leads item links downstream back to their source', async () => {
		const outcome = await runWorkflow(nodeTypes, {
			nodes: [
				{ name: 'Start', type: ITEMS },
				{ name: 'Sample', type, parameters: { text: '={{ $json.text }}', times: 2 } },
				{
					name: 'After',
					type: EVALUATE,
					parameters: { value: '={{ $("Start").item.json.text + $json.index }}' },
				},
			],
			connections: inLine('Start', 'Sample', 'After'),
			startItems: texts('a', 'b'),
		});
		expect(outcome.json('After').map(({ value }) => value)).toEqual(['a0', 'a1', 'b0', 'b1']);
	});

	test('gives the hints', async () => {
		const { hints } = await runNode(nodeTypes, { type });
		expect(hints).toEqual([{ message: 'Said silence' }]);
	});

	test('uses pinned data in place of a node', async () => {
		const outcome = await runWorkflow(nodeTypes, {
			nodes: [
				{ name: 'Sample', type, parameters: { text: 'bad' } },
				{ name: 'After', type: EVALUATE, parameters: { value: '={{ $json.text }}' } },
			],
			connections: inLine('Sample', 'After'),
			pinData: { Sample: texts('pinned') },
		});
		expect(outcome.json('After')).toEqual([{ value: 'pinned' }]);
	});

	test('is refused as n8n refuses it when a required parameter is empty', async () => {
		await expect(runNode(nodeTypes, { type, parameters: { needed: '' } })).rejects.toThrow(
			'Parameter "Needed" is required',
		);
	});

	test('runs at the version asked for, at the newest unless told otherwise', async () => {
		expect(nodeTypes.newestVersion(type)).toBe(2);
		const { status } = await runNode(nodeTypes, { type, typeVersion: 1 });
		expect(status).toBe('success');
	});

	test.each(['manual', 'trigger', 'webhook'] as const)('runs in mode %s', async (mode) => {
		const parameters = { operation: 'describeCall' };
		const { json } = await runNode(nodeTypes, { type, parameters, mode });
		expect(json).toEqual([{ topic: 'silence', asTool: false, mode }]);
	});
});

describe('a failing item', () => {
	const failing = {
		type,
		parameters: { text: '={{ $json.text }}' },
		items: texts('good', 'bad', 'fine'),
	};
	const good = { json: { text: 'good', index: 0 }, pairedItem: { item: 0 } };
	const fine = { json: { text: 'fine', index: 0 }, pairedItem: { item: 2 } };

	test('stops the workflow', async () => {
		const { status, error, outputs } = await runNode(nodeTypes, failing);
		expect(status).toBe('error');
		expect(error).toMatchObject({ message: 'The text is bad', context: { itemIndex: 1 } });
		expect(outputs).toEqual([]);
	});

	test('goes on at the regular output', async () => {
		const { outputs } = await runNode(nodeTypes, { ...failing, onError: 'continueRegularOutput' });
		expect(outputs).toEqual([
			[
				good,
				{
					json: { error: 'The text is bad' },
					error: expect.objectContaining({ message: 'The text is bad' }),
					pairedItem: { item: 1 },
				},
				fine,
			],
		]);
	});

	test('goes to the error output', async () => {
		const { outputs } = await runNode(nodeTypes, { ...failing, onError: 'continueErrorOutput' });
		expect(outputs[0]).toEqual([good, fine]);
		expect(outputs[1]).toMatchObject([
			{ json: { error: 'The text is bad' }, pairedItem: { item: 1 } },
		]);
	});

	test('is tried again by Retry on Fail', async () => {
		const { status, log } = await runNode(nodeTypes, {
			...failing,
			retryOnFail: true,
			maxTries: 2,
			waitBetweenTries: 1,
		});
		expect(status).toBe('error');
		expect(log.filter((line) => line.includes('finished with error'))).toHaveLength(3);
	});
});

describe('the Stop button', () => {
	test.each([
		['a request', { operation: 'call', url: '/never' }],
		['a wait', { operation: 'wait', url: '/whoami' }],
	])('ends %s', async (_name, { operation, url }) => {
		const stop = new AbortController();
		const running = runNode(nodeTypes, {
			type,
			parameters: { operation, url: `${baseUrl}${url}` },
			credentials: { sampleApi: { key: secret } },
			signal: stop.signal,
		});
		await nextRequest();
		stop.abort();
		const { status, outputs } = await running;
		expect({ status, outputs }).toEqual({ status: 'canceled', outputs: [] });
	});

	test('keeps the nodes after it from running', async () => {
		const stop = new AbortController();
		const running = runWorkflow(nodeTypes, {
			nodes: [
				{ name: 'Start', type: ITEMS },
				{ name: 'Sample', type, parameters: { operation: 'wait', url: `${baseUrl}/whoami` } },
				{ name: 'After', type: EVALUATE },
			],
			connections: inLine('Start', 'Sample', 'After'),
			signal: stop.signal,
		});
		await nextRequest();
		stop.abort();
		const outcome = await running;
		expect(outcome.hasRun('Start')).toBe(true);
		expect(outcome.hasRun('After')).toBe(false);
	});
});

describe('credentials', () => {
	const call = { operation: 'call', url: '' };

	test.each([
		['function', 'sampleApi', { key: true, account: 'main' }],
		['generic', 'sampleGenericApi', { key: true, account: null }],
	])('authenticate by the %s form, with defaults', async (_form, credential, result) => {
		const { json, error } = await runNode(nodeTypes, {
			type,
			parameters: { ...call, url: `${baseUrl}/whoami`, credential },
			credentials: { [credential]: { key: secret } },
		});
		expect(error).toBeUndefined();
		expect(json).toEqual([result]);
	});

	test('may hold expressions', async () => {
		const { json } = await runNode(nodeTypes, {
			type,
			parameters: { ...call, url: `${baseUrl}/whoami` },
			credentials: { sampleApi: { key: secret, account: '={{ "sec" + "ond" }}' } },
		});
		expect(json).toEqual([{ key: true, account: 'second' }]);
	});

	test('that a node lacks end the run', async () => {
		const { error } = await runNode(nodeTypes, {
			type,
			parameters: { ...call, url: `${baseUrl}/whoami` },
		});
		expect(error?.message).toContain('Node does not require credentials');
	});

	test.each([
		['accepted', { key: secret }, { status: 'OK', message: 'Connection successful!' }],
		[
			'refused by a rule',
			{ key: 'wrong' },
			{ status: 'Error', message: 'The key is not accepted' },
		],
		['without a rule', { key: 'lost' }, { status: 'Error', message: 'Not Found' }],
		[
			'out of reach',
			{ key: secret, baseUrl: 'http://127.0.0.1:1' },
			{ status: 'Error', message: 'ECONNREFUSED' },
		],
	])('are tested by their request: %s', async (_name, data, result) => {
		const stored = { baseUrl, ...data };
		expect(await testCredential(nodeTypes, 'sampleApi', stored)).toEqual(result);
	});

	test.each([
		[{ key: '={{ "a" + "b" }}' }, { status: 'OK', message: 'Key ab' }],
		[{}, { status: 'Error', message: 'Key ' }],
	])('are tested by a node: %j', async (stored, result) => {
		expect(await testCredential(nodeTypes, 'sampleGenericApi', stored)).toEqual(result);
	});
});

describe('what n8n keeps of a run', () => {
	test('is the text in its database and its log', async () => {
		const { saved, log } = await runNode(nodeTypes, {
			type,
			parameters: { operation: 'call', url: `${baseUrl}/whoami` },
			credentials: { sampleApi: { key: secret } },
		});
		expect(saved.data).toContain('account');
		expect(log.some((line) => line.startsWith('info Calling') && line.includes(baseUrl))).toBe(
			true,
		);
		expect(`${saved.data} ${log.join()}`).not.toContain(secret);
	});

	test('tells a leak', async () => {
		const { saved } = await runNode(nodeTypes, { type, parameters: { text: secret } });
		expect(saved.data).toContain(secret);
	});
});

test('files come from and go to n8n’s binary data', async () => {
	const data = await storeFile(Buffer.from('abc'), { fileName: 'a.txt', mimeType: 'text/plain' });
	const { outputs, error } = await runNode(nodeTypes, {
		type,
		parameters: { operation: 'turn' },
		items: [{ json: {}, binary: { data } }],
	});
	expect(error).toBeUndefined();
	const turned = outputs[0]?.[0]?.binary?.data;
	expect(turned).toMatchObject({ fileName: 'turned-a.txt', mimeType: 'text/plain', bytes: 3 });
	expect(turned && (await readFile(turned)).toString()).toBe('cba');
});

test('processed items are remembered over runs, up to the limit', async () => {
	const seen = async (...values: string[]) => {
		const parameters = { operation: 'once', text: '={{ $json.text }}' };
		const { json } = await runNode(nodeTypes, { type, parameters, items: texts(...values) });
		return json.map(({ value }) => value);
	};
	expect(await seen('a', 'a', 'b')).toEqual(['a', 'b']);
	expect(await seen('b', 'c')).toEqual(['c']);
	expect(await seen('a')).toEqual(['a']);
});

describe('the editor', () => {
	const credentials = { sampleApi: { key: secret } };

	test('searches a list with the parameters, defaults and credentials of the open node', async () => {
		const open = { type, credentials, filter: 'x', paginationToken: '250' };
		expect(await searchList(nodeTypes, 'searchTexts', open)).toEqual({
			results: [{ name: 'silence of main', value: 'x' }],
			paginationToken: 'after 250',
		});
	});

	test('fills a drop-down', async () => {
		const open = { type, parameters: { times: 4 } };
		expect(await loadOptions(nodeTypes, 'getTimes', open)).toEqual([
			{ name: 'Twice as Many', value: 8 },
		]);
	});

	test('loads the fields of a resource mapper', async () => {
		const { fields } = await loadMapperFields(nodeTypes, 'getFields', {
			type,
			parameters: { text: 'Otsikko' },
		});
		expect(fields.map(({ id }) => id)).toEqual(['Otsikko']);
	});

	test('has no method of another name', async () => {
		await expect(loadOptions(nodeTypes, 'getTmes', { type })).rejects.toThrow('"getTmes"');
	});
});

describe('an agent', () => {
	const tool = {
		type,
		parameters: {
			operation: 'describeCall',
			text: "={{ $fromAI('topic', 'What about', 'string') }}",
		},
		input: { topic: 'taps' },
	};

	test.each([
		['invoke', true],
		['engineRequest', false],
	] as const)('calls the node as a tool by %s', async (way, asTool) => {
		const { result } = await callAsTool(nodeTypes, { ...tool, way });
		expect(result).toBe(JSON.stringify([{ topic: 'taps', asTool, mode: 'trigger' }]));
	});

	test('is told of the tool', async () => {
		const { name, description } = await callAsTool(nodeTypes, tool);
		expect({ name, description }).toEqual({
			name: 'Tool',
			description: 'Do describeCall in Sample',
		});
	});
});
