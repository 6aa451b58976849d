import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { TampuuriApi } from '../../../dist/credentials/TampuuriApi.credentials.js';
import { catalogue, operationsOf } from '../../../dist/nodes/shared/catalogue/index.js';
import { runs } from '../../runs.mts';

const BASE = 'http://localhost:4010/v10/api/';

const credentialWith = (allowedCalls: unknown): ICredentialDataDecryptedObject => ({
	environment: 'own',
	ownAddress: BASE,
	apiKey: 'avain',
	customerName: 'Asiakas',
	softwareVersion: 'Integraatio',
	accountName: 'Tili',
	username: 'tunnus',
	password: 'salasana',
	headerEncoding: 'latin1',
	...(allowedCalls === 'absent' ? {} : { allowedCalls: allowedCalls as string }),
});

const { authenticate } = new TampuuriApi();

/** What leaves n8n; undefined if the credential refuses it. */
async function sent(
	request: Record<string, unknown>,
	allowedCalls: unknown = 'readsOnly',
): Promise<IHttpRequestOptions | undefined> {
	if (typeof authenticate !== 'function') throw new Error('The credential has no fence');
	try {
		return await authenticate(credentialWith(allowedCalls), request as never);
	} catch {
		return undefined;
	}
}

const operations = catalogue.flatMap(operationsOf);
const withValues = (path: string) => path.replace(/\{[^}]+\}/g, '1');

describe('a credential that allows reads only', () => {
	it.each(operations.map((one) => [`${one.method} ${one.path}`, one] as const))(
		'knows whether it may send %s',
		async (_name, { method, path, access }) => {
			const request = { method, url: `${BASE}${withValues(path)}` };
			expect((await sent(request)) !== undefined).toBe(access === 'read');
			expect(await sent(request, 'all')).toBeDefined();
			expect(await sent(request, 'absent')).toBeDefined();
		},
	);

	it('says what to do', async () => {
		if (typeof authenticate !== 'function') throw new Error('The credential has no fence');
		const request: IHttpRequestOptions = { method: 'POST', url: `${BASE}sopimukset` };
		await expect(authenticate(credentialWith('readsOnly'), request)).rejects.toMatchObject({
			message: expect.stringContaining('Reads Only'),
			description: expect.stringContaining('Allowed Calls are All'),
		});
	});

	it.each(['', 'ALL', null, false, 'readsonly'])('is on the safe side with %j', async (value) => {
		expect(await sent({ method: 'POST', url: `${BASE}sopimukset` }, value)).toBeUndefined();
	});

	it.each<[string, Record<string, unknown>]>([
		['HEAD', { method: 'HEAD', url: `${BASE}sopimukset/1` }],
		['a path that only contains selaa', { method: 'POST', url: `${BASE}ilmoitukset/selaa/1` }],
		['selaa in the query', { method: 'POST', url: `${BASE}sopimukset?x=/selaa` }],
		['selaa after a #', { method: 'POST', url: `${BASE}sopimukset#/selaa` }],
		['selaa after an encoded ?', { method: 'POST', url: `${BASE}sopimukset%3F/selaa` }],
		['selaa after an encoded #', { method: 'POST', url: `${BASE}sopimukset%23/selaa` }],
		['selaa after an encoded slash', { method: 'POST', url: `${BASE}sopimukset%2Fselaa` }],
		['selaa after an encoded percent', { method: 'POST', url: `${BASE}sopimukset%252Fselaa` }],
		['selaa as a parameter', { method: 'POST', url: `${BASE}sopimukset;/selaa` }],
		['selaa after nothing', { method: 'POST', url: `${BASE}sopimukset//selaa` }],
		['selaa and an end', { method: 'POST', url: `${BASE}sopimukset%00/selaa` }],
		['a path that can not be decoded', { method: 'POST', url: `${BASE}%ff/selaa` }],
		['two methods', { method: ['GET', 'POST'], url: `${BASE}sopimukset` }],
		['an override in qs', { url: `${BASE}sopimukset/1`, qs: { _method: 'DELETE' } }],
		['an override in the query', { url: `${BASE}sopimukset/1?X-HTTP-Method-Override=PUT` }],
		[
			'an override in a form',
			{ method: 'POST', url: `${BASE}ilmoitukset/selaa`, form: { _method: 'DELETE' } },
		],
		[
			'an override in a text',
			{ method: 'POST', url: `${BASE}ilmoitukset/selaa`, body: 'a=1&_METHOD=DELETE' },
		],
	])('refuses %s', async (_what, request) => {
		expect(await sent(request)).toBeUndefined();
	});

	it('refuses whatever a lenient server could take for a change', async () => {
		await fc.assert(
			fc.asyncProperty(evasiveRequest, async (request) => {
				const allowed = await sent(request);
				if (allowed === undefined) return;
				expect(changeSeenBy(allowed)).toBeUndefined();
			}),
			{ numRuns: runs(3000) },
		);
	});
});

