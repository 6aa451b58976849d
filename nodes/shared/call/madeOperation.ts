import { InvalidInput } from '../errors/failure';
import type { Field, Method, Operation, Paging } from '../catalogue';

/** Besides GET, paths that end in `selaa` or `hae` only read (EVIDENCE.md#methods). */
const READING_PATH = /\/(selaa|hae)(\/[^/]+)?$/i;

/** Characters of the API's paths, without any that a server might read as a way out of the API. */
const PATH = /^[\p{L}\p{N}_.~-]+(\/[\p{L}\p{N}_.~-]+)*$/u;

/**
 * Encodes a path for the request.
 *
 * @throws InvalidInput when it leaves the API or is not a path
 */
export function encodedPath(path: string): string {
	if (!PATH.test(path) || path.split('/').some((part) => /^\.+$/.test(part))) {
		throw new InvalidInput(
			`The path "${path}" is not valid`,
			'Enter it as on the Help page, without the base URL and with IDs filled in, for example sopimukset/442766. Enter query parameters in their own field.',
		);
	}
	return path.split('/').map(encodeURIComponent).join('/');
}

/** Whether an operation reads or writes, by its method and path alone. */
export function accessByName({ method, path }: Pick<Operation, 'method' | 'path'>) {
	return method === 'GET' || (method === 'POST' && READING_PATH.test(path)) ? 'read' : 'write';
}

function accessOf(value: unknown, method: Method, path: string): 'read' | 'write' {
	if (value === 'read' || value === 'write') return value;
	return accessByName({ method, path });
}

/** The parameters of a call besides its operation, unchecked. */
export interface CallSettings {
	readonly access: unknown;
	readonly responseFormat: unknown;
}

interface Made {
	readonly method: Method;
	/** Encoded, without placeholders. */
	readonly path: string;
	readonly paging?: Paging;
	readonly pagingKeys?: Operation['pagingKeys'];
	readonly query?: readonly Field[];
	readonly bodyFields?: readonly Field[];
}

/** Makes a catalogue row for an operation that the catalogue does not have. */
export function madeOperation(
	{ method, path, paging, pagingKeys, query = [], bodyFields = [] }: Made,
	{ access, responseFormat }: CallSettings,
): Operation {
	const takesBody = method !== 'GET' && method !== 'DELETE';
	const wantsFile = responseFormat === 'file';
	return {
		name: 'Call',
		action: 'Call any API operation',
		description: '',
		method,
		path,
		access: accessOf(access, method, path),
		pathParameters: {},
		query,
		...(takesBody ? { body: { fields: bodyFields, complete: false } } : {}),
		paging: wantsFile ? undefined : paging,
		...(pagingKeys && { pagingKeys }),
		response: { kind: wantsFile ? 'file' : 'any' },
		evidence: 'helpPage',
		source: "Tampuuri's Help pages",
	};
}
