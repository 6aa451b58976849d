import type { IDataObject, NodeExecutionHint } from 'n8n-workflow';
import type { Transport } from '../../shared/transport/transport';
import { readPage, rowsOf } from './answer';
import { buildRequest } from './buildRequest';
import { pagingHints } from './hints';
import { readPages } from './paging/readPages';
import type { ItemParameters } from './parameters';

/**
 * Does what one item asks for and hands over each resulting row.
 *
 * @returns hints for the user
 * @throws InvalidInput before a call, CallFailed after one, ExecutionStopped on Stop
 */
export async function runItem(
	parameters: ItemParameters,
	transport: Transport,
	onRow: (row: IDataObject) => void,
): Promise<NodeExecutionHint[]> {
	const { operation, options } = parameters;
	if (operation.paging === undefined) {
		const request = buildRequest(parameters);
		const answer = await transport.send(request, options);
		for (const row of rowsOf(operation.answer, request, answer)) onRow(row);
		return [];
	}
	const summary = await readPages({
		fetchPage: async (window) => {
			const request = buildRequest(parameters, window);
			return readPage(request, await transport.send(request, options));
		},
		onRow,
		limit: parameters.limit,
		concurrency: options.pageConcurrency,
	});
	return pagingHints(summary);
}
