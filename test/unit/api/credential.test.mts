import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { UserError, type IHttpRequestOptions } from 'n8n-workflow';
import { TampuuriApi } from '../../../dist/credentials/TampuuriApi.credentials.js';
import {
	authenticationHeadersOf,
	baseAddressOf,
	patienceOf,
	planOf,
	profileTextOf,
	secretsOf,
} from '../../../dist/nodes/shared/api/credential.js';
import { runs } from '../../runs.mts';

const credential = {
	environment: 'production',
	apiKey: 'AAAA-BBBB',
	customerName: 'Visma Tampuuri Oy',
	softwareVersion: 'Integraatio X',
	accountName: 'Kiinteistö Oy Mäntylä',
	username: 'kayttaja',
	password: 'Säläsänä1',
};

describe('the environment', () => {
	it('starts at the test environment: a first try must not land on the live system', () => {
		const [environment] = new TampuuriApi().properties;
		expect(environment).toMatchObject({ name: 'environment', default: 'test' });
	});
});

describe('timeout and retries', () => {
	const usual = { timeout: 60_000, retries: 3, longestWait: 60_000 };

	it.each([
		[{}, usual],
		[{ timeoutAndRetries: 'standard', timeout: 5, retries: 0 }, usual],
		[{ timeoutAndRetries: 'custom' }, usual],
		[{ timeoutAndRetries: 'custom', timeout: '', retries: ' ', longestWait: null }, usual],
		[
			{ timeoutAndRetries: 'custom', timeout: 5, retries: '0', longestWait: '0' },
			{ timeout: 5_000, retries: 0, longestWait: 0 },
		],
		[
			{ timeoutAndRetries: 'custom', retries: 2.7 },
			{ ...usual, retries: 2 },
		],
	])('of %j', (fields, patience) => {
		expect(patienceOf({ ...credential, ...fields } as typeof credential)).toEqual(patience);
	});

	it.each([
		['timeout', 0, 'Timeout'],
		['timeout', 'soon', 'Timeout'],
		['retries', 11, 'Retries'],
		['retries', -1, 'Retries'],
		['longestWait', 1e9, 'Longest Wait'],
	])('are refused out of range: %s %p', (field, value, label) => {
		expect(() => patienceOf({ timeoutAndRetries: 'custom', [field]: value })).toThrow(
			`The credential's ${label} must be a number from`,
		);
	});
});

describe('the plan', () => {
	it.each([
		['normal', 'normal'],
		['toString', undefined],
		[undefined, undefined],
	])('%p gives the prices of %p', (plan, expected) => {
		expect(planOf(plan === undefined ? {} : { plan })).toBe(expected);
	});
});

describe('the address', () => {
	it.each([
		[{ environment: 'production' }, 'https://api.tampuuri.fi/v10/api/'],
		[{ environment: 'test' }, 'https://qa-api.tampuuri.fi/v10/api/'],
		[
			{ environment: 'own', ownAddress: ' https://tampuuri.test/v11/api ' },
			'https://tampuuri.test/v11/api/',
		],
		[
			{ environment: 'own', ownAddress: 'http://localhost:4010/v10/api/' },
			'http://localhost:4010/v10/api/',
		],
		[{ environment: 'own', ownAddress: 'http://127.0.0.1:1/' }, 'http://127.0.0.1:1/'],
		[{ environment: 'own', ownAddress: 'http://[::1]:1/x?y=1#z' }, 'http://[::1]:1/x/'],
	])('of %p is %s', (data, expected) => {
		expect(baseAddressOf(data).href).toBe(expected);
	});

	it.each([
		'',
		'tampuuri',
		'http://tampuuri.test/',
		'http://10.0.0.1/',
		'http://localhost.evil.test/',
		'ftp://localhost/',
		'file:///etc/passwd',
		'https://user:secret@tampuuri.test/',
	])('is refused: %p', (ownAddress) => {
		expect(() => baseAddressOf({ environment: 'own', ownAddress })).toThrow(UserError);
	});
});

