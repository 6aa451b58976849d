import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';

import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import axios from 'axios';

import { packPackage } from '../../../../demo/communityPackage.mts';
import { N8nClient, type Workflow } from '../../../../demo/n8nClient.mts';
import { installedN8n } from '../../../../demo/n8nRuntime.mts';
import { waitUntil } from '../../../../demo/waitUntil.mts';
import { startCluster, type Cluster } from '../../../../test/queue/cluster.mts';
import { StandIn } from '../../standin/server.mts';
import { CREDENTIAL, CUSTOMER_ID, emptyCredential, NODE } from '../engine/credential.mts';
import { PACKAGE_FOLDER, requestPem } from '../fixtures/fixtures.mts';

jest.setTimeout(300_000);

const PROGRAMS = ['/usr/bin/redis-server', '/usr/lib/postgresql'];
const hasPrograms = PROGRAMS.every((program) => existsSync(program));
if (!hasPrograms) console.info('PostgreSQL and Redis are not installed: no two workers are run');
const withWorkers = hasPrograms ? describe : describe.skip;

const SIDE_BY_SIDE = 8;
const NOT_SENT = /^Not sent( again)?: /;

let standIn: StandIn;
let cluster: Cluster;
let client: N8nClient;
let credential: { id: string; name: string };
beforeAll(async () => {
	if (!hasPrograms) return;
	standIn = await StandIn.start({ packageFolder: PACKAGE_FOLDER });
	const tarball = await packPackage(PACKAGE_FOLDER);
	cluster = await startCluster(installedN8n(), tarball, {});
	await rm(dirname(tarball), { recursive: true });
	client = await N8nClient.signIn(cluster.main.url, cluster.main.owner);
	credential = await client.createCredential('Certificate', {
		type: CREDENTIAL,
		data: emptyCredential(standIn),
	});
}, 900_000);
afterAll(async () => {
	if (!hasPrograms) return;
	await cluster.stop();
	await standIn.stop();
}, 120_000);

/** Sends the codes that its address is called with. */
const workflowAt = (path: string): Workflow => ({
	name: path,
	nodes: [
		{
			id: 'called',
			name: 'Called',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			position: [0, 0],
			webhookId: path,
			parameters: { path, httpMethod: 'POST', responseMode: 'onReceived' },
		},
		{
			id: 'retrieve',
			name: 'Retrieve',
			type: NODE,
			typeVersion: 1,
			position: [200, 0],
			parameters: {
				resource: 'certificate',
				operation: 'retrieveNew',
				transferId: '={{ $json.body.transferId }}',
				transferPassword: '={{ $json.body.transferPassword }}',
				certificateRequest: requestPem,
			},
			credentials: { [CREDENTIAL]: { id: credential.id, name: credential.name } },
		},
	],
	connections: { Called: { main: [[{ node: 'Retrieve', type: 'main', index: 0 }]] } },
	settings: {},
});

const startedBy = ({ logs }: Cluster['workers'][number]) =>
	new Set([...logs().matchAll(/execution (\d+)/g)].map(([, id]) => id));

withWorkers('two workers that are given the same transfer codes side by side', () => {
	test.each([1, 2, 3])(
		'send them once, and keep them out of what they store: round %d',
		async (round) => {
			const path = `retrieve-${round}`;
			const stored = await client.createWorkflow(workflowAt(path));
			await client.publishWorkflow(stored);
			const { transferId, transferPassword } = standIn.service.order(CUSTOMER_ID);
			standIn.service.journal.length = 0;
			const call = async () =>
				await axios.post(`${cluster.webhookUrl}/webhook/${path}`, { transferId, transferPassword });
			await Promise.all(Array.from({ length: SIDE_BY_SIDE }, call));
			const ended = await waitUntil(
				'The end of every execution',
				async () => {
					const executions = await client.executions(stored.id);
					const isOver = executions.every(({ status }) => ['success', 'error'].includes(status));
					return executions.length === SIDE_BY_SIDE && isOver && executions;
				},
				{ limitMs: 120_000 },
			);
			expect(standIn.service.journal).toHaveLength(1);
			expect(ended.filter(({ status }) => status === 'success')).toHaveLength(1);

			const executions = await Promise.all(ended.map(({ id }) => client.finishedExecution(id)));
			const errors = executions.flatMap(({ error }) => error?.message ?? []);
			expect(errors.filter((message) => !NOT_SENT.test(message))).toEqual([]);
			for (const { error, nodes } of executions) {
				const kept = JSON.stringify([error, nodes.Retrieve]);
				for (const secret of [transferId, transferPassword]) expect(kept).not.toContain(secret);
			}
			const shares = cluster.workers.map(
				(worker) => ended.filter(({ id }) => startedBy(worker).has(id)).length,
			);
			console.info(`Round ${round}: executions by worker ${shares.join(' and ')}`);
			expect(shares.every((share) => share > 0)).toBe(true);
		},
	);
});
