import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';
import { addressWarning } from './addressWarning';

/** Tells a person who tries the trigger that Tampuuri could not reach it. */
export function addressHint(context: IExecuteFunctions): NodeExecutionHint[] {
	if (context.getMode() !== 'manual') return [];
	const message = addressWarning(context.getInstanceBaseUrl());
	return message === undefined ? [] : [{ message, location: 'outputPane', type: 'warning' }];
}
