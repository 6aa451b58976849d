import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import axios from 'axios';
import { z } from 'zod';
import { packPackage } from '../../demo/communityPackage.mts';
import { installedN8n } from '../../demo/n8nRuntime.mts';
import { startN8n } from '../../demo/n8nServer.mts';
import { projectFolder } from '../../tools/projectFolder.js';
import { pageOf } from '../documentation/pages.mts';
import { surroundingsNow } from '../e2e/surroundings.mts';
import { openBrowser } from './browser.mts';
import { Editor } from './editor.mts';
import { startRegistry } from './registry.mts';

jest.setTimeout(180_000);

const packageFile = z.object({ name: z.string(), version: z.string() });

const SECTIONS = new Map(
	pageOf('docs/CONNECT.md')
		.text.split(/^## /m)
		.map((section) => [section.split('\n', 1)[0], section]),
);

/** What a step of a section of the page tells to press, type or look for, in its order. */
function namedIn(section: string, step: number): string[] {
	const text = SECTIONS.get(section) ?? '';
	const [, names = ''] = new RegExp(`^${step}\\. (.+)$`, 'm').exec(text) ?? [];
	return [...names.matchAll(/\*\*(.+?)\*\*|`(.+?)`/g)].map(
		([, shown, typed]) => shown ?? typed ?? '',
	);
}

describe('docs/CONNECT.md in an empty n8n, word by word', () => {
	const { credential, simulatorControlUrl } = surroundingsNow();
	const closing: Array<() => Promise<unknown>> = [];
	let editor: Editor;

	/** Starts an n8n without any package, which finds this one in npm's registry. */
	beforeAll(async () => {
		const removing = (folder: string) => () => rm(folder, { recursive: true, force: true });
		const tarball = await packPackage(projectFolder);
		closing.unshift(removing(dirname(tarball)));
		const file = await readFile(join(projectFolder, 'package.json'), 'utf8');
		const registry = await startRegistry(tarball, packageFile.parse(JSON.parse(file)));
		closing.unshift(registry.close);
		const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-tampuuri-empty-'));
		closing.unshift(removing(userFolder));
		const { environment } = registry;
		const n8n = await startN8n({ runtime: installedN8n(), userFolder, environment });
		closing.unshift(() => n8n.stop());
		const browser = await openBrowser();
		closing.unshift(() => browser.close());
		editor = new Editor(browser.page, n8n.url);
		await editor.signIn(n8n.owner);
	});
	afterAll(async () => {
		for (const close of closing) await close();
	});

	const press = async (name: string) =>
		await editor.page.getByText(name, { exact: true }).last().click();
	const pressButton = async (name: string) =>
		await editor.page.getByRole('button', { name, exact: true }).last().click();

	/** Chooses what is under the + at the top left of every page. */
	async function addNew([plus = '', entry = '']: readonly string[]): Promise<void> {
		expect(plus).toBe('+');
		await editor.part('universal-add').click();
		await press(entry);
	}

	test('the package is installed', async () => {
		const section = 'Install the package';
		const [settings = '', nodes = ''] = namedIn(section, 1);
		await editor.page.getByRole('menuitem', { name: settings, exact: true }).click();
		await press(nodes);
		const [open = ''] = namedIn(section, 2);
		await pressButton(open);
		const [name = '', field = '', risks = ''] = namedIn(section, 3);
		const dialog = editor.page.getByRole('dialog');
		await dialog.getByText(field, { exact: true }).waitFor();
		await dialog.getByRole('textbox').fill(name);
		const [install = '', installed = ''] = namedIn(section, 4);
		const button = dialog.getByRole('button', { name: install, exact: true });
		expect(await button.isEnabled()).toBe(false);
		await dialog.getByText(risks).click();
		await editor.documentPicture('install', dialog);
		await button.click();
		await editor.page.getByText(installed).waitFor({ timeout: 120_000 });
		await editor.page.getByText('3 nodes').waitFor();
		await editor.picture('installed');
		const [back = ''] = namedIn(section, 5);
		await editor.page.getByText(back, { exact: true }).first().click();
	});

	test('the credential is made and tested', async () => {
		const section = 'The credential';
		await addNew(namedIn(section, 1));
		const [type = '', goOn = ''] = namedIn(section, 2);
		await editor.page.getByRole('dialog').getByRole('combobox').fill(type);
		await editor.options().filter({ hasText: type }).first().click();
		await pressButton(goOn);
		await editor.choose('environment', 'Custom');
		const { environment, headerEncoding, ...values } = credential.data;
		expect([environment, headerEncoding]).toEqual(['own', 'latin1']);
		for (const [field, value] of Object.entries(values)) await editor.fill(field, value);
		const [save = ''] = namedIn(section, 4);
		await pressButton(save);
		await editor.page.getByText('Connection tested successfully').waitFor();
	});

	test('the first run takes one call', async () => {
		const section = 'A first run';
		const dialog = editor.page.getByRole('dialog');
		await dialog.locator('[aria-label^=Close], .el-dialog__close').first().click();
		await addNew(namedIn(section, 1));
		const [plus = '', first = '', manually = ''] = namedIn(section, 2);
		expect(plus).toBe('+');
		await editor.page.getByText(first).waitFor();
		await editor.part('canvas-add-button').locator('button').first().click();
		await press(manually);
		const [, word = '', node = '', action = ''] = namedIn(section, 3);
		const step = editor.part('canvas-node').filter({ hasText: 'When clicking' }).last();
		await step.locator('[data-test-id=canvas-handle-plus]').click();
		await editor.part('node-creator-search-bar').fill(word);
		await editor.part('node-creator-item-name').filter({ hasText: node }).first().waitFor();
		await press(node);
		const actions = editor.part('node-creator');
		await actions.getByText(new RegExp(`^\\s*${action} \\(`)).click();
		await editor.part('node-credentials-select').waitFor();
		const before = await axios.get<{ total: number }>(`${simulatorControlUrl}calls`);
		const [limit = '', execute = '', used = ''] = namedIn(section, 4);
		await editor.part('node-parameters').getByText(limit, { exact: true }).waitFor();
		await editor.fill('limit', '1');
		await pressButton(execute);
		await editor.output().getByText('1 item').first().waitFor();
		expect(await editor.output().innerText()).toContain(used);
		const after = await axios.get<{ total: number }>(`${simulatorControlUrl}calls`);
		expect(after.data.total).toBe(before.data.total + 1);
		await editor.picture('first-run');
	});
});
