import type { IDataObject } from 'n8n-workflow';

/** How many of the last polls are counted. */
const MOST_POLLS = 500;

/** n8n stores static data only when a poll returns items; this process knows the polls since. */
const latest = new Map<string, string>();

function outcomesIn({ outcomes }: IDataObject): string {
	return typeof outcomes === 'string' ? outcomes : '';
}

/** Notes whether a poll found something. That counts for the node, whatever it asks for. */
export function noteOutcome(node: string, staticData: IDataObject, hasFound: boolean): void {
	const outcomes = `${outcomesIn(staticData)}${hasFound ? '1' : '0'}`.slice(-MOST_POLLS);
	latest.set(node, outcomes);
	staticData.outcomes = outcomes;
}

/**
 * The outcomes of a node's last polls, a digit each, the newest last: `1` found something, `0` did
 * not.
 */
export function outcomesOf(node: string, staticData: IDataObject): string {
	return latest.get(node) ?? outcomesIn(staticData);
}
