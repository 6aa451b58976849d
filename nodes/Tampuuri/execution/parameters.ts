import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { InvalidInput } from '../../shared/errors/invalidInput';
import { DEFAULT_SETTINGS, type RequestSettings } from '../../shared/transport/request';
import {
	catalogue,
	collectionOf,
	fieldsOf,
	keyParameterOf,
	MORE_FIELDS,
	PAGING_KEYS,
	takesMoreFields,
	type Operation,
} from '../catalogue';
import { isEmpty, jsonOf } from './wireValue';

/** What one item asks for, read once. */
export interface ItemParameters {
	readonly operation: Operation;
	/** Values of path parameters, by placeholder. */
	readonly path: Readonly<Record<string, unknown>>;
	/** Values that were set, by parameter name. */
	readonly values: Readonly<Record<string, unknown>>;
	readonly moreFields: IDataObject;
	/** Rows wanted of a list that pages; all when absent. */
	readonly limit?: number;
	readonly options: ItemOptions;
}

export interface ItemOptions extends RequestSettings {
	readonly pageConcurrency: number;
	readonly dayFormat: 'midnight' | 'bare';
	/** Keys the user corrected, by the parameter of the field. */
	readonly keys: Readonly<Record<string, string>>;
}

function chosenOperation(context: IExecuteFunctions, itemIndex: number): Operation {
	const resourceName = context.getNodeParameter('resource', itemIndex);
	const operationName = String(context.getNodeParameter('operation', itemIndex));
	const resource = catalogue.find(({ value }) => value === resourceName);
	const operation =
		resource !== undefined && Object.hasOwn(resource.operations, operationName)
			? resource.operations[operationName]
			: undefined;
	if (operation === undefined) {
		throw new InvalidInput(
			`There is no operation "${operationName}" for "${String(resourceName)}"`,
			'Choose resource and operation from their lists.',
		);
	}
	return operation;
}

function limitOf(context: IExecuteFunctions, itemIndex: number): number | undefined {
	if (context.getNodeParameter('returnAll', itemIndex) === true) return undefined;
	const limit = Number(context.getNodeParameter('limit', itemIndex));
	if (!Number.isInteger(limit) || limit < 1) {
		throw new InvalidInput('Limit is not a whole number from 1 up', 'Enter how many you want.');
	}
	return limit;
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

function correctedKeys(options: IDataObject, operation: Operation): Record<string, string> {
	const keys: Record<string, string> = {};
	for (const { parameter } of [...fieldsOf(operation), ...PAGING_KEYS]) {
		const key = options[keyParameterOf({ parameter })];
		if (typeof key === 'string' && key.trim() !== '') keys[parameter] = key.trim();
	}
	return keys;
}

function optionsOf(options: IDataObject, operation: Operation): ItemOptions {
	return {
		timeout:
			1000 * numberFrom(options, 'timeout', 'Timeout', DEFAULT_SETTINGS.timeout / 1000, [1, 3600]),
		retries: numberFrom(options, 'retries', 'Retries', DEFAULT_SETTINGS.retries, [0, 10]),
		pageConcurrency: numberFrom(options, 'pageConcurrency', 'Page Concurrency', 3, [1, 8]),
		dayFormat: options.dayFormat === 'bare' ? 'bare' : 'midnight',
		keys: correctedKeys(options, operation),
	};
}

/**
 * Reads everything one item asks for.
 *
 * @throws InvalidInput when a required field is empty or an option is out of its range
 */
export function readParameters(context: IExecuteFunctions, itemIndex: number): ItemParameters {
	const operation = chosenOperation(context, itemIndex);
	const collection = context.getNodeParameter(
		collectionOf(operation),
		itemIndex,
		{},
	) as IDataObject;
	const values: Record<string, unknown> = {};
	for (const { parameter, label, required } of fieldsOf(operation)) {
		const value = required ? context.getNodeParameter(parameter, itemIndex) : collection[parameter];
		if (required && isEmpty(value)) {
			throw new InvalidInput(`${label} is empty`, 'It is required. Fill it in.');
		}
		if (value !== undefined && value !== null) values[parameter] = value;
	}
	const path: Record<string, unknown> = {};
	for (const [placeholder, { parameter }] of Object.entries(operation.pathParameters)) {
		path[placeholder] = context.getNodeParameter(parameter, itemIndex);
	}
	const more = takesMoreFields(operation) ? collection[MORE_FIELDS] : undefined;
	return {
		operation,
		path,
		values,
		moreFields: isEmpty(more)
			? {}
			: (jsonOf({ label: 'Additional Fields (JSON)', shape: 'object' }, more) as IDataObject),
		limit: operation.paging === undefined ? undefined : limitOf(context, itemIndex),
		options: optionsOf(
			context.getNodeParameter('options', itemIndex, {}) as IDataObject,
			operation,
		),
	};
}
