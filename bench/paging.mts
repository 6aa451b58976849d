import type { NodeTypes } from '../test/engine/harness/index.mts';
import { PAGE_SIZE } from './contestants.mts';
import {
	CONTESTANTS,
	fetchAll,
	HTTP,
	TAMPUURI_1,
	TAMPUURI_4,
	type Contestant,
} from './contests.mts';
import { inTurns, median } from './measure.mts';
import { round, type Budget, type Report } from './report.mts';
import { startPageServer, type PageServer } from './startPageServer.mts';

const ROWS = 10_000;
const LATENCY = 40;
const ROUNDS = 7;
const PAGES = Math.ceil(ROWS / PAGE_SIZE);

interface Run {
	readonly milliseconds: number;
	readonly requests: number;
	readonly mostAtOnce: number;
}

/** Time to fetch every page of a list, against n8n's own HTTP Request node with its pagination. */
export async function paging(nodeTypes: NodeTypes): Promise<Report> {
	const server = await startPageServer({ rows: ROWS, latency: LATENCY });
	try {
		const contestants = CONTESTANTS.map((name): [Contestant, () => Promise<Run>] => [
			name,
			async () => await measure(nodeTypes, name, server),
		]);
		return reportOf(await inTurns(new Map(contestants), ROUNDS));
	} finally {
		await server.stop();
	}
}

async function measure(
	nodeTypes: NodeTypes,
	contestant: Contestant,
	server: PageServer,
): Promise<Run> {
	await server.takeCounts();
	const { milliseconds } = await fetchAll(nodeTypes, contestant, server);
	return { milliseconds, ...(await server.takeCounts()) };
}

function reportOf(runs: ReadonlyMap<Contestant, readonly Run[]>): Report {
	const middle = (name: Contestant, figure: keyof Run) =>
		median((runs.get(name) ?? []).map((run) => run[figure]));
	const timesFaster = (name: Contestant) =>
		round(middle(HTTP, 'milliseconds') / middle(name, 'milliseconds'));
	const onePage = middle(TAMPUURI_1, 'milliseconds') / PAGES;
	// The first page alone tells how many there are.
	const bound = (1 + Math.ceil((PAGES - 1) / 4)) * onePage;
	const budgets: Budget[] = [
		{
			what: `${TAMPUURI_4}: times faster than ${HTTP}`,
			measured: timesFaster(TAMPUURI_4),
			limit: 3.3,
			better: 'higher',
		},
		{
			what: `${TAMPUURI_4}: time over (1 + ⌈(pages − 1) / 4⌉) × one page, ${round(bound)} ms`,
			measured: round(middle(TAMPUURI_4, 'milliseconds') / bound),
			limit: 1.15,
			better: 'lower',
		},
		...([TAMPUURI_1, TAMPUURI_4] as const).map(
			(name): Budget => ({
				what: `${name}: requests, at most`,
				measured: Math.max(...(runs.get(name) ?? []).map(({ requests }) => requests)),
				limit: PAGES,
				better: 'lower',
			}),
		),
	];
	return {
		benchmark: 'Paging',
		setting: `${ROWS} rows in ${PAGES} pages at ${LATENCY} ms a page, medians of ${ROUNDS} runs`,
		rows: [...runs.keys()].map((name) => ({
			contestant: name,
			ms: middle(name, 'milliseconds'),
			'times faster': timesFaster(name),
			requests: middle(name, 'requests'),
			'most at once': middle(name, 'mostAtOnce'),
		})),
		budgets,
	};
}
