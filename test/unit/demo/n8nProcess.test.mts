import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { waitUntilReady } from '../../../demo/n8nProcess.mts';

const SILENCE_LIMIT_MS = 400;
const LINES = 12;
const running = new Promise<string>(() => {});

let server: Server;
let url: string;
let asked: number;
let readyAfter: number;

beforeEach(async () => {
	asked = 0;
	readyAfter = Infinity;
	server = createServer((request, response) => {
		asked += 1;
		const isHealth = request.url === '/health/readiness';
		const isReady = !isHealth || asked > readyAfter;
		response.writeHead(isReady ? 200 : 503, { 'content-type': 'application/json' });
		// For any other path n8n sends its editor.
		response.end(isHealth ? '{"status":"ok"}' : '"<!doctype html>"');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => {
	server.close();
});

describe('The wait for a starting n8n', () => {
	it('goes on as long as n8n prints something, however long that is', async () => {
		readyAfter = LINES;
		// A line at each look: in all they take longer than the silence that is allowed.
		const logs = () => 'migrated\n'.repeat(asked);
		await waitUntilReady({ ended: running, logs }, `${url}/health`, SILENCE_LIMIT_MS);
		expect(asked).toBe(LINES + 1);
	});

	it('ends with the last words of an n8n that has fallen silent', async () => {
		const logs = () => 'last words';
		const waiting = waitUntilReady({ ended: running, logs }, `${url}/health`, SILENCE_LIMIT_MS);
		await expect(waiting).rejects.toThrow(/does not get ready[^]*last words/);
	});

	it('ends with the last words of an n8n that has ended', async () => {
		const ended = Promise.resolve('exit code 1');
		const waiting = waitUntilReady({ ended, logs: () => 'last words' }, `${url}/health`);
		await expect(waiting).rejects.toThrow(/ended while starting \(exit code 1\)[^]*last words/);
	});

	it('is not over because another n8n answers at the port', async () => {
		readyAfter = 0;
		const waiting = waitUntilReady(
			{ ended: running, logs: () => 'last words' },
			`${url}/other`,
			SILENCE_LIMIT_MS,
		);
		await expect(waiting).rejects.toThrow('does not get ready');
	});
});
