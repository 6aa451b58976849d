import { startN8n, type N8nServer } from '../../demo/n8nServer.mts';
import { N8nClient, type StoredWorkflow } from '../../demo/n8nClient.mts';
import { waitUntil } from '../../demo/waitUntil.mts';
import { bundlesOf, randomFrom, sendLoad, type LoadResult } from './load.mts';
import type { Sink } from './sink.mts';
import { countExecutions, storedExecutions } from './storedExecutions.mts';
import { listenerAddress, SECRET, sinkNode, triggerWorkflow } from './triggerWorkflow.mts';

export type Respond = 'onReceived' | 'lastNode';

const REMEMBERED = 1_000_000;

export interface Place {
	readonly start: (port: number) => Promise<N8nServer>;
	readonly userFolder: string;
	readonly sink: Sink;
}

export interface ExactnessResult extends LoadResult {
	/** Events in bundles that n8n accepted. */
	readonly sent: number;
	/** Events in no bundle that n8n accepted. None of them is lost by the trigger. */
	readonly neverTaken: number;
	/** Events that came to the sink. */
	readonly passed: number;
	/** Events that came to the sink more than once. */
	readonly doubled: number;
	/** Events only in executions that n8n shows as crashed. */
	readonly onlyCrashed: number;
	/** How the retried executions ended, by their state. */
	readonly retries: Readonly<Record<string, number>>;
	/** Events at the sink once the executions that hold the rest were retried. */
	readonly passedAfterRetries: number;
	/** Events that are nowhere. */
	readonly lost: number;
	/** Events in bundles that were unanswered when n8n was killed. */
	readonly inFlightAtKills: number;
	/** Doubled events that were not in flight at a kill. */
	readonly doubledOtherwise: number;
	readonly seconds: number;
}

/** Publishes the workflow: trigger, then the sink. */
export async function publishToSink(
	n8n: N8nServer,
	respond: Respond,
	sink: Sink,
): Promise<{ client: N8nClient; stored: StoredWorkflow; webhookId: string }> {
	const client = await N8nClient.signIn(n8n.url, n8n.owner);
	const content = { type: 'tampuuriWebhookApi', data: { secret: SECRET } };
	const credential = await client.createCredential('Listener', content);
	const webhookId = `stress-${respond}`;
	const stored = await client.createWorkflow(
		triggerWorkflow({
			name: webhookId,
			webhookId,
			credential,
			// Events come again in bundles from the whole run, much later than Tampuuri would send them.
			parameters: { respond, options: { window: REMEMBERED } },
			then: [sinkNode(sink.address)],
		}),
	);
	await client.publishWorkflow(stored);
	return { client, stored, webhookId };
}

/**
 * Sends a load through a real n8n that is killed and started again meanwhile, and counts what came
 * out.
 */
export async function measureExactness(
	place: Place,
	{ respond, events, kills }: { respond: Respond; events: number; kills: number },
): Promise<ExactnessResult> {
	const { start, sink, userFolder } = place;
	sink.reset();
	const random = randomFrom(events + (respond === 'lastNode' ? 1 : 0));
	const bundles = bundlesOf(events, random);
	let n8n = await start(0);
	try {
		const port = Number(new URL(n8n.url).port);
		const { stored, webhookId } = await publishToSink(n8n, respond, sink);
		const started = performance.now();
		const inFlight = new Set<readonly string[]>();
		const inFlightAtKills = new Set<string>();
		let taken = 0;
		let killed = 0;
		let restart: Promise<void> | undefined;
		const killAndRestart = async () => {
			inFlight.forEach((bundle) => bundle.forEach((id) => inFlightAtKills.add(id)));
			await n8n.kill();
			n8n = await start(port);
		};
		const result = await sendLoad({
			bundles,
			random,
			inFlight,
			address: () => listenerAddress(n8n.url, webhookId),
			running: async () => await restart,
			onTaken: (bundle) => {
				taken += bundle.length;
				if (killed < kills && taken > ((killed + 1) * events) / (kills + 1)) {
					killed++;
					restart = (restart ?? Promise.resolve()).then(killAndRestart);
				}
			},
		});
		await restart;
		const seconds = (performance.now() - started) / 1_000;
		await waitUntil(
			'The end of all executions',
			() => countExecutions(userFolder, stored.id, true) === 0,
			{ limitMs: 60_000, everyMs: 500 },
		);
		const crashed = storedExecutions(userFolder, stored.id).filter(
			({ status }) => status === 'crashed',
		);
		const visible = new Set(crashed.flatMap(({ events: inIt }) => [...inIt]));
		const sent = new Set(bundles.filter((one) => !result.refused.includes(one)).flat());
		const neverTaken = new Set(bundles.flat().filter((id) => !sent.has(id))).size;
		const onlyCrashed = [...visible].filter((id) => sent.has(id) && !sink.counts.has(id));
		const lost = [...sent].filter((id) => !sink.counts.has(id) && !visible.has(id));
		const doubled = [...sink.counts].filter(([, count]) => count > 1).map(([id]) => id);
		const passed = passedOf(sent, sink);
		const unpassed = crashed.filter(({ events: inIt }) => onlyCrashed.some((id) => inIt.has(id)));
		const ids = respond === 'onReceived' ? unpassed.map(({ id }) => id) : [];
		const client = await N8nClient.signIn(n8n.url, n8n.owner);
		const retries: string[] = [];
		for (const id of ids) retries.push(await client.retryExecution(id));
		return {
			...result,
			sent: sent.size,
			neverTaken,
			passed,
			retries: countsOf(retries),
			passedAfterRetries: passedOf(sent, sink),
			doubled: doubled.length,
			onlyCrashed: onlyCrashed.length,
			lost: lost.length,
			inFlightAtKills: inFlightAtKills.size,
			doubledOtherwise: doubled.filter((id) => !inFlightAtKills.has(id)).length,
			seconds,
		};
	} finally {
		await n8n.stop();
	}
}

/** How many of the events came to the sink. */
function passedOf(sent: ReadonlySet<string>, { counts }: Sink): number {
	return [...sent].filter((id) => counts.has(id)).length;
}

function countsOf(values: readonly string[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
	return counts;
}

/** Starts n8n on a folder that is kept, with the same owner each time. */
export function starterOn(
	options: Omit<Parameters<typeof startN8n>[0], 'port' | 'packageTarballs'>,
	tarball: string,
): Place['start'] {
	let packageTarballs = [tarball];
	return async (port) => {
		const n8n = await startN8n({ ...options, port, packageTarballs });
		packageTarballs = [];
		return n8n;
	};
}
