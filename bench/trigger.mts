import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { packPackage } from '../demo/communityPackage.mts';
import { installedN8n } from '../demo/n8nRuntime.mts';
import type { NodeTypes } from '../test/engine/harness/index.mts';
import { callWebhook } from '../test/engine/harness/webhook.mts';
import { SECRET } from '../test/stress/triggerWorkflow.mts';
import { projectFolder } from '../tools/projectFolder.js';
import { bundleOf } from './notificationBundle.mts';
import { round, type Report, type Row } from './report.mts';
import { CONCURRENCY, contest, percentile } from './triggerContest.mts';

const LARGE_BUNDLE = 250;
const SMALLEST_SHARE = 0.9;

/** With it n8n makes an expression sandbox when one is needed, not for every call and run. */
const LAZY = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };

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

const under = (rows: readonly Row[], n8n: string): Row[] => rows.map((row) => ({ n8n, ...row }));

/** The trigger beside n8n's own Webhook node, in one n8n, its de-duplication on. */
export async function trigger(nodeTypes: NodeTypes): Promise<Report> {
	const handling = await handlingTime(nodeTypes);
	const runtime = installedN8n();
	const tarball = await packPackage(projectFolder);
	try {
		const asInstalled = await contest(runtime, tarball, {});
		const lazy = await contest(runtime, tarball, LAZY);
		return {
			benchmark: 'trigger',
			setting: `real n8n ${runtime.version}, SQLite, ${CONCURRENCY} calls at a time, de-duplication on`,
			rows: [...under(asInstalled.rows, 'as installed'), ...under(lazy.rows, 'lazy sandboxes')],
			budgets: [
				{
					// As installed, n8n 2.41 spares its own Webhook node, and no other trigger, a new expression
					// sandbox at each call, unless it has a credential to read.
					what: "throughput, share of n8n's Webhook node with a secret too, as installed",
					measured: asInstalled.shareOfGuarded,
					limit: SMALLEST_SHARE,
					better: 'higher',
				},
				{
					what: "throughput, share of n8n's Webhook node open to all, lazy sandboxes",
					measured: lazy.shareOfOpen,
					limit: SMALLEST_SHARE,
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
		await rm(dirname(tarball), { recursive: true, force: true });
	}
}
