import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { packPackage } from '../../demo/communityPackage.mts';
import { installedN8n } from '../../demo/n8nRuntime.mts';
import { projectFolder } from '../../tools/projectFolder.js';
import { measureExactness, starterOn, type Place, type Respond } from './exactness.mts';
import { sendHostile } from './hostile.mts';
import { Promises } from './promises.mts';
import { startSink } from './sink.mts';

const usage = `Sends a load through a real n8n that is killed meanwhile, and counts what comes out.

  --events   how many events in each Respond mode (default 10000; 0: none)
  --kills    how often n8n is killed in each (default 2)
  --hostile  how many generated hostile bodies (default 10000; 0: none)
`;

const { values } = parseArgs({
	options: {
		events: { type: 'string', default: '10000' },
		kills: { type: 'string', default: '2' },
		hostile: { type: 'string', default: '10000' },
		help: { type: 'boolean' },
	},
});
const promises = new Promises();

async function withPlace<Result>(
	tarball: string,
	delayMs: number,
	work: (place: Place) => Promise<Result>,
): Promise<Result> {
	const runtime = installedN8n();
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-tampuuri-stress-'));
	const sink = await startSink(delayMs);
	const owner = { email: 'owner@example.com', password: 'Stress1-only-for-tests' };
	try {
		return await work({
			start: starterOn({ runtime, userFolder, owner }, tarball),
			userFolder,
			sink,
		});
	} finally {
		await sink.close();
		await rm(userFolder, { recursive: true, force: true });
	}
}

async function exactness(tarball: string, respond: Respond): Promise<void> {
	const name = respond === 'onReceived' ? 'Immediately' : 'When Workflow Finishes';
	console.log(`\nRespond ${name}: ${values.events} events, n8n killed ${values.kills} times`);
	const result = await withPlace(tarball, 200, (place) =>
		measureExactness(place, {
			respond,
			events: Number(values.events),
			kills: Number(values.kills),
		}),
	);
	const { refused, ...figures } = result;
	console.log(figures, { refusedBundles: refused.length });
	promises.check('every bundle was taken within five attempts', refused.length === 0);
	promises.check('no event is lost', result.lost === 0);
	if (respond === 'onReceived') {
		promises.check('no event passed twice', result.doubled === 0);
		promises.check(
			'passed and crashed are all',
			result.passed + result.onlyCrashed === result.sent,
		);
		promises.check(
			'retrying what crashed passes the rest',
			result.passedAfterRetries === result.sent,
		);
	} else {
		promises.check('every event passed', result.passed === result.sent);
		promises.check('only events in flight at a kill passed twice', result.doubledOtherwise === 0);
	}
}

async function hostile(tarball: string): Promise<void> {
	console.log(`\nHostile bodies: ${values.hostile} generated, and some written by hand`);
	const result = await withPlace(tarball, 0, (place) => sendHostile(place, Number(values.hostile)));
	console.log(result);
	promises.check('no answer is 5xx, and none is missing', result.failures === 0);
	promises.check('nothing is stored for who has not the secret', result.storedForStrangers === 0);
}

if (values.help) {
	console.log(usage);
} else {
	const tarball = await packPackage(projectFolder);
	try {
		for (const respond of ['onReceived', 'lastNode'] as const) {
			if (Number(values.events) > 0) await exactness(tarball, respond);
		}
		if (Number(values.hostile) > 0) await hostile(tarball);
	} finally {
		await rm(dirname(tarball), { recursive: true, force: true });
	}
	process.exitCode = promises.conclude();
}
