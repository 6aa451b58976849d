import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { packPackage } from '../../demo/communityPackage.mts';
import { installedN8n } from '../../demo/n8nRuntime.mts';
import { startSimulator } from '../../simulator/start.mts';
import { projectFolder } from '../../tools/projectFolder.js';
import { starterOn } from '../stress/exactness.mts';
import { Promises } from '../stress/promises.mts';
import { measure, type Place } from './measure.mts';
import { measureOutbox } from './outbox.mts';
import { NAMES } from './workflows.mts';

const usage = `Creates records for leads through a real n8n, with faults at every step, while n8n is
killed and each lead is delivered five times at once, and counts the records.

  --leads    how many leads in each way (default 1000, in two ways; 0: none)
  --orders   how many orders through the outbox (default 200; 0: none)
  --kills    how often n8n is killed in each (default 2)
`;

const { values } = parseArgs({
	options: {
		leads: { type: 'string', default: '1000' },
		orders: { type: 'string', default: '200' },
		kills: { type: 'string', default: '2' },
		help: { type: 'boolean' },
	},
});
const promises = new Promises();

const kills = Number(values.kills);

async function withPlace<Result>(
	tarball: string,
	work: (place: Place) => Promise<Result>,
): Promise<Result> {
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-tampuuri-once-'));
	const simulator = await startSimulator({ port: 0, units: 20, logSize: 200_000 });
	const owner = { email: 'owner@example.com', password: 'Once1-only-for-tests' };
	try {
		const start = starterOn({ runtime: installedN8n(), userFolder, owner }, tarball);
		const result = await work({ start, simulator });
		console.log(result);
		return result;
	} finally {
		await simulator.close();
		await rm(userFolder, { recursive: true, force: true });
	}
}

function checkCounts({ doubled, lost }: { doubled: number; lost: number }): void {
	promises.check('no record is doubled', doubled === 0);
	promises.check('nothing is lost', lost === 0);
}

async function main(): Promise<void> {
	const tarball = await packPackage(projectFolder);
	const leads = Number(values.leads);
	const orders = Number(values.orders);
	try {
		for (const way of leads > 0 ? (['retryOnFail', 'continueOnFail'] as const) : []) {
			console.log(`\n${NAMES[way]}`);
			const plan = { way, leads, kills };
			const figures = await withPlace(tarball, async (place) => await measure(place, plan));
			checkCounts(figures);
			promises.check('each unknown outcome is really unknown', figures.wronglyUnknown === 0);
			promises.check('every ID is the right one, created is said once', figures.untrue === 0);
		}
		if (orders > 0) {
			console.log('\nThe outbox of templates/outbox-orders.json');
			const plan = { orders, kills };
			checkCounts(await withPlace(tarball, async (place) => await measureOutbox(place, plan)));
		}
		if (leads > 0) {
			console.log(`\n${NAMES.httpRequest}`);
			const plan = { way: 'httpRequest', leads, kills } as const;
			const figures = await withPlace(tarball, async (place) => await measure(place, plan));
			const { doubled, superfluous } = figures;
			console.log(`The same load doubles ${doubled} leads, with ${superfluous} records too many`);
		}
	} finally {
		await rm(dirname(tarball), { recursive: true, force: true });
	}
}

if (values.help) console.log(usage);
else {
	await main();
	process.exitCode = promises.conclude();
}
