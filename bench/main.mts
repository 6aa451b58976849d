import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installedN8n } from '../demo/n8nRuntime.mts';
import { useEngineOf } from './oneEngine.mts';
import { isKept, print, type Report } from './report.mts';

/**
 * Runs the benchmarks named on the command line (finder, paging, items, manyItems, memory, size, overhead, file, trigger), or all; fails when
 * a budget is missed. n8n's engine and own nodes come from the n8n that the demo installs.
 */
const wanted = process.argv.slice(2);
const { directory: installation } = installedN8n();

const userFolder = await mkdtemp(join(tmpdir(), 'n8n-bench-'));
process.env.N8N_USER_FOLDER = userFolder;
useEngineOf(installation);

const { loadContestants } = await import('./contestants.mts');
const { finder } = await import('./finder.mts');
const { file } = await import('./file.mts');
const { items } = await import('./items.mts');
const { manyItems } = await import('./manyItems.mts');
const { overhead } = await import('./overhead.mts');
const { paging } = await import('./paging.mts');
const { memory } = await import('./memory.mts');
const { size } = await import('./size.mts');
const { trigger } = await import('./trigger.mts');

const benchmarks = { finder, paging, items, manyItems, memory, size, overhead, file, trigger };
const reports: Report[] = [];
try {
	const nodeTypes = await loadContestants(installation);
	for (const [name, benchmark] of Object.entries(benchmarks)) {
		if (wanted.length === 0 || wanted.includes(name)) reports.push(await benchmark(nodeTypes));
	}
} finally {
	await rm(userFolder, { recursive: true });
}
print(reports);
process.exitCode = reports.every(({ budgets }) => budgets.every(isKept)) ? 0 : 1;
