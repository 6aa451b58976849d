import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { coverageTable, withTable } from './coverageTable.mts';
import { readListed } from './readSite.mts';
import { livePages, savedPages, type PageSource } from './source.mts';

const document = 'docs/COVERAGE.md';

/** Only the index is read: one page. */
function sourceOf(from: string): PageSource {
	if (existsSync(from)) return savedPages(from);
	const folder = join('node_modules/.cache/catalogue-import/pages', new URL(from).host);
	return livePages(from, folder, 0);
}

const [from] = process.argv.slice(2);
const listed = from === undefined ? [] : await readListed(sourceOf(from));
const table = coverageTable(listed);
await writeFile(document, withTable(await readFile(document, 'utf8'), table));
console.log(table);
