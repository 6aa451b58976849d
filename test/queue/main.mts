import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { packPackage } from '../../demo/communityPackage.mts';
import { installedN8n } from '../../demo/n8nRuntime.mts';
import { waitUntil } from '../../demo/waitUntil.mts';
import { projectFolder } from '../../tools/projectFolder.js';
import { publishToSink, type Respond } from '../stress/exactness.mts';
import { bundlesOf, EVENT_ID, randomFrom, sendLoad } from '../stress/load.mts';
import type { StoredExecution } from '../stress/storedExecutions.mts';
import { Promises } from '../stress/promises.mts';
import { startSink, type Sink } from '../stress/sink.mts';
import { listenerAddress } from '../stress/triggerWorkflow.mts';
import { startCluster, type Cluster } from './cluster.mts';

const usage = `Sends a load through n8n in queue mode (main, webhook process, two workers; PostgreSQL and
Redis from Debian's packages), kills one worker meanwhile, and counts what comes out.

  --events   how many events in each Respond mode (default 10000)
  --respond  only one of them: onReceived or lastNode
  --keep-stalled  n8n never gives a dead worker's executions up (QUEUE_WORKER_STALLED_INTERVAL=0)
`;

const { values } = parseArgs({
	options: {
		events: { type: 'string', default: '10000' },
		respond: { type: 'string' },
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
const UNFINISHED = ['new', 'running'];
const FAILED = ['crashed', 'error', 'canceled', 'unknown'];

/** Executions that have not ended, or n8n's word that none is left. */
async function waitForEnd(cluster: Cluster, workflowId: string): Promise<void> {
	await waitUntil(
		'The end of all executions',
		async () => (await executionsIn(cluster, workflowId, UNFINISHED)).length === 0,
		{ limitMs: SETTLE_LIMIT_MS, everyMs: 1_000 },
	).catch((error: Error) => console.log(`  ${error.message}`));
}

/** The workflow's stored executions of some states, with the events in their data. */
async function executionsIn({ postgres }: Cluster, workflowId: string, states: readonly string[]) {
	const lines = await postgres.query(
		`SELECT e.id, e.status, d.data FROM execution_entity e JOIN execution_data d ON d."executionId" = e.id
		 WHERE e."workflowId" = '${workflowId}' AND e.status IN (${states.map((state) => `'${state}'`).join()})`,
	);
	return lines.map((line): StoredExecution => {
		const [id = '', status = ''] = line.split('|', 2);
		return { id, status, events: new Set(line.match(EVENT_ID)) };
	});
}

async function measure(cluster: Cluster, sink: Sink, respond: Respond) {
	sink.reset();
	const events = Number(values.events);
	const random = randomFrom(events);
	const bundles = bundlesOf(events, random);
	const { stored, webhookId } = await publishToSink(cluster.main, respond, sink);
	const address = listenerAddress(cluster.webhookUrl, webhookId);
	const inFlight = new Set<readonly string[]>();
	const inFlightAtKill = new Set<string>();
	let taken = 0;
	let unfinishedAtKill: readonly StoredExecution[] = [];
	const killWorker = async () => {
		inFlight.forEach((one) => one.forEach((id) => inFlightAtKill.add(id)));
		await cluster.workers[0]?.kill();
		unfinishedAtKill = await executionsIn(cluster, stored.id, UNFINISHED);
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
	await waitForEnd(cluster, stored.id);
	const failed = await executionsIn(cluster, stored.id, FAILED);
	const unfinished = await executionsIn(cluster, stored.id, UNFINISHED);
	const visible = new Set([...failed, ...unfinished].flatMap(({ events: inIt }) => [...inIt]));
	const emptied = new Set(failed.flatMap(({ id, events: inIt }) => (inIt.size === 0 ? [id] : [])));
	const lostWithWorker = new Set(
		unfinishedAtKill.filter(({ id }) => emptied.has(id)).flatMap(({ events: inIt }) => [...inIt]),
	);
	const sent = [...new Set(bundles.flat())];
	const notPassed = sent.filter((id) => !sink.counts.has(id));
	const nowhere = notPassed.filter((id) => !visible.has(id));
	const doubled = [...sink.counts].filter(([, count]) => count > 1).map(([id]) => id);
	return {
		sent: sent.length,
		calls: result.calls,
		answers: result.answers,
		refusedBundles: result.refused.length,
		passed: sink.counts.size,
		doubled: doubled.length,
		doubledInFlightAtKill: doubled.filter((id) => inFlightAtKill.has(id)).length,
		inFlightAtKill: inFlightAtKill.size,
		visibleOnly: notPassed.length - nowhere.length,
		emptiedExecutions: emptied.size,
		lostWithWorker: nowhere.filter((id) => lostWithWorker.has(id)).length,
		lost: nowhere.filter((id) => !lostWithWorker.has(id)).length,
		seconds,
		eventsPerSecond: Math.round(sent.length / seconds),
	};
}

async function run(): Promise<void> {
	const runtime = installedN8n();
	const tarball = await packPackage(projectFolder);
	const sink = await startSink(100);
	try {
		for (const [respond, name] of [
			['onReceived', 'Immediately'],
			['lastNode', 'When Workflow Finishes'],
		] as const) {
			if (values.respond !== undefined && values.respond !== respond) continue;
			const cluster = await startCluster(runtime, tarball, stalling);
			try {
				console.log(`\nQueue mode, Respond ${name}, one of two workers killed half-way`);
				const result = await measure(cluster, sink, respond);
				console.log(result);
				promises.check('every bundle was taken within five attempts', result.refusedBundles === 0);
				if (respond === 'lastNode') {
					promises.check('every event passed', result.passed === result.sent);
				} else if (values['keep-stalled']) {
					promises.check('no event is lost', result.lost + result.lostWithWorker === 0);
				} else {
					// n8n writes an empty run over the executions of a dead worker.
					promises.check('no event is lost but with the killed worker', result.lost === 0);
				}
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
