import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { candidateRows } from './candidates.mts';
import { driftOf, driftReport, needsWork } from './drift.mts';
import { readSite, type Progress } from './readSite.mts';
import { livePages, savedPages } from './source.mts';

const USAGE = `Compares a Help site with the catalogue.

  npm run catalogue:import -- <Help address or folder of saved pages> [options]

  --out <folder>    where report, candidate rows and fetched pages go
                    (default node_modules/.cache/catalogue-import)
  --pause <ms>      between two requests (default 1000)
  --fail-on-drift   end with code 2 when the catalogue needs work
`;

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		out: { type: 'string', default: 'node_modules/.cache/catalogue-import' },
		pause: { type: 'string', default: '1000' },
		'fail-on-drift': { type: 'boolean', default: false },
		help: { type: 'boolean', default: false },
	},
});

const showProgress: Progress = (done, of, what) => {
	if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${done}/${of} ${what.slice(0, 60)}`);
	else if (done % 50 === 0 || done === of) process.stderr.write(`${done}/${of}\n`);
};

async function run(from: string): Promise<void> {
	const source = existsSync(from)
		? savedPages(from)
		: livePages(from, join(values.out, 'pages', new URL(from).host), Number(values.pause));
	const site = await readSite(source, showProgress);
	if (process.stderr.isTTY) process.stderr.write('\n');
	const drift = driftOf(site);
	const report = driftReport(source.name, drift);
	await mkdir(values.out, { recursive: true });
	await writeFile(join(values.out, 'drift.md'), report);
	await writeFile(join(values.out, 'candidates.ts'), candidateRows(site));
	console.log(report);
	console.log(`Report and candidate rows are in ${values.out}.`);
	if (values['fail-on-drift'] && needsWork(drift)) process.exitCode = 2;
}

const [from] = positionals;
if (values.help || from === undefined) {
	console.log(USAGE);
	process.exitCode = values.help ? 0 : 1;
} else {
	await run(from);
}
