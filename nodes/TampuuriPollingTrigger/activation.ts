import { NodeApiError, type INodeExecutionData, type IPollFunctions } from 'n8n-workflow';
import { itemError } from '../shared/errors/nodeError';

const polledContexts = new WeakSet<IPollFunctions>();
/** Nodes whose last poll failed and was survived. */
const failedNodes = new Set<string>();

/**
 * Whether n8n polls because a workflow becomes active: it then makes the first poll in a new
 * context. n8n's scheduler makes a new context with `update` for every poll, so of these only the
 * first failure counts.
 */
function isActivating(context: IPollFunctions, node: string): boolean {
	if (polledContexts.has(context)) return false;
	polledContexts.add(context);
	return context.getActivationMode() !== 'update' || !failedNodes.has(node);
}

/** While n8n starts, nobody is there to correct anything and to publish the workflow again. */
const WITHOUT_A_PERSON = ['init', 'leadershipChange'];
const TRANSIENT = ['temporarily-unavailable', 'rate-limited'];

function maySucceedLater(context: IPollFunctions, error: unknown): boolean {
	if (WITHOUT_A_PERSON.includes(context.getActivationMode())) return true;
	return error instanceof NodeApiError && TRANSIENT.includes(error.failure?.cause ?? '');
}

/**
 * Polls. If the poll fails while the workflow becomes active, n8n would leave the trigger dead until
 * someone publishes it again, so a failure that may pass is logged instead. Later polls report it.
 *
 * @param node identifies the node among all workflows
 * @throws what the poll throws otherwise
 */
export async function survivingActivation(
	context: IPollFunctions,
	node: string,
	work: () => Promise<INodeExecutionData[][] | null>,
): Promise<INodeExecutionData[][] | null> {
	const activating = isActivating(context, node);
	try {
		const items = await work();
		failedNodes.delete(node);
		return items;
	} catch (error) {
		if (!activating || !maySucceedLater(context, error)) {
			throw itemError(context.getNode(), error, undefined, []);
		}
		failedNodes.add(node);
		const reason = error instanceof Error ? error.message : String(error);
		context.logger.warn(
			`${context.getNode().name}: The first poll failed, the next one tries again. Nothing is missed that the next poll still finds. ${reason}`,
		);
		return null;
	}
}
