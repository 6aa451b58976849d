import {
	NodeError,
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
import { BudgetReached, type CallsInFlight } from '../shared/api/client';
import { resultsInOrder, type Task } from '../shared/api/inOrder';
import { ANY_OPERATION, isComposite, type Row } from '../shared/catalogue';
import { budgetHint, budgetText, costHint, countText } from '../shared/call/cost';
import { openAccount, type Account } from '../shared/call/account';
import { refuseUnallowedChange } from '../shared/call/agentChanges';
import { readAnyOperation } from '../shared/call/anyOperation';
import { fewHints, withCost } from '../shared/call/hints';
import { runConcurrency } from '../shared/call/options';
import { Changes } from '../shared/call/changes';
import { isPreviewed, previewHint, previewOf } from '../shared/call/preview';
import { readShape, runsAsTool, underNameIn } from '../shared/call/output';
import { shownToModel } from '../shared/call/toolOutput';
import { readParameters, type ItemParameters } from '../shared/call/parameters';
import type { ItemRun } from '../shared/call/runCall';
import { changedRecords } from './changedRecords';
import { runItem } from './composites';
import type { Finding } from '../shared/names/finders';
import { usesNames, withIdsOfNames } from './composites/namedRecords';

/** A model can't make use of more, and each one costs tokens. */
const MOST_ROWS_FOR_TOOLS = 250;

async function readItem(
	context: IExecuteFunctions,
	itemIndex: number,
	run: Account & Finding,
): Promise<ItemParameters> {
	const isAnyOperation = context.getNodeParameter('resource', itemIndex) === ANY_OPERATION;
	const hasNames = usesNames(context.getNode().parameters);
	const mayRun = (operation: Row) => {
		if (isPreviewed(context, itemIndex, { operation }, run.client)) return;
		refuseUnallowedChange(context, itemIndex, operation);
	};
	const source = hasNames ? await withIdsOfNames(context, itemIndex, run, mayRun) : context;
	const parameters = isAnyOperation
		? readAnyOperation(context, itemIndex, run.profile)
		: readParameters(source, itemIndex, run.profile);
	const { limit = Infinity } = parameters;
	if (!runsAsTool(context) || limit <= MOST_ROWS_FOR_TOOLS) return parameters;
	return { ...parameters, limit: MOST_ROWS_FOR_TOOLS };
}

/** Whether an operation counts its own calls, so that no others may come between. */
function isCheck(row: Row): boolean {
	return isComposite(row) && row.composite === 'checkAccount';
}

/** What became of an item. */
interface Ending {
	readonly items: INodeExecutionData[];
	readonly hints: readonly NodeExecutionHint[];
	/** Says that the call budget left the item unfinished. */
	readonly budget?: NodeExecutionHint;
	/** Ends the run. */
	readonly error?: Error;
}

const NOTHING: Ending = { items: [], hints: [] };

/** A run of the node, over all its items. */
class NodeRun {
	private readonly shared: ItemRun['shared'] = new Map();
	private account: Account | undefined;
	/** Whether an item's failure ends the run. */
	private failed = false;
	private readonly changes = new Changes();
	/** Whether changes were asked for and only shown. */
	private previewed = false;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly concurrency: CallsInFlight,
	) {}

	/** The work on each item, until one fails in a run that this ends. */
	async *tasks(): AsyncGenerator<Task<Ending>> {
		for (const itemIndex of this.context.getInputData().keys()) {
			if (this.failed) return;
			yield await this.taskOf(itemIndex);
		}
	}

	/** The error that ends the run, which says what else became of changes made at the same time. */
	accountedFor(error: Error, others: readonly Error[]): Error {
		if (this.concurrency.changes === 1 || !(error instanceof NodeError)) return error;
		const texts = [...others, ...this.changes.hints()].map(({ message }) => `${message}.`);
		error.description = [error.description, ...texts].join(' ').trim();
		return error;
	}

	/** What was changed or would be, and the number and cost of the run's calls. */
	costHints(): NodeExecutionHint[] {
		const { account, previewed } = this;
		if (account === undefined) return [];
		const { client, plan } = account;
		return [
			...this.changes.hints(),
			...(previewed || client.previewed.changes > 0 ? [previewHint(client, plan)] : []),
			costHint(client.count, plan),
		];
	}

	private async taskOf(itemIndex: number): Promise<Task<Ending>> {
		const hints: NodeExecutionHint[] = [];
		try {
			this.account ??= await openAccount(this.context, this.concurrency);
			const { account } = this;
			const { client } = account;
			const finding = { ...account, shared: this.shared, hints };
			const parameters = await readItem(this.context, itemIndex, finding);
			const { operation } = parameters;
			const run = async () => await this.endingOf(itemIndex, parameters, finding);
			if (operation.access === 'read' && !isCheck(operation)) return this.reading(run);
			if (isComposite(operation) || isPreviewed(this.context, itemIndex, parameters, client)) {
				return { group: 'alone', atOnce: 1, changes: [], run };
			}
			const atOnce = this.concurrency.changes;
			return {
				group: 'changes',
				atOnce,
				changes: changedRecords({ ...parameters, operation }),
				run,
			};
		} catch (thrown) {
			return this.reading(async () => ({ ...this.endingOfNames(itemIndex, thrown), hints }));
		}
	}

	/** What became of an item that could not be read: above all, of the records that it names. */
	private endingOfNames(itemIndex: number, thrown: unknown): Ending {
		if (!(thrown instanceof BudgetReached)) return this.failure(itemIndex, thrown);
		const text = budgetText(thrown.budget, 'Find records by name', undefined);
		const budget = this.budgetHint(thrown, itemIndex);
		return { ...NOTHING, items: [this.unfinished(itemIndex, text, undefined)], budget };
	}

	private budgetHint({ budget }: BudgetReached, itemIndex: number): NodeExecutionHint {
		return budgetHint(budget, itemIndex, this.context.getInputData().length);
	}

	private reading(run: Task<Ending>['run']): Task<Ending> {
		return { group: 'reads', atOnce: this.concurrency.reads, changes: [], run };
	}

	private async endingOf(
		itemIndex: number,
		parameters: ItemParameters,
		account: Account & Finding,
	): Promise<Ending> {
		const { context, changes } = this;
		const { hints } = account;
		const items: INodeExecutionData[] = [];
		const pairedItem = { item: itemIndex };
		const shown = () =>
			runsAsTool(context) ? shownToModel(items, hints, parameters.limit, pairedItem) : items;
		const preview = previewOf(context, itemIndex, parameters, account);
		const isPreview = preview?.isChange === true;
		this.previewed ||= isPreview;
		try {
			const plainShape = readShape(context, itemIndex, parameters.operation);
			const shape = preview?.shaped(plainShape) ?? plainShape;
			if (preview === undefined) refuseUnallowedChange(context, itemIndex, parameters.operation);
			const run = { ...account, context, itemIndex, preview, changes };
			await runItem(parameters, run, (row, binary) => {
				const json = shape(row);
				const file = binary && { binary: underNameIn(json, binary) };
				items.push({ json, ...file, pairedItem });
			});
			return { items: shown(), hints };
		} catch (error) {
			// In a preview nothing was done before.
			const thrown = isPreview ? causeOf(error).cause : error;
			const { cause, done = isPreview ? undefined : readText(items.length) } = causeOf(thrown);
			if (cause instanceof BudgetReached) {
				const text = budgetText(cause.budget, parameters.operation.action, done);
				const budget = this.budgetHint(cause, itemIndex);
				// No rows are not the same as none found.
				const rows = items.length === 0 ? [] : shown();
				return { items: [...rows, this.unfinished(itemIndex, text, done)], hints, budget };
			}
			// Without its rows: part of a list could be mistaken for all of it.
			return { ...this.failure(itemIndex, thrown), hints };
		}
	}

	private failure(itemIndex: number, thrown: unknown): Ending {
		const { context, account } = this;
		const { cause } = causeOf(thrown);
		if (cause instanceof ExecutionStopped) {
			// Unless the user stopped the run, another item's failure did.
			const error = this.failed ? undefined : new NodeOperationError(context.getNode(), cause);
			return { ...NOTHING, error };
		}
		if (context.continueOnFail()) return { ...NOTHING, items: [this.errorItem(itemIndex, thrown)] };
		this.failed = true;
		account?.client.end();
		return { ...NOTHING, error: this.errorOf(itemIndex, thrown) };
	}

	private errorOf(itemIndex: number, thrown: unknown): ReturnType<typeof itemError> {
		const { context, account } = this;
		const error = itemError(context.getNode(), thrown, itemIndex, account?.secrets ?? []);
		if (runsAsTool(context)) error.message = wholeTextOf(error);
		return error;
	}

	private errorItem(itemIndex: number, thrown: unknown): INodeExecutionData {
		const error = this.errorOf(itemIndex, thrown);
		// No `json.error` in a workflow: n8n adds it itself. If it were there already, Retry On Fail
		// would run the whole node again and repeat writes that succeeded.
		const json = this.context.isToolExecution() ? { error: error.message } : {};
		return { json, error, pairedItem: { item: itemIndex } };
	}

	/** The budget ends no run: what was paid for, or changed, would be lost with it. */
	private unfinished(
		itemIndex: number,
		text: string,
		done: string | undefined,
	): INodeExecutionData {
		if (!this.context.continueOnFail()) {
			const notDone = redacted(withDone(text, done), this.account?.secrets ?? []);
			return { json: { notDone }, pairedItem: { item: itemIndex } };
		}
		const description = 'Increase Call Budget under Options, or run this step again for this item.';
		const error = new UserError(text, { description });
		return this.errorItem(itemIndex, done === undefined ? error : new PartlyDone(error, done));
	}
}

