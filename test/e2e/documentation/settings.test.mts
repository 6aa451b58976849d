import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { ensureN8n } from '../../../demo/n8nRuntime.mts';
import { N8N_NAMES } from '../../documentation/names.mts';
import { blocksOf, pages } from '../../documentation/pages.mts';

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
	let modules: string;
	/** The folder's files as one text. */
	const textOf = (...patterns: string[]) =>
		globSync(patterns, { cwd: modules })
			.map((file) => readFileSync(join(modules, file), 'utf8'))
			.join('\n');

	beforeAll(async () => {
		const { directory } = await ensureN8n();
		modules = join(directory, 'node_modules');
	});

	test('only settings that it has', () => {
		const configuration = textOf(
			'@n8n/config/dist/**/*.js',
			'n8n/dist/**/*.config.js',
			'n8n/dist/services/url.service.js',
		);
		expect(settings.length).toBeGreaterThan(0);
		expect(settings.filter((name) => !new RegExp(`\\b${name}\\b`).test(configuration))).toEqual([]);
	});

	test('no settings to set that it wants no more', () => {
		const deprecated = textOf('n8n/dist/deprecation/deprecation.service.js');
		const toSet = blocksOf('env').flatMap(({ content }) => settingsIn(content));
		expect(deprecated).toContain("envVar: 'WEBHOOK_URL'");
		expect(toSet.filter((name) => deprecated.includes(`envVar: '${name}'`))).toEqual([]);
	});

	test('only names that stand on its screens', () => {
		const screens = textOf(
			'n8n-editor-ui/dist/assets/*.js',
			'n8n-nodes-base/dist/nodes/{HttpRequest,Schedule,Switch,ManualTrigger}/**/*.node.js',
			'n8n-nodes-base/dist/nodes/Transform/RemoveDuplicates/**/*.node.js',
			'n8n-core/dist/**/*.js',
			'n8n-workflow/dist/cjs/**/*.js',
		);
		const isThere = (name: string) =>
			[`"${name}"`, `'${name}'`, `\`${name}\``].some((quoted) => screens.includes(quoted));
		expect(N8N_NAMES.filter((name) => !isThere(name))).toEqual([]);
	});
});
