import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { packPackage } from '../../demo/communityPackage.mts';
import { ensureN8n } from '../../demo/n8nRuntime.mts';
import { waitUntil } from '../../demo/waitUntil.mts';
import { projectFolder } from '../../tools/setup/projectFolder.js';
import { publishToSink, type Respond } from '../stress/exactness.mts';
import { bundlesOf, EVENT_ID, randomFrom, sendLoad } from '../stress/load.mts';
import { startSink, type Sink } from '../stress/sink.mts';
import { listenerAddress } from '../stress/triggerWorkflow.mts';
import { startCluster, type Cluster } from './cluster.mts';

const usage = `Sends a load through n8n in queue mode (main, webhook process, two workers; PostgreSQL and
Redis from Debian's packages), kills one worker meanwhile, and counts what comes out.

  --events   how many events in each Respond mode (default 10000)
  --respond  only one of them: onReceived or lastNode
`;

const { values } = parseArgs({
	options: {
		events: { type: 'string', default: '10000' },
		respond: { type: 'string' },
		help: { type: 'boolean' },
	},
});
const broken: string[] = [];

/** How long n8n may take to give a dead worker's executions up: its look-out runs each minute. */
const SETTLE_LIMIT_MS = 180_000;

/** Executions that have not ended, or n8n's word that none is left. */
async function waitForEnd({ postgres }: Cluster, workflowId: string): Promise<void> {
	const unfinished = `SELECT id FROM execution_entity WHERE "workflowId" = '${workflowId}' AND status IN ('new', 'running')`;
	await waitUntil(
		'The end of all executions',
		async () => (await postgres.query(unfinished)).length === 0,
		{ limitMs: SETTLE_LIMIT_MS, everyMs: 1_000 },
	).catch((error: Error) => console.log(`  ${error.message}`));
}

/** Events in stored executions that did not succeed, by the executions' state. */
async function visibleEvents({ postgres }: Cluster, workflowId: string) {
	const lines = await postgres.query(
		`SELECT e.status, d.data FROM execution_entity e JOIN execution_data d ON d."executionId" = e.id
		 WHERE e."workflowId" = '${workflowId}' AND e.status <> 'success'`,
	);
	const visible = new Map<string, string>();
	for (const line of lines) {
		const status = line.slice(0, line.indexOf('|'));
		for (const id of line.match(EVENT_ID) ?? []) visible.set(id, status);
	}
	return visible;
}

function countBy(values_: Iterable<string>): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const value of values_) counts[value] = (counts[value] ?? 0) + 1;
	return counts;
}

async function measure(cluster: Cluster, sink: Sink, respond: Respond, killsWorker: boolean) {
	sink.reset();
	const events = Number(values.events);
	const random = randomFrom(events);
	const bundles = bundlesOf(events, random);
	const { stored, webhookId } = await publishToSink(cluster.main, respond, sink);
	const address = listenerAddress(cluster.webhookUrl, webhookId);
	const inFlight = new Set<readonly string[]>();
	const inFlightAtKill = new Set<string>();
	let taken = 0;
	let kill: Promise<void> | undefined;
	const started = performance.now();
	const result = await sendLoad({
		bundles,
		random,
		inFlight,
		address: () => address,
		onTaken: (bundle) => {
			taken += bundle.length;
			if (!killsWorker || kill !== undefined || taken < events / 2) return;
			inFlight.forEach((one) => one.forEach((id) => inFlightAtKill.add(id)));
			kill = cluster.workers[0]?.kill();
		},
	});
	await kill;
	const seconds = (performance.now() - started) / 1_000;
	await waitForEnd(cluster, stored.id);
	const visible = await visibleEvents(cluster, stored.id);
	const sent = [...new Set(bundles.flat())];
	const notPassed = sent.filter((id) => !sink.counts.has(id));
	const lost = notPassed.filter((id) => !visible.has(id));
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
		visibleOnly: countBy(notPassed.flatMap((id) => visible.get(id) ?? [])),
		lost: lost.length,
		seconds,
		eventsPerSecond: Math.round(sent.length / seconds),
	};
}

async function run(): Promise<void> {
	const runtime = await ensureN8n();
	const tarball = await packPackage(projectFolder);
	const sink = await startSink(100);
	try {
		for (const [respond, name] of [
			['onReceived', 'Immediately'],
			['lastNode', 'When Workflow Finishes'],
		] as const) {
			if (values.respond !== undefined && values.respond !== respond) continue;
			const cluster = await startCluster(runtime, tarball);
			try {
				console.log(`\nQueue mode, Respond ${name}, one of two workers killed half-way`);
				const result = await measure(cluster, sink, respond, true);
				console.log(result);
				const holds = result.lost === 0 && result.refusedBundles === 0;
				console.log(`  ${holds ? 'holds' : 'BROKEN'}  no event is lost`);
				if (!holds) broken.push(name);
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
	process.exitCode = broken.length === 0 ? 0 : 1;
}
