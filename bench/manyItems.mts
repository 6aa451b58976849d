import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { runNode, type NodeTypes } from '../test/engine/harness/index.mts';
import { credentialsFor, TAMPUURI } from './contestants.mts';
import { inTurns, median, peakHeapGrowth } from './measure.mts';
import { round, type Budget, type Report } from './report.mts';
import { startPageServer, type PageServer } from './startPageServer.mts';

const COUNTS = [100, 1_000, 10_000] as const;
const CHANGES = 2_000;
const LISTS = 20;
const READS = 200;
const LIST_PAGES = 2;
const CONCURRENCY = 8;
const LATENCY = 40;
const ROUNDS = 3;

interface Load {
	readonly parameters: INodeParameters;
	readonly items: readonly IDataObject[];
}

interface Run {
	readonly milliseconds: number;
	readonly requests: number;
	readonly mostAtOnce: number;
	readonly rows: number;
}

const numbered = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ id: index + 1 }));
const byId = { __rl: true, mode: 'id', value: '={{ $json.id }}' } as const;
const options = { concurrency: CONCURRENCY };

const reads = (count: number): Load => ({
	parameters: { resource: 'property', operation: 'get', property: byId, simplify: false, options },
	items: numbered(count),
});

const changes: Load = {
	parameters: { resource: 'serviceRequest', operation: 'receive', serviceRequest: byId, options },
	items: numbered(CHANGES),
};

/** Lists of several pages among reads of one record. */
const mixed: Load = {
	parameters: {
		resource: 'anyOperation',
		operation: 'call',
		method: '={{ $json.method }}',
		apiOperation: { __rl: true, mode: 'path', value: '={{ $json.path }}' },
		body: '{}',
		pages: '={{ $json.pages }}',
		returnAll: true,
		options,
	},
	items: numbered(LISTS + READS).map(({ id }) =>
		id % (1 + READS / LISTS) === 0
			? { method: 'POST', path: 'ilmoitukset/selaa', pages: true }
			: { method: 'GET', path: `kohteet/${id}`, pages: false },
	),
};

async function measure(
	nodeTypes: NodeTypes,
	server: PageServer,
	{ parameters, items }: Load,
): Promise<Run> {
	await server.takeCounts();
	const { json, error, executionTime } = await runNode(nodeTypes, {
		type: TAMPUURI,
		parameters,
		items: items.map((item) => ({ json: item })),
		credentials: credentialsFor(server.apiUrl),
	});
	if (error !== undefined || json.length < items.length) {
		throw new Error(`${json.length} items came out: ${error?.message ?? 'without an error'}`);
	}
	return { milliseconds: executionTime, rows: json.length, ...(await server.takeCounts()) };
}

/** How time and memory grow with the number of items, and how changes and lists fit among them. */
export async function manyItems(nodeTypes: NodeTypes): Promise<Report> {
	const quick = await startPageServer({ rows: 1, latency: 0 });
	const slow = await startPageServer({ rows: LIST_PAGES * 250, latency: LATENCY });
	try {
		const loads = new Map<string, () => Promise<Run>>([
			...COUNTS.map((count): [string, () => Promise<Run>] => [
				`${count} reads`,
				async () => await measure(nodeTypes, quick, reads(count)),
			]),
			[`${CHANGES} changes`, async () => await measure(nodeTypes, quick, changes)],
			['one read', async () => await measure(nodeTypes, slow, reads(1))],
			['mixed', async () => await measure(nodeTypes, slow, mixed)],
		]);
		const runs = await inTurns(loads, ROUNDS);
		const most = COUNTS[COUNTS.length - 1] ?? 0;
		const bytes = await peakHeapGrowth({
			before: async () => await measure(nodeTypes, quick, reads(1)),
			run: async () => await measure(nodeTypes, quick, reads(most)),
		});
		return reportOf(runs, bytes / most);
	} finally {
		await quick.stop();
		await slow.stop();
	}
}

function reportOf(runs: ReadonlyMap<string, readonly Run[]>, bytesAnItem: number): Report {
	const middle = (name: string, figure: keyof Run) =>
		median((runs.get(name) ?? []).map((run) => run[figure]));
	const [few, , most] = COUNTS;
	const calls = READS + LISTS * LIST_PAGES;
	const shortest = Math.ceil(calls / CONCURRENCY) * middle('one read', 'milliseconds');
	const budget = (what: string, measured: number, limit: number): Budget => ({
		what,
		measured: round(measured),
		limit,
		better: 'lower',
	});
	return {
		benchmark: 'Many items',
		setting: `concurrency ${CONCURRENCY}, medians of ${ROUNDS} runs; ${round(bytesAnItem / 1000)} KB of heap an item at ${most} items`,
		rows: [...runs.keys()].map((name) => ({
			load: name,
			ms: middle(name, 'milliseconds'),
			calls: middle(name, 'requests'),
			'most in flight': middle(name, 'mostAtOnce'),
			rows: middle(name, 'rows'),
		})),
		budgets: [
			budget(
				`time of ${most} reads over ${most / few} × that of ${few}`,
				middle(`${most} reads`, 'milliseconds') /
					((most / few) * middle(`${few} reads`, 'milliseconds')),
				1.1,
			),
			budget('changes in flight', middle(`${CHANGES} changes`, 'mostAtOnce'), 1),
			budget('calls for the changes', middle(`${CHANGES} changes`, 'requests'), CHANGES),
			budget('calls for lists and reads', middle('mixed', 'requests'), calls),
			budget(
				`time of lists and reads over ⌈${calls} / ${CONCURRENCY}⌉ × one call`,
				middle('mixed', 'milliseconds') / shortest,
				1.15,
			),
		],
	};
}
