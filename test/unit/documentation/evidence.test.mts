import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
	catalogue,
	fieldsOf,
	offeredBy,
	type ResponseField,
	type Row,
} from '../../../dist/nodes/shared/catalogue/index.js';
import { projectFolder } from '../../../tools/projectFolder.js';
import { pageOf } from '../../documentation/pages.mts';

const evidence = pageOf('docs/EVIDENCE.md');

/** Everything that may cite the page: sources, tests and documentation. */
const sources = globSync(
	['{credentials,demo,nodes,simulator,templates,test,tools}/**/*.{js,json,mjs,mts,ts}', '**/*.md'],
	{ cwd: projectFolder, exclude: ['**/node_modules/**', '**/dist/**', 'coverage/**'] },
);

const citations = sources.flatMap((file) => {
	const text = readFileSync(join(projectFolder, file), 'utf8');
	return [...text.matchAll(/EVIDENCE\.md#([\w-]+)/g)].map(([, anchor = '']) => ({ file, anchor }));
});

function guessesIn(fields: readonly ResponseField[]): Array<string | undefined> {
	return fields.flatMap((field) => [field.guess, ...guessesIn(field.fields ?? [])]);
}

/** All that a row assumes. */
function guessesOf(operation: Row): string[] {
	const { response, body } = operation;
	return [
		body?.guess,
		...fieldsOf(operation).map(({ guess }) => guess),
		response.guess,
		...guessesIn('fields' in response ? response.fields : []),
	].filter((guess) => guess !== undefined);
}

const guesses = new Set(
	catalogue
		.flatMap(offeredBy)
		.map(([, operation]) => operation)
		.flatMap(guessesOf),
);

/** The text under a heading, up to the next one of any level. */
function sectionOf(anchor: string): string {
	const sections = evidence.text.split(/^(?=#+ )/m);
	return sections[evidence.anchors.indexOf(anchor)] ?? '';
}

describe('docs/EVIDENCE.md', () => {
	it('has a heading for everything that cites it', () => {
		expect(citations.length).toBeGreaterThan(0);
		expect(citations.filter(({ anchor }) => !evidence.anchors.includes(anchor))).toEqual([]);
	});

	it.each([...guesses])('gives the grounds of the guess %s', (guess) => {
		expect(evidence.anchors).toContain(guess);
		expect(sectionOf(guess)).toContain('Assumed, not confirmed');
	});
});
