import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

const idsShape = z.array(z.unknown().transform(String));

/** Where workflows hand over what the trigger passed on: each event is counted. */
export interface Sink {
	readonly address: string;
	/** How often each event came. */
	readonly counts: ReadonlyMap<string, number>;
	reset(): void;
	close(): Promise<void>;
}

/** @param delayMs how long an answer takes at most, so that a kill meets running workflows */
export async function startSink(delayMs: number): Promise<Sink> {
	const counts = new Map<string, number>();
	const server = createServer((request, response) => {
		let body = '';
		request.on('data', (chunk: Buffer) => (body += chunk.toString()));
		request.on('end', () => {
			for (const id of idsShape.parse(JSON.parse(body))) counts.set(id, (counts.get(id) ?? 0) + 1);
			setTimeout(
				() => response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}'),
				(counts.size * 37) % (delayMs + 1),
			);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
		counts,
		reset: () => counts.clear(),
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
