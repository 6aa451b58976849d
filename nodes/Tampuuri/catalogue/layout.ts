import type { Field, Operation } from './types';

/** The collection in which the editor offers an operation's optional fields. */
export type CollectionName = 'filters' | 'updateFields' | 'additionalFields';

export function collectionOf(operation: Operation): CollectionName {
	if (operation.access === 'read') return 'filters';
	return operation.method === 'POST' ? 'additionalFields' : 'updateFields';
}

/** All fields of an operation's query and body, in the row's order. */
export function fieldsOf(operation: Operation): readonly Field[] {
	return [...operation.query, ...(operation.body?.fields ?? [])];
}

/** Whether fields may exist that no row knows, so that they can be entered as JSON. */
export function takesMoreFields(operation: Operation): boolean {
	return operation.body?.complete === false;
}

/** The parameter in which users correct a guessed key: `fieldNameComment` for `comment`. */
export function keyParameterOf(field: Pick<Field, 'parameter'>): string {
	return `fieldName${field.parameter.charAt(0).toUpperCase()}${field.parameter.slice(1)}`;
}

/** The n8n parameter that holds fields no row knows. */
export const MORE_FIELDS = 'additionalFieldsJson';

/** Where a page starts and how long it is; the keys in a body are a guess (guess: GAPS 8). */
export const PAGING_KEYS = [
	{ key: 'Offset', parameter: 'offset', label: 'Offset' },
	{ key: 'Limit', parameter: 'limit', label: 'Limit' },
] as const;
