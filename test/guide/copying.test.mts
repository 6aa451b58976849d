import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseWorkflow } from '../../demo/n8nClient.mts';
import { projectFolder } from '../../tools/projectFolder.js';
import { sessionOfFile } from '../browser/session.mts';
import { openSite, type Site } from './site.mts';

const GALLERY = 'mallityonkulut.html';
const NOTE = 'n8n-nodes-base.stickyNote';
/** The guide shows the workflows in Finnish. */
const TEMPLATES = join(projectFolder, 'templates/fi');
const files = globSync('*.json', { cwd: TEMPLATES }).sort();
/** A small one, the largest and one of AI steps: the button is the same for all, and n8n takes a while. */
const PASTED = ['maintenance.json', 'maintenance-export-events.json', 'ask-about-building.json'];

let site: Site;
const session = sessionOfFile();

beforeAll(async () => {
	site = await openSite();
	await session()
		.editor.page.context()
		.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(site.url).origin });
});

afterAll(async () => await site.close());

function textOf(file: string): string {
	return readFileSync(join(TEMPLATES, file), 'utf8');
}

/** Copies a workflow of the gallery by its button. */
async function copyByButton(file: string): Promise<void> {
	const { page } = session().editor;
	await page.goto(site.url + GALLERY, { waitUntil: 'networkidle' });
	const block = page.locator(`.workflow:has(a[download="${file}"])`);
	await block.getByRole('button', { name: 'Kopioi työnkulku' }).click();
	await block.getByRole('status').filter({ hasText: 'Kopioitu' }).waitFor();
}

describe('the gallery', () => {
	it('holds every ready workflow as it is in its file', async () => {
		const { page } = session().editor;
		await page.goto(site.url + GALLERY);
		const shown = await Promise.all(
			(await page.locator('.workflow').all()).map(async (block) => ({
				file: await block.locator('a').getAttribute('download'),
				workflow: JSON.parse((await block.locator('pre').textContent()) ?? '') as unknown,
			})),
		);
		const expected = files.map((file) => ({
			file,
			workflow: JSON.parse(textOf(file)) as unknown,
		}));
		expect(shown).toHaveLength(expected.length);
		expect(shown).toEqual(expect.arrayContaining(expected));
	});
});

describe('a workflow copied by its button', () => {
	it.each(PASTED)('is in n8n with all its steps once it is pasted: %s', async (file) => {
		const workflow = parseWorkflow(textOf(file));
		const steps = workflow.nodes.filter(({ type }) => type !== NOTE).map(({ name }) => name);
		await copyByButton(file);
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
