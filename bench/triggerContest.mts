import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axios from 'axios';
import pLimit from 'p-limit';
import { N8nClient, type Credential, type Workflow } from '../demo/n8nClient.mts';
import type { N8nRuntime } from '../demo/n8nRuntime.mts';
import { startN8n, type N8nServer } from '../demo/n8nServer.mts';
import { waitUntil } from '../demo/waitUntil.mts';
import { countExecutions } from '../test/stress/storedExecutions.mts';
import { listenerAddress, SECRET, triggerWorkflow } from '../test/stress/triggerWorkflow.mts';
import { median } from './measure.mts';
import { bundleOf } from './notificationBundle.mts';
import { round, type Row } from './report.mts';

export const CONCURRENCY = 10;
const ROUNDS = 7;
const CALLS_A_ROUND = 200;
const WARM_UP_CALLS = 50;
const SECRET_HEADER = 'X-Secret';

const afterwards: Workflow['nodes'][number] = {
	id: 'after',
	name: 'After',
	type: 'n8n-nodes-base.noOp',
	typeVersion: 1,
	position: [300, 0],
	parameters: {},
};

/** The same workflow with n8n's own trigger, open to all or, as ours is, only to who knows a secret. */
function webhookWorkflow(path: string, secret?: Credential): Workflow {
	const authentication = secret === undefined ? {} : { authentication: 'headerAuth' };
	const trigger = {
		id: 'webhook',
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2.1,
		position: [0, 0],
		parameters: {
			httpMethod: 'POST',
			path,
			...authentication,
			options: { noResponseBody: true },
		},
		webhookId: path,
		...(secret && { credentials: { httpHeaderAuth: { id: secret.id, name: secret.name } } }),
	};
	return {
		name: 'Webhook',
		nodes: [trigger, afterwards],
		connections: { Webhook: { main: [[{ node: 'After', type: 'main', index: 0 }]] } },
		settings: {},
	};
}

interface Contestant {
	readonly name: string;
	readonly address: string;
	readonly workflowId: string;
}

interface Sending {
	readonly calls: number;
	readonly bundleSize: number;
}

/** What one sending took: events a second until all executions had ended, and each answer's time. */
interface Sent {
	readonly rate: number;
	readonly answerTimes: readonly number[];
}

async function send(
	{ address, workflowId }: Contestant,
	userFolder: string,
	{ calls, bundleSize }: Sending,
): Promise<Sent> {
	const limit = pLimit(CONCURRENCY);
	const answerTimes: number[] = [];
	const started = performance.now();
	const call = async () => {
		const body = bundleOf(bundleSize);
		const sent = performance.now();
		await axios.post(address, body, { headers: { [SECRET_HEADER]: SECRET } });
		answerTimes.push(performance.now() - sent);
	};
	await Promise.all(Array.from({ length: calls }, () => limit(call)));
	await waitUntil(
		'The end of all executions',
		() => countExecutions(userFolder, workflowId, true) === 0,
		{ limitMs: 60_000, everyMs: 10 },
	);
	const seconds = (performance.now() - started) / 1_000;
	return { rate: (calls * bundleSize) / seconds, answerTimes };
}

export function percentile(times: readonly number[], share: number): number {
	const sorted = times.toSorted((one, other) => one - other);
	return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

function rowOf(what: string, results: readonly Sent[]): Row {
	const answerTimes = results.flatMap((result) => result.answerTimes);
	return {
		what,
		'events/s': round(median(results.map(({ rate }) => rate)), 1),
		'answer p50 ms': round(percentile(answerTimes, 0.5), 1),
		'answer p95 ms': round(percentile(answerTimes, 0.95), 1),
	};
}

async function enter(n8n: N8nServer) {
	const client = await N8nClient.signIn(n8n.url, n8n.owner);
	const publish = async (
		name: string,
		workflow: Workflow,
		address: string,
	): Promise<Contestant> => {
		const stored = await client.createWorkflow(workflow);
		await client.publishWorkflow(stored);
		return { name, address, workflowId: stored.id };
	};
	const listener = await client.createCredential('Listener', {
		type: 'tampuuriWebhookApi',
		data: { secret: SECRET },
	});
	const headerAuth = await client.createCredential('Header', {
		type: 'httpHeaderAuth',
		data: { name: SECRET_HEADER, value: SECRET },
	});
	return {
		own: await publish(
			'Tampuuri Trigger',
			triggerWorkflow({
				name: 'Own',
				webhookId: 'bench-own',
				credential: listener,
				parameters: { options: { window: 10_000 } },
				then: [afterwards],
			}),
			listenerAddress(n8n.url, 'bench-own'),
		),
		guarded: await publish(
			"n8n's Webhook, header authentication",
			webhookWorkflow('bench-guarded', headerAuth),
			`${n8n.url}/webhook/bench-guarded`,
		),
		open: await publish(
			"n8n's Webhook, open to all",
			webhookWorkflow('bench'),
			`${n8n.url}/webhook/bench`,
		),
	};
}

/** What the trigger did beside n8n's own Webhook node in one n8n. */
export interface ContestResult {
	readonly rows: readonly Row[];
	/** The trigger's events a second, as a share of the Webhook node's that asks for a secret too. */
	readonly shareOfGuarded: number;
	/** The same beside the Webhook node that lets everybody in. */
	readonly shareOfOpen: number;
}

/** @param environment settings of n8n, beside those it has by itself */
export async function contest(
	runtime: N8nRuntime,
	tarball: string,
	environment: Readonly<Record<string, string>>,
): Promise<ContestResult> {
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-tampuuri-bench-'));
	const n8n = await startN8n({ runtime, userFolder, packageTarballs: [tarball], environment });
	try {
		const { own, guarded, open } = await enter(n8n);
		const results = new Map<Contestant, Sent[]>([own, guarded, open].map((one) => [one, []]));
		const single = (one: Contestant, calls: number) =>
			send(one, userFolder, { calls, bundleSize: 1 });
		for (const one of results.keys()) await single(one, WARM_UP_CALLS);
		for (let number = 0; number < ROUNDS; number++) {
			const order = number % 2 === 0 ? [...results] : [...results].reverse();
			for (const [one, sent] of order) sent.push(await single(one, CALLS_A_ROUND));
		}
		const rows = [...results].map(([{ name }, sent]) => rowOf(`${name}, one event a call`, sent));
		for (const events of [100, 1_000, 10_000]) {
			const sent = await send(own, userFolder, { calls: events / 100, bundleSize: 100 });
			rows.push(rowOf(`${own.name}, ${events} events in bundles of 100`, [sent]));
		}
		rows.push(
			rowOf(`${own.name}, one event a call, 10 000 remembered`, [await single(own, CALLS_A_ROUND)]),
		);
		// Round by round: a slow moment of the machine hits both.
		const shareOf = (other: Contestant) => {
			const others = results.get(other) ?? [];
			const shares = results
				.get(own)
				?.map(({ rate }, index) => rate / (others[index]?.rate ?? NaN));
			return round(median(shares ?? []));
		};
		return {
			rows,
			shareOfGuarded: shareOf(guarded),
			shareOfOpen: shareOf(open),
		};
	} finally {
		await n8n.stop();
		await rm(userFolder, { recursive: true, force: true });
	}
}
