import type { IDataObject } from 'n8n-workflow';
import { isTotal, rowsKeyOf } from '../../api/envelope';
import { isObject, propertyOf } from '../../foreignValues';

export interface Page {
	readonly rows: readonly IDataObject[];
	/** Total number of rows, if the response gives it. */
	readonly total?: number;
}

/** Keys in an envelope besides its list, in lower case. */
const PAGING_WORDS = ['offset', 'limit', 'total', 'metadata'];

/** Makes an object of a value, as n8n items require: a bare value becomes `{ value }`. */
export function rowOf(value: unknown): IDataObject {
	return isObject(value) ? value : { value: value as IDataObject['value'] };
}

function totalOf(envelope: IDataObject): number | undefined {
	const metadata = propertyOf(envelope, 'Metadata');
	const total =
		propertyOf(envelope, 'Total') ??
		(isObject(metadata) ? propertyOf(metadata, 'Total') : undefined) ??
		Object.entries(envelope).find(([key]) => isTotal(key))?.[1];
	return typeof total === 'number' && Number.isInteger(total) && total >= 0 ? total : undefined;
}

function pageWith(list: readonly unknown[], envelope: IDataObject): Page {
	return { rows: list.map(rowOf), total: totalOf(envelope) };
}

/** The keys of an envelope besides those of paging. */
function ownKeys(envelope: IDataObject): string[] {
	return Object.keys(envelope).filter((key) => !PAGING_WORDS.includes(key.toLowerCase()));
}

/**
 * Reads a page that its keys show to be one: `{ Offset, Limit, Total, Items }`, flat (Help: GET
 * tiedostoloki/selaa/{tyyppi}) or under `Metadata` (webinar), in any letter case. More keys may be
 * added at any time, but a sum beside the items of a record is no page.
 */
export function pageByKeys(content: unknown): Page | undefined {
	if (!isObject(content)) return undefined;
	const items = propertyOf(content, 'Items');
	if (!Array.isArray(items)) return undefined;
	const words = Object.keys(content).map((key) => key.toLowerCase());
	const isPage =
		ownKeys(content).length === 1 ||
		words.includes('metadata') ||
		(words.includes('total') && (words.includes('offset') || words.includes('limit')));
	return isPage ? pageWith(items, content) : undefined;
}

/** A list among nothing but the keys of an envelope, also of other APIs. */
function pageInEnvelope(content: IDataObject): Page | undefined {
	const key = rowsKeyOf(Object.keys(content));
	const list = key === undefined ? undefined : content[key];
	return Array.isArray(list) ? pageWith(list, content) : undefined;
}

/** A list under a name we don't know. Empty and without a total it may be anything. */
function pageByShape(content: IDataObject): Page | undefined {
	const [name, ...others] = ownKeys(content);
	const list = name === undefined ? undefined : content[name];
	if (!Array.isArray(list) || others.length > 0) return undefined;
	const isList = totalOf(content) !== undefined || (list.length > 0 && list.every(isObject));
	return isList ? pageWith(list, content) : undefined;
}

/**
 * Reads a list: a page, a bare array, or an array alone in an envelope, under any name.
 *
 * @returns undefined if the response is not a list, as `null` is not
 */
export function pageOf(content: unknown): Page | undefined {
	if (Array.isArray(content)) return { rows: content.map(rowOf) };
	if (!isObject(content)) return undefined;
	const items = propertyOf(content, 'Items');
	if (Array.isArray(items) && totalOf(content) !== undefined) return pageWith(items, content);
	return pageByKeys(content) ?? pageInEnvelope(content) ?? pageByShape(content);
}
