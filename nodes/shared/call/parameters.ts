import type { IDataObject } from 'n8n-workflow';
import { InvalidInput } from '../errors/failure';
import {
	collectionOf,
	fieldsOf,
	isComposite,
	MORE_FIELDS,
	MORE_FIELDS_JSON,
	isUpdate,
	takesMoreFields,
	type Field,
	type Operation,
	type Row,
} from '../catalogue';
import {
	DEFAULT_OPTIONS,
	objectIn,
	readOptions,
	type ItemOptions,
	type ParameterSource,
} from './options';
import { sentRow } from '../profile/accountRow';
import { merged } from '../profile/nestedKeys';
import type { AccountProfile } from '../profile/schema';
import { moreFieldsOf } from '../helpSite/liveCall';
import { jsonOf, type WireValue } from './json';
import { isEmpty, locatedValue } from './entered';
import { readReference, type Reference } from './createOnce/reference';
import { idOf, numericValue, setValues, writtenValueOf } from './values';

/** Everything needed to make the calls of one operation. */
export interface CallParameters {
	readonly operation: Operation;
	/** Values of path parameters, by placeholder. */
	readonly path: Readonly<Record<string, unknown>>;
	/** The values that were set, by parameter name. */
	readonly values: Readonly<Record<string, unknown>>;
	/** Query parameters that are not in the catalogue. */
	readonly moreQuery?: Readonly<Record<string, WireValue>>;
	readonly moreFields: IDataObject;
	/** What each resulting item contains beside the response. */
	readonly recordIds?: IDataObject;
	/** Sent instead of all fields, for a body that is not an object. */
	readonly wholeBody?: WireValue;
	/** By which the new record is created only once. */
	readonly reference?: Reference;
	/** Maximum number of rows of a paged list; all if absent. */
	readonly limit?: number;
	readonly options: ItemOptions;
}

/** A call that the product makes on its own, without a person's options. */
export function plainCall(
	operation: Operation,
	{ path = {}, values = {} }: Partial<Pick<CallParameters, 'path' | 'values'>>,
): CallParameters {
	return { operation, path, values, moreFields: {}, options: DEFAULT_OPTIONS };
}

/** The parameters of one item. */
export type ItemParameters = Omit<CallParameters, 'operation'> & {
	readonly operation: Row;
};

function chosenOperation(
	context: ParameterSource,
	itemIndex: number,
	profile: AccountProfile | undefined,
): Row {
	const resourceName = context.getNodeParameter('resource', itemIndex);
	const operationName = context.getNodeParameter('operation', itemIndex);
	const row = sentRow(profile, resourceName, operationName, (offered, { parameter }) =>
		locatedValue(objectIn(context, collectionOf(offered), itemIndex)[parameter]),
	);
	if (row === undefined) {
		throw new InvalidInput(
			`There is no operation "${String(operationName)}" for "${String(resourceName)}"`,
			'Choose the resource and operation from their lists.',
		);
	}
	return row;
}

/**
 * Checks the maximum number of rows of a list; undefined means all.
 *
 * @throws InvalidInput unless it is a whole number of at least 1
 */
export function limitOf(returnAll: unknown, wanted: unknown): number | undefined {
	if (returnAll === true) return undefined;
	const limit = numericValue(wanted);
	if (!Number.isInteger(limit) || limit < 1) {
		throw new InvalidInput(
			'Limit must be a whole number of at least 1',
			'Enter how many results you want.',
		);
	}
	return limit;
}

/** Reads the maximum number of rows from the item's parameters; undefined means all. */
export function readLimit(context: ParameterSource, itemIndex: number): number | undefined {
	const returnAll = context.getNodeParameter('returnAll', itemIndex);
	return limitOf(returnAll, returnAll === true ? 0 : context.getNodeParameter('limit', itemIndex));
}

interface MoreFieldsSource {
	readonly operation: Row;
	readonly asJson: unknown;
}

/**
 * The values entered besides the catalogue's own fields: fields of the Help page, and JSON.
 *
 * @throws InvalidInput when a value can't be sent
 */
function readMoreFields(
	context: ParameterSource,
	itemIndex: number,
	{ operation, asJson }: MoreFieldsSource,
): IDataObject {
	const { fields, values, rest, named } = moreFieldsOf(
		context.getNodeParameter(MORE_FIELDS, itemIndex, {}),
	);
	const set = setValues(fields, values, isUpdate(operation));
	const written = fields
		.filter(({ parameter }) => parameter in set)
		.map((field) => [field.key, writtenValueOf(field, set[field.parameter], operation.dayFormat)]);
	const json = [
		{ label: 'Other Fields (JSON)', value: rest },
		{ label: 'More Fields', value: named },
		{ label: 'More Fields (JSON)', value: asJson },
	]
		.filter(({ value }) => !isEmpty(value))
		.map(({ label, value }) => jsonOf({ label, shape: 'object' }, value) as IDataObject);
	return json.reduce(merged, Object.fromEntries(written) as IDataObject);
}

