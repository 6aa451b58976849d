import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { z } from 'zod';
import { installedN8n } from '../demo/n8nRuntime.mts';
import type { FileRun } from './fileRun.mts';
import { storeFile } from '../test/engine/harness/index.mts';
import { round, type Report } from './report.mts';

const MEGABYTES = 20;
const measured = z.object({ peak: z.number() });

/**
 * The most memory that sending a large file takes, over what a small one takes. Each is sent by a
 * process of its own, whose peak the operating system keeps: nothing escapes between two looks.
 */
export async function file(): Promise<Report> {
	const size = MEGABYTES * 1024 * 1024;
	const server = createServer((request, response) => {
		request.resume().on('end', () => response.end('{"Id":1}'));
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	const apiUrl = `http://127.0.0.1:${port}/v10/api/`;
	const growth = (await peakOf(size, apiUrl)) - (await peakOf(1024, apiUrl));
	server.close();
	const times = round(growth / size);
	return {
		benchmark: 'File',
		setting: `a file of ${MEGABYTES} MB to a property, peak memory of the whole process`,
		rows: [{ 'growth MB': round(growth / 1024 / 1024, 1), "times the file's size": times }],
		budgets: [
			{ what: "peak growth, times the file's size", measured: times, limit: 4, better: 'lower' },
		],
	};
}

async function peakOf(bytes: number, apiUrl: string): Promise<number> {
	const { directory: installation } = installedN8n();
	// Stored here, so that the sender's memory holds what n8n's would: no file until it is loaded.
	const file = await storeFile(Buffer.alloc(bytes, 7), {
		fileName: 'file.bin',
		mimeType: 'application/octet-stream',
	});
	const run: FileRun = { file, apiUrl, installation };
	const { stdout } = await promisify(execFile)(process.execPath, [
		new URL('./fileRun.mts', import.meta.url).pathname,
		JSON.stringify(run),
	]);
	return measured.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).peak;
}
