import {
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
	type NodeExecutionHint,
} from 'n8n-workflow';
import { itemError } from '../shared/errors/nodeError';
import { ExecutionStopped } from '../shared/api/cancellation';
import { openConnection, type Connection } from '../shared/api/connection';
import { BudgetReached } from '../shared/api/client';
import { ANY_OPERATION } from '../shared/catalogue';
import { budgetHint, costHint, type Plan } from '../shared/call/cost';
import { readAnyOperation } from '../shared/call/anyOperation';
import { fewHints } from '../shared/call/hints';
import { readShape, runsAsTool } from '../shared/call/output';
import { readParameters, type ItemParameters } from '../shared/call/parameters';
import type { ItemRun, OnRow } from '../shared/call/runCall';
import { runItem } from './composites';

/** A model can't make use of more, and each one costs tokens. */
const MOST_ROWS_FOR_TOOLS = 250;

function readItem(context: IExecuteFunctions, itemIndex: number): ItemParameters {
	const isAnyOperation = context.getNodeParameter('resource', itemIndex) === ANY_OPERATION;
	const parameters = isAnyOperation
		? readAnyOperation(context, itemIndex)
		: readParameters(context, itemIndex);
	const { limit = Infinity } = parameters;
	if (!runsAsTool(context) || limit <= MOST_ROWS_FOR_TOOLS) return parameters;
	return { ...parameters, limit: MOST_ROWS_FOR_TOOLS };
}

/**
 * Runs the node for one item after another, each with its own parameters and paired with its
 * results. A failed item ends the run, or goes to the error output if the node is set to continue.
 *
 * @throws NodeApiError, NodeOperationError for the first failed item, unless set to continue
 */
export async function executeItems(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = this.getInputData();
	const output: INodeExecutionData[] = [];
	const hints: NodeExecutionHint[] = [];
	const shared: ItemRun['shared'] = new Map();
	let connection: Connection | undefined;
	let plan: Plan | undefined;
	for (const itemIndex of items.keys()) {
		const pairedItem = { item: itemIndex };
		const before = output.length;
		try {
			connection ??= await openConnection(this);
			const parameters = readItem(this, itemIndex);
			const shape = readShape(this, itemIndex, parameters.operation);
			const onRow: OnRow = (row, binary) => {
				output.push({ json: shape(row), ...(binary && { binary }), pairedItem });
			};
			plan ??= parameters.options.plan;
			const { client } = connection;
			await runItem(parameters, { context: this, itemIndex, client, hints, shared }, onRow);
		} catch (thrown) {
			if (thrown instanceof ExecutionStopped) throw new NodeOperationError(this.getNode(), thrown);
			if (thrown instanceof BudgetReached) {
				hints.push(budgetHint(thrown.budget, itemIndex, items.length));
				break;
			}
			const error = itemError(this.getNode(), thrown, itemIndex, connection?.secrets ?? []);
			if (!this.continueOnFail()) throw error;
			// Part of a list could be mistaken for all of it.
			output.length = before;
			// No `json.error` in a workflow: n8n adds it itself. If it were there already, Retry On Fail
			// would run the whole node again and repeat writes that succeeded.
			const json = this.isToolExecution() ? { error: error.message } : {};
			output.push({ json, error, pairedItem });
		}
	}
	const cost = connection === undefined ? [] : [costHint(connection.client.count, plan)];
	this.addExecutionHints(...fewHints(hints), ...cost);
	return [output];
}
