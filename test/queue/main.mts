import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { packPackage } from '../../demo/communityPackage.mts';
import { installedN8n } from '../../demo/n8nRuntime.mts';
import { waitUntil } from '../../demo/waitUntil.mts';
import { projectFolder } from '../../tools/projectFolder.js';
import { bundlesOf, EVENT_ID, randomFrom, sendLoad } from '../stress/load.mts';
import type { StoredExecution } from '../stress/storedExecutions.mts';
import { Promises } from '../stress/promises.mts';
import { startSink, type Sink } from '../stress/sink.mts';
import { listenerAddress } from '../stress/triggerWorkflow.mts';
import { startCluster, type Cluster } from './cluster.mts';
import { publishMode, type Mode, type Published } from './workflows.mts';

const usage = `Sends a load through n8n in queue mode (main, webhook process, two workers; PostgreSQL and
Redis from Debian's packages), kills a busy worker meanwhile, and counts what comes out.

  --events   how many events in each mode (default 10000)
  --mode     only one of them: immediately, whenFinished or handOver
  --keep-stalled  n8n never gives a dead worker's executions up (QUEUE_WORKER_STALLED_INTERVAL=0)
`;

const { values } = parseArgs({
	options: {
		events: { type: 'string', default: '10000' },
		mode: { type: 'string' },
		'keep-stalled': { type: 'boolean', default: false },
		help: { type: 'boolean' },
	},
});
const promises = new Promises();

/** How long n8n may take to give a dead worker's executions up: its look-out runs each minute. */
const SETTLE_LIMIT_MS = values['keep-stalled'] ? 20_000 : 180_000;
const stalling: Record<string, string> = values['keep-stalled']
	? { QUEUE_WORKER_STALLED_INTERVAL: '0' }
	: {};
/** How long the error workflow may take to tell of the last of them. */
const TOLD_LIMIT_MS = 30_000;
const UNFINISHED = ['new', 'running'];
const FAILED = ['crashed', 'error', 'canceled', 'unknown'];

/** Small, so that the killed worker is not busy with all of them. */
const LARGEST_BUNDLE = 25;

/** Executions that have not ended, or n8n's word that none is left. */
async function waitForEnd(cluster: Cluster, published: Published): Promise<void> {
	await waitUntil(
		'The end of all executions',
		async () => (await executionsIn(cluster, published, UNFINISHED)).length === 0,
		{ limitMs: SETTLE_LIMIT_MS, everyMs: 1_000 },
	).catch((error: Error) => console.log(`  ${error.message}`));
}

/** The workflows' stored executions of some states, with the events in their data. */
async function executionsIn(
	{ postgres }: Cluster,
	{ workflows }: Published,
	states: readonly string[],
) {
	const quoted = (texts: readonly string[]) => texts.map((text) => `'${text}'`).join();
	const lines = await postgres.query(
		`SELECT e.id, e.status, d.data FROM execution_entity e JOIN execution_data d ON d."executionId" = e.id
		 WHERE e."workflowId" IN (${quoted(workflows.map(({ id }) => id))}) AND e.status IN (${quoted(states)})`,
	);
	return lines.map((line): StoredExecution => {
		const [id = '', status = ''] = line.split('|', 2);
		return { id, status, events: new Set(line.match(EVENT_ID)) };
	});
}

const STARTED = /started execution/gi;

/** Kills a worker in the middle of executions that have not handed their events over. */
async function killBusyWorker({ workers: [worker] }: Cluster, sink: Sink): Promise<void> {
	if (worker === undefined) throw new Error('There is no worker');
	const startedBefore = worker.logs().match(STARTED)?.length ?? 0;
	sink.hold();
	await waitUntil(
		'A busy worker',
		() => {
			const started = worker.logs().match(STARTED)?.length ?? 0;
			return Promise.resolve(started - startedBefore >= 3 && sink.waiting >= 6);
		},
		{ limitMs: 120_000, everyMs: 20 },
	);
	await worker.kill();
	sink.release();
}

