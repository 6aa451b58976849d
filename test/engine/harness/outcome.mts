import { stringify } from 'flatted';
import {
	UserError,
	type ExecutionError,
	type ExecutionStatus,
	type IDataObject,
	type INodeExecutionData,
	type IRun,
	type IRunData,
	type ITaskData,
	type NodeExecutionHint,
	type Workflow,
} from 'n8n-workflow';

export interface SavedExecution {
	readonly status: ExecutionStatus;
	/** The text in n8n's table `execution_data`. */
	readonly data: string;
}

/** An execution as n8n writes it into its database. */
export function savedForm({ status, data }: IRun): SavedExecution {
	return { status, data: stringify(data) };
}

/** What became of a workflow. Where a node ran several times, its last run counts. */
export class Outcome {
	readonly runData: IRunData;
	/** What ended the workflow before its end, as the engine keeps it: a plain object of the error's own fields. */
	readonly error: ExecutionError | undefined;
	/** Everything logged meanwhile, at every level. */
	readonly log: readonly string[];
	private readonly workflow: Workflow;
	private readonly run: IRun;
	private readonly savedAtStop: SavedExecution | undefined;

	constructor(
		workflow: Workflow,
		run: IRun,
		savedAtStop: SavedExecution | undefined,
		log: readonly string[],
	) {
		this.workflow = workflow;
		this.run = run;
		this.savedAtStop = savedAtStop;
		this.runData = run.data.resultData.runData;
		this.error = run.data.resultData.error;
		this.log = log;
	}

	/** The status under which n8n saves it. */
	get status(): ExecutionStatus {
		return this.savedAtStop?.status ?? this.run.status;
	}

	/** What n8n saves; of a stopped run that is its state at the stop. */
	get saved(): SavedExecution {
		return this.savedAtStop ?? savedForm(this.run);
	}

	/** A node's items by output; the last one is the error output, if it is on. None when it didn't run or threw. */
	outputs(node: string): INodeExecutionData[][] {
		return (this.task(node)?.data?.main ?? []).map((items) => items ?? []);
	}

	/** The data of the items at one output. */
	json(node: string, output = 0): IDataObject[] {
		return (this.outputs(node)[output] ?? []).map(({ json }) => json);
	}

	hints(node: string): NodeExecutionHint[] {
		return this.task(node)?.hints ?? [];
	}

	/** Milliseconds that the node ran. */
	executionTime(node: string): number {
		return this.task(node)?.executionTime ?? 0;
	}

	hasRun(node: string): boolean {
		return this.task(node) !== undefined;
	}

	private task(node: string): ITaskData | undefined {
		if (!this.workflow.getNode(node)) throw new UserError(`The workflow has no node "${node}"`);
		return this.runData[node]?.at(-1);
	}
}
