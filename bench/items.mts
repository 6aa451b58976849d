import type { INodeParameters } from 'n8n-workflow';
import { runNode, type NodeTypes } from '../test/engine/harness/index.mts';
import { credentialsFor, HTTP_REQUEST, TAMPUURI } from './contestants.mts';
import { inTurns, median } from './measure.mts';
import { round, type Budget, type Report } from './report.mts';
import { startPageServer, type PageServer } from './startPageServer.mts';

const ITEM_COUNT = 500;
const LATENCY = 40;
const ROUNDS = 3;
const CONCURRENCIES = [1, 4, 8, 16, 32] as const;
const AT_ONCE = 'HTTP Request, all at once';
const BATCHED = 'HTTP Request, batches of 32';
const ONE_CALL = 'Tampuuri, one item';

interface Run {
	readonly milliseconds: number;
	readonly requests: number;
	readonly mostAtOnce: number;
}

interface Contestant {
	readonly type: string;
	readonly parameters: INodeParameters;
	readonly items: number;
}

const tampuuriAt = (concurrency: number) => `Tampuuri, concurrency ${concurrency}`;

/** Time to read one record for each of many items, against n8n's own HTTP Request node. */
export async function items(nodeTypes: NodeTypes): Promise<Report> {
	const server = await startPageServer({ rows: 1, latency: LATENCY });
	try {
		const contestants = [...contestantsFor(server)].map(
			([name, contestant]): [string, () => Promise<Run>] => [
				name,
				async () => await measure(nodeTypes, contestant, server),
			],
		);
		return reportOf(await inTurns(new Map(contestants), ROUNDS));
	} finally {
		await server.stop();
	}
}

function contestantsFor({ apiUrl }: PageServer): Map<string, Contestant> {
	const tampuuri = (concurrency: number, count = ITEM_COUNT): Contestant => ({
		type: TAMPUURI,
		parameters: {
			resource: 'property',
			operation: 'get',
			property: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			// The HTTP Request node puts out whole records too.
			simplify: false,
			options: { concurrency },
		},
		items: count,
	});
	const request = (options: INodeParameters): Contestant => ({
		type: HTTP_REQUEST,
		parameters: {
			url: `=${apiUrl}kohteet/{{ $json.id }}`,
			options: { response: { response: { responseFormat: 'json' } }, ...options },
		},
		items: ITEM_COUNT,
	});
	return new Map([
		[ONE_CALL, tampuuri(1, 1)],
		...CONCURRENCIES.map((c): [string, Contestant] => [tampuuriAt(c), tampuuri(c)]),
		[AT_ONCE, request({})],
		[BATCHED, request({ batching: { batch: { batchSize: 32, batchInterval: 0 } } })],
	]);
}

/** @throws when fewer or more items come out than went in */
async function measure(
	nodeTypes: NodeTypes,
	{ type, parameters, items: count }: Contestant,
	server: PageServer,
): Promise<Run> {
	await server.takeCounts();
	const { json, error, executionTime } = await runNode(nodeTypes, {
		type,
		parameters,
		items: Array.from({ length: count }, (_, id) => ({ json: { id: id + 1 } })),
		credentials: credentialsFor(server.apiUrl),
	});
	if (json.length !== count) {
		throw new Error(`${type} gave ${json.length} items: ${error?.message ?? 'without an error'}`);
	}
	return { milliseconds: executionTime, ...(await server.takeCounts()) };
}

function reportOf(runs: ReadonlyMap<string, readonly Run[]>): Report {
	const middle = (name: string, figure: keyof Run) =>
		median((runs.get(name) ?? []).map((run) => run[figure]));
	const most = (name: string, figure: keyof Run) =>
		Math.max(...(runs.get(name) ?? []).map((run) => run[figure]));
	const oneCall = middle(ONE_CALL, 'milliseconds');
	const perConcurrency = CONCURRENCIES.flatMap((c): Budget[] => {
		const name = tampuuriAt(c);
		const rounds = Math.ceil(ITEM_COUNT / c);
		return [
			{
				what: `${name}: time over ⌈${ITEM_COUNT} / ${c}⌉ × one call, ${round(rounds * oneCall)} ms`,
				measured: round(middle(name, 'milliseconds') / (rounds * oneCall)),
				limit: 1.15,
				better: 'lower',
			},
			{
				what: `${name}: most in flight`,
				measured: most(name, 'mostAtOnce'),
				limit: c,
				better: 'lower',
			},
			{
				what: `${name}: calls, at most`,
				measured: most(name, 'requests'),
				limit: ITEM_COUNT,
				better: 'lower',
			},
		];
	});
	return {
		benchmark: 'Items',
		setting: `${ITEM_COUNT} items with one read each at ${LATENCY} ms, medians of ${ROUNDS} runs`,
		rows: [...runs.keys()].map((name) => ({
			contestant: name,
			ms: middle(name, 'milliseconds'),
			calls: middle(name, 'requests'),
			'most in flight': most(name, 'mostAtOnce'),
		})),
		budgets: [
			...perConcurrency,
			{
				what: `${tampuuriAt(32)}: times the time of ${AT_ONCE}`,
				measured: round(middle(tampuuriAt(32), 'milliseconds') / middle(AT_ONCE, 'milliseconds')),
				limit: 1.3,
				better: 'lower',
			},
		],
	};
}
