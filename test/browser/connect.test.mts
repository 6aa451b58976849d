import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { pageOf } from '../documentation/pages.mts';
import { surroundingsNow } from '../e2e/surroundings.mts';
import { Session } from './session.mts';

jest.setTimeout(120_000);

const PAGE = pageOf('docs/CONNECT.md').text;
const [, path = '', type = '', next = ''] =
	/open \*\*(.+?)\*\*, search for \*\*(.+?)\*\* and press \*\*(.+?)\*\*/.exec(PAGE) ?? [];
/** The labels of the page's table of fields. */
const LABELS = [...PAGE.matchAll(/^\| \*\*(.+?)\*\* /gm)].map(([, label = '']) => label);
const TYPED = [
	'apiKey',
	'customerName',
	'softwareVersion',
	'accountName',
	'username',
	'password',
] as const;

describe('docs/CONNECT.md, word by word', () => {
	const { n8nUrl, credential } = surroundingsNow();
	let session: Session;
	let before: string[];

	beforeAll(async () => {
		session = await Session.open();
		before = (await session.client.credentials()).map(({ id }) => id);
	});
	afterAll(async () => {
		for (const { id } of await session.client.credentials()) {
			if (!before.includes(id)) await session.client.deleteCredential(id);
		}
		await session.close();
	});

	test('leads to a credential, and that to a first step', async () => {
		const { editor } = session;
		const { page } = editor;
		const [overview = '', tab = '', create = ''] = path.split(' → ');
		await page.goto(n8nUrl);
		await page.getByText(overview, { exact: true }).first().click();
		await page.getByText(tab, { exact: true }).last().click();
		await page.getByRole('button', { name: create }).first().click();
		await page.getByPlaceholder('Search for app...').fill(type);
		await editor.picture('connect-search');
		await editor.options().filter({ hasText: type }).first().click();
		await page.getByRole('button', { name: next }).click();

		const modal = editor.part('editCredential-modal');
		for (const label of LABELS) await modal.getByText(label, { exact: true }).first().waitFor();
		await editor.documentPicture('credential-empty', modal);
		await editor.choose('environment', 'Custom');
		await editor.fill('ownAddress', credential.data.ownAddress ?? '');
		for (const field of TYPED) await editor.fill(field, credential.data[field] ?? '');
		await editor.part('credential-save-button').click();
		await modal.getByText('Connection tested successfully').waitFor();

		await editor.openNewWorkflow();
		await editor.addAction('Get many service requests');
		await editor.part('node-credentials-select').waitFor();
		await editor.runStep();
		expect(await editor.output().innerText()).toContain('50 items');
	});
});
