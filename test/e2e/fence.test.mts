import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Credential, N8nClient } from '../../demo/n8nClient.mts';
import { projectFolder } from '../../tools/projectFolder.js';
import { signedIn, surroundingsNow } from './surroundings.mts';
import { GO, workflowInLine } from './workflowInLine.mts';

const KEYS = join(projectFolder, 'packages/n8n-nodes-tulorekisteri/test/fixtures');
const SECRET_FIELDS = ['apiKey', 'username', 'password'];

/** Everything that arrives, encrypted or not, is kept; nothing should. */
const arrived: string[] = [];
const servers: Server[] = [];

async function listen(server: Server): Promise<number> {
	servers.push(server);
	server.on('connect', ({ url, rawHeaders }, socket) => {
		arrived.push([url, ...rawHeaders].join('\n'));
		socket.destroy();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return (server.address() as AddressInfo).port;
}

describe("n8n's own nodes with the credential", () => {
	const { credential: content } = surroundingsNow();
	const { ownAddress = '' } = content.data;
	const secrets = SECRET_FIELDS.map((field) => content.data[field]);
	let client: N8nClient;
	let tampuuri: Credential;
	let selfSigned: Credential;
	let readsOnly: Credential;
	let elsewhere: string;
	let secureAddress: string;

	beforeAll(async () => {
		client = signedIn();
		const keep: RequestListener = ({ url, rawHeaders }, response) => {
			arrived.push([url, ...rawHeaders].join('\n'));
			response.end('[]');
		};
		elsewhere = `http://127.0.0.1:${await listen(createServer(keep))}/`;
		const read = (name: string) => readFileSync(join(KEYS, name));
		const keys = {
			key: read('onlyForTests.key.pem'),
			cert: read('onlyForTests.certificate.pem'),
		};
		secureAddress = `https://127.0.0.1:${await listen(createTlsServer(keys, keep))}/v10/api/`;
		tampuuri = await client.createCredential('Fenced', content);
		readsOnly = await client.createCredential('Reads Only', {
			...content,
			data: { ...content.data, allowedCalls: 'readsOnly' },
		});
		selfSigned = await client.createCredential('Fenced, self-signed', {
			...content,
			data: { ...content.data, ownAddress: secureAddress },
		});
	});

	beforeEach(() => {
		arrived.length = 0;
	});

	afterAll(async () => {
		for (const { id } of [tampuuri, selfSigned, readsOnly]) await client.deleteCredential(id);
		for (const server of servers) server.close();
	});

	const run = async (
		type: string,
		typeVersion: number,
		{ onError, ...parameters }: Record<string, unknown>,
		{ id, name } = tampuuri,
	) => {
		const workflow = workflowInLine(
			[
				{
					name: 'Step',
					type: `n8n-nodes-base.${type}`,
					typeVersion,
					parameters: {
						authentication: 'predefinedCredentialType',
						nodeCredentialType: 'tampuuriApi',
						...parameters,
					},
				},
			],
			tampuuri,
		);
		const nodes = workflow.nodes.map((node) =>
			node.name === 'Step'
				? { ...node, onError, credentials: { tampuuriApi: { id, name } } }
				: node,
		);
		const stored = await client.createWorkflow({ ...workflow, nodes });
		try {
			const execution = await client.runWorkflow(stored.id, GO);
			for (const secret of secrets) expect(execution.stored).not.toContain(secret);
			return execution;
		} finally {
			await client.deleteWorkflow(stored.id);
		}
	};

	const list = {
		method: 'POST',
		url: `${ownAddress}ilmoitukset/selaa`,
		sendBody: true,
		specifyBody: 'json',
		jsonBody: '{"Offset":0,"Limit":1}',
	};
	const pagesFrom = (nextURL: string) => ({
		pagination: {
			pagination: {
				paginationMode: 'responseContainsNextURL',
				nextURL,
				limitPagesFetched: true,
				maxRequests: 2,
			},
		},
	});

	test.each<[string, object]>([
		['no option', {}],
		['a response with headers and status', { response: { response: { fullResponse: true } } }],
		['a file', { response: { response: { responseFormat: 'file' } } }],
		['batches', { batching: { batch: { batchSize: 1, batchInterval: 1 } } }],
		['a time limit', { timeout: 10_000 }],
		['redirects', { redirect: { redirect: { followRedirects: true, maxRedirects: 9 } } }],
		['Ignore SSL Issues', { allowUnauthorizedCerts: true }],
		['a proxy', { proxy: 'ELSEWHERE' }],
		['pages of its own', pagesFrom(`${ownAddress}ilmoitukset/selaa`)],
	])('HTTP Request reaches Tampuuri, and nothing else, with %s', async (_what, options) => {
		const text = JSON.stringify(options).replace('ELSEWHERE', elsewhere);
		const parameters = { ...list, options: JSON.parse(text) as object };
		const execution = await run('httpRequest', 4.2, parameters);
		expect(execution).toMatchObject({ status: 'success', error: undefined });
		expect(arrived).toEqual([]);
	});

	test.each([2, 4.2])('HTTP Request %d keeps no header in a failed execution', async (version) => {
		for (const onError of ['stopWorkflow', 'continueRegularOutput'] as const) {
			const parameters = { url: `${ownAddress}no-such-thing`, options: {}, onError };
			const execution = await run('httpRequest', version, parameters);
			expect(execution.stored).toContain('404');
		}
		expect(arrived).toEqual([]);
	});

	test.each([2, 3, 4, 4.4])('HTTP Request %d is refused for another address', async (version) => {
		for (const url of [elsewhere, ownAddress.replace('/v10/', '/v11/'), `${ownAddress}..%2f..`]) {
			const execution = await run('httpRequest', version, { url, options: {} });
			expect(execution.error?.message).toContain("can't be used for this address");
		}
		expect(arrived).toEqual([]);
	});

	test('HTTP Request is refused for a next page elsewhere', async () => {
		const execution = await run('httpRequest', 4.2, { ...list, options: pagesFrom(elsewhere) });
		expect(execution.error?.message).toContain("can't be used for this address");
		expect(arrived).toEqual([]);
	});

	test('HTTP Request can not choose another host by a header', async () => {
		const parameters = [{ name: 'Host', value: 'evil.test' }];
		const changes = { sendHeaders: true, headerParameters: { parameters } };
		const execution = await run('httpRequest', 4.2, { ...list, ...changes, options: {} });
		expect(execution).toMatchObject({ status: 'success', error: undefined });
	});

	test.each<[string, object]>([
		['Ignore SSL Issues', { allowUnauthorizedCerts: true }],
		['Ignore SSL Issues and a proxy', { allowUnauthorizedCerts: true, proxy: 'ELSEWHERE' }],
	])('HTTP Request sends nothing past a bad certificate, with %s', async (_what, options) => {
		const text = JSON.stringify(options).replace('ELSEWHERE', elsewhere);
		const parameters = { url: secureAddress, options: JSON.parse(text) as object };
		const execution = await run('httpRequest', 4.2, parameters, selfSigned);
		expect(execution.error?.message).toMatch(/certificate|SSL/i);
		expect(arrived).toEqual([]);
	});

	test.each([2, 4.2])('HTTP Request %d changes nothing with Reads Only', async (version) => {
		const read = await run('httpRequest', 4.2, { ...list, options: {} }, readsOnly);
		expect(read).toMatchObject({ status: 'success', error: undefined });
		const byHeader = { parameters: [{ name: 'X-HTTP-Method-Override', value: 'DELETE' }] };
		for (const changes of [
			{ method: 'POST', requestMethod: 'POST', url: `${ownAddress}osapuolet/henkilot` },
			{ method: 'PATCH', requestMethod: 'PATCH', url: `${ownAddress}sopimukset/3000001` },
			{ method: 'POST', requestMethod: 'POST', url: `${ownAddress}sopimukset%2Fselaa` },
		]) {
			const execution = await run('httpRequest', version, { ...changes, options: {} }, readsOnly);
			expect(execution.error?.message).toContain('Reads Only');
		}
		const sendHeaders = { sendHeaders: true, headerParameters: byHeader, options: {} };
		const execution = await run('httpRequest', 4.2, { ...list, ...sendHeaders }, readsOnly);
		expect(execution.error?.message).toContain('Reads Only');
	});

	test.each([1, 1.1])('GraphQL %d reaches no other address', async (version) => {
		const graphql = { requestMethod: 'POST', query: '{ a }', allowUnauthorizedCerts: true };
		const execution = await run('graphql', version, { ...graphql, endpoint: elsewhere });
		expect(execution.error?.message).toContain("can't be used for this address");
		expect(arrived).toEqual([]);
	});
});
