import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';
import { addressWarning } from './address';

/** The address of this n8n's webhooks: the editor's, which the context knows, may be another one. */
const WEBHOOK_ADDRESS = '{{ $execution.resumeUrl }}';

/** Tells a person who tries the trigger that Tampuuri could not reach it. */
export function addressHint(context: IExecuteFunctions): NodeExecutionHint[] {
	if (context.getMode() !== 'manual') return [];
	const message = addressWarning(String(context.evaluateExpression(WEBHOOK_ADDRESS, 0)));
	return message === undefined ? [] : [{ message, location: 'outputPane', type: 'warning' }];
}
