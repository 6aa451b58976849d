import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { surroundingsNow } from '../e2e/surroundings.mts';
import { openSession, type Session } from './session.mts';

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
	let session: Session;

	beforeAll(async () => {
		session = await openSession();
		const { editor } = session;
		await editor.openNewWorkflow();
		await editor.addAction('Get many service requests');
		await editor.part('node-credentials-empty-state').locator('button').first().click();
		await editor.part('editCredential-modal').waitFor();
	});

	afterAll(async () => {
		await session.browser.close();
	});

	test('asks for the six values by name and header, and starts at production', async () => {
		const { editor } = session;
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
		expect(text).not.toContain('Own Address');
		expect(await editor.field('environment').locator('input').inputValue()).toBe('Production');
		await editor.picture('credential-empty');
	});

	test('says which value to look at when the password is wrong, and does not repeat it', async () => {
		const { editor } = session;
		await editor.choose('environment', 'Own Address');
		for (const field of TEXT_FIELDS) await editor.fill(field, value(field));
		await editor.fill('password', 'Väärä-salasana');
		await editor.part('credential-save-button').click();
		await editor.page.getByText('More details').click();
		const modal = editor.part('editCredential-modal');
		const refusal = modal.getByText(/Tampuuri/).filter({ hasText: /password/i });
		await refusal.first().waitFor();
		await editor.picture('credential-refused');
		expect(await modal.innerText()).not.toContain('Väärä-salasana');
	});

	test('connects with the right one and is then chosen in the step', async () => {
		const { editor } = session;
		await editor.fill('password', value('password'));
		await editor.part('credential-save-button').click();
		await editor.part('editCredential-modal').waitFor({ state: 'hidden' });
		await editor.part('node-credentials-select').waitFor();
		await editor.runStep();
		expect(await editor.output().innerText()).toContain('50 items');
		await editor.part('credential-edit-button').click();
		await editor.page.getByText('Connection tested successfully').waitFor();
		await editor.picture('credential-connected');
	});
});
