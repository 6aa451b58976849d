import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPackage } from '../../demo/communityPackage.mts';
import { freePort } from '../../demo/freePort.mts';
import { localEnvironment } from '../../demo/n8nEnvironment.mts';
import { spawnN8n, waitUntilReady, type N8nProcess } from '../../demo/n8nProcess.mts';
import type { N8nRuntime } from '../../demo/n8nRuntime.mts';
import { startN8n, type N8nServer } from '../../demo/n8nServer.mts';
import {
	requirePrograms,
	startPostgres,
	startRedis,
	type Postgres,
} from '../programs/services.mts';

const silent = () => {};

/** An n8n in queue mode: one main, one webhook process, two workers. */
export interface Cluster {
	readonly main: N8nServer;
	/** Where production webhooks are called. */
	readonly webhookUrl: string;
	readonly workers: readonly N8nProcess[];
	readonly postgres: Postgres;
	stop(): Promise<void>;
}

interface Part {
	readonly runtime: N8nRuntime;
	readonly tarball: string;
	readonly folder: string;
	readonly environment: Readonly<Record<string, string>>;
}

/** Starts a webhook process or a worker with the package in it. */
async function startPart(
	name: string,
	command: readonly string[],
	{ runtime, tarball, folder, environment }: Part,
): Promise<N8nProcess & { url: string }> {
	const userFolder = join(folder, name);
	const temporaryFolder = join(userFolder, 'temporary');
	await mkdir(temporaryFolder, { recursive: true });
	await installPackage(tarball, userFolder);
	const port = await freePort(0, name, silent);
	const brokerPort = await freePort(0, name, silent);
	const part = await spawnN8n({
		runtime,
		command,
		directory: userFolder,
		environment: {
			...localEnvironment({ userFolder, temporaryFolder, port, brokerPort }),
			...environment,
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(port),
		},
	});
	const url = `http://127.0.0.1:${port}`;
	await waitUntilReady(part, `${url}/healthz`);
	return { ...part, url };
}

/**
 * Starts all of it, the package in each process, on private ports and folders.
 *
 * @param settings of all n8n processes, beside those of queue mode
 * @throws when PostgreSQL or Redis is not installed, or something does not start
 */
export async function startCluster(
	runtime: N8nRuntime,
	tarball: string,
	settings: Readonly<Record<string, string>>,
): Promise<Cluster> {
	requirePrograms('PostgreSQL', 'Redis');
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-tampuuri-queue-'));
	await chmod(folder, 0o755);
	const cleanUps: Array<() => Promise<void>> = [() => rm(folder, { recursive: true, force: true })];
	const stop = async () => {
		for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
	};
	try {
		const postgres = await startPostgres(folder);
		cleanUps.push(() => postgres.stop());
		const redis = await startRedis(folder);
		cleanUps.push(() => redis.stop());
		const environment = {
			N8N_ENCRYPTION_KEY: randomBytes(16).toString('hex'),
			EXECUTIONS_MODE: 'queue',
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(postgres.port),
			DB_POSTGRESDB_DATABASE: 'postgres',
			DB_POSTGRESDB_USER: 'n8n',
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(redis.port),
			// Minutes. By default a dead worker's executions are shown as running for up to three hours.
			N8N_EXECUTIONS_QUEUE_RECOVERY_INTERVAL: '1',
			...settings,
		};
		const main = await startN8n({
			runtime,
			userFolder: join(folder, 'main'),
			packageTarballs: [tarball],
			environment,
		});
		cleanUps.push(() => main.stop());
		const part = { runtime, tarball, folder, environment };
		const webhook = await startPart('webhook', ['webhook'], part);
		cleanUps.push(() => webhook.stop());
		const workers: N8nProcess[] = [];
		for (const name of ['worker-1', 'worker-2']) {
			const worker = await startPart(name, ['worker', '--concurrency=5'], part);
			cleanUps.push(() => worker.stop());
			workers.push(worker);
		}
		return { main, webhookUrl: webhook.url, workers, postgres, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}
