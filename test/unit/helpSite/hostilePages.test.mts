import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import fastCheck from 'fast-check';
import { readIndex } from '../../../dist/nodes/shared/helpSite/pages/readIndex.js';
import { readModel } from '../../../dist/nodes/shared/helpSite/pages/readModel.js';
import { readOperation } from '../../../dist/nodes/shared/helpSite/pages/readOperation.js';
import { EXAMPLE_CONTROLLERS } from '../../../simulator/help/exampleOperations.mts';
import { pageOfRow } from '../../../simulator/help/pageOfRow.mts';
import { runs } from '../../runs.mts';
import { HOSTILE_SITES } from './hostileSites.mts';
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

describe('a page', () => {
	const head = '<h1>POST a</h1><h3>Body Parameters</h3>';
	const row = (name: string) =>
		`<tr><td class="parameter-name">${name}<td class="parameter-type">integer`;

	it('heavy in tags is read whole', () => {
		const [list] = [filled('<b></b>')];
		const text = `${list}${head}<table>${row('A')}${list}${row('B')}</table>`;
		expect(readOperation(text)?.body?.fields.map(({ name }) => name)).toEqual(['A', 'B']);
	});

	it.each([7, 8, 9, 50_000])('with its table in %d others is read', (depth) => {
		const layout = '<table><tr><td>'.repeat(depth);
		const end = '</td></tr></table>'.repeat(depth);
		const text = `${layout}${head}<table>${row('A')}</table>${end}<h1>End</h1>`;
		const inside = `${head}${layout}<table>${row('A')}</table>${end}${row('B')}`;
		expect(readOperation(text)?.body?.fields.map(({ name }) => name)).toEqual(['A']);
		expect(readOperation(inside)?.body?.fields.map(({ name }) => name)).toEqual(['A']);
	});

	it('with more fields than any operation has asks for the others as JSON', () => {
		const rows = Array.from({ length: 10_000 }, (_, place) => row(`A${place}`));
		const { fields = [], complete } = readOperation(`${head}<table>${rows.join('')}`)?.body ?? {};
		expect(fields).toHaveLength(500);
		expect(complete).toBe(false);
	});
});

describe('a site of a megabyte', () => {
	it.each(Object.keys(HOSTILE_SITES))('of %s becomes fields within 200 MB', async (kind) => {
		const { stdout } = await promisify(execFile)(
			process.execPath,
			['--max-old-space-size=200', join(__dirname, 'readSite.mts'), kind],
			{ maxBuffer: 64 * MEGABYTE },
		);
		const { size, requests } = z
			.object({ size: z.number(), requests: z.number() })
			.parse(JSON.parse(stdout));
		// What n8n sends to the editor and stores in the workflow.
		expect(size).toBeLessThan(2 * MEGABYTE);
		expect(requests).toBeLessThanOrEqual(61);
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
			{ numRuns: runs(3_000) },
		);
	}, 120_000);
});
