import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
	catalogue,
	fieldsOf,
	offeredBy,
	type Resource,
} from '../../../dist/nodes/shared/catalogue/index.js';
import { projectFolder } from '../../../tools/projectFolder.js';

const page = readFileSync(join(projectFolder, 'docs/GLOSSARY.md'), 'utf8');

/** The first column of its tables. */
const finnish = page
	.split('\n')
	.filter((line) => line.startsWith('|'))
	.map((line) => (line.split('|')[1] ?? '').trim().toLowerCase());

const resources = catalogue as readonly Resource[];
const rows = resources.flatMap(offeredBy).map(([, row]) => row);
const fields = rows.flatMap((row) => [...Object.values(row.pathParameters), ...fieldsOf(row)]);
const labels = [
	...resources.map(({ name }) => name),
	...fields.map(({ label }) => label),
	...fields.flatMap((field) =>
		field.type === 'choice' ? field.choices.map(({ label }) => label) : [],
	),
];

/** The Finnish terms in brackets, apart from those of two words of which each is explained. */
const terms = [...new Set(labels.flatMap((label) => /\(([^()]+)\)$/.exec(label)?.[1] ?? []))];

/** Small words, and those of settings that only this node has. */
const SMALL = ['tai', 'ja', 'kaikki', 'tasot', 'vain', 'ei', 'muut', 'uusi'];

function isExplained(word: string): boolean {
	if (SMALL.includes(word) || word.length < 2) return true;
	const stem = word.slice(0, Math.max(4, word.length - 4));
	return finnish.some((term) => term.includes(stem));
}

describe('docs/GLOSSARY.md', () => {
	it.each(terms)('explains %s', (term) => {
		const words = term.toLowerCase().split(/[\s,-]+/);
		expect(words.filter((word) => !isExplained(word))).toEqual([]);
	});

	it('has each term once, in a sentence without a full stop', () => {
		const entries = page.split('\n').filter((line) => /^\| [^-]/.test(line));
		const lines = entries.filter((line) => !line.startsWith('| Finnish'));
		const first = lines.map((line) => (line.split('|')[1] ?? '').trim());
		const english = lines.map((line) => (line.split('|')[2] ?? '').trim());
		const both = first.map((term, place) => `${term} ${english[place] ?? ''}`);
		expect(new Set(both).size).toBe(both.length);
		for (const line of lines) {
			const meaning = (line.split('|')[3] ?? '').trim();
			expect(meaning).toMatch(/^[A-Z].*[^.]$/);
		}
	});
});
