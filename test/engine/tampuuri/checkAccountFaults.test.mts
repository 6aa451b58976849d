import { once } from 'node:events';
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { HOSTILE_SITES } from '../../unit/helpSite/hostileSites.mts';
import { everythingOf, setUp } from './setUp.mts';

const parameters = { resource: 'account', operation: 'check', additionalFields: {} };
const tampuuri = setUp({ units: 12, dialect: 'renamed' });

/** Replies itself, and says so, or leaves the request to the simulator. */
type Intercept = (request: IncomingMessage, response: ServerResponse) => boolean;

/** What becomes of the simulator's JSON. */
type Rewrite = (text: string) => string;

const closing: Array<() => void> = [];
afterEach(() => {
	for (const close of closing.splice(0)) close();
});

/** A server before the simulator, with an address of its own, whose Help pages no test has cached. */
async function before(intercept: Intercept, rewrite: Rewrite = (text) => text): Promise<string> {
	const server = createServer((request, response) => {
		if (intercept(request, response)) return;
		const { port, hostname } = new URL(tampuuri.simulator.url);
		const { method, url, headers } = request;
		const forwarded = ask({ port, hostname, method, path: url, headers }, (reply) => {
			void (async () => {
				let text = '';
				for await (const chunk of reply) text += String(chunk);
				const isJson = String(reply.headers['content-type']).includes('json');
				const type = { 'Content-Type': reply.headers['content-type'] ?? 'text/html' };
				response.writeHead(reply.statusCode ?? 500, type).end(isJson ? rewrite(text) : text);
			})();
		});
		request.pipe(forwarded);
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	closing.push(() => {
		server.closeAllConnections();
		server.close();
	});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v10/api/`;
}

const isHelp = ({ url = '' }: IncomingMessage, about = '') =>
	url.includes('/Help') && decodeURIComponent(url).includes(about);

function refuse(response: ServerResponse, status: number): true {
	response.writeHead(status, { 'Content-Type': 'text/html' }).end('<p>Maija Mallikas</p>');
	return true;
}

async function checked(intercept: Intercept, additionalFields: IDataObject = {}) {
	const ownAddress = await before(intercept);
	const outcome = await tampuuri.run({
		parameters: { ...parameters, additionalFields: { ...additionalFields } as never },
		credentials: tampuuri.credentials({ ownAddress }),
	});
	expect(outcome.error).toBeUndefined();
	const items = outcome.outputs.flat().map(({ json }) => json);
	return { outcome, items, byKey: new Map(items.map((item) => [item['question'], item])) };
}

/** Nothing may be settled in another way than without faults. */
async function expectNothingElse(items: readonly IDataObject[]): Promise<void> {
	const { byKey } = await checked(() => false);
	const wrong = items
		.filter(({ question, verdict }) => question !== undefined && verdict !== 'unknown')
		.filter(({ question, found }) => byKey.get(question)?.['found'] !== found)
		.filter(({ question }) => !String(question).startsWith('list'));
	expect(wrong).toEqual([]);
}

const unknownIn = (items: readonly IDataObject[]) =>
	items.filter(({ verdict }) => verdict === 'unknown').length;

describe('the check of an account', () => {
	it('ends when it is stopped while a Help page hangs', async () => {
		const requests: string[] = [];
		const ownAddress = await before((request) => {
			requests.push(request.url ?? '');
			return isHelp(request, 'POST-sopimukset');
		});
		const stop = new AbortController();
		const running = tampuuri.run({
			parameters,
			credentials: tampuuri.credentials({ ownAddress }),
			signal: stop.signal,
		});
		while (!requests.some((url) => url.includes('POST-sopimukset'))) {
			await new Promise(setImmediate);
		}
		stop.abort();
		expect((await running).status).toBe('canceled');
		expect(tampuuri.simulator.calls.total).toBe(0);
	});

	it('ends when it is stopped while a record hangs', async () => {
		const requests: string[] = [];
		const ownAddress = await before((request) => {
			if (isHelp(request)) return false;
			requests.push(request.url ?? '');
			return requests.length === 3;
		});
		const stop = new AbortController();
		const running = tampuuri.run({
			parameters,
			credentials: tampuuri.credentials({ ownAddress }),
			signal: stop.signal,
		});
		while (requests.length < 3) await new Promise(setImmediate);
		stop.abort();
		expect((await running).status).toBe('canceled');
		expect(requests).toHaveLength(3);
	});

	it('leaves out the one Help page that hangs', async () => {
		const page = 'POST-ilmoitukset-ilmoitus_id-vastaanota';
		const { items, byKey } = await checked((request) => isHelp(request, page));
		expect(byKey.get('serviceRequest.receive.comment')).toMatchObject({
			verdict: 'unknown',
			evidence: expect.stringContaining('could not be read'),
		});
		expect(unknownIn(items)).toBeLessThan(20);
		await expectNothingElse(items);
	});

	it('goes by what it has read when the Help site breaks down in the middle', async () => {
		let pages = 0;
		const { items } = await checked(
			(request, response) => isHelp(request) && ++pages > 12 && refuse(response, 503),
		);
		expect(unknownIn(items)).toBeGreaterThan(20);
		expect(items.some(({ verdict }) => verdict === 'corrected')).toBe(true);
		await expectNothingElse(items);
	});

	it('takes no page for that of another operation', async () => {
		const ownAddress = await before(() => false);
		const page = await (await fetch(`${ownAddress}Help/Api/POST-osapuolet-henkilot`)).text();
		const { items } = await checked((request, response) => {
			if (!isHelp(request, '/Help/Api/')) return false;
			response.writeHead(200, { 'Content-Type': 'text/html' }).end(page);
			return true;
		});
		await expectNothingElse(items);
	});

	it.each([403, 404, 500])('takes a %i of some operations as no answer', async (status) => {
		const { items } = await checked(
			(request, response) =>
				!isHelp(request) &&
				/sopimukset|kohteet/.test(request.url ?? '') &&
				refuse(response, status),
		);
		expect(items.at(-1)?.['report']).toContain(String(status));
		expect(Number(items.at(-1)?.['calls'])).toBeLessThanOrEqual(60);
		await expectNothingElse(items);
		expect(JSON.stringify(items)).not.toContain('Mallikas');
	});

	it.each([1, 2, 5])('makes no more than %i calls, retries included', async (maximumCalls) => {
		let calls = 0;
		const { items } = await checked(
			(request, response) => !isHelp(request) && ++calls % 2 === 1 && refuse(response, 503),
			{ maximumCalls },
		);
		expect(calls).toBeLessThanOrEqual(maximumCalls);
		await expectNothingElse(items);
	});

	it.each(Object.keys(HOSTILE_SITES).slice(0, 3))('survives hostile pages: %s', async (name) => {
		const site = HOSTILE_SITES[name];
		let pages = 0;
		const { items } = await checked((request, response) => {
			if (!isHelp(request, 'sopimukset') && !isHelp(request, 'modelName=M')) return false;
			const model = /modelName=([^&]+)/.exec(request.url ?? '')?.[1];
			// A few pages of a megabyte show it.
			if (++pages > 6) return refuse(response, 404);
			const page = model === undefined ? site?.operation : site?.model(model);
			response.writeHead(200, { 'Content-Type': 'text/html' });
			response.end(page?.replace('POST a', 'POST sopimukset'));
			return true;
		});
		await expectNothingElse(items);
	});
});

describe('whatever a record holds', () => {
	const PERSONAL = ['010190-900P', 'Mallikas', 'maija@example.fi', '0401234567', 'Salatie'];
	const TEXT = 'Maija Mallikas, 010190-900P, maija@example.fi, 0401234567, Salatie 1 A 2';

	/** Every text is personal, and so are some keys. */
	const personal = (value: unknown): unknown => {
		if (typeof value === 'string') return TEXT;
		if (Array.isArray(value)) return value.map(personal);
		if (typeof value !== 'object' || value === null) return value;
		return {
			...Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, personal(inner)])),
			[TEXT]: 1,
			Mallikas: { Nimi: TEXT, Mallikas: TEXT },
			NimiMallikas: 'x',
			'Tila Salatie': 2,
			Osoite: { Salatie: { Katu: TEXT } },
			'0401234567': { Id: 3 },
		};
	};

	it('none of it is in the result, the log or the hints', async () => {
		const ownAddress = await before(
			() => false,
			(text) => JSON.stringify(personal(JSON.parse(text))),
		);
		const outcome = await tampuuri.run({
			parameters,
			credentials: tampuuri.credentials({ ownAddress }),
		});
		expect(outcome.error).toBeUndefined();
		expect(outcome.outputs.flat().length).toBeGreaterThan(100);
		const everything = everythingOf(outcome);
		expect(PERSONAL.filter((text) => everything.includes(text))).toEqual([]);
		const shown = JSON.stringify(outcome.outputs);
		expect(shown).not.toContain('Maija');
	});
});
