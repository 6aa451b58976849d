import { accessByName, isPlainPath } from '../api/access';
import { InvalidInput } from '../errors/failure';
import type { Field, Method, Operation, Paging } from '../catalogue';

/**
 * Encodes a path for the request.
 *
 * @throws InvalidInput when it leaves the API or is not a path
 */
export function encodedPath(path: string): string {
	if (!isPlainPath(path)) {
		throw new InvalidInput(
			`The path "${path}" is not valid`,
			'Enter it as on the Help page, without the base URL and with IDs filled in, for example sopimukset/442766. Enter query parameters in their own field.',
		);
	}
	return path.split('/').map(encodeURIComponent).join('/');
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
	readonly dayFormat?: Operation['dayFormat'];
	readonly query?: readonly Field[];
	readonly bodyFields?: readonly Field[];
}

const MADE_NAME = 'Call';

/** Whether an operation was made for a call to any operation. */
export function isMade({ name }: Operation): boolean {
	return name === MADE_NAME;
}

/** Makes a catalogue row for an operation that the catalogue does not have. */
export function madeOperation(
	{ method, path, paging, pagingKeys, dayFormat, query = [], bodyFields = [] }: Made,
	{ access, responseFormat }: CallSettings,
): Operation {
	const takesBody = method !== 'GET' && method !== 'DELETE';
	const wantsFile = responseFormat === 'file';
	return {
		name: MADE_NAME,
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
		...(dayFormat && { dayFormat }),
		response: { kind: wantsFile ? 'file' : 'any' },
		evidence: 'helpPage',
		source: "Tampuuri's Help pages",
	};
}
