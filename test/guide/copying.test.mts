import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseWorkflow } from '../../demo/n8nClient.mts';
import { projectFolder } from '../../tools/projectFolder.js';
import { sessionOfFile } from '../browser/session.mts';
import { openSite, type Site } from './site.mts';

const GALLERY = 'mallityonkulut.html';
const NOTE = 'n8n-nodes-base.stickyNote';
const files = globSync('templates/*.json', { cwd: projectFolder }).sort();

let site: Site;
const session = sessionOfFile();

beforeAll(async () => {
	site = await openSite();
	await session()
		.editor.page.context()
		.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(site.url).origin });
});

afterAll(async () => await site.close());

/** Copies a workflow of the gallery by its button. */
async function copyByButton(file: string): Promise<void> {
	const { page } = session().editor;
	await page.goto(site.url + GALLERY, { waitUntil: 'networkidle' });
	const block = page.locator(`.workflow:has(a[download="${file}"])`);
	await block.getByRole('button', { name: 'Kopioi työnkulku' }).click();
	await block.getByRole('status').filter({ hasText: 'Kopioitu' }).waitFor();
}

describe('a workflow copied by its button', () => {
	it.each(files)('is in n8n with all its steps once it is pasted: %s', async (path) => {
		const workflow = parseWorkflow(readFileSync(join(projectFolder, path), 'utf8'));
		const steps = workflow.nodes.filter(({ type }) => type !== NOTE).map(({ name }) => name);
		await copyByButton(basename(path));
		const { editor } = session();
		await editor.openNewWorkflow();
		await editor.page.keyboard.press('ControlOrMeta+V');
		const shown = editor.part('canvas-node');
		await shown.nth(steps.length - 1).waitFor();
		const names = await shown.evaluateAll((nodes) =>
			nodes.map((node) => node.getAttribute('data-node-name')),
		);
		expect(names.sort()).toEqual(steps.sort());
	});
});
