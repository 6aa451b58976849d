import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { toNodeError } from '../shared/errors/nodeErrors';
import { Refusal } from '../shared/errors/refusal';
import { operations } from './properties';

/**
 * Runs the operation the node is set to, item by item. With Continue, an item that failed is put out as
 * `error` and `details`, and without n8n's own `error` beside its data: n8n would replace the data by the
 * message, and the advice would be lost.
 */
export async function executeItems(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const items: INodeExecutionData[] = [];
	for (const itemIndex of context.getInputData().keys()) {
		const pairedItem = { item: itemIndex };
		try {
			const results = [await runOperation(context, itemIndex)].flat();
			items.push(...results.map((json) => ({ json, pairedItem })));
		} catch (thrown) {
			const error = toNodeError(context.getNode(), thrown, itemIndex);
			if (!context.continueOnFail()) throw error;
			items.push({ json: { error: error.message, details: error.description ?? '' }, pairedItem });
		}
	}
	return items;
}

async function runOperation(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<IDataObject | IDataObject[]> {
	const resource = context.getNodeParameter('resource', itemIndex);
	const value = context.getNodeParameter('operation', itemIndex);
	const operation = operations.find((each) => each.resource === resource && each.value === value);
	if (!operation) {
		throw new Refusal(
			'This node has no such operation',
			'Choose the operation again from the list.',
		);
	}
	if (context.isToolExecution() && !operation.forAgents) {
		throw new Refusal(
			`${operation.name} is not for AI agents`,
			'It spends one-time codes or creates keys. Use it in a workflow that a person starts or approves.',
		);
	}
	return await operation.run(context, itemIndex);
}