/** Rows that were read of a list before it was cut. */
function readText(rows: number): string | undefined {
	return rows === 0 ? undefined : `the first ${countText(rows)} rows were read`;
}

/**
 * Runs the node for each item, with the item's own parameters, and pairs the results with it. Items
 * that only read run side by side, within one bound for the whole run; the output keeps their order.
 * So do changes of different records, if the user sets a bound for them.
 * A failed item ends the run, or goes to the error output if the node is set to continue. An item
 * that the call budget leaves unfinished says so, and what it has read or changed is kept.
 *
 * @throws NodeApiError, NodeOperationError for the first failed item, unless set to continue
 */
export async function executeItems(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const concurrency = runConcurrency(this);
	const run = new NodeRun(this, concurrency);
	const output: INodeExecutionData[] = [];
	const hints: NodeExecutionHint[] = [];
	let budgetHints: NodeExecutionHint[] = [];
	const failures: Error[] = [];
	for await (const ending of resultsInOrder(run.tasks())) {
		if (ending.error !== undefined) failures.push(ending.error);
		for (const item of ending.items) output.push(item);
		hints.push(...ending.hints);
		if (ending.budget !== undefined && budgetHints.length === 0) budgetHints = [ending.budget];
	}
	const [failure, ...others] = failures;
	if (failure !== undefined) throw run.accountedFor(failure, others);
	this.addExecutionHints(...withCost(fewHints([...budgetHints, ...hints]), run.costHints()));
	return [output];
}
