import {
	inLine,
	ITEMS,
	runWorkflow,
	type NodeTypes,
	type Outcome,
	type WorkflowNode,
} from '../test/engine/harness/index.mts';
import {
	allPages,
	allServiceRequests,
	credentialsFor,
	HTTP_REQUEST,
	PAGE_SIZE,
	SPLIT_OUT,
	TAMPUURI,
} from './contestants.mts';
import type { PageServer } from './startPageServer.mts';

export const HTTP = 'HTTP Request';
export const HTTP_AND_SPLIT = 'HTTP Request and Split Out';
export const TAMPUURI_1 = 'Tampuuri, 1 page at a time';
export const TAMPUURI_4 = 'Tampuuri, 4 pages at a time';

/** Ways to fetch a whole list. The HTTP Request node gives a page an item; with Split Out it is the same work. */
export const CONTESTANTS = [HTTP, HTTP_AND_SPLIT, TAMPUURI_1, TAMPUURI_4] as const;
export type Contestant = (typeof CONTESTANTS)[number];

/**
 * Fetches the server's whole list.
 * @returns the outcome and the milliseconds that the nodes took, by n8n's own clock
 * @throws when fewer or more items come out than there are
 */
export async function fetchAll(
	nodeTypes: NodeTypes,
	contestant: Contestant,
	{ apiUrl, rows }: PageServer,
): Promise<{ outcome: Outcome; milliseconds: number }> {
	const nodes = nodesOf(contestant, apiUrl, Math.ceil(rows / PAGE_SIZE));
	const outcome = await runWorkflow(nodeTypes, {
		nodes: [{ name: 'Start', type: ITEMS }, ...nodes],
		connections: inLine('Start', ...nodes.map(({ name }) => name)),
		credentials: credentialsFor(apiUrl),
	});
	const expected = contestant === HTTP ? Math.ceil(rows / PAGE_SIZE) : rows;
	const count = outcome.outputs(nodes.at(-1)?.name ?? '')[0]?.length ?? 0;
	if (count !== expected) {
		const reason = outcome.error?.message ?? 'without an error';
		throw new Error(`${contestant} gave ${count} items, not ${expected}: ${reason}`);
	}
	const times = nodes.map(({ name }) => outcome.executionTime(name));
	return { outcome, milliseconds: times.reduce((sum, time) => sum + time, 0) };
}

function nodesOf(contestant: Contestant, apiUrl: string, pages: number): WorkflowNode[] {
	const request = { name: 'Fetch', type: HTTP_REQUEST, parameters: allPages(apiUrl, pages) };
	const split = { name: 'Split', type: SPLIT_OUT, parameters: { fieldToSplitOut: 'Items' } };
	const tampuuri = (atOnce: number) => ({
		name: 'Fetch',
		type: TAMPUURI,
		parameters: allServiceRequests(atOnce),
	});
	switch (contestant) {
		case HTTP:
			return [request];
		case HTTP_AND_SPLIT:
			return [request, split];
		case TAMPUURI_1:
			return [tampuuri(1)];
		case TAMPUURI_4:
			return [tampuuri(4)];
	}
}
