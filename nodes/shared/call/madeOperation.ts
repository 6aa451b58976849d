import { InvalidInput } from '../errors/failure';
import type { Field, Method, Operation, Paging } from '../catalogue';

/** Besides GET, what ends in `selaa` or `hae` only reads (EVIDENCE.md#methods). */
const READING_PATH = /\/(selaa|hae)(\/[^/]+)?$/i;

/** Letters of the API's paths; anything that a server might read as a way out is refused. */
const PATH = /^[\p{L}\p{N}_.~-]+(\/[\p{L}\p{N}_.~-]+)*$/u;

/**
 * A path as it goes on the wire.
 *
 * @throws InvalidInput when it leads away from the API or is none
 */
export function encodedPath(path: string): string {
	if (!PATH.test(path) || path.split('/').some((part) => /^\.+$/.test(part))) {
		throw new InvalidInput(
			`The path "${path.slice(0, 60)}" can't be used`,
			'Enter it as on the Help page, without the address in front and with IDs filled in, for example sopimukset/442766. Query parameters have their own field.',
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

/** What the editor's fields tell of a call beside its operation; whatever a workflow may hold. */
export interface CallSettings {
	readonly access: unknown;
	readonly responseFormat: unknown;
}

interface Made {
	readonly method: Method;
	/** Encoded, without placeholders. */
	readonly path: string;
	readonly paging?: Paging;
	readonly query?: readonly Field[];
	readonly bodyFields?: readonly Field[];
}

/** A row for an operation that the catalogue does not know. */
export function madeOperation(
	{ method, path, paging, query = [], bodyFields = [] }: Made,
	{ access, responseFormat }: CallSettings,
): Operation {
	const takesBody = method !== 'GET' && method !== 'DELETE';
	const wantsFile = responseFormat === 'file';
	return {
		name: 'Call',
		action: 'Call any operation of the API',
		description: '',
		method,
		path,
		access: accessOf(access, method, path),
		pathParameters: {},
		query,
		...(takesBody ? { body: { fields: bodyFields, complete: false } } : {}),
		paging: wantsFile ? undefined : paging,
		response: { kind: wantsFile ? 'file' : 'any' },
		evidence: 'helpPage',
		source: "Tampuuri's Help pages",
	};
}
