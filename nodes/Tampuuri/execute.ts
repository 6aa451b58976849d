import {
	NodeOperationError,
	UserError,
	type IExecuteFunctions,
	type INodeExecutionData,
	type NodeExecutionHint,
} from 'n8n-workflow';
import { causeOf, PartlyDone } from '../shared/errors/failure';
import { itemError, wholeTextOf, withDone } from '../shared/errors/nodeError';
import { redacted } from '../shared/errors/redaction';
import { ExecutionStopped } from '../shared/api/cancellation';
import { openConnection, type Connection } from '../shared/api/connection';
import { BudgetReached } from '../shared/api/client';
import { ANY_OPERATION } from '../shared/catalogue';
import { budgetHint, budgetText, costHint, countText, type Plan } from '../shared/call/cost';
import { readAnyOperation } from '../shared/call/anyOperation';
import { fewHints } from '../shared/call/hints';
import { readShape, runsAsTool, shownToModel, underNameIn } from '../shared/call/output';
import { readParameters, type ItemParameters } from '../shared/call/parameters';
import type { ItemRun } from '../shared/call/runCall';
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

/** A run of the node, over all its items. */
class NodeRun {
	private readonly hints: NodeExecutionHint[] = [];
	private readonly shared: ItemRun['shared'] = new Map();
	private connection: Connection | undefined;
	private plan: Plan | undefined;
	private budgetTold = false;

	constructor(private readonly context: IExecuteFunctions) {}

	/**
	 * What one item puts out: its results, or what became of it.
	 *
	 * @throws NodeApiError, NodeOperationError when it fails, unless set to continue
	 */
	async outputOf(itemIndex: number): Promise<INodeExecutionData[]> {
		const { context, hints, shared } = this;
		const pairedItem = { item: itemIndex };
		const rows: INodeExecutionData[] = [];
		const told = hints.length;
		let action = '';
		try {
			this.connection ??= await openConnection(context);
			const parameters = readItem(context, itemIndex);
			action = parameters.operation.action;
			const shape = readShape(context, itemIndex, parameters.operation);
			this.plan ??= parameters.options.plan;
			const { client } = this.connection;
			await runItem(parameters, { context, itemIndex, client, hints, shared }, (row, binary) => {
				const json = shape(row);
				const file = binary && { binary: underNameIn(json, binary) };
				rows.push({ json, ...file, pairedItem });
			});
			if (!runsAsTool(context)) return rows;
			return shownToModel(rows, hints.slice(told), parameters.limit);
		} catch (thrown) {
			const { cause, done } = causeOf(thrown);
			if (cause instanceof ExecutionStopped) throw new NodeOperationError(context.getNode(), cause);
			// Part of a list could be mistaken for all of it.
			if (!(cause instanceof BudgetReached)) return [this.failed(thrown, itemIndex)];
			rows.push(this.unfinished(cause, itemIndex, action, done ?? readText(rows.length)));
			return rows;
		}
	}

	/** Shows the hints and the cost of the run. */
	finish(): void {
		const { connection, plan } = this;
		const cost = connection === undefined ? [] : [costHint(connection.client.count, plan)];
		this.context.addExecutionHints(...fewHints(this.hints), ...cost);
	}

	/** @throws the item's error, unless set to continue */
	private failed(thrown: unknown, itemIndex: number): INodeExecutionData {
		const { context } = this;
		const error = itemError(context.getNode(), thrown, itemIndex, this.connection?.secrets ?? []);
		if (runsAsTool(context)) error.message = wholeTextOf(error);
		if (!context.continueOnFail()) throw error;
		// No `json.error` in a workflow: n8n adds it itself. If it were there already, Retry On Fail
		// would run the whole node again and repeat writes that succeeded.
		const json = context.isToolExecution() ? { error: error.message } : {};
		return { json, error, pairedItem: { item: itemIndex } };
	}

	/** The budget ends no run: what was paid for, or changed, would be lost with it. */
	private unfinished(
		{ budget }: BudgetReached,
		itemIndex: number,
		action: string,
		done: string | undefined,
	): INodeExecutionData {
		const { context, hints } = this;
		if (!this.budgetTold) {
			hints.push(budgetHint(budget, itemIndex, context.getInputData().length));
		}
		this.budgetTold = true;
		const text = budgetText(budget, action, done);
		if (!context.continueOnFail()) {
			const notDone = redacted(withDone(text, done), this.connection?.secrets ?? []);
			return { json: { notDone }, pairedItem: { item: itemIndex } };
		}
		const description = 'Increase Call Budget under Options, or run this step again for this item.';
		const error = new UserError(text, { description });
		return this.failed(done === undefined ? error : new PartlyDone(error, done), itemIndex);
	}
}

/** Rows that were read of a list before it was cut. */
function readText(rows: number): string | undefined {
	return rows === 0 ? undefined : `the first ${countText(rows)} rows were read`;
}

/**
 * Runs the node for one item after another, each with its own parameters and paired with its
 * results. A failed item ends the run, or goes to the error output if the node is set to continue.
 * An item that the call budget leaves unfinished says so, and what it has read or changed is kept.
 *
 * @throws NodeApiError, NodeOperationError for the first failed item, unless set to continue
 */
export async function executeItems(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const run = new NodeRun(this);
	const output: INodeExecutionData[] = [];
	for (const itemIndex of this.getInputData().keys()) {
		for (const item of await run.outputOf(itemIndex)) output.push(item);
	}
	run.finish();
	return [output];
}
