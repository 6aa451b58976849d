import type {
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { numberSetting } from '../shared/call/options';
import { numericValue } from '../shared/call/values';
import { commaSeparated } from '../shared/foreignValues';
import type { SettingsProblem } from './authentication/secrets';
import type { Wanted } from './notifications/events';
import type { FetchSettings } from './records/fetchRecords';

/** Eight bundles of 250. n8n writes all of it again for each execution. */
export const DEFAULT_WINDOW = 2_000;
export const DEFAULT_FETCH_CONCURRENCY = 3;

const WINDOW = {
	label: 'Deduplication Window',
	fallback: DEFAULT_WINDOW,
	minimum: 1,
	maximum: 1_000_000,
	whole: true,
} as const;

const FETCH_CONCURRENCY = {
	label: 'Fetch Concurrency',
	fallback: DEFAULT_FETCH_CONCURRENCY,
	minimum: 1,
	maximum: 8,
	whole: true,
} as const;

export const DEFAULT_LARGEST_BUNDLE = 1000;

/** The user's settings for receiving a call. */
export interface WebhookSettings {
	readonly wanted: Wanted;
	/** Whether to return one item for a whole bundle. */
	readonly asBundle: boolean;
	/** The most notifications in an item for a bundle. */
	readonly largestBundle: number;
}

function readWanted(context: IHookFunctions | IWebhookFunctions): Wanted {
	return {
		events: commaSeparated(context.getNodeParameter('events', [])),
		otherEvents: commaSeparated(context.getNodeParameter('otherEvents', '')),
		accounts: commaSeparated(context.getNodeParameter('accounts', '')),
	};
}

/** Why a trigger with these events must not listen: it would drop them all. Undefined if it may. */
export function problemWithEvents(context: IHookFunctions): SettingsProblem | undefined {
	const { events, otherEvents } = readWanted(context);
	if (events.length + otherEvents.length > 0) return undefined;
	return {
		message: 'No event is chosen',
		advice: 'Choose one under Trigger On, or enter its name under Other Event Names.',
	};
}

export function readWebhookSettings(context: IWebhookFunctions): WebhookSettings {
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const largest = numericValue(options.largestBundle);
	return {
		wanted: readWanted(context),
		asBundle: context.getNodeParameter('output', 'notification') === 'bundle',
		// A delivery must not be lost because of an invalid setting.
		largestBundle:
			largest >= 1 && largest < Infinity ? Math.floor(largest) : DEFAULT_LARGEST_BUNDLE,
	};
}

/** The user's settings for a run. */
export interface ExecuteSettings {
	readonly deduplicates: boolean;
	/** How many event keys to remember. */
	readonly windowSize: number;
	readonly respond: 'onReceived' | 'lastNode';
	/** Undefined if records are not fetched. */
	readonly fetch: FetchSettings | undefined;
	readonly masksIdentityCodes: boolean;
}

/** @throws InvalidInput when a number is out of range */
export function readExecuteSettings(context: IExecuteFunctions): ExecuteSettings {
	const options = context.getNodeParameter('options', 0, {}) as IDataObject;
	const fetches = context.getNodeParameter('fetchFullRecord', 0, false) === true;
	return {
		// A manual run must get every event, and a retried execution its own.
		deduplicates: options.deduplicate !== false && !['manual', 'retry'].includes(context.getMode()),
		windowSize: numberSetting(options.window, WINDOW),
		respond:
			context.getNodeParameter('respond', 0, 'onReceived') === 'lastNode'
				? 'lastNode'
				: 'onReceived',
		fetch: fetches
			? {
					concurrency: numberSetting(options.fetchConcurrency, FETCH_CONCURRENCY),
					stopsWithoutResponse: context.getNodeParameter('onFetchFailure', 0, 'note') === 'error',
				}
			: undefined,
		masksIdentityCodes: options.maskIdentityCodes === true,
	};
}
