import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import type { Wanted } from './notifications/events';

export const DEFAULT_LARGEST_BUNDLE = 1000;

/** What the user chose, as far as receiving a call goes. */
export interface ReceptionSettings {
	readonly wanted: Wanted;
	/** One item for a whole bundle. */
	readonly asBundle: boolean;
	readonly largestBundle: number;
}

function listOf(text: unknown): string[] {
	const values = Array.isArray(text) ? text.map(String) : String(text ?? '').split(',');
	return values.map((value) => value.trim()).filter((value) => value !== '');
}

export function readReceptionSettings(context: IWebhookFunctions): ReceptionSettings {
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const largest = Number(options.largestBundle ?? DEFAULT_LARGEST_BUNDLE);
	return {
		wanted: {
			events: listOf(context.getNodeParameter('events', [])),
			otherEvents: listOf(context.getNodeParameter('otherEvents', '')),
			accounts: listOf(context.getNodeParameter('accounts', '')),
		},
		asBundle: context.getNodeParameter('output', 'notification') === 'bundle',
		largestBundle: largest >= 1 ? largest : DEFAULT_LARGEST_BUNDLE,
	};
}
