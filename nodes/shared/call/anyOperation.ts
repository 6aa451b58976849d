import type { IDataObject } from 'n8n-workflow';
import { InvalidInput } from '../errors/failure';
import { isObject, plainText } from '../foreignValues';
import {
	ANY_OPERATION_FIELDS,
	API_OPERATION,
	METHODS,
	type Field,
	type Method,
	type Operation,
	type Paging,
} from '../catalogue';
import { pagingKeysAt } from '../profile/accountRow';
import type { AccountProfile } from '../profile/schema';
import { liveCallOf, type LiveFields } from '../helpSite/liveCall';
import { operationNameOf, type OperationName } from '../helpSite/pages/operationName';
import { encodedPath, madeOperation, type CallSettings } from './madeOperation';
import { readOptions, type ParameterSource } from './options';
import {
	limitOf,
	readLimit,
	requireAnyField,
	requireFilled,
	type CallParameters,
} from './parameters';
import { jsonOf, type WireValue } from './json';
import { refuse } from './refuse';
import { isEmpty, locatedValue } from './entered';
import { setValues, writtenValueOf } from './values';

/** How many rows to read of a live list by default. */
const DEFAULT_LIMIT = 50;

function methodOf(value: unknown): Method {
	const method = METHODS.find((known) => known === value);
	if (method === undefined) {
		throw new InvalidInput(`There is no method "${plainText(value)}"`, 'Choose one from the list.');
	}
	return method;
}

/** Parameters without a name or a value are left out. */
function queryOf(value: unknown): Record<string, WireValue> {
	const { parameter = [] } = isObject(value) ? value : {};
	const query: Record<string, WireValue> = {};
	for (const entry of [parameter].flat()) {
		if (!isObject(entry) || isEmpty(entry.name)) continue;
		const key = plainText(entry.name).trim();
		const type = Array.isArray(entry.value) ? 'textList' : 'text';
		const field: Field = { type, key, parameter: key, label: key };
		const [set] = Object.values(setValues([field], { [key]: entry.value }, false));
		if (set !== undefined) query[key] = writtenValueOf(field, set, 'bare');
	}
	return query;
}

function settingsOf(context: ParameterSource, itemIndex: number): CallSettings {
	return {
		access: context.getNodeParameter('access', itemIndex, 'auto'),
		responseFormat: context.getNodeParameter('responseFormat', itemIndex, 'json'),
	};
}

interface CallByPath {
	/** As it was entered. */
	readonly path: string;
	readonly profile: AccountProfile | undefined;
}

/**
 * Reads the parameters of a call by path.
 *
 * @throws InvalidInput when the path leaves the API or the body is not JSON
 */
export function readCallByPath(
	context: ParameterSource,
	itemIndex: number,
	{ path: typedPath, profile }: CallByPath,
): CallParameters {
	const parameter = (name: string, fallback?: unknown) =>
		context.getNodeParameter(name, itemIndex, fallback);
	const method = methodOf(parameter('method', 'GET'));
	const takesBody = method !== 'GET' && method !== 'DELETE';
	const body = takesBody ? parameter('body', '{}') : undefined;
	const content = isEmpty(body) ? {} : jsonOf({ label: 'Body', shape: 'any' }, body);
	const mayPage = method === 'GET' || method === 'POST';
	const pages = mayPage && parameter('pages', false) === true;
	const paging: Paging | undefined = pages ? (takesBody ? 'body' : 'query') : undefined;
	if (paging === 'body' && !isObject(content)) {
		refuse(
			{ label: 'Body' },
			'has the wrong shape',
			'Offset and Limit go into it, so it must be an object: { … }. Otherwise turn off Pagination.',
		);
	}
	const operation: Operation = madeOperation(
		{
			method,
			path: encodedPath(typedPath),
			paging,
			pagingKeys: pagingKeysAt(profile, { method, path: typedPath }),
		},
		settingsOf(context, itemIndex),
	);
	return {
		operation,
		path: {},
		values: {},
		moreQuery: queryOf(parameter('queryParameters', {})),
		...(isObject(content) ? { moreFields: content } : { moreFields: {}, wholeBody: content }),
		limit: operation.paging === undefined ? undefined : readLimit(context, itemIndex),
		options: readOptions(context, itemIndex),
	};
}

