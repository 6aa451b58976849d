import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach } from '@jest/globals';

export interface Asked {
	readonly method: string;
	/** Below the base URL, with the query. */
	readonly path: string;
	readonly body: unknown;
}

interface Reply {
	readonly status?: number;
	readonly headers?: Readonly<Record<string, string>>;
	/** Sent as JSON unless it is a text. */
	readonly body?: unknown;
}

/** A server that replies whatever a test wants. */
interface Responder {
	/** The base URL for the credential. */
	readonly url: string;
	/** The calls since the test began. */
	readonly asked: Asked[];
	/** How to reply to each call; until it is set, with an empty list. */
	reply: (asked: Asked, place: number) => Reply | Promise<Reply>;
}

const BASE = '/v10/api/';

async function bodyOf(request: IncomingMessage): Promise<unknown> {
	let text = '';
	for await (const chunk of request) text += String(chunk);
	return text === '' ? undefined : JSON.parse(text);
}

/** Starts the server for a test file. */
export function setUpResponder(): Responder {
	const responder = { url: '', asked: [] as Asked[], reply: (): Reply => ({ body: [] }) };
	const server = createServer((request, response) => {
		void (async () => {
			const path = decodeURI(request.url ?? '').replace(BASE, '');
			const asked = { method: request.method ?? '', path, body: await bodyOf(request) };
			responder.asked.push(asked);
			const place = responder.asked.length - 1;
			const reply = await (responder as Responder).reply(asked, place);
			const { status = 200, headers = { 'content-type': 'application/json' }, body = '' } = reply;
			response.writeHead(status, headers);
			response.end(typeof body === 'string' ? body : JSON.stringify(body));
		})();
	});
	beforeAll(async () => {
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		responder.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${BASE}`;
	});
	beforeEach(() => {
		responder.asked.length = 0;
		responder.reply = () => ({ body: [] });
	});
	afterAll(async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	});
	return responder;
}
