import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { accessByName } from '../shared/api/access';
import { isComposite, type Row } from '../shared/catalogue';
import { InvalidInput } from '../shared/errors/failure';
import { runsAsTool } from '../shared/call/output';

/** The parameter by which the owner of a workflow lets AI agents make a change. */
export const ALLOW_CHANGES_BY_AI = 'allowChangesByAi';

/** Shown in the node's tool variant only. */
export const ALLOW_CHANGES_PROPERTY: INodeProperties = {
	displayName: 'Allow Changes by AI',
	name: ALLOW_CHANGES_BY_AI,
	type: 'boolean',
	noDataExpression: true,
	default: false,
	description: 'Whether an AI agent may really make this change. If off, it is refused.',
};

/** Whether an operation changes something, or is not known to read. */
function mayChange(operation: Row): boolean {
	if (operation.access === 'write') return true;
	return !isComposite(operation) && accessByName(operation) === 'write';
}

/**
 * Refuses a change that an AI agent asks for, unless the owner of the workflow allows it.
 *
 * @throws InvalidInput in words that the model can act on
 */
export function refuseUnallowedChange(
	context: IExecuteFunctions,
	itemIndex: number,
	operation: Row,
): void {
	if (!runsAsTool(context) || !mayChange(operation)) return;
	if (context.getNodeParameter(ALLOW_CHANGES_BY_AI, itemIndex, false) === true) return;
	throw new InvalidInput(
		'This tool may not change anything in Tampuuri',
		'Nothing was changed. Do not try again: tell the user what you wanted to change. The owner of the workflow can turn on Allow Changes by AI in this step.',
	);
}