async function measure(cluster: Cluster, sink: Sink, mode: Mode) {
	sink.reset();
	const events = Number(values.events);
	const random = randomFrom(events);
	const bundles = bundlesOf(events, random, LARGEST_BUNDLE);
	const published = await publishMode(cluster.main, mode, sink);
	const address = listenerAddress(cluster.webhookUrl, published.webhookId);
	const inFlight = new Set<readonly string[]>();
	const inFlightAtKill = new Set<string>();
	let taken = 0;
	let unfinishedAtKill: readonly StoredExecution[] = [];
	const killWorker = async () => {
		await killBusyWorker(cluster, sink);
		inFlight.forEach((one) => one.forEach((id) => inFlightAtKill.add(id)));
		unfinishedAtKill = await executionsIn(cluster, published, UNFINISHED);
	};
	let kill: Promise<void> | undefined;
	const started = performance.now();
	const result = await sendLoad({
		bundles,
		random,
		inFlight,
		address: () => address,
		onTaken: (bundle) => {
			taken += bundle.length;
			if (kill !== undefined || taken < events / 2) return;
			kill = killWorker();
		},
	});
	await kill;
	const seconds = (performance.now() - started) / 1_000;
	await waitForEnd(cluster, published);
	const failed = await executionsIn(cluster, published, FAILED);
	const unfinished = await executionsIn(cluster, published, UNFINISHED);
	const visible = new Set([...failed, ...unfinished].flatMap(({ events: inIt }) => [...inIt]));
	const emptied = new Set(failed.flatMap(({ id, events: inIt }) => (inIt.size === 0 ? [id] : [])));
	const lostWithWorker = new Set(
		unfinishedAtKill.filter(({ id }) => emptied.has(id)).flatMap(({ events: inIt }) => [...inIt]),
	);
	const sent = [...new Set(bundles.flat())];
	const notPassed = sent.filter((id) => !sink.counts.has(id));
	const nowhere = notPassed.filter((id) => !visible.has(id));
	const doubled = [...sink.counts].filter(([, count]) => count > 1).map(([id]) => id);
	const retriable = failed.filter(({ events: inIt }) => notPassed.some((id) => inIt.has(id)));
	const passed = sent.length - notPassed.length;
	for (const { id } of retriable) await published.client.retryExecution(id);
	await waitUntil('The error workflow', () => Promise.resolve(sink.told.size >= failed.length), {
		limitMs: TOLD_LIMIT_MS,
		everyMs: 500,
	}).catch((error: Error) => console.log(`  ${error.message}`));
	return {
		sent: sent.length,
		calls: result.calls,
		answers: result.answers,
		refusedBundles: result.refused.length,
		passed,
		doubled: doubled.length,
		doubledInFlightAtKill: doubled.filter((id) => inFlightAtKill.has(id)).length,
		inFlightAtKill: inFlightAtKill.size,
		deadExecutions: failed.length + unfinished.length,
		toldOfDead: failed.filter(({ id }) => sink.told.has(id)).length,
		visibleOnly: notPassed.length - nowhere.length,
		emptiedExecutions: emptied.size,
		lostWithWorker: nowhere.filter((id) => lostWithWorker.has(id)).length,
		lost: nowhere.filter((id) => !lostWithWorker.has(id)).length,
		passedAfterRetries: sent.filter((id) => sink.counts.has(id)).length,
		seconds,
		eventsPerSecond: Math.round(sent.length / seconds),
	};
}

const MODES: ReadonlyArray<readonly [Mode, string]> = [
	['immediately', 'Immediately'],
	['whenFinished', 'When Workflow Finishes'],
	['handOver', 'When Workflow Finishes, the steps handed over to another workflow'],
];

function check(mode: Mode, result: Awaited<ReturnType<typeof measure>>): void {
	promises.check('every bundle was taken within five attempts', result.refusedBundles === 0);
	promises.check('the killed worker was busy', result.deadExecutions > 0);
	if (mode === 'whenFinished') {
		promises.check('every event passed', result.passed === result.sent);
	} else if (mode === 'handOver') {
		promises.check('no event is lost', result.lost + result.lostWithWorker === 0);
		promises.check(
			'retrying what crashed passes the rest',
			result.passedAfterRetries === result.sent,
		);
	} else if (values['keep-stalled']) {
		promises.check('no event is lost', result.lost + result.lostWithWorker === 0);
	} else {
		// n8n writes an empty run over the executions of a dead worker.
		promises.check('no event is lost but with the killed worker', result.lost === 0);
	}
}

async function run(): Promise<void> {
	const runtime = installedN8n();
	const tarball = await packPackage(projectFolder);
	const sink = await startSink(100);
	try {
		for (const [mode, name] of MODES) {
			if (values.mode !== undefined && values.mode !== mode) continue;
			const cluster = await startCluster(runtime, tarball, stalling);
			try {
				console.log(`\nQueue mode, Respond ${name}, one of two workers killed half-way`);
				const result = await measure(cluster, sink, mode);
				console.log(result);
				check(mode, result);
			} finally {
				await cluster.stop();
			}
		}
	} finally {
		await sink.close();
		await rm(dirname(tarball), { recursive: true, force: true });
	}
}

if (values.help) {
	console.log(usage);
} else {
	await run();
	process.exitCode = promises.conclude();
}
