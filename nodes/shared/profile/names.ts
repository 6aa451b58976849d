import { fieldsOf, namedRows, type Field, type Resource } from '../catalogue';

/** What is read has no operation in the name of its questions: `lease.row.endDate`. */
export const ROW = 'row';

/** What a question is called: `lease.end.endDate`, and `lease.row.endDate` for what is read. */
export function questionName(resource: string, operation: string, parameter: string): string {
	return `${resource}.${operation}.${parameter}`;
}

/** A key of the API in ASCII camelCase: `parentId` for `ParentId`, `kiinteisto` for `Kiinteistö`. */
function camelCase(key: string): string {
	const plain = key
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.replace(/[^A-Za-z0-9]/g, '');
	return `${plain.charAt(0).toLowerCase()}${plain.slice(1)}`;
}

/** The field with which a key that is read can be sent too. */
export function fieldWithKey(resource: Resource, key: string): Field | undefined {
	return namedRows(resource)
		.flatMap(([, row]) => fieldsOf(row))
		.find((field) => field.key === key);
}

/**
 * The name of a key that is read: that of the resource's field with the same key, so that `Loppupvm`
 * of a lease is `endDate` both ways. Otherwise the key in ASCII camelCase.
 */
export function rowParameterOf(resource: Resource, key: string): string {
	return fieldWithKey(resource, key)?.parameter ?? camelCase(key);
}
