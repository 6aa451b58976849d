import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { waitUntil } from '../../demo/waitUntil.mts';
import { openBrowser, type Browser } from '../browser/browser.mts';
import { surroundingsNow } from '../e2e/surroundings.mts';
import { BROWSER } from '../mail/decide.mts';
import { projectFolder } from '../../tools/projectFolder.js';
import { useContractor } from './contractor.mts';
import { publishedMap } from './idMap.mts';
import { STAFF } from './moveOutKeys.mts';
import { useTemplateBench } from './templateBench.mts';

/** What n8n writes by itself, and residents would read. */
const ENGLISH = /Form Submitted|Submit|required|recorded|Select an option|automated|n8n/;

const bench = useTemplateBench();
const contractor = useContractor(bench);
let browser: Browser;

beforeAll(async () => {
	browser = await openBrowser();
	const protocol = await browser.page.context().newCDPSession(browser.page);
	// A browser without a window calls itself headless, and n8n's forms turn such away.
	await protocol.send('Network.setUserAgentOverride', { userAgent: BROWSER['User-Agent'] });
	// The pages ask for a font from elsewhere.
	const isElsewhere = ({ origin }: URL) => origin !== surroundingsNow().n8nUrl;
	await browser.page.route(isElsewhere, async (route) => await route.abort());
});
afterAll(async () => await browser.close());

/** All that a form's page shows, with the texts of its styles. */
async function shownOn(page: Page): Promise<string> {
	return await page.evaluate<string>(`
		[
			document.body.innerText,
			...[...document.querySelectorAll('body *')]
				.filter((part) => part.checkVisibility())
				.map((part) => getComputedStyle(part, '::before').content)
				.filter((content) => content !== 'none' && content !== '""'),
		].join('\\n')
	`);
}

async function send(page: Page, values: readonly string[]): Promise<void> {
	for (const [index, value] of values.entries()) {
		await page.locator(`#field-${index}`).fill(value);
	}
	await page.locator('#submit-btn').click();
}

describe.each([
	['contact-form', 'tampuuri-contact', ['Säde', 'a@example.com', 'Avaimet', 'Milloin?'], 'Kiitos'],
	[
		'apartment-application',
		'tampuuri-application',
		['Säde', 'Ö', 'a@example.com', '', '2027-02-01', 'Kaksio'],
		'Kiitos',
	],
	['move-out-keys', 'tampuuri-keys', ['2000001', '2026-12-31'], 'Kiitos'],
])('templates/%s.json', (key, path, values, thanks) => {
	test('speaks Finnish from the first page to the last', async () => {
		const stored = await bench().import(key);
		await bench().client.publishWorkflow(stored);
		const { page } = browser;
		const login = Buffer.from(`${STAFF.username}:${STAFF.password}`).toString('base64');
		const isForStaff = key === 'move-out-keys';
		await page.setExtraHTTPHeaders(isForStaff ? { Authorization: `Basic ${login}` } : {});
		await page.goto(`${surroundingsNow().n8nUrl}/form/${path}`);
		expect(await shownOn(page)).not.toMatch(ENGLISH);

		await page.locator('#submit-btn').click();
		await page.locator('.error-show').first().waitFor();
		const size = `getComputedStyle(document.querySelector('.error-show')).fontSize`;
		expect(await page.evaluate<string>(size)).toBe('0px');
		expect(await shownOn(page)).toContain('Täytä tämä kenttä oikein.');

		await send(page, values);
		await page.locator('#submitted-form').waitFor();
		const ending = await shownOn(page);
		expect(ending).toContain(thanks);
		expect(ending).not.toMatch(ENGLISH);
	});
});

test('templates/survey-after-done.json thanks in Finnish', async () => {
	await bench().listen('survey-after-done');
	const id = await contractor.newRequest('Hana vuotaa', { state: 'vastaanota' });
	await bench().tampuuri.post(`ilmoitukset/${id}/kuittaatehdyksi`, {});
	const { html } = await bench().mailAbout('Miten työ sujui');
	const address = /href="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
	const { page } = browser;
	// The mail is out a moment before n8n has put the execution to sleep.
	const isShown = async () => {
		await page.goto(address);
		return await page.locator('#submit-btn').isVisible();
	};
	await waitUntil('The form', isShown, { limitMs: 60_000 });
	expect(await shownOn(page)).not.toMatch(ENGLISH);
	await page.getByLabel('5', { exact: true }).check();
	await page.locator('#submit-btn').click();
	await page.locator('#submitted-form').waitFor();
	expect(await shownOn(page)).toContain('Kiitos! Voit sulkea tämän sivun');
});

test('templates/crm-id-map.json asks in Finnish', async () => {
	await publishedMap(bench());
	const { page } = browser;
	const login = Buffer.from(`${STAFF.username}:${STAFF.password}`).toString('base64');
	await page.setExtraHTTPHeaders({ Authorization: `Basic ${login}` });
	await page.goto(`${surroundingsNow().n8nUrl}/form/tampuuri-id-map`);
	expect(await shownOn(page)).not.toMatch(ENGLISH);
	await page.locator('#submit-btn').click();
	await page.locator('.error-show').first().waitFor();
	expect(await shownOn(page)).toContain('Valitse tiedosto.');

	const file = join(projectFolder, 'templates/crm-units.csv');
	await page.locator('input[type=file]').setInputFiles(file);
	await page.locator('#submit-btn').click();
	await page.locator('select').waitFor();
	const hint = `getComputedStyle(document.querySelector('option[disabled]')).display`;
	expect(await page.evaluate<string>(hint)).toBe('none');
	const shown = await shownOn(page);
	expect(shown.replace('Select an option ...', '')).not.toMatch(ENGLISH);
	await page.locator('select').selectOption({ index: 1 });
	await page.locator('#submit-btn').click();
	await page.getByText('Ratkaistuja epävarmoja: 1 / 2.').waitFor();
	expect(await shownOn(page)).not.toMatch(ENGLISH);
});
