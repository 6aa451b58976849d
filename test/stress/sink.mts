import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

const idsShape = z.array(z.unknown().transform(String));

/** Where workflows hand over what the trigger passed on: each event is counted. */
export interface Sink {
	readonly address: string;
	/** How often each event came. */
	readonly counts: ReadonlyMap<string, number>;
	/** The executions that an error workflow told of. */
	readonly told: ReadonlySet<string>;
	/** How many workflows wait at the moment, in the step before the one that hands over. */
	readonly waiting: number;
	/** Lets workflows wait from now on. */
	hold(): void;
	/** Lets those go on that wait. */
	release(): void;
	reset(): void;
	close(): Promise<void>;
}

/** @param delayMs how long an answer takes at most, so that a kill meets running workflows */
export async function startSink(delayMs: number): Promise<Sink> {
	const counts = new Map<string, number>();
	const told = new Set<string>();
	const waiting = new Set<ServerResponse>();
	let isHolding = false;
	const goOn = (response: ServerResponse) => {
		response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}');
	};
	const server = createServer((request, response) => {
		if (request.method === 'GET') {
			waiting.add(response);
			response.once('close', () => waiting.delete(response));
			if (!isHolding) goOn(response);
			return;
		}
		let body = '';
		request.on('data', (chunk: Buffer) => (body += chunk.toString()));
		request.on('end', () => {
			if (request.method === 'PUT') {
				idsShape.parse(JSON.parse(body)).forEach((id) => told.add(id));
				goOn(response);
				return;
			}
			for (const id of idsShape.parse(JSON.parse(body))) counts.set(id, (counts.get(id) ?? 0) + 1);
			setTimeout(() => goOn(response), (counts.size * 37) % (delayMs + 1));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
		counts,
		told,
		get waiting() {
			return waiting.size;
		},
		hold: () => {
			isHolding = true;
		},
		release: () => {
			isHolding = false;
			waiting.forEach(goOn);
		},
		reset: () => {
			counts.clear();
			told.clear();
		},
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
