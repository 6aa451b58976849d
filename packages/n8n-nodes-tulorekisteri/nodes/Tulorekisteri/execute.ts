import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { Refusal } from '../shared/errors/refusal';
import { operations } from './operations';

/** Runs the operation the node is set to, for one item. */
export async function runOperation(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<IDataObject> {
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
			'It spends one-time codes or hands out keys: put it into a workflow that a person starts or approves.',
		);
	}
	return await operation.run(context, itemIndex);
}
