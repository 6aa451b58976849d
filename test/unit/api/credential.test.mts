import { describe, expect, it } from '@jest/globals';
import { UserError, type IHttpRequestOptions } from 'n8n-workflow';
import { TampuuriApi } from '../../../dist/credentials/TampuuriApi.credentials.js';
import {
	authenticationHeadersOf,
	baseAddressOf,
	secretsOf,
} from '../../../dist/nodes/shared/api/credential.js';

const credential = {
	environment: 'production',
	apiKey: 'AAAA-BBBB',
	customerName: 'Visma Tampuuri Oy',
	softwareVersion: 'Integraatio X',
	accountName: 'Kiinteistö Oy Mäntylä',
	username: 'kayttaja',
	password: 'Säläsänä1',
};

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
	])("names the field that can't be sent, not its value: %s", (field, label, value) => {
		const build = () => authenticationHeadersOf({ ...credential, [field]: value });
		expect(build).toThrow(UserError);
		expect(build).toThrow(label);
		if (value.trim() !== '') expect(build).not.toThrow(value);
	});

	it('go to the chosen host only', async () => {
		const { authenticate } = new TampuuriApi();
		if (typeof authenticate !== 'function') throw new Error('no function');
		const own = await authenticate(credential, {
			url: 'https://api.tampuuri.fi/v10/api/kohteet/1',
		});
		expect(own.headers).toMatchObject({ 'X-Salasana': 'Säläsänä1' });
		expect(own).toMatchObject({ disableFollowRedirect: true, followRedirect: false });
		for (const url of [
			'https://evil.test/v10/api/',
			'https://api.tampuuri.fi.evil.test/',
			'https://api.tampuuri.fi:8443/',
			'http://api.tampuuri.fi/',
			'https://qa-api.tampuuri.fi/v10/api/',
			'//evil.test/',
			'',
		]) {
			await expect(authenticate(credential, { url })).rejects.toThrow(
				/can't be used for this address/,
			);
			const older = { uri: url } as unknown as IHttpRequestOptions;
			await expect(authenticate(credential, older)).rejects.toThrow(
				/can't be used for this address/,
			);
		}
	});

	it('are known as secrets, longest first', () => {
		expect(secretsOf(credential)[0]).toBe('Kiinteistö Oy Mäntylä');
		expect(secretsOf(credential)).toHaveLength(6);
	});
});
