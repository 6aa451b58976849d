import { describe, expect, test } from '@jest/globals';
import { blocksOf, pages } from '../../documentation/pages.mts';
import { n8nSources } from './n8nSources.mts';

/** The names of settings in a block of n8n's environment, those in comments too. */
function settingsIn(text: string): string[] {
	const [, prefix] = /^(DB_POSTGRESDB)_\w+/m.exec(text) ?? [];
	return (text.match(/\b[A-Z][A-Z0-9]*(_[A-Z0-9]+)+\b/g) ?? []).filter((name) => name !== prefix);
}

const settings = [
	...new Set([
		...blocksOf('env').flatMap(({ content }) => settingsIn(content)),
		...pages
			.filter(({ file }) => /^(README|docs\/)/.test(file))
			.flatMap(({ codes }) => codes)
			.filter((code) => /^(N8N|WEBHOOK|DB|QUEUE|EXECUTIONS)_[A-Z_]+(=\S+)?$/.test(code))
			.flatMap(settingsIn),
	]),
];

describe('of n8n, the documentation names', () => {
	test('only settings that it has', async () => {
		const configuration = await n8nSources(
			'@n8n/config/dist/**/*.js',
			'n8n/dist/**/*.config.js',
			'n8n/dist/services/url.service.js',
		);
		expect(settings.length).toBeGreaterThan(0);
		expect(settings.filter((name) => !new RegExp(`\\b${name}\\b`).test(configuration))).toEqual([]);
	});

	test('no settings to set that it wants no more', async () => {
		const deprecated = await n8nSources('n8n/dist/deprecation/deprecation.service.js');
		const toSet = blocksOf('env').flatMap(({ content }) => settingsIn(content));
		expect(deprecated).toContain("envVar: 'WEBHOOK_URL'");
		expect(toSet.filter((name) => deprecated.includes(`envVar: '${name}'`))).toEqual([]);
	});
});
