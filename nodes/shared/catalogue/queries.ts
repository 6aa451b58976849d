import type { Composite, Field, Operation, Resource } from './types';

/** Everything a resource offers, by the value of the `operation` parameter. */
export function offeredBy(resource: Resource): ReadonlyArray<[string, Operation | Composite]> {
	return Object.entries<Operation | Composite>({ ...resource.operations, ...resource.composites });
}

/** The collection in which the editor offers an operation's optional fields. */
export type CollectionName = 'filters' | 'updateFields' | 'additionalFields';

export function collectionOf(operation: Operation | Composite): CollectionName {
	if (operation.access === 'read') return 'filters';
	const changes = 'method' in operation && operation.method !== 'POST';
	return changes ? 'updateFields' : 'additionalFields';
}

/** All fields of an operation's query and body, in the row's order. */
export function fieldsOf(operation: Operation | Composite): readonly Field[] {
	return [...operation.query, ...(operation.body?.fields ?? [])];
}

/** A record of more fields than this can be simplified. */
const MANY_FIELDS = 10;

/** The keys that stay when an operation's answer is simplified; none when it is short or unseen. */
export function simpleKeysOf({ answer }: Operation | Composite): readonly string[] | undefined {
	if (answer.kind !== 'record' && answer.kind !== 'list') return undefined;
	if (answer.fields.length <= MANY_FIELDS) return undefined;
	return answer.fields.filter(({ simple }) => simple).map(({ key }) => key);
}

/** Whether fields may exist that no row knows, so that they can be entered as JSON. */
export function takesMoreFields(operation: Operation | Composite): boolean {
	return operation.body?.complete === false;
}

/** The parameter in which users correct a guessed key: `fieldNameComment` for `comment`. */
export function keyParameterOf(field: Pick<Field, 'parameter'>): string {
	return `fieldName${field.parameter.charAt(0).toUpperCase()}${field.parameter.slice(1)}`;
}

/** The resource for operations no row knows; n8n's own term. */
export const CUSTOM_API_CALL = 'customApiCall';

/** The n8n parameter that holds fields no row knows. */
export const MORE_FIELDS = 'additionalFieldsJson';

/** The n8n parameter that holds fields read from the operation's Help page. */
export const MORE_LIVE_FIELDS = 'moreFields';

/** The n8n parameter of a custom call that holds the operation. */
export const API_OPERATION = 'apiOperation';

/** The n8n parameter of a custom call that holds the fields of its Help page. */
export const LIVE_FIELDS = 'fields';

/** Where a page starts and how long it is; the keys in a body are a guess (guess: GAPS 8). */
export const PAGING_KEYS = [
	{ key: 'Offset', parameter: 'offset', label: 'Offset' },
	{ key: 'Limit', parameter: 'limit', label: 'Limit' },
] as const;
