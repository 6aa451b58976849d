import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';

const EXECUTABLE = '/usr/bin/chromium';
const STEP_LIMIT_MS = 20_000;
const WINDOW = { width: 1_440, height: 900 };

/** A headless browser that calls nobody by itself. */
const SWITCHES = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** A browser with one page, on a profile of its own. */
export interface Browser {
	page: Page;
	/** Ends it and deletes its profile. */
	close(): Promise<void>;
}

/**
 * Starts Debian's Chromium without a window.
 *
 * @throws when it is not installed, with how to get it
 */
export async function openBrowser(): Promise<Browser> {
	if (!existsSync(EXECUTABLE)) {
		throw new Error(
			`Chromium is missing: ${EXECUTABLE} is not there. ` +
				'Debian and Ubuntu: apt-get install chromium',
		);
	}
	const profile = await mkdtemp(join(tmpdir(), 'n8n-nodes-tampuuri-browser-'));
	const context = await chromium.launchPersistentContext(profile, {
		executablePath: EXECUTABLE,
		headless: true,
		viewport: WINDOW,
		locale: 'en-GB',
		timezoneId: 'Europe/Helsinki',
		args: SWITCHES,
	});
	const page = context.pages()[0] ?? (await context.newPage());
	page.setDefaultTimeout(STEP_LIMIT_MS);
	return {
		page,
		close: async () => {
			await context.close();
			await rm(profile, { recursive: true, force: true });
		},
	};
}
