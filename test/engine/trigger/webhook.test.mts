import { createHmac } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { loadPackage, testCredential, type NodeTypes } from '../harness/index.mts';
import type { INodeParameters } from 'n8n-workflow';
import { callWebhook, publishWebhook } from '../harness/webhook.mts';
import { call, credentials, notification, SECRET, TRIGGER } from './setUp.mts';
import { runs } from '../../runs.mts';

let nodeTypes: NodeTypes;
beforeAll(async () => {
	nodeTypes = await loadPackage();
});

describe("the trigger's listener", () => {
	it('lets a bundle in and leaves the response to n8n', async () => {
		const body = { Attempts: 1, Notifications: [notification(1), notification(2)] };
		const { response, items } = await call(nodeTypes, body);
		expect(response).toBeUndefined();
		expect(items?.map(({ json }) => json.referenceId)).toEqual([1, 2]);
		expect(JSON.stringify(items)).not.toContain(SECRET);
	});

	it('gives one item for a bundle with what came beside the notifications', async () => {
		const body = { Id: 'x', Attempts: 2, Uusi: 'ä', Notifications: [notification(1)] };
		const { items } = await call(nodeTypes, body, { parameters: { output: 'bundle' } });
		expect(items).toHaveLength(1);
		expect(items?.[0]?.json).toMatchObject({
			attempts: 2,
			notifications: [{ referenceId: 1, raw: notification(1) }],
			raw: { Id: 'x', Attempts: 2, Uusi: 'ä' },
		});
	});

	it.each([
		[{}, 401, ''],
		[{ query: {} }, 401, ''],
		[{ query: { secret: 'wrong-wrong-wrong-wrong' } }, 401, ''],
		[{ credentials: {} }, 401, ''],
		[{ credentials: { tampuuriWebhookApi: { secret: '' } }, query: { secret: '' } }, 401, ''],
	])('tells a stranger nothing: %p', async (changes, status, text) => {
		const stranger = { query: {}, ...changes };
		for (const body of [[notification(1)], 'nonsense', {}]) {
			const { response, items } = await call(nodeTypes, body, stranger);
			expect(response).toMatchObject({ status, body: text });
			expect(items).toBeUndefined();
		}
	});

	it('checks the signature over the bytes as they came', async () => {
		const signingSecret = 'only-for-tests-signing';
		const signed = { tampuuriWebhookApi: { secret: SECRET, signingSecret } };
		const body = Buffer.from(`[ ${JSON.stringify(notification('ä'))} ]`);
		const digest = createHmac('sha256', signingSecret).update(body).digest('hex');
		const headers = { 'ms-signature': `sha256=${digest}` };
		const right = await call(nodeTypes, body, { credentials: signed, headers });
		expect(right.items).toHaveLength(1);
		const missing = await call(nodeTypes, body, { credentials: signed });
		expect(missing.response?.status).toBe(401);
		const changed = Buffer.concat([body, Buffer.from(' ')]);
		const wrong = await call(nodeTypes, changed, { credentials: signed, headers });
		expect(wrong.response?.status).toBe(401);
	});

	it.each<[unknown, number]>([
		[{}, 400],
		['no JSON', 400],
		[{ Notifications: 'x' }, 400],
		[[1, 2], 400],
		[[], 200],
		[{ Notifications: [] }, 200],
	])('answers %p with %i and starts nothing', async (body, status) => {
		const { response, items } = await call(nodeTypes, body);
		expect(response?.status).toBe(status);
		expect(response?.body === '').toBe(status === 200);
		expect(items).toBeUndefined();
	});

	it('answers 200 to what is filtered out', async () => {
		const filtered = await call(nodeTypes, [notification(1)], {
			parameters: { events: ['SopimusPaata'] },
		});
		expect(filtered).toMatchObject({ response: { status: 200, body: '' }, items: undefined });
	});

	it('takes a large bundle whole, or in parts', async () => {
		const many = Array.from({ length: 5_000 }, (_, id) => notification(id));
		expect((await call(nodeTypes, many)).items).toHaveLength(5_000);
		const parameters = { output: 'bundle', options: { largestBundle: 2_000 } };
		const { items = [] } = await call(nodeTypes, { Id: 'x', Notifications: many }, { parameters });
		const parts = items.map(({ json }) => json.notifications as unknown[]);
		expect(parts.map((part) => part.length)).toEqual([2_000, 2_000, 1_000]);
		expect(parts.flat()).toMatchObject(
			many.map(({ ReferenceId }) => ({ referenceId: ReferenceId })),
		);
		expect(items.map(({ json }) => json.raw)).toEqual([{ Id: 'x' }, { Id: 'x' }, { Id: 'x' }]);
	});

	it('passes the good notifications of a bundle on and names the others in the log', async () => {
		const mixed = [notification(1), null, notification(2), [notification(3)]];
		const { items, log } = await call(nodeTypes, { Notifications: mixed });
		expect(items?.map(({ json }) => json.referenceId)).toEqual([1, 2]);
		expect(log).toEqual([
			expect.stringMatching(/^warn Trigger: 2 of 4 notifications .*left out: number 2, 4\./),
		]);
	});

	it.each<[string, Parameters<typeof call>[2], number]>([
		['a caller with the secret', {}, 1],
		['a stranger', { query: { secret: 'wrong-wrong-wrong-wrong' } }, 0],
	])('logs that it refused the call of %s, without the secret', async (_name, changes, lines) => {
		const { response, log } = await call(nodeTypes, { Tapahtuma: SECRET }, changes);
		expect(response?.status).toBe(lines === 1 ? 400 : 401);
		expect(log).toHaveLength(lines);
		for (const line of log)
			expect(line).toMatch(/^warn Trigger: Refused a call .*\(400\): The body/);
		expect(log.join()).not.toContain(SECRET);
	});

	it.each<[Record<string, unknown>, number, string]>([
		[{ echo: '12345 abc' }, 200, '12345 abc'],
		[{}, 200, ''],
		[{ echo: 'x'.repeat(257) }, 400, ''],
		[{ echo: 'a\nb' }, 400, ''],
		[{ echo: 'ä' }, 400, ''],
		[{ echo: '' }, 400, ''],
		[{ echo: ['a', 'b'] }, 400, ''],
	])('answers the check %p with %i', async (query, status, body) => {
		const { response, items } = await callWebhook(nodeTypes, {
			type: TRIGGER,
			credentials,
			method: 'GET',
			query: query as never,
		});
		expect(response).toMatchObject({ status, body });
		if (body !== '') expect(response?.headers['Content-Type']).toBe('text/plain');
		expect(items).toBeUndefined();
	});

	it('answers whatever body comes, known sender or not', async () => {
		await fc.assert(
			fc.asyncProperty(fc.jsonValue(), fc.boolean(), async (body, isKnown) => {
				const { response, items } = await call(nodeTypes, body, isKnown ? {} : { query: {} });
				if (items === undefined) expect([200, 400, 401]).toContain(response?.status);
				expect(items === undefined || isKnown).toBe(true);
			}),
			{ numRuns: runs(300) },
		);
	});

	it('reads 250 notifications within the budget', async () => {
		const body = { Notifications: Array.from({ length: 250 }, (_, id) => notification(id)) };
		expect((await call(nodeTypes, body)).items).toHaveLength(250);
	});
});

