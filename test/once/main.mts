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
import { measure, type Figures } from './measure.mts';
import { NAMES, type Way } from './workflows.mts';

const usage = `Creates records for leads through a real n8n, with faults at every step, while n8n is
killed and each lead is delivered five times at once, and counts the records.

  --leads    how many leads in each way (default 1000 in each of two ways)
  --kills    how often n8n is killed in each (default 2)
`;

const { values } = parseArgs({
	options: {
		leads: { type: 'string', default: '1000' },
		kills: { type: 'string', default: '2' },
		help: { type: 'boolean' },
	},
});
const promises = new Promises();

async function measured(tarball: string, way: Way): Promise<Figures> {
	console.log(`\n${NAMES[way]}`);
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-tampuuri-once-'));
	const simulator = await startSimulator({ port: 0, units: 20, logSize: 200_000 });
	const owner = { email: 'owner@example.com', password: 'Once1-only-for-tests' };
	try {
		const start = starterOn({ runtime: installedN8n(), userFolder, owner }, tarball);
		const plan = { way, leads: Number(values.leads), kills: Number(values.kills) };
		const figures = await measure({ start, simulator }, plan);
		console.log(figures);
		return figures;
	} finally {
		await simulator.close();
		await rm(userFolder, { recursive: true, force: true });
	}
}

async function main(): Promise<void> {
	const tarball = await packPackage(projectFolder);
	try {
		for (const way of ['retryOnFail', 'continueOnFail'] as const) {
			const { doubled, lost, wronglyUnknown, untrue } = await measured(tarball, way);
			promises.check('no record is doubled', doubled === 0);
			promises.check('no lead is lost', lost === 0);
			promises.check('each unknown outcome is really unknown', wronglyUnknown === 0);
			promises.check('every ID is the right one, and created is said once', untrue === 0);
		}
		const { doubled, superfluous } = await measured(tarball, 'httpRequest');
		console.log(`The same load doubles ${doubled} leads, ${superfluous} records too many`);
	} finally {
		await rm(dirname(tarball), { recursive: true, force: true });
	}
}

if (values.help) console.log(usage);
else {
	await main();
	process.exitCode = promises.conclude();
}
