import { fieldsOf } from '../shared/catalogue';
import { locatedValue } from '../shared/call/entered';
import type { CallParameters } from '../shared/call/parameters';
import { plainText } from '../shared/foreignValues';

/**
 * What an item's change is about: the IDs in its path and fields, whatever they are IDs of, and
 * identity codes. Without any it may be about anything at its path.
 */
export function changedRecords({ operation, path, values }: CallParameters): readonly string[] {
	const identifying = fieldsOf(operation)
		.filter(
			(field) => field.type === 'reference' || (field.type === 'text' && field.isIdentityCode),
		)
		.map(({ parameter }) => values[parameter]);
	const all = [...Object.values(path), ...identifying, ...(operation.path.match(/\d+/g) ?? [])]
		.map((value) => plainText(locatedValue(value)).trim().toUpperCase())
		.filter((text) => text !== '');
	return all.length > 0 ? [...new Set(all)] : [operation.path];
}
