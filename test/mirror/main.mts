import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { packPackage } from '../../demo/communityPackage.mts';
import { installedN8n } from '../../demo/n8nRuntime.mts';
import { projectFolder } from '../../tools/projectFolder.js';
import { requirePrograms, startPostgres } from '../programs/services.mts';
import { starterOn } from '../stress/exactness.mts';
import { randomFrom } from '../stress/load.mts';
import { Promises } from '../stress/promises.mts';
import { Mirror } from './mirrored.mts';
import { measureNights, type Night } from './nights.mts';
import { Source } from './source.mts';

const usage = `Mirrors a list into PostgreSQL by templates/mirror-lists.json in a real n8n, night after night,
while leases are edited, deleted and added by day and in some nights, and n8n is killed.

  --rows     how many leases (default 100000)
  --nights   how many nights (default 30)
  --kills    how often n8n is killed in the middle of a night (default 2)
  --churn    share of the leases that change in a day (default 0.01)
`;

const { values } = parseArgs({
	options: {
		rows: { type: 'string', default: '100000' },
		nights: { type: 'string', default: '30' },
		kills: { type: 'string', default: '2' },
		churn: { type: 'string', default: '0.01' },
		help: { type: 'boolean' },
	},
});

/** n8n itself needs most of it. It ends if it needs more. */
const HEAP_MEGABYTES = 512;

const promises = new Promises();

async function nights(): Promise<Night[]> {
	requirePrograms('PostgreSQL');
	const tarball = await packPackage(projectFolder);
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-tampuuri-mirror-'));
	await chmod(folder, 0o755);
	const source = new Source(Number(values.rows), randomFrom(Number(values.rows)));
	await source.open();
	const postgres = await startPostgres(folder);
	const owner = { email: 'owner@example.com', password: 'Mirror1-only-for-tests' };
	const environment = { NODE_OPTIONS: `--max-old-space-size=${HEAP_MEGABYTES}` };
	const userFolder = join(folder, 'n8n');
	try {
		const start = starterOn({ runtime: installedN8n(), userFolder, owner, environment }, tarball);
		return await measureNights(
			{ start, source, postgres, mirror: new Mirror(postgres) },
			{ nights: Number(values.nights), kills: Number(values.kills), churn: Number(values.churn) },
		);
	} finally {
		await postgres.stop();
		await source.close();
		await rm(folder, { recursive: true, force: true });
		await rm(dirname(tarball), { recursive: true, force: true });
	}
}

function judge(all: readonly Night[]): void {
	const sum = (of: (night: Night) => number) => all.reduce((total, night) => total + of(night), 0);
	const quiet = all.filter(({ isRestless }) => !isRestless);
	const calls = sum((night) => night.calls);
	const least = sum((night) => night.leastCalls);
	console.log(`\n${calls} calls, at least ${least} needed: ${(calls / least).toFixed(4)} times`);
	promises.check(
		'after every quiet night, the mirror is the list',
		quiet.every((one) => one.wrong === 0),
	);
	promises.check(
		'no lease that stays is ever lost or old',
		all.every((one) => one.wrongSteady === 0),
	);
	promises.check('calls ≤ 1.05 × the least possible', calls <= 1.05 * least);
	const killed = all.filter((one) => one.isKilled);
	promises.check(`n8n was killed ${values.kills} times`, killed.length === Number(values.kills));
	promises.check(
		'going on after a kill asks for at most one page again',
		killed.every((one) => one.again <= 1),
	);
	const peaks = all.filter((one) => !one.isKilled).map(({ megabytes }) => megabytes);
	const [early, late] = [peaks.slice(0, 3), peaks.slice(-3)].map((few) => Math.max(...few));
	promises.check(
		`memory does not grow from night to night (${early} MB, then ${late} MB)`,
		(late ?? Infinity) <= 1.15 * (early ?? 0),
	);
	promises.check('n8n stays within its heap', all.length === Number(values.nights));
}

if (values.help) console.log(usage);
else {
	judge(await nights());
	process.exitCode = promises.conclude();
}