/**
 * The path with its values, and these by their name.
 *
 * @throws InvalidInput when a value is missing, or is not a single word or number
 */
function filledPath({ path }: OperationName, { fields, values }: LiveFields) {
	const [way = ''] = path.split('?', 1);
	const written: Record<string, WireValue> = {};
	const filled = way.replace(/\{\*?([^{}]+)\}/g, (_whole, name: string) => {
		const field = fields.find(({ key }) => key === name);
		const value = field && values[field.parameter];
		if (field === undefined || isEmpty(value)) {
			throw new InvalidInput(`${name} is empty`, 'It is part of the path. Enter a value.');
		}
		written[name] = writtenValueOf(field, value, 'bare');
		const text = String(written[name]);
		if (text.includes('/')) {
			throw new InvalidInput(
				`${name} contains a slash`,
				'It is a single part of the path. Remove the slash.',
			);
		}
		return text;
	});
	return { path: encodedPath(filled), values: written };
}

function wholeBodyOf({ whole }: LiveFields): CallParameters['wholeBody'] {
	if (whole === undefined) return undefined;
	if (!isEmpty(whole.value)) return jsonOf({ label: 'Body (JSON)', shape: 'any' }, whole.value);
	const required = whole.required || undefined;
	requireFilled([{ parameter: 'body', label: 'Body', required }], {});
	return undefined;
}

/** A call to an operation chosen from the live list. */
function readLiveCall(
	context: ParameterSource,
	itemIndex: number,
	{ name, profile }: { name: OperationName; profile: AccountProfile | undefined },
): CallParameters {
	const { path, query, body, paging } = liveCallOf(
		context.getNodeParameter(ANY_OPERATION_FIELDS, itemIndex, {}),
	);
	const fields: readonly Field[] = [...query.fields, ...body.fields];
	const isUpdate = name.method === 'PATCH' || name.method === 'PUT';
	const values = setValues(fields, { ...query.values, ...body.values }, isUpdate);
	requireFilled(fields, values);
	const isPartial = body.fields.length > 0 && isEmpty(body.rest);
	if (isUpdate && isPartial) requireAnyField(body.fields, values);
	const filled = filledPath(name, path);
	const operation = madeOperation(
		{
			method: name.method,
			path: filled.path,
			paging: paging?.place,
			pagingKeys: pagingKeysAt(profile, name),
			dayFormat: profile?.dates,
			query: query.fields,
			bodyFields: body.fields,
		},
		settingsOf(context, itemIndex),
	);
	return {
		operation,
		path: {},
		values,
		moreFields: isEmpty(body.rest)
			? {}
			: (jsonOf({ label: 'Other Fields (JSON)', shape: 'object' }, body.rest) as IDataObject),
		wholeBody: wholeBodyOf(body),
		recordIds: operation.access === 'write' ? filled.values : undefined,
		limit:
			operation.paging === undefined
				? undefined
				: limitOf(paging?.returnAll, paging?.limit ?? DEFAULT_LIMIT),
		options: readOptions(context, itemIndex),
	};
}

/**
 * Reads the parameters of a call to any operation, chosen from the live list or given by its path.
 * Makes a catalogue row for it, so that it runs like the catalogue's operations.
 *
 * @throws InvalidInput when the path leaves the API, a required field is empty or a value can't be
 * sent
 */
export function readAnyOperation(
	context: ParameterSource,
	itemIndex: number,
	profile: AccountProfile | undefined,
): CallParameters {
	const chosen = plainText(locatedValue(context.getNodeParameter(API_OPERATION, itemIndex))).trim();
	const listed = operationNameOf(chosen);
	return listed === undefined
		? readCallByPath(context, itemIndex, { path: chosen, profile })
		: readLiveCall(context, itemIndex, { name: listed, profile });
}
