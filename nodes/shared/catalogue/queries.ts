import type { Composite, Field, Listing, Operation, Resource, Row } from './types';

/** All operations and composites of a resource, by name. */
export function namedRows({ operations }: Resource): ReadonlyArray<[string, Row]> {
	return Object.entries(operations);
}

/** The operation with files that is sent instead of an offered one, and its name. */
export function withFilesOf(resource: Resource, name: string): [string, Operation] | undefined {
	return namedRows(resource).find(
		(entry): entry is [string, Operation] => !isComposite(entry[1]) && entry[1].sentFor === name,
	);
}

/** The list of files that an operation takes. */
export function fileListOf(row: Row | undefined): Field | undefined {
	return row?.body?.fields.find(({ type }) => type === 'fileList');
}

/** Whether a field is a nested model or seldom needed: *More Fields* shows it as the Help page does. */
export function isUnderMoreFields(row: Row, { type, seldom }: Field): boolean {
	return (type === 'json' || seldom === true) && takesMoreFields(row);
}

function offeredRow(resource: Resource, name: string, row: Row): Row {
	if (row.body === undefined) return row;
	const files = fileListOf(withFilesOf(resource, name)?.[1]);
	const named = row.body.fields.filter((field) => !isUnderMoreFields(row, field));
	return { ...row, body: { ...row.body, fields: files ? [...named, files] : named } };
}

/** What the editor offers under a resource, by the value of the parameter `operation`. */
export function offeredBy(resource: Resource): ReadonlyArray<[string, Row]> {
	return namedRows(resource)
		.filter(([, row]) => isComposite(row) || row.sentFor === undefined)
		.map(([name, row]) => [name, offeredRow(resource, name, row)]);
}

/** Whether a row is a composite. */
export function isComposite(row: Row): row is Composite {
	return 'steps' in row;
}

/** Whether a row lists records by an operation that only the account's profile names. */
export function isListing(row: Row): row is Listing {
	return isComposite(row) && row.composite === 'listRecords';
}

/** The rows of a resource that are a single operation of the API. */
export function operationsOf({ operations }: Pick<Resource, 'operations'>): readonly Operation[] {
	return Object.values(operations).filter((row): row is Operation => !isComposite(row));
}

/** The collection in which the editor offers an operation's optional fields. */
export type CollectionName = 'filters' | 'updateFields' | 'additionalFields';

export function collectionOf(row: Row): CollectionName {
	if (isComposite(row) && !isListing(row)) return 'additionalFields';
	if (row.access === 'read') return 'filters';
	return isUpdate(row) ? 'updateFields' : 'additionalFields';
}

/** Whether an operation changes fields of a record that is already there. */
export function isUpdate(row: Row): boolean {
	return !isComposite(row) && (row.method === 'PATCH' || row.method === 'PUT');
}

/**
 * Whether the API takes an empty text for a field, so that an update can clear it: its Help page
 * gives 0 as the least length.
 */
export function canBeEmpty(field: Field): boolean {
	return field.type === 'text' && field.minLength === 0;
}

/** All fields of an operation's query and body, in the row's order. */
export function fieldsOf(row: Row): readonly Field[] {
	return [...row.query, ...(row.body?.fields ?? [])];
}

/** Only records with more fields than this can be simplified. */
const MANY_FIELDS = 10;

/**
 * The keys to keep when an operation's response is simplified; undefined if it is short or unknown.
 */
export function simpleKeysOf({ response }: Row): readonly string[] | undefined {
	if (response.kind !== 'record' && response.kind !== 'list') return undefined;
	const isOpen = response.kind === 'list' && response.open === true;
	if (response.fields.length <= MANY_FIELDS && !isOpen) return undefined;
	return response.fields.filter(({ simple }) => simple).map(({ key }) => key);
}

/** Whether there may be fields that are not in the catalogue. */
export function takesMoreFields(row: Row): boolean {
	return row.body?.complete === false;
}

/** The resource for operations that are not in the catalogue. */
export const ANY_OPERATION = 'anyOperation';

/** The n8n parameter of *Any Operation* for the operation. */
export const API_OPERATION = 'apiOperation';

/** The n8n parameter of *Any Operation* for the fields of its Help page. */
export const ANY_OPERATION_FIELDS = 'fields';

/** The n8n parameter for further fields from the operation's Help page. */
export const MORE_FIELDS = 'moreFields';

/** The n8n parameter with which people ask for these fields. */
export const SHOW_MORE_FIELDS = 'showMoreFields';

/** The n8n parameter of a trigger for further fields as JSON. */
export const MORE_FIELDS_JSON = 'moreFieldsJson';

/** The n8n parameters for a new record's ID in the system it comes from, and the field to keep it. */
export const EXTERNAL_REFERENCE = 'externalReference';
export const REFERENCE_FIELD = 'referenceField';

/** The start and length of a page. The keys in a body are assumed (EVIDENCE.md#paging). */
export const PAGING_KEYS = [
	{ key: 'Offset', parameter: 'offset', label: 'Offset' },
	{ key: 'Limit', parameter: 'limit', label: 'Limit' },
] as const;
