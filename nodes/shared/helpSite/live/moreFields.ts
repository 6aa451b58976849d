import type { IDataObject } from 'n8n-workflow';
import { fieldOf } from './fieldOf';
import { mappedValuesOf } from './mapped';
import { rawFields, written, type DayFormat } from './written';

/**
 * What was entered under More Fields of a typed operation, ready to be sent.
 *
 * @throws InvalidInput when a value can't be sent
 */
export function moreLiveFields(parameter: unknown, dayFormat: DayFormat): IDataObject {
	const body = mappedValuesOf(parameter).filter(
		({ place, value }) => place === 'body' && value !== undefined,
	);
	const known = body.filter((one) => fieldOf(one) !== undefined);
	const entries = known.map((one) => [one.key, written(one, dayFormat)]);
	return { ...Object.fromEntries(entries), ...rawFields(body) };
}
