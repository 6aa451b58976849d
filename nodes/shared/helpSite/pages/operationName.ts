import { METHODS, type Method } from '../../catalogue';

/** Excludes characters with which a path could act as an expression or leave the API. */
const NAME = /^(GET|POST|PUT|PATCH|DELETE)\s+([\p{L}\p{N}_{][^\s\\"<>]{0,500})$/u;

export interface OperationName {
	readonly method: Method;
	readonly path: string;
}

/** Reads a text such as `POST ilmoitukset/lisaa`; undefined if it is not an operation. */
export function operationNameOf(text: string): OperationName | undefined {
	const match = NAME.exec(text.trim());
	const method = METHODS.find((known) => known === match?.[1]);
	const path = match?.[2];
	if (
		method === undefined ||
		path === undefined ||
		/(^|\/)\.*(\/|$)/.test(path.split('?', 1)[0] ?? '')
	)
		return undefined;
	return { method, path };
}

/** Help: in slugs `/` becomes `-`, braces are removed, and `?A={A}&B={B}` becomes `_A_B`. */
export function slugOf({ method, path }: OperationName): string {
	const [way = '', query] = path.split('?', 2);
	const names = query === undefined ? [] : query.split('&').map((part) => part.split('=', 1)[0]);
	const tail = names.map((name) => `_${name ?? ''}`).join('');
	return `${method}-${way.replace(/[{}*]/g, '').replace(/\//g, '-')}${tail}`;
}

/** Identifies an operation however its placeholders and query are written. */
export function operationIdentity({ method, path }: OperationName): string {
	const [way = ''] = path.split('?', 1);
	return `${method} ${way.replace(/\{[^}]*\}/g, '{}')}`.toLowerCase();
}

/** The names in braces before the question mark. */
export function placeholdersOf(path: string): string[] {
	const [way = ''] = path.split('?', 1);
	return [...way.matchAll(/\{\*?([^{}]+)\}/g)].map(([, name = '']) => name);
}
