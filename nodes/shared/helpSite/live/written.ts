import type { IDataObject } from 'n8n-workflow';
import type { ItemOptions } from '../../call/options';
import { anyJsonOf, jsonOf, wireValueOf, type WireValue } from '../../call/values';
import { fieldOf } from './fieldOf';
import type { MappedValue } from './mapped';

export type DayFormat = ItemOptions['dayFormat'];

/**
 * A value as it goes on the wire.
 *
 * @throws InvalidInput when it does not fit its kind
 */
export function written(mapped: MappedValue, dayFormat: DayFormat): WireValue {
	const field = fieldOf(mapped);
	if (field === undefined || field.type === 'file' || field.type === 'fileList') {
		return String(mapped.value);
	}
	return wireValueOf(field, mapped.value, dayFormat);
}

/** What is sent of a body as it was entered. */
export function rawFields(mapped: readonly MappedValue[]): IDataObject {
	const raw: IDataObject = {};
	for (const { kind, key, value } of mapped) {
		if (value === undefined) continue;
		if (kind === 'rest') {
			Object.assign(raw, jsonOf({ label: 'Other Fields (JSON)', shape: 'object' }, value));
		} else if (kind === 'json') raw[key] = anyJsonOf({ label: key }, value);
	}
	return raw;
}
