import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * Whether an AI agent called the node. Newer agents let the engine run its tool variant like any other
 * node, so that `isToolExecution` says no; the variant's type ends in `Tool`.
 */
export function runsAsTool(
	context: Pick<IExecuteFunctions, 'isToolExecution' | 'getNode'>,
): boolean {
	return context.isToolExecution() || context.getNode().type.endsWith('Tool');
}
