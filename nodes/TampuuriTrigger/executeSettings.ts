import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import type { FetchSettings } from './records/fetchRecords';

export const DEFAULT_WINDOW = 10_000;
export const DEFAULT_FETCH_CONCURRENCY = 3;
export const DEFAULT_SERVICE_REQUEST_ID_FIELD = 'Id';

/** What the user chose, as far as a run goes. */
export interface DeliverySettings {
	readonly deduplicates: boolean;
	/** How many event keys are remembered. */
	readonly windowSize: number;
	readonly respond: 'onReceived' | 'lastNode';
	/** Undefined when records are not fetched. */
	readonly fetch: FetchSettings | undefined;
	readonly failsWithoutRecord: boolean;
}

function wholeNumber(
	context: IExecuteFunctions,
	value: unknown,
	label: string,
	[minimum, maximum]: readonly [number, number],
): number {
	const number = Number(value);
	if (Number.isInteger(number) && number >= minimum && number <= maximum) return number;
	throw new NodeOperationError(
		context.getNode(),
		`${label} is not a whole number from ${minimum} to ${maximum}`,
		{ description: 'Correct it under Options.' },
	);
}

/** @throws NodeOperationError when a number is out of its range */
export function readDeliverySettings(context: IExecuteFunctions): DeliverySettings {
	const options = context.getNodeParameter('options', 0, {}) as IDataObject;
	const { window: windowSize = DEFAULT_WINDOW } = options;
	const { fetchConcurrency = DEFAULT_FETCH_CONCURRENCY } = options;
	const idField = String(options.serviceRequestIdField ?? '').trim();
	const fetches = context.getNodeParameter('fetchFullRecord', 0, false) === true;
	return {
		// A run by hand must see every event, and a retried execution its own.
		deduplicates: options.deduplicate !== false && !['manual', 'retry'].includes(context.getMode()),
		windowSize: wholeNumber(context, windowSize, 'Window', [1, 1_000_000]),
		respond:
			context.getNodeParameter('respond', 0, 'onReceived') === 'lastNode'
				? 'lastNode'
				: 'onReceived',
		fetch: fetches
			? {
					concurrency: wholeNumber(context, fetchConcurrency, 'Fetch Concurrency', [1, 8]),
					serviceRequestIdField: idField === '' ? DEFAULT_SERVICE_REQUEST_ID_FIELD : idField,
				}
			: undefined,
		failsWithoutRecord:
			fetches && context.getNodeParameter('onFetchFailure', 0, 'note') === 'error',
	};
}
