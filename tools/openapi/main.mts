import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { showProgress } from '../catalogue/progress.mts';
import { readSite } from '../catalogue/readSite.mts';
import { pagesAt } from '../catalogue/source.mts';
import { openApiDocument, operationsIn, type Gaps } from './document.mts';
import { filesOf } from './files.mts';

const USAGE = `Describes all operations of a Help site for other tools.

  npm run catalogue:openapi -- <Help address or folder of saved pages> [options]

  --out <folder>  where the files go (default node_modules/.cache/catalogue-openapi)
  --pages <folder>  where fetched pages are kept (default: pages, in the folder of --out);
                  a page that is there is not asked for again
  --pause <ms>    between two requests (default 1000)
`;

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		out: { type: 'string', default: 'node_modules/.cache/catalogue-openapi' },
		pages: { type: 'string' },
		pause: { type: 'string', default: '1000' },
		help: { type: 'boolean', default: false },
	},
});

function gapsText({ leftOut, models }: Gaps): string {
	const operations = leftOut.map(({ name, reason }) => `- ${name}: ${reason}\n`);
	return [
		...(operations.length === 0
			? []
			: [`\nLeft out, because a page tells only a part (${operations.length}):\n`, ...operations]),
		...(models.length === 0
			? []
			: [
					`\nModels without all of their fields (${models.length}):\n`,
					...models.map((name) => `- ${name}\n`),
				]),
	].join('');
}

/** @throws RangeError when the text is not a number of milliseconds */
function pauseOf(text: string): number {
	if (/^\d{1,6}$/.test(text)) return Number(text);
	throw new RangeError(`--pause must be a number of milliseconds, not "${text}"`);
}

async function run(from: string): Promise<void> {
	const { out, pages = join(out, 'pages') } = values;
	const source = pagesAt(from, pages, pauseOf(values.pause));
	const site = await readSite(source, showProgress, 'all');
	if (process.stderr.isTTY) process.stderr.write('\n');
	const { document, gaps } = openApiDocument(site);
	if (operationsIn(document).length === 0) {
		throw new Error(`No operation's page could be read in full.\n${gapsText(gaps)}`);
	}
	const files = Object.entries(filesOf(document));
	await mkdir(out, { recursive: true });
	for (const [name, content] of files) await writeFile(join(out, name), content);
	console.log(`${operationsIn(document).length} operations are in ${out}:`);
	for (const [name] of files) console.log(`- ${name}`);
	process.stdout.write(gapsText(gaps));
}

const [from] = positionals;
if (values.help || from === undefined) {
	console.log(USAGE);
	process.exitCode = values.help ? 0 : 1;
} else {
	await run(from).catch((error: unknown) => {
		console.error(`\n${error instanceof Error ? error.message : String(error)}`);
		process.exitCode = 1;
	});
}
