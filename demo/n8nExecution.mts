import { parse as parseFlatted } from 'flatted';
import { z } from 'zod';

/** An execution's state in n8n's own words. */
export const executionSummary = z.object({
	id: z.string(),
	status: z.string(),
	/** Until when it waits, where it does. */
	waitTill: z.string().nullish(),
});

const UNFINISHED = ['new', 'running', 'waiting'];

const failure = z.object({ message: z.string(), description: z.string().nullish() }).passthrough();
const item = z.object({ json: z.record(z.unknown()) }).passthrough();
const nodeRun = z
	.object({
		executionStatus: z.string().optional(),
		executionTime: z.number().default(0),
		error: failure.optional(),
		data: z.object({ main: z.array(z.array(item).nullable()).optional() }).optional(),
		hints: z.array(z.object({ message: z.string() }).passthrough()).optional(),
	})
	.passthrough();
const runData = z
	.object({
		resultData: z.object({
			error: failure.optional(),
			lastNodeExecuted: z.string().optional(),
			runData: z.record(z.array(nodeRun)),
		}),
	})
	.passthrough();

const executionResponse = executionSummary.extend({ data: z.string() });

export type Item = z.infer<typeof item>;
type NodeRun = z.infer<typeof nodeRun>;

/** One run of a workflow, with the output of its nodes. */
export interface Execution {
	id: string;
	status: string;
	/** Why it failed, when it did. */
	error?: z.infer<typeof failure>;
	/** By node name, one entry for each run of the node. */
	nodes: Record<string, NodeRun[]>;
	/** The execution as n8n stores it, for searching the raw text. */
	stored: string;
}

/**
 * Parses the response of `GET /rest/executions/:id`, whose data is text in the "flatted" format.
 *
 * @returns `undefined` until the execution has finished, because its data is incomplete until then
 */
export function parseExecution(received: unknown): Execution | undefined {
	if (UNFINISHED.includes(executionSummary.parse(received).status)) return undefined;
	const { id, status, data: stored } = executionResponse.parse(received);
	const { resultData } = runData.parse(parseFlatted(stored));
	return { id, status, error: resultData.error, nodes: resultData.runData, stored };
}

/**
 * The items that a node returned in its last run.
 *
 * @param output the index of the output, for nodes with several
 */
export function itemsOf(execution: Execution, node: string, output = 0): Item[] {
	return execution.nodes[node]?.at(-1)?.data?.main?.[output] ?? [];
}
