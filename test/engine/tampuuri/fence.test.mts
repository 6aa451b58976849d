import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { loadPackage, REQUEST, runNode, type NodeTypes } from '../harness/index.mts';

const KEYS = join(process.cwd(), 'packages/n8n-nodes-tulorekisteri/test/fixtures');
const SECRETS = ['only-for-the-header-1', 'only-for-the-header-2'] as const;

/** A server that keeps the path of each request, and of those with secrets in any header. */
interface Recorder {
	readonly port: number;
	readonly paths: string[];
	readonly leaked: string[];
}

let nodeTypes: NodeTypes;
let tampuuri: Recorder;
let elsewhere: Recorder;
let selfSigned: Recorder;
const servers: Server[] = [];

async function record(secure = false): Promise<Recorder> {
	const paths: string[] = [];
	const leaked: string[] = [];
	const respond: RequestListener = ({ url = '', headers, rawHeaders }, response) => {
		paths.push(url);
		const told = rawHeaders.join('\n');
		if (SECRETS.some((secret) => told.includes(secret))) leaked.push(url);
		if (url.endsWith('/away')) {
			response.writeHead(302, { location: `http://127.0.0.1:${elsewhere.port}/` }).end();
		} else if (url.includes('/status/')) {
			response.writeHead(Number(url.split('/').at(-1))).end('No');
		} else response.end(`{"host":"${headers.host}"}`);
	};
	const read = (name: string) => readFileSync(join(KEYS, name));
	const server = secure
		? createTlsServer(
				{
					key: read('onlyForTests.key.pem'),
					cert: read('onlyForTests.certificate.pem'),
				},
				respond,
			)
		: createServer(respond);
	server.on('connect', ({ url, rawHeaders }, socket) => {
		paths.push(`CONNECT ${url}`);
		if (SECRETS.some((secret) => rawHeaders.includes(secret))) leaked.push(String(url));
		socket.destroy();
	});
	servers.push(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return { port: (server.address() as AddressInfo).port, paths, leaked };
}

beforeAll(async () => {
	nodeTypes = await loadPackage();
	[tampuuri, elsewhere, selfSigned] = await Promise.all([record(), record(), record(true)]);
});

beforeEach(() => {
	for (const { paths, leaked } of [tampuuri, elsewhere, selfSigned]) {
		paths.length = 0;
		leaked.length = 0;
	}
});

afterAll(() => {
	for (const server of servers) server.close();
});

const base = (): string => `http://127.0.0.1:${tampuuri.port}/tampuuri/v10/api/`;

async function send(options: IDataObject, older: boolean, ownAddress = base()) {
	const tampuuriApi = {
		environment: 'own',
		ownAddress,
		apiKey: SECRETS[0],
		customerName: 'Asiakas',
		softwareVersion: 'Integraatio',
		accountName: 'Tili',
		username: 'tunnus',
		password: SECRETS[1],
		headerEncoding: 'latin1',
	};
	const outcome = await runNode(nodeTypes, {
		type: REQUEST,
		parameters: { credentialType: 'tampuuriApi', older, options: JSON.stringify(options) },
		credentials: { tampuuriApi },
	});
	for (const secret of SECRETS) expect(outcome.saved.data).not.toContain(secret);
	return outcome;
}

describe.each([
	['the older request function', true],
	['the newer request function', false],
])('the credential in another node, by %s', (_name, older) => {
	const own = () => `${base()}kohteet/1`;
	const proxied = () => ({ host: '127.0.0.1', port: elsewhere.port, protocol: 'http' });

	it.each<[string, () => IDataObject]>([
		['a plain request', () => ({})],
		['a query', () => ({ qs: { a: 'b#?/..' } })],
		['a proxy, as an object', () => ({ proxy: proxied() })],
		['a proxy, as text', () => ({ proxy: `http://127.0.0.1:${elsewhere.port}` })],
		['an agent', () => ({ agentOptions: { host: '127.0.0.1', port: elsewhere.port } })],
		['an equal second address', () => ({ uri: own() })],
		['another host in the headers', () => ({ headers: { hOst: 'evil.test' } })],
		['digest authentication', () => ({ auth: { user: 'a', pass: 'b', sendImmediately: false } })],
	])('goes to Tampuuri alone: %s', async (_what, options) => {
		const { error, json } = await send({ method: 'GET', url: own(), ...options() }, older);
		expect(error).toBeUndefined();
		expect(tampuuri.leaked).toHaveLength(1);
		expect(elsewhere.paths).toEqual([]);
		expect(JSON.stringify(json)).toContain(`127.0.0.1:${tampuuri.port}`);
	});

	it.each<[string, () => IDataObject]>([
		['another host', () => ({ url: `http://127.0.0.1:${elsewhere.port}/` })],
		['another path of the host', () => ({ url: base().replace('/tampuuri/', '/other/') })],
		['a way out of the path', () => ({ url: `${base()}../../other/` })],
		['an encoded way out', () => ({ url: `${base()}..%2f..%2f..%2Fother/` })],
		['a doubly encoded way out', () => ({ url: `${base()}%252e%252e%255cother/` })],
		['a way out with a parameter', () => ({ url: `${base()}..;x=1/other/` })],
		['a user in the address', () => ({ url: base().replace('//', '//a:b@') })],
		['no slashes', () => ({ url: `http:127.0.0.1:${elsewhere.port}/` })],
		['one slash', () => ({ url: `http:/127.0.0.1:${elsewhere.port}/` })],
		['backslashes', () => ({ url: `http:\\\\127.0.0.1:${elsewhere.port}\\` })],
		['two different addresses', () => ({ url: own(), uri: `http://127.0.0.1:${elsewhere.port}/` })],
		['another base', () => ({ url: 'kohteet', baseURL: `http://127.0.0.1:${elsewhere.port}/` })],
		['a method that shows the headers', () => ({ url: own(), method: 'TRACE' })],
	])('is not sent to %s', async (_what, options) => {
		const { error } = await send({ method: 'GET', ...options() }, older);
		expect(JSON.stringify(error)).toContain("can't be used for this");
		expect([...tampuuri.paths, ...elsewhere.paths]).toEqual([]);
	});

	it.each<[string, IDataObject]>([
		['a stream, by the older option', { useStream: true, resolveWithFullResponse: true }],
		['a stream, by the newer option', { encoding: 'stream', returnFullResponse: true }],
		['the whole response', { resolveWithFullResponse: true, returnFullResponse: true }],
	])('does not come back with %s', async (_what, options) => {
		const { error } = await send({ method: 'GET', url: own(), ...options }, older);
		expect(error).toBeUndefined();
		expect(tampuuri.leaked).toHaveLength(1);
	});

	it.each([403, 404, 500, 503])('does not come back with an error %i', async (status) => {
		const { error } = await send({ method: 'GET', url: `${base()}status/${status}` }, older);
		expect(error).toBeDefined();
		expect(tampuuri.leaked).toHaveLength(1);
	});

	it('does not follow a redirect', async () => {
		const follow = { followRedirect: true, followAllRedirects: true, maxRedirects: 5 };
		await send({ method: 'GET', url: `${base()}away`, ...follow }, older);
		expect(tampuuri.paths).toEqual(['/tampuuri/v10/api/away']);
		expect(elsewhere.paths).toEqual([]);
	});

	it.each<[string, IDataObject]>([
		['by the older option', { rejectUnauthorized: false }],
		['by the newer option', { skipSslCertificateValidation: true }],
		['by the agent', { agentOptions: { rejectUnauthorized: false } }],
		[
			'by an authority of the step',
			{
				agentOptions: {
					ca: readFileSync(join(KEYS, 'onlyForTests.certificate.pem'), 'utf8'),
					servername: '0123456-7',
				},
			},
		],
	])('trusts no other certificate: %s', async (_what, options) => {
		const address = `https://127.0.0.1:${selfSigned.port}/`;
		const { error } = await send({ method: 'GET', url: address, ...options }, older, address);
		expect(JSON.stringify(error)).toMatch(/certificate/i);
		expect(selfSigned.paths).toEqual([]);
	});
});
