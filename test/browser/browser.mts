import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';

/** Debian's, or the one that is named. */
const EXECUTABLE = process.env.N8N_NODES_TAMPUURI_CHROMIUM ?? '/usr/bin/chromium';
const STEP_LIMIT_MS = 30_000;
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
export async function openBrowser(executable = EXECUTABLE): Promise<Browser> {
	if (!existsSync(executable)) {
		throw new Error(
			`The browser tests need Chromium, and ${executable} is not there. On Debian: ` +
				'apt-get install chromium. Elsewhere: name yours in N8N_NODES_TAMPUURI_CHROMIUM.',
		);
	}
	const profile = await mkdtemp(join(tmpdir(), 'n8n-nodes-tampuuri-browser-'));
	const context = await chromium.launchPersistentContext(profile, {
		executablePath: executable,
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
