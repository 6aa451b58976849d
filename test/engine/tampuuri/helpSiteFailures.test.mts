import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { searchList } from '../harness/index.mts';
import { setUp, TAMPUURI } from './setUp.mts';

const tampuuri = setUp();

const closing: Array<() => void> = [];
afterEach(() => {
	for (const close of closing.splice(0)) close();
});

/** A server in place of Tampuuri, and the address at which the credential finds it. */
async function serve(respond: RequestListener): Promise<string> {
	const server = createServer(respond).listen(0, '127.0.0.1');
	await once(server, 'listening');
	closing.push(() => {
		server.closeAllConnections();
		server.close();
	});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v10/api/`;
}

const operationsAt = async (ownAddress: string) =>
	await searchList(tampuuri.nodeTypes, 'operationList', {
		type: TAMPUURI,
		credentials: tampuuri.credentials({ ownAddress }),
	});

describe('the list of operations says what is wrong with the Help site, when', () => {
	it.each<[string, RequestListener, RegExp]>([
		['it fails', (_, response) => response.writeHead(500).end(), /500 for \/v10\/api\/Help/],
		['it breaks off', ({ socket }) => socket.destroy(), /at 127\.0\.0\.1:\d+ does not/],
		['its index is empty', (_, response) => response.end('<h1>-</h1>'), /no operation/],
		[
			'its page does not end',
			(_, response) => {
				const more = () => {
					while (response.write(Buffer.alloc(1_000_000, ' ')));
				};
				response.on('drain', more);
				more();
			},
			/too large/,
		],
	])('%s', async (_what, respond, message) => {
		await expect(operationsAt(await serve(respond))).rejects.toMatchObject({
			message: expect.stringMatching(message),
			description: expect.stringContaining('By Path'),
		});
	});
});

describe('the list of operations reads ä and ö, when the Help site writes', () => {
	const page = (head = '') =>
		`${head}<h2>Päiväkirjat</h2><table><tr><td><a href="/Help/Api/GET-a">GET a</a><td>Lisää</table>`;

	it.each<[string, string, Buffer]>([
		['UTF-8 and says so', 'text/html; charset=utf-8', Buffer.from(page())],
		['UTF-8 with a mark', 'text/html', Buffer.from(`\uFEFF${page()}`)],
		['UTF-8 and says nothing', 'text/html', Buffer.from(page())],
		['Latin-1 and says so', 'text/html; charset=ISO-8859-1', Buffer.from(page(), 'latin1')],
		[
			'Latin-1 and says so in quotes',
			'text/html; Charset="iso-8859-1"',
			Buffer.from(page(), 'latin1'),
		],
		[
			'Latin-1 and says so in the page',
			'text/html',
			Buffer.from(page('<meta charset="windows-1252">'), 'latin1'),
		],
		['Latin-1 and says nothing', 'text/html', Buffer.from(page(), 'latin1')],
		['Latin-1 and says UTF-8', 'text/html; charset=utf-8', Buffer.from(page(), 'latin1')],
		['Latin-1 and says nonsense', 'text/html; charset=none', Buffer.from(page(), 'latin1')],
		['UTF-16 and says so', 'text/html; charset=utf-16le', Buffer.from(page(), 'utf16le')],
	])('%s', async (_what, contentType, bytes) => {
		const address = await serve((_request, response) => {
			response.writeHead(200, { 'content-type': contentType }).end(bytes);
		});
		const { results } = await operationsAt(address);
		expect(results.map(({ name }) => name).join()).toMatch(/Lisää.*Päiväkirjat/);
	});
});
