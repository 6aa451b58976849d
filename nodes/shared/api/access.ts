import type { ApiRequest } from './request';

/** Besides GET, only POST to paths that end in `selaa` or `hae` reads (EVIDENCE.md#methods). */
const READING_PATH = /\/(selaa|hae)$/i;

/** Characters of the API's paths, without any that a server might read as a way out of the API. */
const PLAIN_PATH = /^[\p{L}\p{N}_.~-]+(\/[\p{L}\p{N}_.~-]+)*$/u;

/** Whether a path that is not encoded has only characters of the API's paths, and stays within it. */
export function isPlainPath(path: string): boolean {
	return PLAIN_PATH.test(path) && !path.split('/').some((part) => /^\.+$/.test(part));
}

/** Whether an operation reads or writes, by its method and path alone. */
export function accessByName({
	method,
	path,
}: {
	readonly method: string;
	readonly path: string;
}): 'read' | 'write' {
	return method === 'GET' || (method === 'POST' && READING_PATH.test(path)) ? 'read' : 'write';
}

/** A path as the server reads it; empty if it can't be decoded or is not plain, and so not known. */
function decodedPath(path: string): string {
	try {
		const decoded = decodeURIComponent(path);
		return isPlainPath(decoded) && !/%2f/i.test(path) ? decoded : '';
	} catch {
		return '';
	}
}

/** Whether a call is known to read: its method, and its encoded path below the base URL. */
export function isKnownToRead(method: string, encodedPath: string): boolean {
	return accessByName({ method, path: decodedPath(encodedPath) }) === 'read';
}

/** Whether a call is a change, or may be one and only reads are allowed. */
export function mayChange({ access, method, path }: ApiRequest, readsOnly: boolean): boolean {
	return access === 'write' || (readsOnly && !isKnownToRead(method, path));
}

/** What a call says that a Reads Only credential does not let through. */
export const READS_ONLY = {
	message: "The credential's Allowed Calls are Reads Only, and this call is not known to read",
	advice:
		'Reads Only lets through GET, and POST to a path that ends in selaa or hae. To make changes, choose a credential whose Allowed Calls are All.',
} as const;
