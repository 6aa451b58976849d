import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { inLine, ITEMS, runWorkflow, storeFile } from '../harness/index.mts';
import { setUp, TAMPUURI } from './setUp.mts';

const tampuuri = setUp({ units: 30 });

const byId = (value: unknown) => ({ __rl: true, mode: 'id', value }) as INodeParameters;
/** By expression: a fixed value the editor would refuse already. */
const getProperty = (id: unknown) => ({
	resource: 'property',
	operation: 'get',
	property: byId(`={{ ${JSON.stringify(id)} }}`),
});
const create = (fields: INodeParameters, additionalFields: INodeParameters = {}) => ({
	resource: 'serviceRequest',
	operation: 'create',
	costCentre: byId('1000001'),
	title: 'Hana vuotaa',
	taskDescription: 'Keittiön hana',
	...fields,
	additionalFields,
});
const call = (path: string, fields: INodeParameters = {}) => ({
	resource: 'anyOperation',
	operation: 'call',
	apiOperation: { __rl: true, mode: 'path', value: path },
	...fields,
});

describe('an item on the error output', () => {
	const STATUS = "={{ 'tila/' + ($input.item.error.httpCode ?? 'ei') }}";
	const branchedOn = async (parameters: INodeParameters) => {
		await runWorkflow(tampuuri.nodeTypes, {
			nodes: [
				{ name: 'Start', type: ITEMS },
				{ name: 'Fails', type: TAMPUURI, parameters, onError: 'continueErrorOutput' },
				{ name: 'Then', type: TAMPUURI, parameters: call(STATUS) },
			],
			connections: {
				...inLine('Start', 'Fails'),
				Fails: { main: [[], [{ node: 'Then', type: 'main', index: 0 }]] },
			},
			startItems: [{ json: {} }],
			credentials: tampuuri.credentials({ timeoutAndRetries: 'custom', retries: '0' }),
		});
		return tampuuri.simulator.requestLog.entries.at(-1)?.path;
	};

	it.each([400, 404, 429, 503])('tells the next step the status %i', async (status) => {
		tampuuri.simulator.faults.set({ action: { kind: 'status', status, body: {} } });
		expect(await branchedOn(getProperty(5))).toMatch(new RegExp(`/tila/${status}$`));
	});

	it('tells that nothing was sent', async () => {
		expect(await branchedOn(getProperty(0))).toMatch(/\/tila\/ei$/);
	});
});

describe('what Tampuuri would refuse is refused before it is sent, and not billed', () => {
	it.each<[string, INodeParameters, RegExp]>([
		...[0, -1, 1.5, 'abc', '1/../2', '1%2F..', 2 ** 31, ' ', '１'].map(
			(id): [string, INodeParameters, RegExp] => [
				`id ${id}`,
				getProperty(id),
				/^Property \(Kohde\) is (not an ID|empty)/,
			],
		),
		[
			'title over its length',
			create({ title: 'x'.repeat(256) }),
			/^Title \(Otsikko\) is 256 characters long \[item 0\]$/,
		],
		[
			'description over its length',
			create({ taskDescription: 'x'.repeat(8001) }),
			/8001 characters/,
		],
		['choice text over its length', create({}, { urgency: 'x'.repeat(256) }), /^Urgency .* 256/],
		[
			'impossible day',
			create({}, { latestTime: '31.2.2026' }),
			/Latest Time .* not a date: "31\.2\.2026"/,
		],
		['JSON with a prototype', create({ moreFields: '{"__proto__":{"a":1}}' }), /"__proto__"/],
		['broken JSON', create({ moreFields: '{"a":' }), /^More Fields is not valid JSON/],
		['a list for an object', create({ moreFields: '[]' }), /wrong shape/],
		['absolute address', call('https://evil.test/v10/api/x'), /is not valid/],
		['no scheme', call('//evil.test/x'), /is not valid/],
		['leading slash', call('/kohteet/1'), /is not valid/],
		['way up', call('kohteet/../../admin'), /is not valid/],
		['encoded way up', call('kohteet/%2e%2e/admin'), /is not valid/],
		['backslash', call('kohteet\\..\\admin'), /is not valid/],
		['query in the path', call('kohteet/1?a=b'), /is not valid/],
		['line break', call('kohteet/1\r\nX-Evil: 1'), /is not valid/],
		[
			'a list as the body of a paged list',
			call('kohteet/selaa', { method: 'POST', body: '[1]', pages: true }),
			/^Body has the wrong shape/,
		],
		['unknown method', call('kohteet', { method: 'FETCH' }), /"FETCH"/],
		['unknown operation', { resource: 'property', operation: 'fly' }, /"fly" for "property"/],
		['half a row', { resource: 'serviceRequest', operation: 'getAll', limit: 0.5 }, /^Limit /],
		[
			'a path in place of a word',
			{
				resource: 'document',
				operation: 'getChanges',
				documentType: 'a/b',
				changedAfter: '2026-01-01',
			},
			/: "a\/b"/,
		],
		[
			'call budget out of range',
			{ ...getProperty(1), options: { callBudget: 0 } },
			/^Call Budget must be a whole number/,
		],
	])('%s', async (_name, parameters, message) => {
		const { error, outputs } = await tampuuri.run({ parameters, onError: 'continueErrorOutput' });
		expect(error).toBeUndefined();
		const failed = outputs[1]?.[0];
		expect(failed?.error?.message).toMatch(message);
		expect(failed?.error?.description).toContain('Nothing was sent to Tampuuri.');
		expect(tampuuri.simulator.calls.total).toBe(0);
	});

	it('an account profile with a name that would reach into objects', async () => {
		const names = { 'serviceRequest.getAll.state': '__proto__' };
		const { error } = await tampuuri.run({
			parameters: { resource: 'serviceRequest', operation: 'getAll' },
			credentials: tampuuri.credentials({
				accountProfile: JSON.stringify({ version: 1, checkedAt: '2026-11-25', names }),
			}),
		});
		expect(error?.message).toMatch(
			/^The credential's Account Profile is not valid: names → serviceRequest.getAll.state \(line 1\) must be a name/,
		);
		expect(tampuuri.simulator.calls.total).toBe(0);
	});

	it('unknown values of an enumeration are sent: not all were seen', async () => {
		const { error } = await tampuuri.run({
			parameters: {
				resource: 'serviceRequest',
				operation: 'getAll',
				filters: { state: { __rl: true, mode: 'value', value: 'laskutettu' } },
			},
		});
		expect(error).toBeUndefined();
		expect(tampuuri.simulator.requestLog.entries[0]?.body).toMatchObject({ Tila: 'laskutettu' });
	});
});