/** @throws InvalidInput with the name of a required field that is not set */
export function requireFilled(
	fields: ReadonlyArray<Pick<Field, 'parameter' | 'label' | 'required'>>,
	values: Readonly<Record<string, unknown>>,
): void {
	const empty = fields.find(({ parameter, required }) => required && !(parameter in values));
	if (empty !== undefined) {
		throw new InvalidInput(`${empty.label} is empty`, 'This field is required. Enter a value.');
	}
}

/** @throws InvalidInput when an update has none of its fields */
export function requireAnyField(
	fields: readonly Field[],
	values: Readonly<Record<string, unknown>>,
): void {
	if (fields.some(({ parameter }) => parameter in values)) return;
	const examples = fields.slice(0, 3).map(({ label }) => label);
	throw new InvalidInput(
		'There is nothing to update',
		`Add a field and its new value, for example ${examples.join(' or ')}.`,
	);
}

/** @throws InvalidInput with the fields of which at least one must be set, if none is */
function requireOneOf(operation: Row, values: Readonly<Record<string, unknown>>): void {
	const { requiresOneOf = [], requiresAnyField, fields = [] } = operation.body ?? {};
	if (requiresAnyField) requireAnyField(fields, values);
	if (requiresOneOf.length === 0 || requiresOneOf.some((name) => name in values)) return;
	const labels = fields
		.filter(({ parameter }) => requiresOneOf.includes(parameter))
		.map(({ label }) => label);
	throw new InvalidInput(`${labels.join(' and ')} are both empty`, 'Fill in at least one of them.');
}

function recordIdsOf(operation: Row, values: Readonly<Record<string, unknown>>): IDataObject {
	const fields = [...Object.values(operation.pathParameters), ...fieldsOf(operation)];
	const labelOf = (name: string) =>
		fields.find(({ parameter }) => parameter === name)?.label ?? name;
	const ids = Object.entries(operation.recordIds ?? {}).map(([key, parameter]) => [
		key,
		idOf({ label: labelOf(parameter) }, values[parameter]),
	]);
	return Object.fromEntries(ids) as IDataObject;
}

/**
 * Reads all parameters of one item.
 *
 * @param profile how the item's account spells its operations
 * @throws InvalidInput when a required field is empty or an option is out of range
 */
export function readParameters(
	context: ParameterSource,
	itemIndex: number,
	profile: AccountProfile | undefined,
): ItemParameters {
	return readParametersOf(chosenOperation(context, itemIndex, profile), context, itemIndex);
}

/**
 * Reads all parameters of a call to an operation that is chosen already.
 *
 * @throws InvalidInput when a required field is empty or an option is out of range
 */
export function readParametersOf<Chosen extends Row>(
	operation: Chosen,
	context: ParameterSource,
	itemIndex: number,
): Omit<CallParameters, 'operation'> & { readonly operation: Chosen } {
	const collection = objectIn(context, collectionOf(operation), itemIndex);
	const fields = fieldsOf(operation);
	const entered = fields.map(({ parameter, required }) => [
		parameter,
		required ? context.getNodeParameter(parameter, itemIndex) : collection[parameter],
	]);
	const set = setValues(fields, Object.fromEntries(entered), isUpdate(operation));
	const { reference, values } = readReference(operation, collection, set);
	requireFilled(fields, values);
	const path = Object.entries(operation.pathParameters).map(([placeholder, { parameter }]) => ({
		placeholder,
		parameter,
		value: context.getNodeParameter(parameter, itemIndex),
	}));
	const pathValues = Object.fromEntries(path.map(({ parameter, value }) => [parameter, value]));
	if (isComposite(operation)) {
		// Otherwise a value could turn out to be wrong when the first call has changed something.
		for (const field of fields.filter(({ parameter }) => parameter in values)) {
			writtenValueOf(field, values[field.parameter], operation.dayFormat);
		}
	}
	const asJson = collection[MORE_FIELDS_JSON];
	const moreFields = takesMoreFields(operation)
		? readMoreFields(context, itemIndex, { operation, asJson })
		: {};
	if (Object.keys(moreFields).length === 0) requireOneOf(operation, values);
	return {
		operation,
		path: Object.fromEntries(path.map(({ placeholder, value }) => [placeholder, value])),
		values,
		moreFields,
		recordIds: recordIdsOf(operation, { ...pathValues, ...values }),
		reference,
		limit: operation.paging === undefined ? undefined : readLimit(context, itemIndex),
		options: readOptions(context, itemIndex),
	};
}
