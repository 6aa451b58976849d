import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import axios from 'axios';
import { projectFolder } from '../../tools/projectFolder.js';
import { pageOf } from '../documentation/pages.mts';
import { surroundingsNow } from '../e2e/surroundings.mts';
import { openBrowser } from './browser.mts';
import { Editor } from './editor.mts';
import { GO, Session, workflowOf } from './session.mts';

jest.setTimeout(120_000);

const STEPS = [...pageOf('docs/FIRST-WORKFLOW.md').text.matchAll(/^\d+\. (.+)$/gm)].map(
	([, step = '']) => step,
);

/** What a step of the page tells to press, type or look for, in its order. */
function namedIn(step: number): string[] {
	const names = (STEPS[step - 1] ?? '').matchAll(/\*\*(.+?)\*\*|`(.+?)`/g);
	return [...names].map(([, shown, typed]) => shown ?? typed ?? '');
}

/** The path of an address that `npm start` prints. */
function printedPath(name: string): string {
	const source = readFileSync(join(projectFolder, 'demo/start.mts'), 'utf8');
	return new RegExp(`^ {2}${name} +\\$\\{n8n\\.url\\}(\\S+)$`, 'm').exec(source)?.[1] ?? '';
}

describe('docs/FIRST-WORKFLOW.md, word by word', () => {
	const { n8nUrl, owner, simulatorControlUrl } = surroundingsNow();
	const closing: Array<() => Promise<void>> = [];
	let editor: Editor;

	beforeAll(async () => {
		const session = await Session.open();
		closing.push(() => session.close());
		await session.credential();
		// The list is not empty after `npm start`, either.
		const { id } = await session.client.createWorkflow(workflowOf(GO));
		closing.unshift(() => session.client.deleteWorkflow(id));
		const browser = await openBrowser();
		closing.push(() => browser.close());
		editor = new Editor(browser.page, n8nUrl);
	});
	afterAll(async () => {
		for (const close of closing) await close();
	});

	/** Presses the + at the right of a step, and searches for a word. */
	async function addAfter(step: string, word: string): Promise<void> {
		const plus = editor.part('canvas-node').filter({ hasText: step }).last();
		await plus.locator('[data-test-id=canvas-handle-plus]').click();
		await editor.part('node-creator-search-bar').fill(word);
	}

	const press = async (name: string) =>
		await editor.page.getByText(name, { exact: true }).last().click();
	const pressAction = async (action: string) => {
		await editor
			.part('node-creator')
			.getByText(new RegExp(`^\\s*${action} \\(`))
			.click();
		await editor.part('ndv').waitFor();
	};

	test('1, 2: from the printed address to a new workflow', async () => {
		const [keep = '', withoutKeep] = namedIn(1);
		expect([keep, withoutKeep]).toEqual(['npm start -- --keep', '--keep']);
		await editor.page.goto(n8nUrl + printedPath('Workflows'));
		await editor.enter(owner);
		const [create = ''] = namedIn(2);
		await editor.page.getByRole('button', { name: create, exact: true }).waitFor();
		await editor.part('resources-list-item-workflow').first().waitFor();
		await editor.picture('first-1-list');
		await editor.page.getByRole('button', { name: create, exact: true }).click();
	});

	test('3, 4: the first two steps', async () => {
		const [plus = '', first = '', manually = ''] = namedIn(3);
		expect(plus).toBe('+');
		await editor.page.getByText(first).waitFor();
		await editor.picture('first-3-empty');
		await editor.part('canvas-add-button').locator('button').first().click();
		await press(manually);
		const [again, word = '', node = '', action = ''] = namedIn(4);
		expect(again).toBe('+');
		await addAfter('When clicking', word);
		await editor.part('node-creator-item-name').filter({ hasText: node }).first().waitFor();
		await editor.picture('first-4-search');
		await press(node);
		await editor.picture('first-4-actions');
		await pressAction(action);
		await editor.part('node-credentials-select').waitFor();
	});

	test('5, 6: one open request', async () => {
		const [limit = '', filters = '', add = '', state = '', open = ''] = namedIn(5);
		await editor.picture('first-5-step');
		const fields = editor.part('node-parameters');
		await fields.getByText(limit, { exact: true }).waitFor();
		await editor.fill('limit', '1');
		await fields.getByText(filters, { exact: true }).waitFor();
		await fields.getByText(add, { exact: true }).or(fields.getByPlaceholder(add)).click();
		await editor.options().filter({ hasText: state }).first().click();
		await editor.openList();
		await editor.entries().filter({ hasText: open }).click();
		const [execute = ''] = namedIn(6);
		await editor.part('node-execute-button').filter({ hasText: execute }).click();
		await editor.output().getByText('1 item').first().waitFor();
		expect(await editor.output().innerText()).toContain('1 API call used');
		await editor.documentPicture('first-workflow-step', editor.part('ndv'));
	});

	test('7, 8: the step that receives it', async () => {
		const [plus, word = '', node = '', action = ''] = namedIn(7);
		expect(plus).toBe('+');
		await editor.part('ndv-close-button').click();
		await addAfter('Get many', word);
		await press(node);
		await pressAction(action);
		const [field = '', list = '', byId = '', id = '', expression = ''] = namedIn(8);
		await editor.part('node-parameters').getByText(field, { exact: true }).first().waitFor();
		const mode = editor.part('rlc-mode-selector').first();
		expect(await mode.locator('input').inputValue()).toBe(list);
		await mode.click();
		await editor.options().filter({ hasText: byId }).click();
		const dragged = editor.part('run-data-schema-item').getByText(id, { exact: true }).first();
		await dragged.dragTo(editor.part('rlc-input').first());
		await editor.part('node-parameters').getByText(expression).first().waitFor();
		await editor.picture('first-8-dragged');
	});

	test('9: the run', async () => {
		const [execute = ''] = namedIn(9);
		await editor.part('ndv-close-button').click();
		const before = await axios.get<{ total: number }>(`${simulatorControlUrl}calls`);
		await editor.part('execute-workflow-button').filter({ hasText: execute }).click();
		const steps = editor.part('canvas-node-status-success');
		await steps.nth(2).waitFor();
		await editor.part('zoom-to-fit').click();
		await editor.documentPicture('first-workflow-run', editor.part('canvas'));
		const after = await axios.get<{ total: number }>(`${simulatorControlUrl}calls`);
		expect(after.data.total).toBe(before.data.total + 2);
		await editor.openNode('Receive');
		await editor.showOutputAs('json');
		await editor.output().getByText('"success": true').waitFor();
	});
});
