import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectFolder } from '../../../tools/setup/projectFolder.js';
import { N8N_NAMES, ourNames, TAMPUURI_NAMES } from '../../documentation/names.mts';
import { pages } from '../../documentation/pages.mts';

/** Pages for users; the others are about the code. */
const USER_PAGES = /^(README\.md|docs\/(?!COVERAGE)[A-Z-]+\.md)$/;

/** A sentence or a lead-in, not a name on a screen. */
const IS_SENTENCE = /[.:?!]$/;

const ours = ourNames();
const onOtherScreens = new Set([...N8N_NAMES, ...TAMPUURI_NAMES]);
const printedByDemo = readFileSync(join(projectFolder, 'demo/start.mts'), 'utf8');

function isOnAScreen(name: string): boolean {
	return ours.has(name) || onOtherScreens.has(name) || printedByDemo.includes(`  ${name}  `);
}

describe('names in bold or italics', () => {
	it.each(pages.filter(({ file }) => USER_PAGES.test(file)))(
		'of $file stand so on a screen',
		({ names }) => {
			const screenNames = names
				.filter((name) => !IS_SENTENCE.test(name))
				.flatMap((name) => name.split(' → '));
			expect(screenNames.filter((name) => !isOnAScreen(name))).toEqual([]);
		},
	);
});
