import type { IDataObject } from 'n8n-workflow';
import { catalogue, operationsOf, type Operation, type Resource } from '../catalogue';
import { propertyOf } from '../foreignValues';

/** The operations of a resource. */
export const rows = (value: Resource['value']): readonly Operation[] =>
	catalogue.filter((resource) => resource.value === value).flatMap(operationsOf);

/** The row that reads one record by its ID, which is its only placeholder. */
export function readerOf(resource: string): Operation | undefined {
	return rows(resource).find(
		({ method, path, query, response }) =>
			method === 'GET' &&
			/^[^{}]+\/\{[^}]+\}$/.test(path) &&
			query.length === 0 &&
			response.kind === 'record',
	);
}

/** Whether a value can be an ID. */
export function isId(value: unknown): value is number | string {
	return /^[1-9]\d{0,9}$/.test(
		typeof value === 'number' || typeof value === 'string' ? String(value) : '',
	);
}

/** The first word of a text, to search by. */
export function firstWordOf(text: unknown): string | undefined {
	const [word = ''] = typeof text === 'string' ? text.trim().split(/\s+/) : [];
	return word === '' ? undefined : word;
}

/** A name of a person in a service request, unless someone in it is under a non-disclosure order. */
export function nameIn(request: IDataObject): string | undefined {
	const isProtected = ['IlmoittajanTurvakielto', 'TilaajanTurvakielto'].some(
		(key) => propertyOf(request, key) === true,
	);
	if (isProtected) return undefined;
	return (
		firstWordOf(propertyOf(request, 'Ilmoittaja')) ?? firstWordOf(propertyOf(request, 'Tilaaja'))
	);
}
