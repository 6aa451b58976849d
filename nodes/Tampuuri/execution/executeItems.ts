import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import { itemError } from '../../shared/errors/itemError';
import { ExecutionStopped } from '../../shared/transport/cancellation';
import { openConnection, type Connection } from '../../shared/transport/connection';
import { readParameters } from './parameters';
import { runItem } from './runItem';

/**
 * The node's run: one item after the other, each with its own parameters, paired with its results. A
 * failed item ends the run, or goes to the error output when the node is set to continue.
 *
 * @throws NodeApiError, NodeOperationError of the first failed item unless set to continue
 */
export async function executeItems(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const output: INodeExecutionData[] = [];
	let connection: Connection | undefined;
	for (const itemIndex of this.getInputData().keys()) {
		const pairedItem = { item: itemIndex };
		const before = output.length;
		const onRow = (json: IDataObject) => {
			output.push({ json, pairedItem });
		};
		try {
			connection ??= await openConnection(this);
			const parameters = readParameters(this, itemIndex);
			this.addExecutionHints(...(await runItem(parameters, connection.transport, onRow)));
		} catch (thrown) {
			if (thrown instanceof ExecutionStopped) throw new NodeOperationError(this.getNode(), thrown);
			const error = itemError(this.getNode(), thrown, itemIndex, connection?.secrets ?? []);
			if (!this.continueOnFail()) throw error;
			// Half a list would pass for a whole one.
			output.length = before;
			// No `json.error`: n8n fills it in itself, and on seeing it beforehand would run the whole
			// node again under Retry On Fail, repeating writes that were done.
			output.push({ json: {}, error, pairedItem });
		}
	}
	return [output];
}