const writes = operations.filter(({ access }) => access === 'write');

/** Writes every letter, or none, in its encoded form. */
const encoded = (text: string) =>
	text.replace(/[a-z/]/gi, (one) => `%${one.charCodeAt(0).toString(16)}`);
const mixedCase = (text: string) =>
	[...text].map((one, place) => (place % 2 ? one.toUpperCase() : one)).join('');

const spelledPath = fc.constantFrom<(path: string) => string>(
	(path) => path,
	encoded,
	(path) => encodeURIComponent(encoded(path)),
	mixedCase,
	(path) => `${path}/`,
	(path) => `${path}//`,
	(path) => `${path}/.`,
	(path) => `./${path}`,
	(path) => `ilmoitukset/selaa/../../${path}`,
	(path) => `ilmoitukset/selaa/..%2f..%2f${path}`,
	(path) => `ilmoitukset/selaa/%2e%2e/%2e%2e/${path}`,
	(path) => `${path}?/selaa`,
	(path) => `${path}#/hae`,
	(path) => `${path};/selaa`,
	(path) => `${path}%3b/selaa`,
	(path) => `${path}%3f/selaa`,
	(path) => `${path}%00/hae`,
	(path) => `${path}%2f..%2fselaa`,
	(path) => `${path}/x/../../selaa/..`,
	(path) => `/${path}`,
);
const spelledMethod = fc.constantFrom<(method: string) => unknown>(
	(method) => method,
	(method) => method.toLowerCase(),
	mixedCase,
	(method) => ` ${method}`,
	(method) => [method],
	(method) => method.replace('S', 'ſ'),
	() => undefined,
	() => 'GET',
	() => 'POST',
);
const override = fc.constantFrom(
	'X-HTTP-Method-Override',
	'x-http-method',
	'X-METHOD-OVERRIDE',
	'x_http_method_override',
	'_method',
	'_METHOD[]',
);
const evasiveRequest = fc
	.record({
		operation: fc.constantFrom(...writes, ...operations),
		path: spelledPath,
		method: spelledMethod,
		place: fc.constantFrom('headers', 'qs', 'form', 'body', 'url', 'none'),
		name: override,
	})
	.map(({ operation, path, method, place, name }): Record<string, unknown> => {
		const query = place === 'url' ? `?${encodeURIComponent(name)}=${operation.method}` : '';
		return {
			method: method(operation.method),
			url: `${BASE}${path(withValues(operation.path))}${query}`,
			...(place === 'none' || place === 'url' ? {} : { [place]: { [name]: operation.method } }),
		};
	});

function decodedFully(text: string): string {
	let decoded = text;
	for (let left = 4; left > 0; left--) {
		decoded = decoded.replace(/%([0-9a-f]{2})/gi, (_all, hex: string) =>
			String.fromCharCode(parseInt(hex, 16)),
		);
	}
	return decoded;
}

/** The change that the most lenient server would see in a request. */
function changeSeenBy({ method = 'GET', url, headers, qs, body, ...more }: IHttpRequestOptions) {
	const address = new URL(url);
	const carried = { ...headers, ...qs, ...Object(body), ...Object(Reflect.get(more, 'form')) };
	const named = [...Object.entries(carried), ...address.searchParams];
	const chosen = named.find(([name]) => /method/i.test(name))?.[1];
	const seenMethod = String(chosen ?? method)
		.trim()
		.toUpperCase();
	const [end] = decodedFully(address.pathname).split(/[?#\0;]/);
	const resolved = new URL((end ?? '').replaceAll('\\', '/').replace(/\/{2,}/g, '/'), BASE);
	const path = resolved.pathname.toLowerCase().replace(/\/+$/, '').slice('/v10/api/'.length);
	return writes.find(
		(operation) =>
			operation.method === seenMethod && withValues(operation.path).toLowerCase() === path,
	)?.path;
}
