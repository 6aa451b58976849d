import { setTimeout as delay } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import Fastify from 'fastify';
import { z } from 'zod';

/** What the server is told, and what it tells. */
export interface PageServerSetting {
	readonly rows: number;
	readonly latency: number;
}
export interface PageServerCounts {
	readonly requests: number;
	readonly mostAtOnce: number;
}

const ROW_FIELDS = 20;
const pageRequest = z.object({ Offset: z.number().int(), Limit: z.number().int() });
const { rows, latency } = workerData as PageServerSetting;

const pages = new Map<string, string>();
let requests = 0;
let open = 0;
let mostAtOnce = 0;

const server = Fastify();
/** Counts a request and waits as long as the API would take. */
async function handle(): Promise<void> {
	requests++;
	open++;
	mostAtOnce = Math.max(mostAtOnce, open);
	await delay(latency);
	open--;
}

server.post('/v10/api/ilmoitukset/selaa', async (request, reply) => {
	const { Offset, Limit } = pageRequest.parse(request.body);
	await handle();
	return await reply.type('application/json').send(pageAt(Offset, Limit));
});
server.get<{ Params: { id: string } }>('/v10/api/kohteet/:id', async ({ params }) => {
	await handle();
	return rowAt(Number(params.id) - 1);
});
server.post('/v10/api/ilmoitukset/:id/vastaanota', async () => {
	await handle();
	return {};
});
server.get('/counts', async () => {
	const counts: PageServerCounts = { requests, mostAtOnce };
	requests = 0;
	mostAtOnce = 0;
	return counts;
});
const address = await server.listen({ host: '127.0.0.1', port: 0 });
parentPort?.postMessage(address);

/** Pages are made once, so that the server costs the same time in every run. */
function pageAt(offset: number, limit: number): string {
	const key = `${offset}/${limit}`;
	const known = pages.get(key);
	if (known !== undefined) return known;
	const size = Math.max(0, Math.min(limit, rows - offset));
	const Items = Array.from({ length: size }, (_, index) => rowAt(offset + index));
	const page = JSON.stringify({ Offset: offset, Limit: limit, Total: rows, Items });
	pages.set(key, page);
	return page;
}

function rowAt(position: number): Record<string, string | number> {
	const row: Record<string, string | number> = {
		Id: position + 1,
		Otsikko: `Ilmoitus ${position}`,
	};
	for (let field = 2; field < ROW_FIELDS; field++) {
		row[`Kenttä${field}`] = field % 3 === 0 ? position * field : `arvo ${position} äö ${field}`;
	}
	return row;
}
