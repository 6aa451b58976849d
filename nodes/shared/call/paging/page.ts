import type { IDataObject } from 'n8n-workflow';
import { isObject, propertyOf } from '../../foreignValues';

export interface Page {
	readonly rows: readonly IDataObject[];
	/** Total number of rows, if the response gives it. */
	readonly total?: number;
}

/** Makes an object of a value, as n8n items require: a bare value becomes `{ value }`. */
export function rowOf(value: unknown): IDataObject {
	return isObject(value) ? value : { value: value as IDataObject['value'] };
}

function itemsOf(envelope: IDataObject): unknown[] | undefined {
	const items = propertyOf(envelope, 'Items');
	if (Array.isArray(items)) return items;
	const arrays = Object.values(envelope).filter(Array.isArray);
	return arrays.length === 1 ? arrays[0] : undefined;
}

function totalOf(envelope: IDataObject): number | undefined {
	const metadata = propertyOf(envelope, 'Metadata');
	const total =
		propertyOf(envelope, 'Total') ??
		(isObject(metadata) ? propertyOf(metadata, 'Total') : undefined);
	return typeof total === 'number' && Number.isInteger(total) && total >= 0 ? total : undefined;
}

/**
 * Reads one page of a list: `{ Offset, Limit, Total, Items }`, flat (Help: GET
 * tiedostoloki/selaa/{tyyppi}), under `Metadata` (webinar), in any letter case, or a bare array.
 * `null` is an empty list.
 *
 * @returns undefined if the response is not a list
 */
export function pageOf(response: unknown): Page | undefined {
	if (response === null) return { rows: [] };
	if (Array.isArray(response)) return { rows: response.map(rowOf) };
	if (!isObject(response)) return undefined;
	const items = itemsOf(response);
	return items && { rows: items.map(rowOf), total: totalOf(response) };
}
