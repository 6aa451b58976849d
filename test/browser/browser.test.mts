import { expect, test } from '@jest/globals';
import { openBrowser } from './browser.mts';

test('says how to get Chromium when it is missing', async () => {
	await expect(openBrowser('/nowhere/chromium')).rejects.toThrow(/apt-get install chromium/);
});
