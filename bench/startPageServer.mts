import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { PageServerCounts, PageServerSetting } from './pageServer.mts';

export interface PageServer {
	/** With the API's path, as the credential's own address wants it. */
	readonly apiUrl: string;
	readonly rows: number;
	/** Counts since the last time they were taken. */
	readonly takeCounts: () => Promise<PageServerCounts>;
	readonly stop: () => Promise<unknown>;
}

const counts = z.object({ requests: z.number(), mostAtOnce: z.number() });

/** Starts the server in a thread of its own: its work costs the measured thread neither time nor heap. */
export async function startPageServer(setting: PageServerSetting): Promise<PageServer> {
	const worker = new Worker(new URL('./pageServer.mts', import.meta.url), { workerData: setting });
	const [address] = z.tuple([z.string()]).parse(await once(worker, 'message'));
	return {
		apiUrl: `${address}/v10/api/`,
		rows: setting.rows,
		takeCounts: async () => counts.parse(await (await fetch(`${address}/counts`)).json()),
		stop: async () => await worker.terminate(),
	};
}
