import { beforeAll, describe, expect, test } from '@jest/globals';
import type { N8nClient } from '../../demo/n8nClient.mts';
import { signedIn, surroundingsNow } from './surroundings.mts';

const SECRET_FIELDS = ['apiKey', 'username', 'password'];

describe('The credential form\'s "Test"', () => {
	const { credential } = surroundingsNow();
	let client: N8nClient;

	beforeAll(async () => {
		client = signedIn();
	});

	const testWith = async (changes: Record<string, string>) =>
		await client.testCredential({ ...credential, data: { ...credential.data, ...changes } });

	test('accepts the six right values, with ä and ö in them', async () => {
		expect(await testWith({})).toMatchObject({ status: 'OK' });
	});

	test.each(['apiKey', 'customerName', 'softwareVersion', 'accountName', 'username', 'password'])(
		'refuses a wrong %s without repeating what is secret',
		async (field) => {
			const wrong = { [field]: 'Väärä-arvo-250' };
			const { status, message } = await testWith(wrong);
			expect(status).toBe('Error');
			const sent: Record<string, string> = { ...credential.data, ...wrong };
			for (const secret of SECRET_FIELDS) expect(message).not.toContain(sent[secret]);
		},
	);

	test.each([
		['nothing listens there', 'http://127.0.0.1:9/v10/api/'],
		['it is plain http elsewhere', 'http://tampuuri.example.com/v10/api/'],
		['it is no address', 'tampuuri'],
	])('refuses an own address when %s', async (_why, ownAddress) => {
		expect(await testWith({ ownAddress })).toMatchObject({ status: 'Error' });
	});
});
