import type { IDataObject } from 'n8n-workflow';
import { InvalidInput } from '../errors/failure';
import { isObject } from '../foreignValues';
import type { CallsInFlight } from '../api/client';
import type { RequestSettings } from '../api/request';
import { isEmpty } from './entered';
import { numericValue } from './values';

/** What parameters are read from: a run's items, or a poll, which has none. */
export interface ParameterSource {
	getNodeParameter(name: string, itemIndex: number, fallback?: unknown): unknown;
}

/** The user's choices under Options, or the defaults. */
export interface ItemOptions extends RequestSettings {
	/** Maximum number of calls in flight. */
	readonly concurrency: number;
	/** Maximum size of a file in megabytes. */
	readonly largestFile: number;
	/** Milliseconds after which a reading may tell that something was not created. */
	readonly settlingTime: number;
}

/** For calls that a person set no options of. */
export const DEFAULT_OPTIONS: ItemOptions = {
	concurrency: 1,
	largestFile: 1,
	settlingTime: 15_000,
};

/** A collection's values; none if an expression gives something else. */
export function objectIn(context: ParameterSource, name: string, itemIndex: number): IDataObject {
	const value = context.getNodeParameter(name, itemIndex, {});
	return isObject(value) ? value : {};
}

/** A numeric setting. */
export interface NumberSetting {
	readonly label: string;
	readonly fallback: number;
	readonly minimum: number;
	readonly maximum: number;
	readonly whole?: true;
}

/**
 * A number the user set, also as text, or the fallback if it is empty.
 *
 * @throws InvalidInput when it is out of range
 */
export function numberSetting(
	value: unknown,
	{ label, fallback, minimum, maximum, whole }: NumberSetting,
): number {
	if (isEmpty(value)) return fallback;
	const number = numericValue(value);
	if (number >= minimum && number <= maximum && !(whole && !Number.isInteger(number)))
		return number;
	const advice = 'Correct it under Options.';
	if (whole) {
		throw new InvalidInput(`${label} must be a whole number from ${minimum} to ${maximum}`, advice);
	}
	throw new InvalidInput(`${label} must be a number from ${minimum} to ${maximum}`, advice);
}

const SETTINGS = {
	callBudget: {
		label: 'Call Budget',
		fallback: Infinity,
		minimum: 1,
		maximum: 10_000_000,
		whole: true,
	},
	concurrency: { label: 'Concurrency', fallback: 4, minimum: 1, maximum: 32, whole: true },
	largestFile: { label: 'Maximum File Size', fallback: 25, minimum: 1, maximum: 500 },
	settlingTime: { label: 'Settling Time', fallback: 15, minimum: 0, maximum: 600 },
} as const satisfies Record<string, NumberSetting>;

/**
 * Reads an item's options.
 *
 * @throws InvalidInput when one is out of range
 */
export function readOptions(context: ParameterSource, itemIndex: number): ItemOptions {
	const options = objectIn(context, 'options', itemIndex);
	const setting = (name: keyof typeof SETTINGS) => numberSetting(options[name], SETTINGS[name]);
	return {
		callBudget: setting('callBudget'),
		reuseReads: options.reuseReads === true,
		concurrency: setting('concurrency'),
		largestFile: setting('largestFile'),
		settlingTime: 1000 * setting('settlingTime'),
	};
}

/**
 * How many calls a run may have in flight: what the first item says counts for all. Unless it says
 * so, changes are made one at a time. So is everything if that can't be read, which the item reports.
 */
export function runConcurrency(context: ParameterSource): CallsInFlight {
	try {
		const { concurrency } = objectIn(context, 'options', 0);
		return {
			reads: numberSetting(concurrency, SETTINGS.concurrency),
			changes: numberSetting(concurrency, { ...SETTINGS.concurrency, fallback: 1 }),
		};
	} catch {
		return { reads: 1, changes: 1 };
	}
}
