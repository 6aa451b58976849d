import type { IExecuteFunctions } from 'n8n-workflow';
import { accessByName } from '../api/access';
import { isComposite, type Row } from '../catalogue';
import { InvalidInput } from '../errors/failure';
import { runsAsTool } from './output';

/** The parameter by which the owner of a workflow lets AI agents make a change. */
export const ALLOW_CHANGES_BY_AI = 'allowChangesByAi';

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
