import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import axios from 'axios';
import pLimit from 'p-limit';
import { packPackage } from '../demo/communityPackage.mts';
import { N8nClient, type Credential, type Workflow } from '../demo/n8nClient.mts';
import { ensureN8n } from '../demo/n8nRuntime.mts';
import { startN8n } from '../demo/n8nServer.mts';
import { waitUntil } from '../demo/waitUntil.mts';
import type { NodeTypes } from '../test/engine/harness/index.mts';
import { callWebhook } from '../test/engine/harness/webhook.mts';
import { countExecutions } from '../test/stress/storedExecutions.mts';
import { SECRET, triggerWorkflow } from '../test/stress/triggerWorkflow.mts';
import { projectFolder } from '../tools/setup/projectFolder.js';
import { round, type Report } from './report.mts';

const ROUNDS = 5;
const CALLS_A_ROUND = 200;
const CONCURRENCY = 10;
const LARGE_BUNDLE = 250;
const SECRET_HEADER = 'X-Secret';

let lastId = 0;

function bundleOf(size: number) {
	const Notifications = Array.from({ length: size }, () => ({
		Action: 'IlmoitusTilamuutos',
		Account: 'Esimerkki-isännöinti Oy',
		ReferenceId: ++lastId,
		ReferenceSecondaryId: null,
		ReferenceData: null,
		ReferenceJson: '{"Tila":"vastaanotettu"}',
		Timestamp: '2026-11-05T11:40:14.1881319+02:00',
	}));
	return { Attempts: 1, Notifications };
}

function percentile(times: readonly number[], share: number): number {
	const sorted = [...times].sort((one, other) => one - other);
	return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

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
	readonly answerTimes: number[];
	readonly rates: number[];
}

/** Sends calls and waits until their executions have ended; gives the seconds it took. */
async function sendCalls(
	{ address, workflowId, answerTimes }: Contestant,
	userFolder: string,
	calls: number,
	bundleSize: number,
): Promise<number> {
	const limit = pLimit(CONCURRENCY);
	const started = performance.now();
	const send = async () => {
		const body = bundleOf(bundleSize);
		const sent = performance.now();
		await axios.post(address, body, { headers: { [SECRET_HEADER]: SECRET } });
		answerTimes.push(performance.now() - sent);
	};
	await Promise.all(Array.from({ length: calls }, () => limit(send)));
	await waitUntil(
		'The end of all executions',
		() => countExecutions(userFolder, workflowId, true) === 0,
		{ limitMs: 60_000, everyMs: 10 },
	);
	return (performance.now() - started) / 1_000;
}

/** Milliseconds that `webhook()` takes for a large bundle. */
async function handlingTime(nodeTypes: NodeTypes): Promise<number> {
	const call = {
		type: 'n8n-nodes-tampuuri.tampuuriTrigger',
		credentials: { tampuuriWebhookApi: { secret: SECRET } },
		query: { secret: SECRET },
		body: bundleOf(LARGE_BUNDLE),
	};
	const times: number[] = [];
	for (let run = 0; run < 60; run++) {
		times.push((await callWebhook(nodeTypes, call)).milliseconds);
	}
	return percentile(times.slice(10), 0.95);
}

/** The trigger beside n8n's own Webhook node, in one n8n, its de-duplication on. */
export async function trigger(nodeTypes: NodeTypes): Promise<Report> {
	const handling = await handlingTime(nodeTypes);
	const runtime = await ensureN8n();
	const tarball = await packPackage(projectFolder);
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-tampuuri-bench-'));
	const n8n = await startN8n({ runtime, userFolder, packageTarballs: [tarball] });
	try {
		const client = await N8nClient.signIn(n8n.url, n8n.owner);
		const content = { type: 'tampuuriWebhookApi', data: { secret: SECRET } };
		const credential = await client.createCredential('Listener', content);
		const enter = async (name: string, workflow: Workflow, path: string): Promise<Contestant> => {
			const stored = await client.createWorkflow(workflow);
			await client.publishWorkflow(stored);
			const address = `${n8n.url}/webhook/${path}`;
			return { name, address, workflowId: stored.id, answerTimes: [], rates: [] };
		};
		const own = await enter(
			'Tampuuri Trigger',
			triggerWorkflow({ name: 'Own', webhookId: 'bench-own', credential, then: [afterwards] }),
			`bench-own/webhook?secret=${SECRET}`,
		);
		const headerAuth = await client.createCredential('Header', {
			type: 'httpHeaderAuth',
			data: { name: SECRET_HEADER, value: SECRET },
		});
		const open = await enter('n8n Webhook, open to all', webhookWorkflow('bench'), 'bench');
		const guarded = await enter(
			'n8n Webhook, header authentication',
			webhookWorkflow('bench-guarded', headerAuth),
			'bench-guarded',
		);
		const contestants = [own, open, guarded];

		for (const one of contestants) {
			await sendCalls(one, userFolder, 50, 1);
			one.answerTimes.length = 0;
		}
		for (let number = 0; number < ROUNDS; number++) {
			for (const one of number % 2 === 0 ? contestants : [...contestants].reverse()) {
				one.rates.push(CALLS_A_ROUND / (await sendCalls(one, userFolder, CALLS_A_ROUND, 1)));
			}
		}
		const rows: Report['rows'][number][] = contestants.map(({ name, answerTimes, rates }) => ({
			what: `${name}, one notification a call`,
			'events/s': round(percentile(rates, 0.5), 1),
			'answer p50 ms': round(percentile(answerTimes, 0.5), 1),
			'answer p95 ms': round(percentile(answerTimes, 0.95), 1),
		}));
		const growth = new Map<number, number>();
		for (const events of [100, 1_000, 10_000]) {
			own.answerTimes.length = 0;
			const rate = events / (await sendCalls(own, userFolder, events / 100, 100));
			growth.set(events, rate);
			rows.push({
				what: `Tampuuri Trigger, ${events} events in bundles of 100`,
				'events/s': round(rate, 0),
				'answer p50 ms': round(percentile(own.answerTimes, 0.5), 1),
				'answer p95 ms': round(percentile(own.answerTimes, 0.95), 1),
			});
		}
		return {
			benchmark: 'trigger',
			setting: `real n8n ${runtime.version}, SQLite, ${CONCURRENCY} calls at a time, de-duplication on`,
			rows,
			budgets: [
				{
					// n8n 2.41 spares its own Webhook node, and no other trigger, a new expression sandbox at each
					// call, unless it has a credential to read.
					what: "throughput, share of n8n's Webhook node with a secret too",
					measured: round(percentile(own.rates, 0.5) / percentile(guarded.rates, 0.5)),
					limit: 0.9,
					better: 'higher',
				},
				{
					what: `webhook() for ${LARGE_BUNDLE} notifications, p95, ms`,
					measured: round(handling, 1),
					limit: 50,
					better: 'lower',
				},
			],
		};
	} finally {
		await n8n.stop();
		await rm(userFolder, { recursive: true, force: true });
		await rm(dirname(tarball), { recursive: true, force: true });
	}
}