describe('publishing', () => {
	const publish = async (secret: string | undefined, parameters: INodeParameters = {}) =>
		await publishWebhook(nodeTypes, {
			type: TRIGGER,
			parameters,
			credentials: secret === undefined ? {} : { tampuuriWebhookApi: { secret } },
		});

	it('is refused without a secret, and says why', async () => {
		await expect(publish(undefined)).rejects.toThrow(/no secret/);
		await expect(publish('')).rejects.toThrow(/no secret/);
		await expect(publish('short')).rejects.toThrow(/shorter/);
		await publish(SECRET);
	});

	it.each<[string, INodeParameters, boolean]>([
		['no event', { events: [] }, false],
		['no event and blanks', { events: [], otherEvents: ' , ' }, false],
		['another event only', { events: [], otherEvents: 'Uusi' }, true],
		['all events', { events: ['*'] }, true],
	])('with %s, which would drop all, is refused', async (_what, parameters, isFine) => {
		const publishing = publish(SECRET, parameters);
		if (isFine) return await publishing;
		await expect(publishing).rejects.toThrow('No event is chosen');
	});

	it('is as the credential’s own test says', async () => {
		const test = async (secret: string) =>
			await testCredential(nodeTypes, 'tampuuriWebhookApi', { secret });
		expect(await test(SECRET)).toMatchObject({ status: 'OK' });
		expect(await test('')).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(/no secret/),
		});
	});
});
