import type { IDataObject } from 'n8n-workflow';
import { InvalidInput } from '../../shared/errors/invalidInput';
import type { Method, Operation, Paging } from '../catalogue';
import { readLimit, type CallParameters, type ParameterSource } from './parameters';
import { readOptions } from './options';
import { isEmpty, jsonOf } from './wireValue';

const METHODS: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** webinar: besides GET, what ends in `selaa` only reads; Help: so does what ends in `hae`. */
const READING_PATH = /\/(selaa|hae)(\/[^/]+)?$/i;

/** Letters of the API's paths; anything that a server might read as a way out is refused. */
const PATH = /^[\p{L}\p{N}_.~-]+(\/[\p{L}\p{N}_.~-]+)*$/u;

function pathOf(value: unknown): string {
	const path = String(value ?? '').trim();
	if (!PATH.test(path) || path.split('/').some((part) => /^\.+$/.test(part))) {
		throw new InvalidInput(
			`The path "${path.slice(0, 60)}" can't be used`,
			'Enter it as on the Help page, without the address in front and with IDs filled in, for example sopimukset/442766. Query parameters have their own field.',
		);
	}
	return path.split('/').map(encodeURIComponent).join('/');
}

function methodOf(value: unknown): Method {
	const method = METHODS.find((known) => known === value);
	if (method === undefined) {
		throw new InvalidInput(`There is no method "${String(value)}"`, 'Choose one from the list.');
	}
	return method;
}

function accessOf(value: unknown, method: Method, path: string): 'read' | 'write' {
	if (value === 'read' || value === 'write') return value;
	return method === 'GET' || (method === 'POST' && READING_PATH.test(path)) ? 'read' : 'write';
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
 * Reads a call of any operation as one row made on the spot, so that it goes the same way as the
 * catalogue's.
 *
 * @throws InvalidInput when the path leads away or the body is not JSON
 */
export function readCustomCall(context: ParameterSource, itemIndex: number): CallParameters {
	const parameter = (name: string, fallback?: unknown) =>
		context.getNodeParameter(name, itemIndex, fallback);
	const method = methodOf(parameter('method'));
	const path = pathOf(parameter('path'));
	const takesBody = method !== 'GET' && method !== 'DELETE';
	const body = takesBody ? parameter('body', '{}') : undefined;
	const wantsFile = parameter('answerFormat', 'json') === 'file';
	const mayPage = method === 'GET' || method === 'POST';
	const pages = mayPage && !wantsFile && parameter('pages', false) === true;
	const paging: Paging | undefined = pages ? (takesBody ? 'body' : 'query') : undefined;
	const operation: Operation = {
		name: 'Call',
		action: 'Call any operation of the API',
		description: '',
		method,
		path,
		access: accessOf(parameter('access', 'auto'), method, path),
		pathParameters: {},
		query: [],
		...(takesBody ? { body: { fields: [], complete: false } } : {}),
		paging,
		answer: { kind: wantsFile ? 'file' : 'any' },
		evidence: 'helpPage',
		source: "Tampuuri's Help pages",
	};
	return {
		operation,
		path: {},
		values: {},
		moreQuery: queryOf(parameter('queryParameters', {})),
		moreFields: isEmpty(body)
			? {}
			: (jsonOf({ label: 'Body', shape: 'object' }, body) as IDataObject),
		limit: paging === undefined ? undefined : readLimit(context, itemIndex),
		options: readOptions(context, itemIndex, operation),
	};
}
