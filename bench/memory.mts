import type { NodeTypes } from '../test/engine/harness/index.mts';
import { PAGE_SIZE } from './contestants.mts';
import { CONTESTANTS, fetchAll, HTTP_AND_SPLIT, TAMPUURI_4, type Contestant } from './contests.mts';
import { peakHeapGrowth } from './measure.mts';
import { round, type Budget, type Report } from './report.mts';
import { startPageServer, type PageServer } from './startPageServer.mts';

const ROWS = 100_000;

/** Heap that a large list takes while it is fetched, against n8n's own nodes and against the rows alone. */
export async function memory(nodeTypes: NodeTypes): Promise<Report> {
	const server = await startPageServer({ rows: ROWS, latency: 0 });
	const small = await startPageServer({ rows: 1, latency: 0 });
	try {
		const rowsAlone = await peakHeapGrowth({ run: async () => await rowsOf(server) });
		const growth = new Map<Contestant, number>();
		for (const contestant of CONTESTANTS) {
			const bytes = await peakHeapGrowth({
				// n8n holds on to the data of its last run: let that be a small one.
				before: async () => await fetchAll(nodeTypes, contestant, small),
				run: async () => await fetchAll(nodeTypes, contestant, server),
			});
			growth.set(contestant, bytes);
		}
		return reportOf(rowsAlone, growth);
	} finally {
		await server.stop();
		await small.stop();
	}
}

async function rowsOf({ apiUrl, rows }: PageServer): Promise<unknown[]> {
	const pages: unknown[] = [];
	for (let offset = 0; offset < rows; offset += PAGE_SIZE) {
		const answer = await fetch(`${apiUrl}ilmoitukset/selaa`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ Offset: offset, Limit: PAGE_SIZE }),
		});
		pages.push(await answer.json());
	}
	return pages;
}

function reportOf(rowsAlone: number, growth: ReadonlyMap<Contestant, number>): Report {
	const of = (name: Contestant) => growth.get(name) ?? NaN;
	const budgets: Budget[] = [
		{
			what: `${TAMPUURI_4}: times the rows' own size`,
			measured: round(of(TAMPUURI_4) / rowsAlone),
			limit: 2,
			better: 'lower',
		},
		{
			what: `${TAMPUURI_4}: times the growth with ${HTTP_AND_SPLIT}`,
			measured: round(of(TAMPUURI_4) / of(HTTP_AND_SPLIT)),
			limit: 1,
			better: 'lower',
		},
	];
	return {
		benchmark: 'Memory',
		setting: `${ROWS} rows, ${megabytes(rowsAlone)} MB of heap by themselves`,
		rows: [...growth].map(([name, bytes]) => ({
			contestant: name,
			'peak heap growth MB': megabytes(bytes),
			"times the rows' own size": round(bytes / rowsAlone),
		})),
		budgets,
	};
}

function megabytes(bytes: number): number {
	return round(bytes / 1e6, 1);
}
