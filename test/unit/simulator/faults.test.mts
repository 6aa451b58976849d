import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { waitUntil } from '../../../demo/waitUntil.mts';
import axios, { AxiosError, type AxiosInstance } from 'axios';
import type { FaultRequest } from '../../../simulator/faults/fault.mts';
import { startSimulator, type Simulator } from '../../../simulator/start.mts';
import { clientOf } from './calls.mts';

interface Seen {
	readonly status: number;
	readonly type: string | undefined;
	readonly text: string;
	readonly retryAfter: string | undefined;
}

const html = 'text/html; charset=utf-8';
const json = 'application/json; charset=utf-8';

let simulator: Simulator;
let client: AxiosInstance;

beforeAll(async () => {
	simulator = await startSimulator({ port: 0, units: 5, sizes: { serviceRequests: 20 } });
	client = clientOf(simulator);
});

beforeEach(() => simulator.reset());

afterAll(() => simulator.close());

async function browse(body: object = {}): Promise<Seen> {
	const { status, headers, data } = await client.post<string>('ilmoitukset/selaa', body, {
		transformResponse: (text: string) => text,
	});
	const header = (name: string) => {
		const value: unknown = headers[name];
		return typeof value === 'string' ? value : undefined;
	};
	return {
		status,
		type: header('content-type'),
		text: data,
		retryAfter: header('retry-after'),
	};
}

/** Sets a fault over HTTP, as a person or a test in another process does. */
async function setOverHttp(fault: unknown): Promise<number> {
	const { data } = await axios.post<{ id: number }>(`${simulator.controlUrl}faults`, fault);
	return data.id;
}

const responses: ReadonlyArray<
	[string, FaultRequest['action'], Partial<Record<keyof Seen, unknown>>]
> = [
	['503 as IIS', { kind: 'status', status: 503 }, { status: 503, type: html }],
	[
		'500 as ASP.NET',
		{ kind: 'status', status: 500 },
		{ status: 500, type: json, text: expect.stringContaining('"ExceptionType":"System.') },
	],
	[
		'429 with seconds',
		{ kind: 'status', status: 429, retryAfter: 2 },
		{ status: 429, retryAfter: '2', text: '{"Message":"Too Many Requests"}' },
	],
	[
		'503 with a date',
		{ kind: 'status', status: 503, retryAfter: 'Thu, 01 Jan 2026 00:00:00 GMT' },
		{ status: 503, retryAfter: 'Thu, 01 Jan 2026 00:00:00 GMT' },
	],
	[
		"a body of one's own",
		{ kind: 'status', status: 400, body: { Message: 'Ei käy' } },
		{ status: 400, type: json, text: '{"Message":"Ei käy"}' },
	],
	[
		"a text of one's own",
		{ kind: 'status', status: 400, body: 'Ei käy' },
		{ status: 400, type: 'text/plain; charset=utf-8', text: 'Ei käy' },
	],
	['an error page', { kind: 'htmlErrorPage' }, { status: 502, type: html }],
	[
		'an error page that says 200',
		{ kind: 'htmlErrorPage', status: 200 },
		{ status: 200, type: html, text: expect.stringContaining('<HTML>') },
	],
	['nothing', { kind: 'emptyBody' }, { status: 200, type: undefined, text: '' }],
	['null', { kind: 'nullBody' }, { status: 200, type: json, text: 'null' }],
	['a plain string', { kind: 'plainString' }, { status: 200, type: json, text: '"OK"' }],
	[
		'another plain string',
		{ kind: 'plainString', text: 'Hyvää ä' },
		{ status: 200, text: '"Hyvää ä"' },
	],
];

describe.each(responses)('%s', (_, action, expected) => {
	it('comes once, then all is well', async () => {
		simulator.faults.set({ action });
		expect(await browse()).toMatchObject(expected);
		expect(await browse()).toMatchObject({ status: 200, text: expect.stringContaining('"Items"') });
		expect(simulator.faults.all).toEqual([]);
	});

	it('can be set over HTTP', async () => {
		const id = await setOverHttp({ action, times: 2 });
		const { data } = await axios.get<unknown>(`${simulator.controlUrl}faults`);
		expect(data).toMatchObject([{ id, timesApplied: 0, times: 2, action }]);
		await browse();
		expect(await browse()).toMatchObject(expected);
		expect(simulator.requestLog.entries.map(({ fault }) => fault)).toEqual([id, id]);
	});
});

describe("JSON that can't be read", () => {
	it.each(['badJson', 'truncatedJson'] as const)('%s', async (kind) => {
		const whole = await browse();
		simulator.faults.set({ action: { kind } });
		const broken = await browse();
		expect(broken).toMatchObject({ status: 200, type: json });
		expect(() => JSON.parse(broken.text) as unknown).toThrow(SyntaxError);
		if (kind === 'truncatedJson') expect(whole.text.startsWith(broken.text)).toBe(true);
	});
});

