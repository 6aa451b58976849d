import { describe, expect, it } from '@jest/globals';
import fastCheck from 'fast-check';
import { readIndex } from '../../../dist/nodes/shared/helpSite/pages/readIndex.js';
import { readModel } from '../../../dist/nodes/shared/helpSite/pages/readModel.js';
import { readOperation } from '../../../dist/nodes/shared/helpSite/pages/readOperation.js';
import { EXAMPLE_CONTROLLERS } from '../../../simulator/help/exampleOperations.mts';
import { pageOfRow } from '../../../simulator/help/pageOfRow.mts';
import { runs } from '../../runs.mts';
import { styles } from './styles.mts';

const MEGABYTE = 1024 * 1024;

/** Everything that reads a page; what it gave. */
function readAll(page: string): unknown[] {
	return [readIndex(page), readOperation(page), readModel('ApiA', page)];
}

function filled(piece: string, size = MEGABYTE): string {
	return piece.repeat(Math.ceil(size / piece.length));
}

describe('a page of a megabyte', () => {
	it.each([
		'<',
		'</',
		'<a',
		'<a href="',
		"<td class='",
		'<!--',
		'<!',
		'<script>',
		'<script></script',
		'<table>',
		'<table><tr><td>',
		'<td class="parameter-name">A',
		'<h1>',
		'<h1>GET a</h1>',
		'<pre>',
		'<p>',
		'<div><div>',
		'&',
		'&#',
		'&#x41',
		'&amp;',
		' ',
		'\n\t',
		'a=',
		'<a b c d ',
		'Collection of ',
		'{{',
		'\u0000',
		'<tr><td>GET a',
		'<h3>Body Parameters</h3>',
	])('made of %p is read to its end', (piece) => {
		// Work that grew with the square of the length would take minutes here.
		const [index, , model] = readAll(filled(piece));
		expect(index).toBeInstanceOf(Array);
		expect(model).toMatchObject({ name: 'ApiA' });
	});
});

describe('a page with more tags than any Help page has', () => {
	it('is not read at all, since half a table would pass for a whole one', () => {
		const head = '<h1>POST a</h1><h3>Body Parameters</h3><table>';
		const row = '<tr><td class="parameter-name">A<td class="parameter-type">integer';
		expect(readOperation(head + row)?.body?.fields).toHaveLength(1);
		expect(readOperation(head + filled(row, 2 * MEGABYTE))).toBeUndefined();
	});
});

const samplePages = EXAMPLE_CONTROLLERS.slice(0, 2)
	.flatMap(({ operations }) => operations)
	.map((row) => pageOfRow(row))
	.flatMap((page) => styles.map(({ operation }) => operation(page)));

const pieces = [
	'<',
	'>',
	'"',
	"'",
	'</td>',
	'<tr>',
	'<table>',
	'<!--',
	'<script>',
	'&',
	'&#0;',
	'\u0000',
	'=',
	'<h3>',
];

/** A real page cut, doubled and strewn with markup. */
const brokenPage = fastCheck
	.tuple(
		fastCheck.constantFrom(...samplePages),
		fastCheck.array(
			fastCheck.tuple(fastCheck.nat(20_000), fastCheck.nat(400), fastCheck.constantFrom(...pieces)),
			{ minLength: 1, maxLength: 12 },
		),
	)
	.map(([page, changes]) =>
		changes.reduce((text, [place, length, piece]) => {
			const at = place % (text.length + 1);
			return text.slice(0, at) + piece + text.slice(at + length);
		}, page),
	);

describe('broken pages', () => {
	it('are read without failing, and never give a field that is none', () => {
		fastCheck.assert(
			fastCheck.property(fastCheck.oneof(brokenPage, fastCheck.string()), (text) => {
				const { body, uriParameters } = readOperation(text) ?? {};
				readIndex(text);
				readModel('ApiA', text);
				for (const { name } of [...(body?.fields ?? []), ...(uriParameters?.fields ?? [])]) {
					expect(name).toMatch(/^[\p{L}_][\p{L}\p{N}_.\-[\]]*$/u);
				}
			}),
			{ numRuns: runs(10_000) },
		);
	}, 120_000);
});
