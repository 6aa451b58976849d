import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
	isAuthentic,
	type Presented,
} from '../../../dist/nodes/TampuuriTrigger/authentication/authentication.js';
import {
	listenerSecretsOf,
	problemWith,
} from '../../../dist/nodes/TampuuriTrigger/authentication/secrets.js';
import { addressWarning } from '../../../dist/nodes/TampuuriTrigger/address.js';

const secret = 'only-for-tests-0001';
const rawBody = Buffer.from('{ "Action" : "Räystäs" }');
const signingSecret = 'only-for-tests-signing';
const signature = createHmac('sha256', signingSecret).update(rawBody).digest('hex');
const call = (parts: Partial<Presented>): Presented => ({
	query: {},
	headers: {},
	rawBody,
	...parts,
});

describe('the shared secret', () => {
	const secrets = listenerSecretsOf({ secret });
	it.each<[string, Partial<Presented>, boolean]>([
		['in the address', { query: { secret } }, true],
		['in a header', { headers: { 'x-tampuuri-secret': secret } }, true],
		['in neither', {}, false],
		['wrong', { query: { secret: `${secret}x` } }, false],
		['cut', { query: { secret: secret.slice(0, -1) } }, false],
		['empty', { query: { secret: '' } }, false],
		['in another letter case', { query: { secret: secret.toUpperCase() } }, false],
		['twice', { query: { secret: [secret, secret] } }, false],
		['as an object', { query: { secret: { secret } } }, false],
		['under another name', { query: { token: secret } }, false],
		['inherited', { query: Object.create({ secret }) }, false],
		['where there is no query', { query: undefined }, false],
	])('%s', (_name, presented, expected) => {
		expect(isAuthentic(call(presented), secrets)).toBe(expected);
	});

	it.each<[{ secret?: string | number }, RegExp]>([
		[{}, /no secret/],
		[{ secret: '   ' }, /no secret/],
		[{ secret: 5 }, /shorter than 16/],
		[{ secret: 'short' }, /shorter than 16/],
		[{ secret: 'has spaces and öäå in it' }, /characters/],
	])('lets nobody in with %p', (credential, reason) => {
		const unusable = listenerSecretsOf(credential);
		expect(problemWith(unusable)?.message).toMatch(reason);
		const presented = String(credential.secret ?? '');
		expect(isAuthentic(call({ query: { secret: presented } }), unusable)).toBe(false);
	});
});

describe('the signature', () => {
	const signed = { 'x-tampuuri-secret': secret };
	const secrets = listenerSecretsOf({ secret, signingSecret });
	it.each<[string, Partial<Presented>, boolean]>([
		['right', { headers: { ...signed, 'ms-signature': `sha256=${signature}` } }, true],
		[
			'right in capitals',
			{ headers: { ...signed, 'ms-signature': `SHA256=${signature.toUpperCase()}` } },
			true,
		],
		['missing', { headers: signed }, false],
		['without prefix', { headers: { ...signed, 'ms-signature': signature } }, false],
		['empty', { headers: { ...signed, 'ms-signature': 'sha256=' } }, false],
		[
			'of another body',
			{
				headers: { ...signed, 'ms-signature': `sha256=${signature}` },
				rawBody: Buffer.from('{"Action":"Räystäs"}'),
			},
			false,
		],
		[
			'of no body',
			{ headers: { ...signed, 'ms-signature': `sha256=${signature}` }, rawBody: undefined },
			false,
		],
		['without the secret', { headers: { 'ms-signature': `sha256=${signature}` } }, false],
	])('%s', (_name, presented, expected) => {
		expect(isAuthentic(call(presented), secrets)).toBe(expected);
	});

	it('takes header and prefix from the credential', () => {
		const own = listenerSecretsOf({
			secret,
			signingSecret,
			signatureHeader: 'X-Sig',
			signaturePrefix: '',
		});
		const headers = { ...signed, 'x-sig': signature };
		expect(isAuthentic(call({ headers }), own)).toBe(true);
	});
});

describe("the warning about n8n's address", () => {
	it.each<[string, RegExp | undefined]>([
		['https://n8n.example.fi/webhook/x', undefined],
		['http://n8n.example.fi/', /https/],
		['http://localhost:5678/', /own network/],
		['https://192.168.1.10/', /own network/],
		['http://127.0.0.1:5678', /own network/],
		['https://172.20.0.4/', /own network/],
		['https://172.40.0.4/', undefined],
		['not an address', undefined],
	])('%s', (address, expected) => {
		const warning = addressWarning(address);
		if (expected === undefined) expect(warning).toBeUndefined();
		else expect(warning).toMatch(expected);
	});
});
