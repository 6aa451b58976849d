import { resolve } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { N8nOwner } from '../../demo/n8nEnvironment.mts';
import { projectFolder } from '../../tools/projectFolder.js';

/** The folder that pictures go to; none are taken unless it is named. */
const PICTURES = process.env.N8N_NODES_TAMPUURI_PICTURES;
/** The folder for those that pages of docs/ show. */
const DOCUMENT_PICTURES = process.env.N8N_NODES_TAMPUURI_DOCUMENT_PICTURES;

/** n8n's controls that lie over the canvas. */
const HIDDEN_ON_PICTURES = `
	:has([data-test-id=radio-button-workflow]):not(:has([data-test-id=canvas])),
	[data-test-id=workflow-chat-button],
	[data-test-id=canvas-controls],
	[data-test-id^=execute-workflow-button],
	[aria-label='Select trigger node'],
	:has([data-test-id=execute-workflow-button]) > [role=presentation],
	[data-test-id=node-creator-plus-button],
	[data-test-id=command-bar-button],
	[data-test-id=add-sticky-button],
	[data-test-id=toggle-focus-panel-button],
	[data-test-id=instance-ai-canvas-action-button] { visibility: hidden; }
`;

/** Whether the buttons of the open step or credential show their texts, and no turning wheel. */
const BUTTONS_AT_REST = `
	['ndv', 'editCredential-modal']
		.flatMap((part) => [
			...document.querySelectorAll('[data-test-id=' + part + '] button [class*=button-inner]'),
		])
		.every((text) => getComputedStyle(text).opacity === '1')
`;

/** The headings of notes whose text is longer than their box. */
const NOTES_CUT_OFF = `
	[...document.querySelectorAll('[data-test-id=sticky]')]
		.filter((note) =>
			[note, ...note.querySelectorAll('*')].some(
				(part) => part.clientHeight > 0 && part.scrollHeight > part.clientHeight + 2,
			),
		)
		.map((note) => note.innerText.split('\\n')[0])
`;

/** As for a person who has seen n8n's own hints: they lie over the output. */
const HINTS_SEEN = `
	for (const place of ['NDV', 'CANVAS']) {
		localStorage.setItem('N8N_PIN_DATA_DISCOVERY_' + place, 'true');
	}
`;

const exactly = (text: string) =>
	new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);

/** n8n's editor as a person uses it: by what is shown, and by n8n's own test ids. */
export class Editor {
	readonly page: Page;
	private readonly url: string;

	/** @param url where n8n listens */
	constructor(page: Page, url: string) {
		this.page = page;
		this.url = url;
	}

	async signIn(owner: N8nOwner): Promise<void> {
		await this.page.goto(`${this.url}/signin`);
		await this.enter(owner);
	}

	/** Fills in n8n's sign-in page, which is open. */
	async enter({ email, password }: N8nOwner): Promise<void> {
		await this.page.locator('input[name=emailOrLdapLoginId]').fill(email);
		await this.page.locator('input[name=password]').fill(password);
		await this.part('form-submit-button').click();
		await this.page.waitForURL(({ pathname }) => !pathname.startsWith('/signin'));
	}

	/** Goes on in a session: n8n refuses a person's sixth sign-in within a minute. */
	async resume(session: string): Promise<void> {
		await this.page.addInitScript(HINTS_SEEN);
		const [name = '', value = ''] = session.split('=', 2);
		await this.page.context().addCookies([{ name, value, url: this.url }]);
	}

	/** Everything that bears one of n8n's test ids. */
	part(testId: string): Locator {
		return this.page.locator(`[data-test-id="${testId}"]`);
	}

	async openNewWorkflow(): Promise<void> {
		await this.page.goto(`${this.url}/workflow/new`);
		await this.part('canvas-add-button').waitFor();
	}

