import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { projectFolder } from '../../tools/projectFolder.js';
import { openBrowser, type Browser } from '../browser/browser.mts';
import { BUILT, builtPages, fileAt, openSite, type Site } from './site.mts';

const AXE = join(projectFolder, 'guide/node_modules/axe-core/axe.min.js');
const DESKTOP = { width: 1_280, height: 800 };
const PHONE = { width: 390, height: 844 };

/** Rules on contrast, headings, names and structure, each place that breaks one on a line. */
const BROKEN_RULES = `axe
	.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] })
	.then(({ violations }) =>
		violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) =>
			id + ': ' + target.join(' ') + ' ' + failureSummary)))`;

/** The page is wider than the window: a phone would scroll sideways. */
const OVERHANG = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

let site: Site;
let browser: Browser;
let page: Page;
const outside: string[] = [];
const complaints: string[] = [];

beforeAll(async () => {
	site = await openSite();
	browser = await openBrowser();
	page = browser.page;
	page.on('request', (request) => {
		const address = request.url();
		if (!address.startsWith(site.url) && !address.startsWith('data:')) outside.push(address);
	});
	page.on('pageerror', (error) => complaints.push(String(error)));
	page.on('console', (message) => {
		if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
	});
});

afterAll(async () => {
	await browser.close();
	await site.close();
});

async function open(name: string): Promise<void> {
	await page.goto(site.url + name, { waitUntil: 'networkidle' });
}

async function brokenRules(): Promise<unknown> {
	await page.addScriptTag({ path: AXE });
	return await page.evaluate(BROKEN_RULES);
}

describe.each(builtPages())('%s', (name) => {
	const html = readFileSync(join(BUILT, name), 'utf8');

	it('is in Finnish, asks nobody else for anything and has no errors', async () => {
		outside.length = 0;
		complaints.length = 0;
		await page.setViewportSize(DESKTOP);
		await open(name);
		expect(await page.locator('html').getAttribute('lang')).toBe('fi');
		expect(await page.locator('h1').count()).toBe(1);
		expect({ outside, complaints }).toEqual({ outside: [], complaints: [] });
	});

	it.each(['light', 'dark'] as const)('has contrast, headings and names (%s)', async (scheme) => {
		await page.setViewportSize(DESKTOP);
		await page.emulateMedia({ colorScheme: scheme });
		await open(name);
		expect(await brokenRules()).toEqual([]);
		await page.emulateMedia({ colorScheme: 'light' });
	});

	it('fits a phone', async () => {
		await page.setViewportSize(PHONE);
		await open(name);
		expect(await page.evaluate(OVERHANG)).toBe(0);
		expect(await brokenRules()).toEqual([]);
	});

	it('links only to what is there', () => {
		const links = [...html.matchAll(/<a[^>]* href="([^"]+)"/g)].map(([, link = '']) => link);
		const broken = links
			.map((link) => new URL(link.replaceAll('&amp;', '&'), site.url + name))
			.filter(({ origin }) => origin === new URL(site.url).origin)
			.filter(({ pathname, hash }) => {
				const file = fileAt(pathname);
				if (file === undefined) return true;
				const anchor = decodeURIComponent(hash.slice(1));
				return anchor !== '' && !readFileSync(file, 'utf8').includes(` id="${anchor}"`);
			});
		expect(links.length).toBeGreaterThan(0);
		expect(broken.map(String)).toEqual([]);
	});
});

describe('with scripts off, on a phone,', () => {
	let still: Browser;

	beforeAll(async () => {
		still = await openBrowser();
		const session = await still.page.context().newCDPSession(still.page);
		await session.send('Emulation.setScriptExecutionDisabled', { value: true });
		await still.page.setViewportSize(PHONE);
	});

	afterAll(async () => await still.close());

	it.each(builtPages())('%s can be read and left', async (name) => {
		await still.page.goto(site.url + name);
		expect(await still.page.locator('main h1').isVisible()).toBe(true);
		expect(await still.page.locator('main .vp-doc p').first().isVisible()).toBe(true);
		expect(await still.page.locator('.menu-without-scripts a').count()).toBe(builtPages().length);
		expect(await still.page.locator('.menu-without-scripts a').first().isVisible()).toBe(true);
		expect(await still.page.locator('.workflow-copy').count()).toBe(0);
		for (const file of await still.page.locator('.workflow-buttons a').all()) {
			expect(await file.isVisible()).toBe(true);
		}
	});
});

describe('the search', () => {
	it.each([
		['denied access', 'vianetsinta'],
		['huoltoyhtiö', 'vikailmoitukset'],
		['turvakielto', 'henkilotiedot'],
	])('finds %s without asking anybody', async (words, expected) => {
		outside.length = 0;
		await page.setViewportSize(DESKTOP);
		await open('index.html');
		await page.getByRole('button', { name: 'Hae oppaasta' }).click();
		await page.locator('.VPLocalSearchBox input').fill(words);
		await page.locator(`.VPLocalSearchBox a[href*="${expected}"]`).first().waitFor();
		expect(outside).toEqual([]);
	});
});