describe('the six headers', () => {
	const authenticate = async (request: IHttpRequestOptions): Promise<IHttpRequestOptions> => {
		const { authenticate: ofType } = new TampuuriApi();
		if (typeof ofType !== 'function') throw new Error('no function');
		return await ofType(credential, request);
	};

	it('are trimmed, and as Latin-1 by default', () => {
		const headers = authenticationHeadersOf({ ...credential, apiKey: '  AAAA-BBBB \n' });
		expect(headers).toEqual({
			'X-TampuuriAvain': 'AAAA-BBBB',
			'X-AsiakasNimi': 'Visma Tampuuri Oy',
			'X-Ohjelmistoversio': 'Integraatio X',
			'X-TiliNimi': 'Kiinteistö Oy Mäntylä',
			'X-Kayttajatunnus': 'kayttaja',
			'X-Salasana': 'Säläsänä1',
		});
	});

	it.each([' Säläsänä1', 'Säläsänä1 ', 'Sälä sänä'])(
		'have the password as typed: "%s"',
		(password) => {
			const headers = authenticationHeadersOf({ ...credential, password });
			expect(headers['X-Salasana']).toBe(password);
		},
	);

	it('are UTF-8 bytes when set so, any letter included', () => {
		const headers = authenticationHeadersOf({
			...credential,
			password: 'Ω€ä',
			headerEncoding: 'utf8',
		});
		expect(Buffer.from(headers['X-Salasana'] ?? '', 'latin1').toString('utf8')).toBe('Ω€ä');
	});

	it.each([
		['apiKey', 'API Key', ''],
		['customerName', 'Customer Name', '   '],
		['softwareVersion', 'Software Version', 'a\r\nX-Evil: 1'],
		['accountName', 'Account Name', 'a\u0000b'],
		['username', 'User Name', 'käyttäjä€'],
		['password', 'Password', 'sala\nsana'],
		['password', 'Password', 'Ωmega'],
		['password', 'Password', '\tstarts with a tab'],
		['password', 'Password', 'pasted\n'],
	])("names the field that can't be sent, not its value: %s", (field, label, value) => {
		const build = () => authenticationHeadersOf({ ...credential, [field]: value });
		expect(build).toThrow(UserError);
		expect(build).toThrow(label);
		if (value.trim() !== '') expect(build).not.toThrow(value.trim());
	});

	it('go to the chosen address only', async () => {
		const own = await authenticate({ url: 'https://api.tampuuri.fi/v10/api/kohteet/1' });
		expect(own.headers).toMatchObject({ 'X-Salasana': 'Säläsänä1' });
		expect(own).toMatchObject({ disableFollowRedirect: true, followRedirect: false });
		for (const url of [
			'https://evil.test/v10/api/',
			'https://api.tampuuri.fi.evil.test/',
			'https://api.tampuuri.fi:8443/v10/api/',
			'http://api.tampuuri.fi/v10/api/',
			'https://qa-api.tampuuri.fi/v10/api/',
			'https://api.tampuuri.fi/v11/api/',
			'https://api.tampuuri.fi/v10/apis/',
			'//evil.test/',
			'',
		]) {
			await expect(authenticate({ url })).rejects.toThrow(/can't be used for this address/);
			const older = { uri: url } as unknown as IHttpRequestOptions;
			await expect(authenticate(older)).rejects.toThrow(/can't be used for this address/);
		}
	});

	it('are added in place of those that a request brings, however spelled', async () => {
		const { headers } = await authenticate({
			url: 'kohteet',
			headers: { 'x-salasana': 'other', 'X-SALASANA': 'third', Accept: 'text/plain' },
		});
		expect(Object.keys(headers ?? {}).filter((name) => /salasana/i.test(name))).toEqual([
			'X-Salasana',
		]);
		expect(headers).toMatchObject({ Accept: 'text/plain', 'X-Salasana': 'Säläsänä1' });
	});

	/** Older HTTP clients read addresses by other rules: `https:evil` and `https:\\evil` name a host. */
	it('are handed on with an address that no HTTP client can read otherwise', async () => {
		const base = 'https://api.tampuuri.fi/v10/api/';
		const parts = [
			'https:',
			'http:',
			'/',
			'\\',
			'@',
			':',
			'?',
			'#',
			'..',
			'.',
			'%2e',
			'%2F',
			'%5c',
		];
		const address = fc
			.array(
				fc.constantFrom(...parts, base, 'evil.test', 'api.tampuuri.fi', '\t', '\n', ' ', ';', 'ä'),
				{ maxLength: 12 },
			)
			.map((chosen) => chosen.join(''));
		const baseURL = fc.constantFrom(
			undefined,
			base,
			'https://evil.test/',
			'https://api.tampuuri.fi/',
		);
		await fc.assert(
			fc.asyncProperty(address, baseURL, async (url, from) => {
				const sent = await authenticate({ url, baseURL: from }).catch(() => undefined);
				if (sent === undefined) return;
				expect(sent).not.toHaveProperty('baseURL');
				expect(sent).not.toHaveProperty('uri');
				expect(sent.url.startsWith(base)).toBe(true);
				expect(sent.url).not.toMatch(/[\\\s\p{Cc}]/u);
			}),
			{ numRuns: runs(2000) },
		);
	});

	it('have the profile beside them as text, also if an expression gives an object', () => {
		const profile = { version: 1, checkedAt: '2026-11-29' };
		for (const accountProfile of [JSON.stringify(profile), profile]) {
			expect(profileTextOf({ ...credential, accountProfile })).toBe(JSON.stringify(profile));
		}
		expect(profileTextOf({ ...credential, accountProfile: [] })).toBe('[]');
		for (const accountProfile of [undefined, null, '', '  ']) {
			expect(profileTextOf({ ...credential, accountProfile } as never)).toBe('');
		}
	});

	it('are known as secrets, longest first', () => {
		expect(secretsOf(credential)[0]).toBe('Kiinteistö Oy Mäntylä');
		expect(secretsOf(credential)).toHaveLength(6);
	});
});
