import type { IExecuteFunctions, IRunExecutionData } from 'n8n-workflow';

/** n8n's contexts hold the run's data, though their interface does not promise it. */
type WithRunData = IExecuteFunctions & { readonly runExecutionData?: IRunExecutionData };

/**
 * Whether an execution that has just finished did well, by the rule by which n8n answers 200: it has
 * no error, and neither has its last node. `onExecutionFinish` itself doesn't tell. False whenever
 * it can't be told: then the event is run again rather than lost.
 */
export function hasSucceeded(context: IExecuteFunctions): boolean {
	if (context.getExecutionCancelSignal()?.aborted) return false;
	const resultData = (context as WithRunData).runExecutionData?.resultData;
	if (resultData?.lastNodeExecuted === undefined || resultData.error !== undefined) return false;
	const lastRun = resultData.runData[resultData.lastNodeExecuted]?.at(-1);
	return lastRun !== undefined && lastRun.error === undefined;
}
