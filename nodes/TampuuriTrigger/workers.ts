import type { IExecuteFunctions, IWebhookFunctions, NodeExecutionHint } from 'n8n-workflow';

/** The triggers that received a call in this process. */
const receivers = new Set<string>();

function nameOf(context: IExecuteFunctions | IWebhookFunctions): string {
	return `${String(context.getWorkflow().id)}/${context.getNode().name}`;
}

/** Remembers that calls to this trigger arrive in this process. */
export function noteReceiver(context: IWebhookFunctions): void {
	receivers.add(nameOf(context));
}

/** A hint if a worker (queue mode) runs what another process has answered already. */
export function workerHint(
	context: IExecuteFunctions,
	respond: 'onReceived' | 'lastNode',
): NodeExecutionHint[] {
	const isProduction = context.getMode() === 'webhook';
	if (!isProduction || respond === 'lastNode' || receivers.has(nameOf(context))) return [];
	return [
		{
			message:
				'This n8n has workers (queue mode). If a worker dies, its events are lost, because Tampuuri already has its response. Set Respond to When Workflow Finishes, and start the steps with Execute Sub-workflow without waiting.',
			type: 'warning',
			location: 'outputPane',
		},
	];
}
