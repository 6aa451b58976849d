/** Runs all property tests with as many made-up cases as asked for: `npm run test:fuzz -- --runs N`. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const ROOT = join(import.meta.dirname, '..');
const FOLDERS = ['test', 'packages/n8n-nodes-tulorekisteri/test'];

/** The test files that ask `runs` how many cases to make up. */
function propertyTests(): string[] {
	return FOLDERS.flatMap((folder) =>
		readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
			.filter((file) => file.endsWith('.test.mts'))
			.map((file) => join(folder, file))
			.filter((file) => readFileSync(join(ROOT, file), 'utf8').includes('numRuns: runs(')),
	);
}

const { values } = parseArgs({ options: { runs: { type: 'string', default: '10000' } } });
if (!/^[1-9]\d*$/.test(values.runs)) {
	console.error(`--runs takes a whole number from 1, not "${values.runs}".`);
	process.exit(1);
}

const tests = propertyTests();
console.log(`${values.runs} cases a property, in ${tests.length} files`);
const { status } = spawnSync('jest', ['--testTimeout', String(24 * 3_600_000), ...tests], {
	cwd: ROOT,
	stdio: 'inherit',
	env: { ...process.env, FUZZ_RUNS: values.runs },
});
process.exit(status ?? 1);