describe('a cut connection', () => {
	const create = () =>
		client.post('ilmoitukset/lisaa', {
			KustannuspaikkaId: simulator.data.properties.idAt(0),
			Otsikko: 'Hana',
			TyotehtavanKuvaus: 'Vuotaa',
		});

	it.each([
		['beforeHandling', 0, null],
		['beforeResponse', 1, null],
		['midBody', 1, 200],
	] as const)('%s: the write has happened %i times', async (when, writes, status) => {
		simulator.faults.set({ action: { kind: 'cut', when } });
		const error: unknown = await create().catch((reason: unknown) => reason);
		expect(error).toBeInstanceOf(AxiosError);
		expect(simulator.data.writes).toHaveLength(writes);
		expect(simulator.requestLog.entries.map((entry) => entry.status)).toEqual([status]);
		expect((await create()).status).toBe(200);
	});

	it('in the middle of a response leaves its first half', async () => {
		const whole = Buffer.from((await browse()).text);
		simulator.faults.set({ action: { kind: 'cut', when: 'midBody' } });
		const received: Buffer[] = [];
		const { data } = await client.post<Readable>(
			'ilmoitukset/selaa',
			{},
			{ responseType: 'stream' },
		);
		data.on('data', (chunk: Buffer) => received.push(chunk));
		const [error] = await once(data, 'error').catch((reason: unknown) => [reason]);
		expect(error).toMatchObject({ message: 'aborted' });
		const half = Buffer.concat(received);
		expect(half.length).toBe(Math.ceil(whole.length / 2));
		expect(whole.subarray(0, half.length).equals(half)).toBe(true);
	});
});

describe('a fault after the call was carried out', () => {
	it('reports an error although the write has happened', async () => {
		simulator.faults.set({ action: { kind: 'status', status: 504, afterHandling: true } });
		const { status } = await client.post('ilmoitukset/lisaa', {
			KustannuspaikkaId: simulator.data.properties.idAt(0),
			Otsikko: 'Hana',
			TyotehtavanKuvaus: 'Vuotaa',
		});
		expect(status).toBe(504);
		expect(simulator.data.writes).toHaveLength(1);
	});

	it('or reports one, and the write happens a moment later', async () => {
		simulator.faults.set({ action: { kind: 'status', status: 504, handledAfter: 50 } });
		const { status } = await client.post('ilmoitukset/lisaa', {
			KustannuspaikkaId: simulator.data.properties.idAt(0),
			Otsikko: 'Hana',
			TyotehtavanKuvaus: 'Vuotaa',
		});
		expect(status).toBe(504);
		const isThere = () => simulator.data.writes.length === 1;
		await waitUntil('The write', isThere, { limitMs: 5_000, everyMs: 10 });
	});
});

describe('a redirect', () => {
	let elsewhere: Server;
	const visits: Array<Record<string, unknown>> = [];

	beforeAll(async () => {
		elsewhere = createServer((request, response) => {
			visits.push(request.headers);
			response.end('{}');
		});
		await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.2', resolve));
	});

	afterAll(() => new Promise((resolve) => elsewhere.close(resolve)));

	it.each([301, 302, 303, 307, 308] as const)('%i leads to another host', async (status) => {
		const { port } = elsewhere.address() as AddressInfo;
		const location = `http://127.0.0.2:${port}/v10/api/kohteet/1000001`;
		simulator.faults.set({ action: { kind: 'redirect', location, status }, times: 2 });
		const { status: received, headers } = await client.get('kohteet/1000001');
		expect([received, headers.location]).toEqual([status, location]);
		await client.get('kohteet/1000001', { maxRedirects: 1, headers: { Connection: 'close' } });
		expect(visits).toHaveLength(1);
		visits.length = 0;
	});
});

describe('bent pages', () => {
	interface Page {
		readonly Offset: number;
		readonly Limit: number;
		readonly Total: number;
		readonly Items: ReadonlyArray<{ readonly Id: number }>;
	}

	const windows = [0, 8, 16];

	async function pagesWith(action: FaultRequest['action']): Promise<Page[]> {
		simulator.faults.set({ action, times: 'always' });
		const pages: Page[] = [];
		for (const Offset of windows) {
			const { data } = await client.post<Page>('ilmoitukset/selaa', { Offset, Limit: 8 });
			pages.push(data);
		}
		return pages;
	}

	const placesOf = ({ Items }: Page) => Items.map(({ Id }) => Id - 4_000_001);
	const range = (from: number, to: number) =>
		Array.from({ length: to - from }, (_, index) => from + index);

	it.each<[FaultRequest['action'], number[][], number[]]>([
		[{ kind: 'pageCap', rows: 5 }, [range(0, 5), range(8, 13), range(16, 20)], [20, 20, 20]],
		[{ kind: 'pageCap', rows: 0 }, [[], [], []], [20, 20, 20]],
		[{ kind: 'wrongTotal', by: -15 }, [range(0, 8), range(8, 16), range(16, 20)], [5, 5, 5]],
		[{ kind: 'changingTotal', by: 3 }, [range(0, 8), range(8, 16), range(16, 20)], [20, 23, 26]],
		[{ kind: 'insertedRow' }, [range(0, 8), range(7, 15), range(15, 20)], [20, 21, 21]],
		[{ kind: 'ignoredOffset' }, [range(0, 8), range(0, 8), range(0, 8)], [20, 20, 20]],
	])('%p', async (action, places, totals) => {
		const pages = await pagesWith(action);
		expect(pages.map(placesOf)).toEqual(places);
		expect(pages.map(({ Total }) => Total)).toEqual(totals);
		expect(pages.map(({ Offset }) => Offset)).toEqual(windows);
	});

	it('come in another envelope for one call only', async () => {
		simulator.faults.set({ action: { kind: 'envelope', envelope: 'bare' } });
		const first = await client.post<unknown>('ilmoitukset/selaa', {});
		const second = await client.post<unknown>('ilmoitukset/selaa', {});
		expect([Array.isArray(first.data), Array.isArray(second.data)]).toEqual([true, false]);
	});
});
