import { isSafeObjectProperty, type IDataObject } from 'n8n-workflow';
import { InvalidInput } from '../errors/invalidInput';
import { DEFAULT_SETTINGS, type RequestSettings } from '../api/request';
import {
	fieldsOf,
	keyParameterOf,
	PAGING_KEYS,
	type Composite,
	type Operation,
} from '../catalogue';
import { isPlan, type Plan } from './cost';
import type { ParameterSource } from './parameters';

/** What the user chose under Options, or the defaults. */
export interface ItemOptions extends RequestSettings {
	readonly plan?: Plan;
	readonly pageConcurrency: number;
	readonly dayFormat: 'midnight' | 'bare';
	/** The most megabytes of a file that are sent. */
	readonly largestFile: number;
	/** Keys the user corrected, by the parameter of the field. */
	readonly keys: Readonly<Record<string, string>>;
}

function numberFrom(
	options: IDataObject,
	name: string,
	label: string,
	fallback: number,
	[minimum, maximum]: readonly [number, number],
): number {
	const value = options[name] ?? fallback;
	if (typeof value !== 'number' || !(value >= minimum && value <= maximum)) {
		throw new InvalidInput(
			`${label} is not a number from ${minimum} to ${maximum}`,
			'Correct it under Options.',
		);
	}
	return value;
}

function correctedKeys(
	options: IDataObject,
	operation: Operation | Composite,
): Record<string, string> {
	const keys: Record<string, string> = {};
	for (const { parameter, label } of [...fieldsOf(operation), ...PAGING_KEYS]) {
		const key = options[keyParameterOf({ parameter })];
		if (typeof key !== 'string' || key.trim() === '') continue;
		if (!isSafeObjectProperty(key.trim())) {
			throw new InvalidInput(
				`The name for ${label} can't be "${key.trim()}"`,
				"Look the field's name up on Tampuuri's Help page.",
			);
		}
		keys[parameter] = key.trim();
	}
	return keys;
}

/**
 * Reads an item's options.
 *
 * @throws InvalidInput when one is out of its range
 */
export function readOptions(
	context: ParameterSource,
	itemIndex: number,
	operation: Operation | Composite,
): ItemOptions {
	const options = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
	const { timeout, retries } = DEFAULT_SETTINGS;
	const { callBudget, plan } = options;
	return {
		...(callBudget === undefined
			? {}
			: { callBudget: numberFrom(options, 'callBudget', 'Call Budget', 0, [1, Infinity]) }),
		reuseReads: options.reuseReads === true,
		plan: isPlan(plan) ? plan : undefined,
		timeout: 1000 * numberFrom(options, 'timeout', 'Timeout', timeout / 1000, [1, 3600]),
		retries: numberFrom(options, 'retries', 'Retries', retries, [0, 10]),
		pageConcurrency: numberFrom(options, 'pageConcurrency', 'Page Concurrency', 3, [1, 8]),
		dayFormat: options.dayFormat === 'bare' ? 'bare' : 'midnight',
		largestFile: numberFrom(options, 'largestFile', 'Largest File', 25, [1, 500]),
		keys: correctedKeys(options, operation),
	};
}