describe('a credential that cannot be sent', () => {
	it.each([
		[{ password: 'sala\r\nX-Evil: 1' }, /^The credential's Password contains a line break/],
		[
			{ username: 'käyttäjä€' },
			/^The credential's User Name contains a character that can't be sent/,
		],
		[{ apiKey: '' }, /^The credential's API Key is empty/],
		[{ ownAddress: 'http://tampuuri.test/v10/api/' }, /must start with https/],
	])('%p names the field and not the value', async (changes, message) => {
		const { error } = await tampuuri.run({
			parameters: getProperty(1),
			credentials: tampuuri.credentials(changes),
		});
		expect(error?.message).toMatch(message);
		expect(error?.message).not.toMatch(/Evil|€/);
		expect(tampuuri.simulator.calls.total).toBe(0);
	});
});

describe('a file that cannot be sent', () => {
	const add = (fields: INodeParameters = {}, options: INodeParameters = {}) => ({
		resource: 'document',
		operation: 'addToProperty',
		property: byId('1000001'),
		category: 'Pöytäkirjat',
		binaryFields: 'data',
		...fields,
		options,
	});

	async function fileOf(content: Buffer, fileName = 'tiedosto.txt') {
		return {
			json: {},
			binary: { data: await storeFile(content, { fileName, mimeType: 'text/plain' }) },
		};
	}

	it.each<[string, () => ReturnType<typeof fileOf>, INodeParameters, RegExp]>([
		['is empty', () => fileOf(Buffer.alloc(0)), add(), /^The file "tiedosto.txt" is empty/],
		['is not there', () => fileOf(Buffer.from('x')), add({ binaryFields: 'photo' }), /photo/],
		[
			'has too long a name',
			() => fileOf(Buffer.from('x'), `${'x'.repeat(50)}.txt`),
			add(),
			/54 characters long/,
		],
		[
			'is over the ceiling',
			() => fileOf(Buffer.alloc(2 * 1024 * 1024)),
			add({}, { largestFile: 1 }),
			/^The file "tiedosto.txt" is too large: 2\.0 MB/,
		],
		[
			'is 300 MB',
			() => fileOf(Buffer.alloc(300 * 1024 * 1024)),
			add(),
			/^The file "tiedosto.txt" is too large: 300\.0 MB/,
		],
	])('because it %s', async (_name, file, parameters, message) => {
		const { error } = await tampuuri.run({ parameters, items: [await file()] });
		expect(error?.message).toMatch(message);
		expect(tampuuri.simulator.calls.total).toBe(0);
	});
});
