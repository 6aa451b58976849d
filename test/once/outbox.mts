import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import axios from 'axios';
import pLimit from 'p-limit';
import { callerCredential } from '../../demo/callers.mts';
import { Mailbox } from '../../demo/mailbox.mts';
import { N8nClient, parseWorkflow, type Workflow } from '../../demo/n8nClient.mts';
import { itemsOf } from '../../demo/n8nExecution.mts';
import type { N8nServer } from '../../demo/n8nServer.mts';
import { tampuuriCredential } from '../../demo/tampuuriConnection.mts';
import { withCredentials } from '../../demo/templates.mts';
import { waitUntil } from '../../demo/waitUntil.mts';
import { projectFolder } from '../../tools/projectFolder.js';
import { randomFrom } from '../stress/load.mts';
import { setFaults } from './faults.mts';
import { leadsOf } from './load.mts';
import { recordCounts, type Counts, type Place } from './measure.mts';

const SWEEP = 'Every 5 Minutes';
const SWEEP_SECONDS = 5;
const ORDERS_AT_ONCE = 6;
const MOST_DELIVERIES = 60;
const PAUSE_MS = 1_000;
const LIMIT_MS = 300_000;

/** Sweeps more often than a person would want, and waits less for a record to appear. */
function hurried(workflow: Workflow): Workflow {
	const parametersOf: Readonly<Record<string, object>> = {
		[SWEEP]: { rule: { interval: [{ field: 'seconds', secondsInterval: SWEEP_SECONDS }] } },
	};
	return {
		...workflow,
		nodes: workflow.nodes.map((node) => ({
			...node,
			...(parametersOf[node.name] && { parameters: parametersOf[node.name] }),
		})),
	};
}

async function publish(n8n: N8nServer, { simulator }: Place, mailbox: Mailbox) {
	const client = await N8nClient.signIn(n8n.url, n8n.owner);
	const credentials = [
		await client.createCredential('Tampuuri', tampuuriCredential(simulator)),
		await client.createCredential('Website', callerCredential),
		await client.createCredential('Mail', mailbox.credential),
	];
	const text = await readFile(join(projectFolder, 'templates', 'outbox-orders.json'), 'utf8');
	const workflow = hurried(parseWorkflow(text));
	const nodeTypes = await client.nodeTypes();
	const stored = await client.createWorkflow(withCredentials(workflow, nodeTypes, credentials));
	await client.publishWorkflow(stored);
	return stored;
}

/** Sends an order until it is taken, as the website does. */
async function send(reference: string, address: () => string, running: () => Promise<void>) {
	const order = { reference, costCentreId: 1000001, title: 'Tilaus', description: 'Tilaus' };
	const { name, value } = callerCredential.data;
	for (let number = 1; number <= MOST_DELIVERIES; number++) {
		await running();
		const status = await axios
			.post(address(), order, { headers: { [name]: value }, timeout: 30_000, validateStatus: null })
			.then((response) => response.status)
			.catch(() => 0);
		if (status === 202) return;
		await wait(PAUSE_MS);
	}
}

/** Sends orders to the outbox while n8n is killed just when a record was created. */
export async function measureOutbox(
	place: Place,
	{ orders: count, kills }: { orders: number; kills: number },
): Promise<Counts & { readonly orders: number; readonly kills: number }> {
	const { start, simulator } = place;
	simulator.reset();
	const orders = leadsOf(count, 'outbox');
	setFaults(simulator, { creations: count, share: 0.12, outages: 2 }, randomFrom(count));
	const mailbox = await Mailbox.start();
	let n8n = await start(0);
	try {
		const port = Number(new URL(n8n.url).port);
		const stored = await publish(n8n, place, mailbox);
		let restart = Promise.resolve();
		let killed = 0;
		const killing = (async () => {
			for (; killed < kills; killed++) {
				const enough = ((killed + 1) * count) / (kills + 1);
				await waitUntil('Records', () => simulator.data.writes.length >= enough, {
					limitMs: LIMIT_MS,
					everyMs: 1,
				});
				restart = restart.then(async () => {
					await n8n.kill();
					n8n = await start(port);
				});
				await restart;
			}
		})();
		const limit = pLimit(ORDERS_AT_ONCE);
		const address = () => `${n8n.url}/webhook/tampuuri-orders`;
		const running = async () => await restart;
		await Promise.all(orders.map((order) => limit(send, order, address, running)));
		await killing;
		await waitUntil(
			'No order that waits',
			async () => {
				const client = await N8nClient.signIn(n8n.url, n8n.owner);
				const swept = await client.runWorkflow(stored.id, SWEEP);
				return itemsOf(swept, 'Pending Orders').length === 0;
			},
			{ limitMs: LIMIT_MS, everyMs: 15_000 },
		);
		return { orders: count, kills: killed, ...recordCounts(orders, simulator) };
	} finally {
		await n8n.stop();
		await mailbox.stop();
	}
}
