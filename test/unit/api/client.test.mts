import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { IHttpRequestOptions } from 'n8n-workflow';
import { ExecutionStopped } from '../../../dist/nodes/shared/api/cancellation.js';
import type { ApiRequest } from '../../../dist/nodes/shared/api/request.js';
import { pauseBefore, retryAfterOf } from '../../../dist/nodes/shared/api/retry.js';
import { Client } from '../../../dist/nodes/shared/api/client.js';
import { CallFailed } from '../../../dist/nodes/shared/errors/failure.js';

const base = new URL('https://tampuuri.test/v10/api/');
const patience = { timeout: 1000, retries: 3, longestWait: 60_000 };
const read: ApiRequest = { method: 'GET', path: 'kohteet/1', access: 'read' };
const browse: ApiRequest = { method: 'POST', path: 'ilmoitukset/selaa', access: 'read', body: {} };
const write: ApiRequest = { method: 'POST', path: 'ilmoitukset/lisaa', access: 'write', body: {} };

type Reply =
	| { statusCode: number; headers?: Record<string, string>; body?: string }
	| { code: string };

function transportWith(
	replies: Reply[],
	{ signal, longestWait = 60_000 }: { signal?: AbortSignal; longestWait?: number } = {},
) {
	const sent: IHttpRequestOptions[] = [];
	const transport = new Client({
		base,
		patience: { ...patience, longestWait },
		signal,
		sender: async (options) => {
			const reply = replies[Math.min(sent.length, replies.length - 1)];
			sent.push(options);
			if (reply !== undefined && 'code' in reply) {
				throw Object.assign(new Error('wrapped'), {
					cause: Object.assign(new Error('inner'), { code: reply.code }),
				});
			}
			return { headers: {}, body: '', ...reply };
		},
	});
	return { transport, sent };
}

/** Lets each wait of a test pass at once. */
function runClock() {
	let ticking: NodeJS.Immediate;
	beforeEach(() => {
		jest.useFakeTimers({ doNotFake: ['setImmediate', 'clearImmediate', 'nextTick'] });
		const tick = () => {
			jest.runOnlyPendingTimers();
			ticking = setImmediate(tick);
		};
		ticking = setImmediate(tick);
	});
	afterEach(() => {
		clearImmediate(ticking);
		jest.useRealTimers();
	});
}

const at0 = { 'retry-after': '0' };

