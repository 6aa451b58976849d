import {
	NodeOperationError,
	sleep,
	type IExecuteFunctions,
	type IRunExecutionData,
} from 'n8n-workflow';
import { throwIfStopped } from '../../shared/api/cancellation';
import { addMarks, nodeNameOf, removeMarks, tableOf, type Admission } from './ledger';

/** n8n's contexts hold the run's data, though their interface does not promise it. */
type WithRunData = IExecuteFunctions & { readonly runExecutionData?: IRunExecutionData };

/**
 * Whether an execution that has just finished did well, by the rule by which n8n answers 200: it has
 * no error, and neither has its last node. `onExecutionFinish` itself doesn't tell. False whenever
 * it can't be told: then the event is run again rather than lost.
 */
function hasSucceeded(context: IExecuteFunctions): boolean {
	if (context.getExecutionCancelSignal()?.aborted) return false;
	const resultData = (context as WithRunData).runExecutionData?.resultData;
	if (resultData?.lastNodeExecuted === undefined || resultData.error !== undefined) return false;
	const lastRun = resultData.runData[resultData.lastNodeExecuted]?.at(-1);
	return lastRun !== undefined && lastRun.error === undefined;
}

/** How long a delivery waits for an earlier one of the same event. */
const WAIT_LIMIT = 60_000;
const SLICE = 250;
/** After this an execution that never reported its end is taken for gone. */
const LONGEST_RUN = 3_600_000;

interface Running {
	readonly since: number;
	readonly ended: Promise<void>;
}

/** Events in executions of this process that have not ended yet, by node and key. */
const running = new Map<string, Running>();

function stillRunning(names: readonly string[]): Running[] {
	const oldest = Date.now() - LONGEST_RUN;
	return names
		.map((name) => running.get(name))
		.filter((one): one is Running => one !== undefined && one.since > oldest);
}

/**
 * Waits until no other execution has one of the events, then takes them all at once.
 *
 * @throws NodeOperationError when that takes too long: the delivery is then answered as failed, and
 * comes again
 */
async function take(context: IExecuteFunctions, names: readonly string[]): Promise<() => void> {
	const signal = context.getExecutionCancelSignal();
	const end = Date.now() + WAIT_LIMIT;
	for (let others = stillRunning(names); others.length > 0; others = stillRunning(names)) {
		if (Date.now() > end) {
			throw new NodeOperationError(
				context.getNode(),
				'An earlier delivery of the same notifications is still running',
				{ description: 'This delivery is answered as failed, so Tampuuri will deliver it again.' },
			);
		}
		await Promise.race([Promise.all(others.map(({ ended }) => ended)), sleep(SLICE)]);
		throwIfStopped(signal);
	}
	let markEnded = () => {};
	const own: Running = {
		since: Date.now(),
		ended: new Promise((resolve) => (markEnded = resolve)),
	};
	names.forEach((name) => running.set(name, own));
	return () => {
		names.filter((name) => running.get(name) === own).forEach((name) => running.delete(name));
		markEnded();
	};
}

/** Marks an event that was begun and not finished; the key itself marks that it was ever seen. */
const begun = (key: string) => `${key} begun`;

/**
 * Admits events that no execution has finished. An event is marked as seen and begun before it is
 * passed on, and "begun" is taken away when the execution has succeeded: seen and not begun is done.
 * So nothing that happens in between can make an unfinished event look done. The marks of one event
 * are recorded in one step, "seen" the older one, so that the window forgets it first.
 *
 * @throws NodeOperationError when an earlier delivery runs for too long
 */
export async function admitUnfinished(
	context: IExecuteFunctions,
	keys: readonly string[],
	windowSize: number,
): Promise<Admission> {
	const node = nodeNameOf(context);
	const table = tableOf(context);
	const release = await take(
		context,
		keys.map((key) => `${node} ${key}`),
	);
	let isWithdrawn = false;
	const withdraw = async () => {
		isWithdrawn = true;
		release();
	};
	try {
		const marks = [...keys, ...keys.map(begun)];
		const added = await addMarks(node, table, marks, 2 * windowSize);
		const isDone = (key: string) => !added.has(key) && added.has(begun(key));
		await removeMarks(node, table, keys.filter(isDone).map(begun));
		const admitted = new Set(keys.filter((key) => !isDone(key)));
		if (context.onExecutionFinish === undefined) release();
		context.onExecutionFinish?.(async () => {
			if (isWithdrawn) return;
			try {
				if (hasSucceeded(context)) await removeMarks(node, table, [...admitted].map(begun));
			} finally {
				release();
			}
		});
		return { admitted, withdraw };
	} catch (error) {
		release();
		throw new NodeOperationError(context.getNode(), error instanceof Error ? error : String(error));
	}
}
