import { NodeApiError, NodeError, NodeOperationError, type INode } from 'n8n-workflow';

import { Refusal } from './refusal';

/**
 * Turns whatever was thrown into the error n8n shows, tied to its item.
 * n8n keeps, shows and logs the node inside an error: its parameters, where one-time codes and keys may have been
 * typed in, are left out.
 */
export function toNodeError(
	failedNode: INode,
	error: unknown,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	const node = { ...failedNode, parameters: {} };
	if (!(error instanceof Refusal)) {
		const message = error instanceof Error ? error.message : String(error);
		const description = error instanceof NodeError ? error.description : undefined;
		return new NodeOperationError(node, message, {
			description: description ?? undefined,
			itemIndex,
		});
	}
	const { message, advice: description } = error;
	return error.source === 'service'
		? new NodeApiError(node, { message }, { message, description, itemIndex })
		: new NodeOperationError(node, message, { description, itemIndex });
}
