import { NodeApiError, NodeOperationError, UserError, type INode } from 'n8n-workflow';
import { redacted } from './redaction';
import { CallFailed } from '../api/client';
import { apiError, atItem } from './apiError';

/**
 * The error of one item, or of a picker when there is no item, as n8n shows it: whatever was thrown,
 * with the item's number and without the given secrets.
 */
export function itemError(
	node: INode,
	thrown: unknown,
	itemIndex: number | undefined,
	secrets: readonly string[],
): NodeApiError | NodeOperationError {
	if (thrown instanceof CallFailed) {
		const { request, failure, done } = thrown;
		return apiError(node, { ...request, failure, done, secrets }, itemIndex);
	}
	const error = thrown instanceof Error ? thrown : new Error(String(thrown));
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		if (itemIndex !== undefined) error.context.itemIndex ??= itemIndex;
		return error;
	}
	const message = redacted(atItem(error.message, itemIndex), secrets);
	const description = error instanceof UserError ? error.description : undefined;
	return new NodeOperationError(node, message, {
		description: description == null ? undefined : redacted(description, secrets),
		itemIndex,
	});
}
