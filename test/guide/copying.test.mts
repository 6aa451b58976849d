import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseWorkflow } from '../../demo/n8nClient.mts';
import { sessionOfFile } from '../browser/session.mts';
import { openSite, type Site } from './site.mts';

/** What the editor says of its own when something is pasted into it. */
const MODIFIERS = 'ControlOrMeta+V';

let site: Site;
const session = sessionOfFile();

beforeAll(async () => {
	site = await openSite();
});

afterAll(async () => await site.close());

describe('a workflow copied by its button and pasted into n8n', () => {
	const gallery = 'mallityonkulut.html';

	it('is there with all its steps', async () => {
		const { page } = session().editor;
		await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], {
			origin: new URL(site.url).origin,
		});
		await page.goto(site.url + gallery, { waitUntil: 'networkidle' });
		const block = page.locator('.workflow').first();
		await block.getByRole('button', { name: 'Kopioi työnkulku' }).click();
		await block.getByRole('status').filter({ hasText: 'Kopioitu' }).waitFor();
		const copied = parseWorkflow((await block.locator('pre').textContent()) ?? '');
		await session().editor.openNewWorkflow();
		await page.keyboard.press(MODIFIERS);
		await session()
			.editor.part('canvas-node')
			.nth(copied.nodes.length - 2)
			.waitFor();
		const names = await session()
			.editor.part('canvas-node')
			.evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-node-name')));
		expect(names).toEqual(expect.arrayContaining(copied.nodes.map(({ name }) => name)));
	});
});