	/** Opens a stored workflow and shows all of it. */
	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${id}`);
		await this.part('canvas-node').first().waitFor();
		await this.part('zoom-to-fit').click();
	}

	/** What the node panel, which this opens where it is closed, offers for a search word. */
	async searchNodes(word: string): Promise<Locator> {
		if (!(await this.part('node-creator-search-bar').isVisible())) {
			await this.part('node-creator-plus-button').click();
			await this.part('node-creator-search-bar').waitFor();
		}
		await this.part('node-creator-search-bar').fill(word);
		return this.part('node-creator-item-name');
	}

	/** Opens what the node panel has of a node: its triggers, its actions or both. */
	async openInPanel(node: 'Tampuuri' | 'Tampuuri Polling'): Promise<Locator> {
		const found = await this.searchNodes('tampuuri');
		const entry = found.filter({ hasText: exactly(node) });
		await entry.click();
		// One list slides over the other.
		await entry.waitFor({ state: 'detached' });
		return this.part('node-creator');
	}

	/** Adds one of Tampuuri's actions to the workflow by the panel, which opens it. */
	async addAction(action: string): Promise<void> {
		const panel = await this.openInPanel('Tampuuri');
		// On an empty canvas n8n shows the triggers and folds the actions.
		await panel.getByText(/^Actions \(/).click();
		// In brackets it is told in Finnish, too.
		await panel.getByText(new RegExp(`^\\s*${action} \\(`)).click();
		await this.part('ndv').waitFor();
	}

	/** Adds one of a node's triggers to the workflow by the panel, which opens it. */
	async addTrigger(node: 'Tampuuri' | 'Tampuuri Polling', trigger: string): Promise<void> {
		const panel = await this.openInPanel(node);
		await panel.getByText(trigger, { exact: true }).click();
		await this.part('ndv').waitFor();
	}

	async openNode(name: string): Promise<void> {
		await this.part('canvas-node').filter({ hasText: name }).first().dblclick();
		await this.part('ndv').waitFor();
	}

	/** The field of the open step, or of the open credential. */
	field(parameter: string): Locator {
		return this.part(`parameter-input-${parameter}`).last();
	}

	async fill(parameter: string, value: string): Promise<void> {
		await this.field(parameter).locator('input').fill(value);
	}

	/** Chooses from a drop-down list by what is shown. */
	async choose(parameter: string, option: string): Promise<void> {
		await this.field(parameter).click();
		await this.options().filter({ hasText: option }).first().click();
	}

	/** Turns a switch on that is off. */
	async switchOn(parameter: string): Promise<void> {
		await this.field(parameter).locator('.el-switch, [role=switch]').first().click();
	}

	/** Opens the list of the first field that picks from one, and gives its search box. */
	async openList(): Promise<Locator> {
		await this.part('rlc-input').first().click();
		return this.part('rlc-search');
	}

	/** The entries of the list that is open. */
	entries(): Locator {
		return this.part('rlc-item');
	}

	/** The options of the drop-down list that is open. */
	options(): Locator {
		return this.page.locator('[role=option]:visible, .el-select-dropdown__item:visible');
	}

	/** Runs the open step and waits for its output or error. */
	async runStep(): Promise<void> {
		await this.part('node-execute-button').click();
		await this.output()
			.locator('[data-test-id=ndv-items-count], [data-test-id=node-error-message]')
			.first()
			.waitFor();
		await this.part('node-execute-button').filter({ hasNotText: 'Stop Listening' }).waitFor();
	}

	/** Publishes the workflow that is open, as its button does. */
	async publish(): Promise<void> {
		await this.part('workflow-open-publish-modal-button').click();
		await this.part('workflow-publish-button').click();
	}

	output(): Locator {
		return this.part('output-panel');
	}

	/** Shows the output in another of n8n's ways. */
	async showOutputAs(way: 'schema' | 'table' | 'json'): Promise<void> {
		await this.output().locator(`[data-test-id=radio-button-${way}]`).click();
	}

	/** Keeps what is shown as `<name>.png`, when a folder for pictures is named. */
	async picture(name: string): Promise<void> {
		if (PICTURES === undefined) return;
		const path = resolve(projectFolder, PICTURES, `${name}.png`);
		await this.page.waitForFunction(BUTTONS_AT_REST);
		await this.page.screenshot({ path, animations: 'disabled' });
	}

	/** Keeps a part of what is shown for a page of docs/, when a folder for those is named. */
	async documentPicture(name: string, part: Locator): Promise<void> {
		if (DOCUMENT_PICTURES === undefined) return;
		const path = resolve(projectFolder, DOCUMENT_PICTURES, `${name}.png`);
		await this.page.waitForFunction(BUTTONS_AT_REST);
		await part.screenshot({ path, animations: 'disabled' });
	}

	/** The first lines of notes on the canvas whose text does not fit. */
	async notesCutOff(): Promise<string[]> {
		return await this.page.evaluate<string[]>(NOTES_CUT_OFF);
	}

	/** Keeps the canvas alone, without the editor's own bars and buttons. */
	async canvasPicture(path: string): Promise<void> {
		// Where it points, n8n shows a step's own buttons.
		await this.page.mouse.move(0, 0);
		await this.page.waitForFunction('[...document.images].every(({ complete }) => complete)');
		await this.page.addStyleTag({ content: HIDDEN_ON_PICTURES });
		await this.part('canvas').screenshot({ path, animations: 'disabled' });
	}
}
