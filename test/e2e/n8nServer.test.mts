import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	afterAll,
	afterEach,
	beforeAll,
	beforeEach,
	describe,
	expect,
	jest,
	test,
} from '@jest/globals';
import { freePort } from '../../demo/freePort.mts';
import { N8nClient } from '../../demo/n8nClient.mts';
import { installedN8n, type N8nRuntime } from '../../demo/n8nRuntime.mts';
import { startN8n, type N8nServer, type N8nServerOptions } from '../../demo/n8nServer.mts';

jest.setTimeout(180_000);

/** Whether the process or anything in its group still runs. */
function isRunning({ pid }: N8nServer): boolean {
	try {
		return process.kill(-pid, 0);
	} catch {
		return false;
	}
}

describe('An n8n that tests and the demo start', () => {
	const started: N8nServer[] = [];
	let runtime: N8nRuntime;
	let userFolder: string;

	beforeAll(async () => {
		runtime = installedN8n();
	});

	beforeEach(async () => {
		userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-tampuuri-server-'));
	});

	afterEach(async () => {
		for (const n8n of started.splice(0)) await n8n.kill();
		await rm(userFolder, { recursive: true, force: true });
	});

	const start = async (options: Partial<N8nServerOptions> = {}) => {
		const n8n = await startN8n({ runtime, userFolder, ...options });
		started.push(n8n);
		return n8n;
	};

	test('leaves no process behind, and goes on with its data at the next start', async () => {
		const first = await start();
		const client = await N8nClient.signIn(first.url, first.owner);
		const workflow = { name: 'Kept', nodes: [], connections: {} };
		const { id } = await client.createWorkflow(workflow);
		expect(isRunning(first)).toBe(true);
		await first.stop();
		expect(isRunning(first)).toBe(false);

		const second = await start({ owner: first.owner });
		const again = await N8nClient.signIn(second.url, second.owner);
		await expect(again.deleteWorkflow(id)).resolves.toBeUndefined();
		await second.kill();
		expect(isRunning(second)).toBe(false);
		await expect(second.ended).resolves.toBe('SIGKILL');
	});

	test('finds another port when one that starts beside it has taken it', async () => {
		const port = await freePort(0, 'both', () => {});
		const folders = ['first', 'second'].map((name) => join(userFolder, name));
		const both = await Promise.all(folders.map((folder) => start({ port, userFolder: folder })));
		expect(new Set(both.map(({ url }) => url)).size).toBe(2);
		for (const { url, owner } of both) {
			await expect(N8nClient.signIn(url, owner)).resolves.toBeInstanceOf(N8nClient);
		}
	});

	test('that can not start tells how it ended, with its own words', async () => {
		const environment = { N8N_INSTANCE_OWNER_PASSWORD_HASH: 'no hash' };
		const refused = start({ environment });
		await expect(refused).rejects.toThrow(/n8n ended while starting[^]*not a valid bcrypt hash/);
	});
});

describe('A port', () => {
	let taken: Server;
	let takenPort: number;

	beforeAll(async () => {
		taken = createServer();
		await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
		const address = taken.address();
		if (address === null || typeof address === 'string') throw new Error('No port');
		takenPort = address.port;
	});

	afterAll(() => {
		taken.close();
	});

	test('that is taken is replaced by another, and that is said', async () => {
		const said: string[] = [];
		const port = await freePort(takenPort, 'the editor', (line) => said.push(line));
		expect(port).not.toBe(takenPort);
		expect(said).toEqual([`Port ${takenPort} for the editor is taken; using ${port}`]);
	});
});
