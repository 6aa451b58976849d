import type { IDataObject } from 'n8n-workflow';
import { InvalidInput } from '../errors/invalidInput';
import {
	catalogue,
	collectionOf,
	fieldsOf,
	MORE_FIELDS,
	MORE_LIVE_FIELDS,
	offeredBy,
	takesMoreFields,
	type Composite,
	type Operation,
} from '../catalogue';
import { readOptions, type ItemOptions } from './options';
import { moreLiveFields } from '../helpSite/live/moreFields';
import { isEmpty, jsonOf, type WireValue } from './values';

/** Where values are read from: a run's items, or a poll, which has none. */
export interface ParameterSource {
	getNodeParameter(name: string, itemIndex: number, fallback?: unknown): unknown;
}

/** What is needed to make the calls of one operation. */
export interface CallParameters {
	readonly operation: Operation;
	/** Values of path parameters, by placeholder. */
	readonly path: Readonly<Record<string, unknown>>;
	/** Values that were set, by parameter name. */
	readonly values: Readonly<Record<string, unknown>>;
	/** Query parameters no row knows. */
	readonly moreQuery?: Readonly<Record<string, string>>;
	readonly moreFields: IDataObject;
	/** Sent instead of all fields, for a body that is no object. */
	readonly wholeBody?: WireValue;
	/** Rows wanted of a list that pages; all when absent. */
	readonly limit?: number;
	readonly options: ItemOptions;
}

/** What one item asks for, read once. */
export type ItemParameters = Omit<CallParameters, 'operation'> & {
	readonly operation: Operation | Composite;
};

function chosenOperation(context: ParameterSource, itemIndex: number): Operation | Composite {
	const resourceName = context.getNodeParameter('resource', itemIndex);
	const operationName = context.getNodeParameter('operation', itemIndex);
	const offered = catalogue
		.filter(({ value }) => value === resourceName)
		.flatMap(offeredBy)
		.find(([name]) => name === operationName);
	if (offered === undefined) {
		throw new InvalidInput(
			`There is no operation "${String(operationName)}" for "${String(resourceName)}"`,
			'Choose resource and operation from their lists.',
		);
	}
	return offered[1];
}

/**
 * How many rows of a list are wanted; all when undefined.
 *
 * @throws InvalidInput when it is no whole number from 1 up
 */
export function limitOf(returnAll: unknown, wanted: unknown): number | undefined {
	if (returnAll === true) return undefined;
	const limit = Number(wanted);
	if (!Number.isInteger(limit) || limit < 1) {
		throw new InvalidInput('Limit is not a whole number from 1 up', 'Enter how many you want.');
	}
	return limit;
}

/** The same, from the item's parameters. */
export function readLimit(context: ParameterSource, itemIndex: number): number | undefined {
	const returnAll = context.getNodeParameter('returnAll', itemIndex);
	return limitOf(returnAll, returnAll === true ? 0 : context.getNodeParameter('limit', itemIndex));
}

function moreFieldsOf(collection: IDataObject): IDataObject {
	const more = collection[MORE_FIELDS];
	if (isEmpty(more)) return {};
	return jsonOf({ label: 'Additional Fields (JSON)', shape: 'object' }, more) as IDataObject;
}

function requireOneOf(operation: Operation | Composite, values: Record<string, unknown>): void {
	const { requiresOneOf = [], fields = [] } = operation.body ?? {};
	if (requiresOneOf.length === 0 || requiresOneOf.some((name) => !isEmpty(values[name]))) return;
	const labels = fields
		.filter(({ parameter }) => requiresOneOf.includes(parameter))
		.map(({ label }) => label);
	throw new InvalidInput(`${labels.join(' and ')} are both empty`, 'Fill in one of them.');
}

/**
 * Reads everything one item asks for.
 *
 * @throws InvalidInput when a required field is empty or an option is out of its range
 */
export function readParameters(context: ParameterSource, itemIndex: number): ItemParameters {
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
	requireOneOf(operation, values);
	const path = Object.entries(operation.pathParameters).map(([placeholder, { parameter }]) => [
		placeholder,
		context.getNodeParameter(parameter, itemIndex),
	]);
	const options = readOptions(context, itemIndex, operation);
	const live = takesMoreFields(operation)
		? moreLiveFields(context.getNodeParameter(MORE_LIVE_FIELDS, itemIndex, {}), options.dayFormat)
		: {};
	return {
		operation,
		path: Object.fromEntries(path),
		values,
		moreFields: takesMoreFields(operation) ? { ...live, ...moreFieldsOf(collection) } : {},
		limit: operation.paging === undefined ? undefined : readLimit(context, itemIndex),
		options,
	};
}
