import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { candidateRows } from './candidates.mts';
import { driftOf, driftReport, needsWork } from './drift.mts';
import { showProgress } from './progress.mts';
import { readSite } from './readSite.mts';
import { pagesAt } from './source.mts';

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

async function run(from: string): Promise<void> {
	const source = pagesAt(from, join(values.out, 'pages'), Number(values.pause));
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
