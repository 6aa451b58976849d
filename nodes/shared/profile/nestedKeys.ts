import type { IDataObject } from 'n8n-workflow';
import { FileContent } from '../api/body';
import { isObject, propertyOf } from '../foreignValues';

/** The value under a dotted key, each part of it in any letter case. */
export function valueAt(row: IDataObject, dottedKey: string): unknown {
	let value: unknown = row;
	for (const part of dottedKey.split('.')) {
		if (!isObject(value)) return undefined;
		value = propertyOf(value, part);
	}
	return value;
}

/** A value inside objects, as its dotted key says. */
export function placedAt(dottedKey: string, value: IDataObject[string]): IDataObject {
	const parts = dottedKey.split('.');
	return parts.reduceRight<IDataObject>(
		(inner, part, place) => ({ [part]: place === parts.length - 1 ? value : inner }),
		{},
	);
}

function isPart(value: unknown): value is IDataObject {
	return isObject(value) && !(value instanceof FileContent);
}

/** Two objects as one, with those inside them. What the second has besides objects counts. */
export function merged(one: IDataObject, other: IDataObject): IDataObject {
	const both = { ...one };
	for (const [key, value] of Object.entries(other)) {
		const before = both[key];
		both[key] = isPart(before) && isPart(value) ? merged(before, value) : value;
	}
	return both;
}