describe('the transport', () => {
	runClock();

	it.each([429, 502, 503, 504])(
		'repeats a read after %i and gives the answer',
		async (statusCode) => {
			const { transport, sent } = transportWith([
				{ statusCode, headers: at0 },
				{ statusCode, headers: at0 },
				{ statusCode: 200, body: '{}' },
			]);
			expect((await transport.send(browse)).status).toBe(200);
			expect(sent).toHaveLength(3);
			expect(transport.count).toEqual({ calls: 3, retries: 2 });
		},
	);

	it.each([400, 401, 403, 404, 409, 500, 501])(
		'does not repeat a read after %i',
		async (statusCode) => {
			const { transport, sent } = transportWith([{ statusCode, headers: at0 }]);
			await expect(transport.send(read)).rejects.toThrow(CallFailed);
			expect(sent).toHaveLength(1);
		},
	);

	it.each([
		[{ body: '<!DOCTYPE html><html>' }, true],
		[{ body: '\n <html lang="en">' }, true],
		[{ body: 'Forbidden', headers: { 'Content-Type': 'text/html; charset=utf-8' } }, true],
		[{ body: '<Error><Message>Ei</Message></Error>' }, false],
		[{ body: '{"Message":"<html>"}' }, false],
		[{ body: '' }, false],
	])('tells a web page from a response of the API: %j', async (reply, webPage) => {
		const { transport } = transportWith([{ statusCode: 403, ...reply }]);
		await expect(transport.send(read)).rejects.toMatchObject({ failure: { webPage } });
	});

	it.each<Reply>([
		{ statusCode: 429, headers: at0 },
		{ statusCode: 503, headers: at0 },
		{ code: 'ECONNRESET' },
		{ code: 'ECONNREFUSED' },
	])('never repeats a write: %p', async (reply) => {
		const { transport, sent } = transportWith([reply]);
		await expect(transport.send(write)).rejects.toThrow(CallFailed);
		expect(sent).toHaveLength(1);
	});

	it('gives up after the retries it was allowed', async () => {
		const { transport, sent } = transportWith([{ statusCode: 503, headers: at0 }]);
		await expect(transport.send(read, { mostRetries: 2 })).rejects.toMatchObject({
			failure: { kind: 'refused', status: 503 },
		});
		expect(sent).toHaveLength(3);
	});

	it.each([301, 302, 307, 308])('does not follow a redirect (%i)', async (statusCode) => {
		const { transport, sent } = transportWith([
			{ statusCode, headers: { Location: 'https://elsewhere.test/steal' } },
		]);
		await expect(transport.send(read)).rejects.toMatchObject({
			failure: { kind: 'redirected', host: 'elsewhere.test' },
		});
		expect(sent).toHaveLength(1);
		expect(sent[0]).toMatchObject({ disableFollowRedirect: true });
	});

	it.each([
		['ECONNREFUSED', 'ECONNREFUSED', 'no'],
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'UNTRUSTED_CERTIFICATE', 'no'],
		['ERR_TLS_CERT_ALTNAME_INVALID', 'UNTRUSTED_CERTIFICATE', 'no'],
		['ECONNRESET', 'ECONNRESET', 'unknown'],
		['ECONNABORTED', 'ECONNABORTED', 'unknown'],
	])('tells whether a write was sent when %s', async (code, told, sent) => {
		const { transport } = transportWith([{ code }]);
		await expect(transport.send(write)).rejects.toMatchObject({
			failure: { kind: 'unreachable', code: told, sent },
		});
	});

	it('sends bodies as bytes and query values encoded', async () => {
		const { transport, sent } = transportWith([{ statusCode: 200 }]);
		await transport.send({ ...write, body: { Lisätiedot: 'ö' } });
		await transport.send({ ...read, query: { Hakusana: 'Mäki & Öö' } });
		expect(sent[0]?.body).toEqual(Buffer.from('{"Lisätiedot":"ö"}'));
		expect(sent[1]?.url).toBe(
			'https://tampuuri.test/v10/api/kohteet/1?Hakusana=M%C3%A4ki+%26+%C3%96%C3%B6',
		);
		expect(sent[1]).not.toHaveProperty('body');
	});

	it('ends a wait at once when the run is stopped', async () => {
		const stop = new AbortController();
		const { transport, sent } = transportWith(
			[{ statusCode: 503, headers: { 'retry-after': '30' } }],
			{ signal: stop.signal },
		);
		const sending = transport.send(read);
		setImmediate(() => stop.abort());
		await expect(sending).rejects.toThrow(ExecutionStopped);
		expect(sent).toHaveLength(1);
	});

	it('sends nothing once the run is stopped', async () => {
		const { transport, sent } = transportWith([{ statusCode: 200 }], {
			signal: AbortSignal.abort(),
		});
		await expect(transport.send(read)).rejects.toThrow(ExecutionStopped);
		expect(sent).toHaveLength(0);
	});
});

describe('a wait that Tampuuri asks for', () => {
	runClock();
	const asking = (seconds: string) => ({ statusCode: 503, headers: { 'retry-after': seconds } });
	const good = { statusCode: 200, body: '{}' };

	it.each(['45', '1.5', '60'])('is never cut short (%s seconds)', async (seconds) => {
		const { transport } = transportWith([asking(seconds), good]);
		const start = Date.now();
		await transport.send(read);
		expect(Date.now() - start).toBeGreaterThanOrEqual(Number(seconds) * 1000);
	});

	it.each(['0', '-5', '0.001', 'soon'])('is at least our own (%s)', async (seconds) => {
		const { transport } = transportWith([asking(seconds), good]);
		const start = Date.now();
		await transport.send(read);
		expect(Date.now() - start).toBeGreaterThanOrEqual(250);
	});

	it('ends reading at once when it is too long, until it is over', async () => {
		const { transport, sent } = transportWith([asking('90'), good]);
		const start = Date.now();
		const failed = { failure: { status: 503, retryAfter: 90_000, longestWait: 60_000 } };
		await expect(transport.send(read)).rejects.toMatchObject(failed);
		await expect(transport.send(browse)).rejects.toMatchObject(failed);
		expect(Date.now()).toBe(start);
		expect(transport.count).toEqual({ calls: 1, retries: 0 });
		jest.setSystemTime(start + 90_000);
		await transport.send(browse);
		expect(sent).toHaveLength(2);
	});

	it('can be longer where that is allowed', async () => {
		const { transport } = transportWith([asking('90'), good], { longestWait: 90_000 });
		expect((await transport.send(read)).status).toBe(200);
	});
});

