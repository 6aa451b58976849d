import type { IDataObject } from 'n8n-workflow';
import { isEmpty } from '../call/entered';
import { commaSeparated, isObject } from '../foreignValues';
import { accountListOf } from '../profile/listOperation';
import type { AccountProfile } from '../profile/schema';
import type { Wanted } from './findRecord';

/** The mode of a picker in which a record's name or address is typed. */
export const BY_NAME = 'name';

/** A field that takes the ID of a record, or those of several, or their names. */
export interface NamedField {
	readonly kind: Wanted['kind'];
	readonly label: string;
	readonly isList?: boolean;
}

/** Whether a picker has been set to a name, which may be empty. */
export function isName(value: unknown): value is IDataObject {
	return isObject(value) && value.mode === BY_NAME;
}

/** What has no letter is an ID, right or wrong. */
const isNameText = (entry: string): boolean => /\p{L}/u.test(entry);

/** The entries of a list of IDs in which some are names; none if there is no name. */
function entriesWithNames(value: unknown): readonly string[] {
	const text = typeof value === 'string' && /[;\n]/.test(value) ? value.split(/[;\n]/) : value;
	const entries = commaSeparated(text);
	return entries.some(isNameText) ? entries : [];
}

/**
 * The IDs of what a field's value names; undefined if it contains no name. Without a list of the
 * account there are no names between IDs, and the run refuses what is no ID.
 *
 * @throws what `findId` throws
 */
export async function idsOfNames(
	value: unknown,
	{ kind, isList = false }: NamedField,
	profile: AccountProfile | undefined,
	findId: (name: unknown) => Promise<number>,
): Promise<number | ReadonlyArray<number | string> | undefined> {
	if (!isList) {
		return isName(value) && !isEmpty(value) ? await findId(value.value) : undefined;
	}
	if (accountListOf(profile, kind) === undefined) return undefined;
	const ids: Array<number | string> = [];
	for (const entry of entriesWithNames(value)) {
		ids.push(isNameText(entry) ? await findId(entry) : entry);
	}
	return ids.length === 0 ? undefined : ids;
}
