import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { testCredential } from '../harness/index.mts';
import { setUpResponder } from './responder.mts';
import { setUp } from './setUp.mts';

const tampuuri = setUp({ units: 10 });
const responder = setUpResponder();

const WEB_PAGE = /^The address responds with a web page/;
const NO_API = /^The address responds, but not as Tampuuri's API does \(400\)/;

const test = async (changes: Record<string, string> = {}) => {
	const { tampuuriApi = {} } = tampuuri.credentials(changes);
	return await testCredential(tampuuri.nodeTypes, 'tampuuriApi', tampuuriApi);
};

describe('the test button', () => {
	it('accepts a good credential by one call', async () => {
		expect(await test()).toEqual({ status: 'OK', message: 'Tampuuri accepted the credential' });
		expect(tampuuri.simulator.calls.total).toBe(1);
	});

	it.each([
		['an empty list', []],
		['a page', { Metadata: { Total: 0 }, Items: [] }],
	])('accepts %s', async (_what, body) => {
		responder.reply = () => ({ body });
		expect((await test({ ownAddress: responder.url })).status).toBe('OK');
	});

	it.each<[string, unknown, RegExp]>([
		['a web page', '<!DOCTYPE html><title>Kirjaudu</title>', WEB_PAGE],
		['text', 'OK', /^Tampuuri's response is not valid JSON\. .*begins with: OK/],
		['nothing', '', /^Tampuuri's response is not a list\. .*begins with: \(nothing\)/],
		['null', 'null', /^Tampuuri's response is not a list\. .*begins with: null/],
		['cut JSON', '[{"Id":1},', /^Tampuuri's response is not valid JSON\. .*\[\{"Id":1\},/],
		['a status page', { status: 'up' }, /^Tampuuri's response is not a list\. /],
		[
			'deep JSON',
			`${'['.repeat(6_000)}${']'.repeat(6_000)}`,
			/^Tampuuri's response is not JSON of/,
		],
	])('accepts no success that is %s', async (_what, body, message) => {
		responder.reply = () => ({ body });
		const result = await test({ ownAddress: responder.url });
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(message);
		expect(result.message).toMatch(/Base URL/);
		expect(responder.asked).toHaveLength(1);
	});

	it('takes a refusal of the values for acceptance of the headers', async () => {
		tampuuri.simulator.faults.set({ action: { kind: 'status', status: 400 } });
		expect((await test()).status).toBe('OK');
	});

	it.each([
		['a web page', '<html><title>Bad Request</title></html>'],
		['text', 'Bad Request'],
		['nothing', ''],
		['a list', '[]'],
	])('takes a 400 with %s for no acceptance', async (_what, body) => {
		responder.reply = () => ({ status: 400, body });
		const result = await test({ ownAddress: responder.url });
		expect(result).toMatchObject({ status: 'Error', message: expect.stringMatching(NO_API) });
	});

	it.each([
		[
			403,
			'<html><title>Request Rejected</title></html>',
			/^Access was denied, but not by Tampuuri/,
		],
		[401, '<html>', /^Access was denied, but not by Tampuuri/],
		[
			403,
			{ Message: 'Authorization has been denied for this request.' },
			/^Tampuuri denied access for account "Kiinteistö Oy Mäntylä": Authorization has been denied for this request\. Check API Key, User Name and Password first\. The API user may lack the right/,
		],
		[
			401,
			{ Message: 'Virheellinen käyttäjätunnus tai salasana' },
			/^Tampuuri rejected .* for account "Kiinteistö Oy Mäntylä": Virheellinen .*\. Check User Name and Password first\./,
		],
		[401, { Message: 'X-TampuuriAvain puuttuu' }, /Check API Key first\./],
		[403, { Message: 'The account name is not known' }, /Check Account Name first\./],
		[403, { Message: 'Ei oikeuksia' }, /^(?!.*first\.)/],
	])('tells from a %i who refused what: %p', async (status, body, message) => {
		responder.reply = () => ({ status, body });
		const result = await test({ ownAddress: responder.url });
		expect(result).toMatchObject({ status: 'Error', message: expect.stringMatching(message) });
	});

	it.each([
		[{ password: 'väärä' }, /^Tampuuri denied access for account "Kiinteistö Oy Mäntylä": /],
		[{ headerEncoding: 'utf8' }, /^Tampuuri denied access/],
		[{ customerName: '' }, /^The credential's Customer Name is empty/],
		[{ ownAddress: 'http://127.0.0.1:9/v10/api/' }, /^Could not connect to Tampuuri\./],
		[{ ownAddress: 'nonsense' }, /^The credential's Base URL is not a valid URL/],
	])('says what to do about %p', async (changes, message) => {
		const result = await test(changes);
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(message);
		expect(result.message).not.toContain('väärä');
	});

	it.each([
		[404, /there is no Tampuuri API there/],
		[500, /could not process the request \(500\)/],
		[503, /could not process the request \(503\)/],
		[429, /rate-limiting requests \(429\)/],
	])('has words of its own for %i', async (status, message) => {
		tampuuri.simulator.faults.set({ action: { kind: 'status', status, retryAfter: 0 } });
		expect((await test()).message).toMatch(message);
		expect(tampuuri.simulator.calls.total).toBe(1);
	});

	it('does not follow a redirect with the secrets', async () => {
		tampuuri.simulator.faults.set({
			action: { kind: 'redirect', location: `${tampuuri.simulator.url}ilmoitukset/selaa` },
		});
		expect((await test()).message).toMatch(/redirects to 127\.0\.0\.1/);
		expect(tampuuri.simulator.calls.total).toBe(1);
	});
});

describe('the bytes of the six headers', () => {
	const servers: Server[] = [];
	afterEach(() => servers.splice(0).forEach((server) => server.close()));

	/** A server that keeps what arrives on its socket and answers with a list of one record. */
	async function recorder() {
		const arrived: Buffer[] = [];
		const server = createServer((socket) => {
			let request = Buffer.alloc(0);
			socket.on('data', (bytes) => {
				request = Buffer.concat([request, bytes]);
				const end = request.indexOf('\r\n\r\n');
				if (end < 0) return;
				const length = /content-length: (\d+)/i.exec(request.toString('latin1'))?.[1] ?? '0';
				if (request.length < end + 4 + Number(length)) return;
				arrived.push(request.subarray(0, end));
				socket.end('HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\n[{}]');
			});
		});
		servers.push(server);
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as AddressInfo;
		return { arrived, address: `http://127.0.0.1:${port}/v10/api/` };
	}

	const requests = [
		{ resource: 'property', operation: 'get', property: { __rl: true, mode: 'id', value: '1' } },
		{ resource: 'person', operation: 'getAll', searchWord: 'Mäki' },
		{ resource: 'serviceRequest', operation: 'getAll', limit: 1 },
		{
			resource: 'anyOperation',
			operation: 'call',
			method: 'PUT',
			apiOperation: { __rl: true, mode: 'path', value: 'osapuolet/1' },
			body: '{"Lisätiedot":"ö"}',
		},
		{
			resource: 'anyOperation',
			operation: 'call',
			method: 'DELETE',
			apiOperation: { __rl: true, mode: 'path', value: 'osapuolet/1' },
		},
	];

	it.each([
		['latin1', 'Kiinteistö Oy Mäntylä', Buffer.from('Kiinteistö Oy Mäntylä', 'latin1')],
		['utf8', 'Kiinteistö Oy Mäntylä', Buffer.from('Kiinteistö Oy Mäntylä', 'utf8')],
		['utf8', 'Ωmega €', Buffer.from('Ωmega €', 'utf8')],
	])('are the same in every request (%s, %s)', async (headerEncoding, accountName, bytes) => {
		const { arrived, address } = await recorder();
		const changes = { ownAddress: address, headerEncoding, accountName };
		for (const parameters of requests) {
			const { error } = await tampuuri.run({
				parameters,
				credentials: tampuuri.credentials(changes),
			});
			expect(error).toBeUndefined();
		}
		await test(changes);
		expect(arrived).toHaveLength(requests.length + 1);
		const line = Buffer.concat([Buffer.from('X-TiliNimi: '), bytes, Buffer.from('\r\n')]);
		for (const head of arrived) expect(head.includes(line)).toBe(true);
	});
});
