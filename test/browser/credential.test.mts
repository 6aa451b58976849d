import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { surroundingsNow } from '../e2e/surroundings.mts';
import { sessionOfFile } from './session.mts';

jest.setTimeout(120_000);

const TEXT_FIELDS = [
	'ownAddress',
	'apiKey',
	'customerName',
	'softwareVersion',
	'accountName',
	'username',
] as const;

describe("The credential's form", () => {
	const { credential } = surroundingsNow();
	const value = (field: string) => credential.data[field] ?? '';
	const session = sessionOfFile();

	beforeAll(async () => {
		const { editor } = session();
		await editor.openNewWorkflow();
		await editor.addAction('Get many service requests');
		await editor.part('node-credentials-empty-state').locator('button').first().click();
		await editor.part('editCredential-modal').waitFor();
	});

	test('asks for the six values by name and header, and starts at the test environment', async () => {
		const { editor } = session();
		const text = await editor.part('editCredential-modal').innerText();
		for (const label of [
			'API Key (X-TampuuriAvain)',
			'Customer Name (X-AsiakasNimi)',
			'Software Version (X-Ohjelmistoversio)',
			'Account Name (X-TiliNimi)',
			'User Name (X-Kayttajatunnus)',
			'Password (X-Salasana)',
		]) {
			expect(text).toContain(label);
		}
		expect(text).not.toContain('Base URL');
		expect(await editor.field('environment').locator('input').inputValue()).toBe('Test');
		await editor.picture('credential-empty');
		await editor.documentPicture('credential-empty', editor.part('editCredential-modal'));
	});

	test('says which value to look at when the password is wrong, and does not repeat it', async () => {
		const { editor } = session();
		await editor.choose('environment', 'Custom');
		for (const field of TEXT_FIELDS) await editor.fill(field, value(field));
		await editor.fill('password', 'Väärä-salasana');
		await editor.part('credential-save-button').click();
		await editor.page.getByText('More details').click();
		const modal = editor.part('editCredential-modal');
		const refusal = modal.getByText(/Tampuuri/).filter({ hasText: /password/i });
		await refusal.first().waitFor();
		await editor.picture('credential-refused');
		await editor.documentPicture('credential-refused', modal);
		expect(await modal.innerText()).not.toContain('Väärä-salasana');
	});

	test('connects with the right one and is then chosen in the step', async () => {
		const { editor } = session();
		await editor.fill('password', value('password'));
		await editor.part('credential-save-button').click();
		await editor.part('editCredential-modal').waitFor({ state: 'hidden' });
		await editor.part('node-credentials-select').waitFor();
		await editor.runStep();
		expect(await editor.output().innerText()).toContain('50 items');
		await editor.part('credential-edit-button').click();
		await editor.page.getByText('Connection tested successfully').waitFor();
		await editor.picture('credential-connected');
		await editor.documentPicture('credential-connected', editor.part('editCredential-modal'));
	});
});

describe("The webhook credential's form", () => {
	const session = sessionOfFile();

	test('takes only a secret that cannot be guessed', async () => {
		const { editor } = session();
		await editor.openNewWorkflow();
		await editor.addTrigger('Tampuuri', 'On service request added');
		await editor.part('node-credentials-empty-state').locator('button').first().click();
		await editor.part('editCredential-modal').waitFor();
		await editor.picture('webhook-credential-empty');

		await editor.fill('secret', 'vikailmoitus');
		await editor.part('credential-save-button').click();
		await editor.page.getByText('More details').click();
		await editor.page.getByText('The secret is shorter than 16 characters').first().waitFor();
		await editor.picture('webhook-credential-refused');

		await editor.fill('secret', 'Pitka-salaisuus-2026-kuuntelijalle');
		await editor.part('credential-save-button').click();
		await editor.part('editCredential-modal').waitFor({ state: 'hidden' });
		await editor.part('node-credentials-select').waitFor();
	});
});