describe('the bound on calls in flight', () => {
	/** A client whose calls stay in flight until they are answered. */
	function holding(concurrency: number) {
		const held: Array<{ path: string; answer: (statusCode: number) => void }> = [];
		const client = new Client({
			base,
			sender: async ({ url }) =>
				await new Promise((resolve) => {
					const answer = (statusCode: number) =>
						resolve({ statusCode, headers: { 'retry-after': '30' }, body: '' });
					held.push({ path: url.replace(base.href, ''), answer });
				}),
			concurrency: { reads: concurrency, changes: 1 },
		});
		const get = async (path: string) => await client.send({ ...read, path });
		return { client, held, get };
	}

	it('counts calls, not the pauses before retries', async () => {
		const { client, held, get } = holding(1);
		const first = get('1');
		const second = get('2');
		await new Promise(setImmediate);
		expect(held.map(({ path }) => path)).toEqual(['1']);
		held[0]?.answer(503);
		await new Promise(setImmediate);
		expect(held.map(({ path }) => path)).toEqual(['1', '2']);
		held[1]?.answer(200);
		expect((await second).status).toBe(200);
		client.end();
		await expect(first).rejects.toThrow(ExecutionStopped);
	});

	it('lets calls in flight end, and starts none, once nothing more is wanted', async () => {
		const { client, held, get } = holding(2);
		const all = ['1', '2', '3'].map(get);
		await new Promise(setImmediate);
		client.end();
		held[0]?.answer(200);
		held[1]?.answer(404);
		const ends = await Promise.allSettled(all);
		expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
		expect(ends).toMatchObject([
			{ value: { status: 200 } },
			{ reason: expect.any(CallFailed) },
			{ reason: expect.any(ExecutionStopped) },
		]);
		expect(held).toHaveLength(2);
	});
});

describe('the pause before a repeat', () => {
	const now = Date.parse('2026-11-05T10:00:00Z');
	it.each<[string | undefined, number | undefined]>([
		['120', 120_000],
		[' 7 ', 7_000],
		['1.5', 1_500],
		['Thu, 05 Nov 2026 10:00:20 GMT', 20_000],
		['0', undefined],
		['0.0', undefined],
		['-5', undefined],
		['1e3', undefined],
		['5,5', undefined],
		['Thu, 05 Nov 2026 09:00:00 GMT', undefined],
		['Fri, 05 Nov 2026 10:00:20 GMT', undefined],
		['Thu, 5 Nov 2026 10:00:20 GMT', undefined],
		['Thu, 05 Nov 2026 10:00:20 +0200', undefined],
		['2026-11-05T10:00:20Z', undefined],
		['5.12.2026', undefined],
		['wait 30', undefined],
		['Invalid Date', undefined],
		['soon', undefined],
		['', undefined],
		[undefined, undefined],
	])('reads Retry-After %p', (header, expected) => {
		expect(retryAfterOf(header, now)).toBe(expected);
	});

	it('reads a wait beyond all counting as a long one', () => {
		expect(retryAfterOf('9'.repeat(400), now)).toBeGreaterThan(1_000_000_000);
		expect(Number.isFinite(retryAfterOf('9'.repeat(400), now))).toBe(true);
	});

	it('doubles with jitter up to half a minute, or is as long as the server asks', () => {
		expect([0, 1, 2, 3].map((repeats) => pauseBefore(repeats, undefined, 1))).toEqual([
			500, 1000, 2000, 4000,
		]);
		expect(pauseBefore(0, undefined, 0)).toBe(250);
		expect(pauseBefore(20, undefined, 1)).toBe(30_000);
		expect(pauseBefore(0, 3_600_000, 1)).toBe(3_600_000);
		expect(pauseBefore(3, 1_000, 1)).toBe(4_000);
	});
});
