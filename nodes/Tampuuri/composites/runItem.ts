import type { IDataObject } from 'n8n-workflow';
import { composites } from './';
import type { ItemParameters } from '../../shared/call/parameters';
import { runCall, type ItemRun, type OnRow } from '../../shared/call/runCall';

/**
 * Does what one item asks for and hands over each resulting row.
 *
 * @throws InvalidInput before a call, CallFailed after one, ExecutionStopped on Stop
 */
export async function runItem(
	parameters: ItemParameters,
	run: ItemRun,
	onRow: OnRow,
): Promise<void> {
	const { operation } = parameters;
	if (!('composite' in operation)) return await runCall({ ...parameters, operation }, run, onRow);
	const rows = await composites[operation.composite]({
		steps: operation.steps,
		parameters,
		call: async (step, { values, moreFields }) => {
			const stepRows: IDataObject[] = [];
			await runCall({ ...parameters, operation: step, values, moreFields }, run, (row) => {
				stepRows.push(row);
			});
			return stepRows;
		},
	});
	for (const row of rows) onRow(row);
}
