import type { IDataObject } from 'n8n-workflow';

export interface Page {
	readonly rows: readonly IDataObject[];
	/** How many rows there are in all, when the answer says so. */
	readonly total?: number;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A property by its name, in any letter case: Json.NET may be set to either. */
export function propertyOf(value: Record<string, unknown>, name: string): unknown {
	if (name in value) return value[name];
	const wanted = name.toLowerCase();
	return Object.entries(value).find(([key]) => key.toLowerCase() === wanted)?.[1];
}

/** n8n items hold objects: a bare value becomes `{ value }`, an object passes untouched. */
export function rowOf(value: unknown): IDataObject {
	return isObject(value) ? (value as IDataObject) : { value: value as IDataObject['value'] };
}

function itemsOf(envelope: Record<string, unknown>): unknown[] | undefined {
	const items = propertyOf(envelope, 'Items');
	if (Array.isArray(items)) return items;
	const arrays = Object.values(envelope).filter(Array.isArray);
	return arrays.length === 1 ? arrays[0] : undefined;
}

function totalOf(envelope: Record<string, unknown>): number | undefined {
	const metadata = propertyOf(envelope, 'Metadata');
	const total =
		propertyOf(envelope, 'Total') ??
		(isObject(metadata) ? propertyOf(metadata, 'Total') : undefined);
	return typeof total === 'number' && Number.isInteger(total) && total >= 0 ? total : undefined;
}

/**
 * Reads one answer of a list: `{ Offset, Limit, Total, Items }` flat (Help: GET
 * tiedostoloki/selaa/{tyyppi}), under `Metadata` (webinar), in any letter case, or a bare array.
 * `null` is a list without rows.
 *
 * @returns undefined when the answer is no list
 */
export function pageOf(answer: unknown): Page | undefined {
	if (answer === null) return { rows: [] };
	if (Array.isArray(answer)) return { rows: answer.map(rowOf) };
	if (!isObject(answer)) return undefined;
	const items = itemsOf(answer);
	return items && { rows: items.map(rowOf), total: totalOf(answer) };
}
