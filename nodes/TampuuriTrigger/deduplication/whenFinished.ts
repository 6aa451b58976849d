import {
	NodeOperationError,
	sleep,
	type IExecuteFunctions,
	type IRunExecutionData,
} from 'n8n-workflow';
import { throwIfStopped } from '../../shared/api/cancellation';
import { addMarks, nodeNameOf, removeMarks, tableOf, type Admission } from './ledger';

/** n8n's contexts have the run's data, though their interface does not declare it. */
type WithRunData = IExecuteFunctions & { readonly runExecutionData?: IRunExecutionData };

/**
 * Whether an execution that has just finished succeeded, by n8n's rule for returning 200: neither
 * it nor its last node has an error. `onExecutionFinish` does not tell. False if in doubt: running
 * an event twice is better than losing it.
 */
function hasSucceeded(context: IExecuteFunctions): boolean {
	if (context.getExecutionCancelSignal()?.aborted) return false;
	const resultData = (context as WithRunData).runExecutionData?.resultData;
	if (resultData?.lastNodeExecuted === undefined || resultData.error !== undefined) return false;
	const lastRun = resultData.runData[resultData.lastNodeExecuted]?.at(-1);
	return lastRun !== undefined && lastRun.error === undefined;
}

/** Milliseconds for which a delivery waits for an earlier one of the same event. */
const WAIT_LIMIT = 60_000;
const SLICE = 250;
/** Milliseconds after which an execution that never reported its end is treated as dead. */
const LONGEST_RUN = 3_600_000;

interface Running {
	readonly since: number;
	readonly ended: Promise<void>;
}

/** Events in unfinished executions of this process, by node and key. */
const running = new Map<string, Running>();

function stillRunning(names: readonly string[]): Running[] {
	const oldest = Date.now() - LONGEST_RUN;
	return names
		.map((name) => running.get(name))
		.filter((one): one is Running => one !== undefined && one.since > oldest);
}

/**
 * Waits until no other execution has any of the events, then takes all of them at once.
 *
 * @throws NodeOperationError when that takes too long; Tampuuri then delivers the events again
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

/** The mark of an event that was begun but not finished. The key itself marks it as seen. */
const begun = (key: string) => `${key} begun`;
const marksOf = (keys: readonly string[]) => [...keys, ...keys.map(begun)];

/**
 * Admits events that no execution has finished. An event is marked "seen" and "begun" before it is
 * let through, and "begun" is removed when the execution succeeds: an event that is seen but not
 * begun is done. Nothing that happens in between can make an unfinished event look done. Both marks
 * are recorded in one step, "seen" first, so that it is also forgotten first.
 *
 * @throws NodeOperationError when an earlier delivery runs too long
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
		const size = windowSize + keys.length;
		const added = await addMarks(node, table, marksOf(keys), size);
		const isDone = (key: string) => !added.has(key) && added.has(begun(key));
		await removeMarks(node, table, keys.filter(isDone).map(begun));
		const admitted = new Set(keys.filter((key) => !isDone(key)));
		// Marks of an earlier run that failed may be half forgotten. They begin anew, in their order.
		const isNew = (key: string) => added.has(key) && added.has(begun(key));
		const old = marksOf([...admitted].filter((key) => !isNew(key)));
		await removeMarks(node, table, old);
		if (old.length > 0) await addMarks(node, table, old, size);
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
