import type { IDataObject } from 'n8n-workflow';
import { InvalidInput } from '../errors/invalidInput';
import { API_OPERATION, type Method, type Operation, type Paging } from '../catalogue';
import { operationNameOf } from '../helpSite/pages/operationName';
import { encodedPath, madeOperation } from './customOperation';
import { readLiveCall } from '../helpSite/live/liveCall';
import { readLimit, type CallParameters, type ParameterSource } from './parameters';
import { readOptions } from './options';
import { isEmpty, jsonOf, locatedValue } from './values';

const METHODS: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

function methodOf(value: unknown): Method {
	const method = METHODS.find((known) => known === value);
	if (method === undefined) {
		throw new InvalidInput(`There is no method "${String(value)}"`, 'Choose one from the list.');
	}
	return method;
}

function queryOf(value: unknown): Record<string, string> {
	const entries = (value as { parameter?: Array<{ name?: unknown; value?: unknown }> }).parameter;
	return Object.fromEntries(
		(entries ?? [])
			.filter(({ name }) => !isEmpty(name))
			.map(({ name, value: text }) => [String(name).trim(), String(text ?? '')]),
	);
}

/**
 * Reads a call given by its path.
 *
 * @throws InvalidInput when the path leads away or the body is not JSON
 */
export function readCallByPath(
	context: ParameterSource,
	itemIndex: number,
	typedPath: string,
): CallParameters {
	const parameter = (name: string, fallback?: unknown) =>
		context.getNodeParameter(name, itemIndex, fallback);
	const method = methodOf(parameter('method', 'GET'));
	const takesBody = method !== 'GET' && method !== 'DELETE';
	const body = takesBody ? parameter('body', '{}') : undefined;
	const mayPage = method === 'GET' || method === 'POST';
	const pages = mayPage && parameter('pages', false) === true;
	const paging: Paging | undefined = pages ? (takesBody ? 'body' : 'query') : undefined;
	const operation: Operation = madeOperation(
		{ method, path: encodedPath(typedPath), paging },
		{ access: parameter('access', 'auto'), answerFormat: parameter('answerFormat', 'json') },
	);
	return {
		operation,
		path: {},
		values: {},
		moreQuery: queryOf(parameter('queryParameters', {})),
		moreFields: isEmpty(body)
			? {}
			: (jsonOf({ label: 'Body', shape: 'object' }, body) as IDataObject),
		limit: operation.paging === undefined ? undefined : readLimit(context, itemIndex),
		options: readOptions(context, itemIndex, operation),
	};
}

/**
 * Reads a call of any operation, chosen from the live list or given by its path, as one row made on
 * the spot, so that it goes the same way as the catalogue's.
 *
 * @throws InvalidInput when the path leads away, a required field is empty or a value can't be sent
 */
export function readCustomCall(context: ParameterSource, itemIndex: number): CallParameters {
	const chosen = String(
		locatedValue(context.getNodeParameter(API_OPERATION, itemIndex)) ?? '',
	).trim();
	const listed = operationNameOf(chosen);
	return listed === undefined
		? readCallByPath(context, itemIndex, chosen)
		: readLiveCall(context, itemIndex, listed);
}
