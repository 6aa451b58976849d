import type { IDataObject } from 'n8n-workflow';
import { propertyOf } from '../foreignValues';
import type { AccountValues, Field, ResponseField } from '../catalogue';
import { valueAt } from './nestedKeys';

function isSame(one: unknown, other: unknown): boolean {
	return String(one).toLowerCase() === String(other).toLowerCase();
}

function isWord(value: unknown): value is string | number {
	return typeof value === 'string' || typeof value === 'number';
}

/** The account's value for one of the catalogue's; any other value is the account's own already. */
export function accountValueOf<Value>(
	{ accountValues = {} }: Pick<Field, 'accountValues'>,
	value: Value,
): Value | string | number {
	if (!isWord(value)) return value;
	const entries = Object.entries(accountValues);
	return entries.find(([standard]) => isSame(standard, value))?.[1] ?? value;
}

function standardValueOf(accountValues: AccountValues, value: unknown): unknown {
	if (!isWord(value)) return value;
	const entries = Object.entries(accountValues);
	return entries.find(([, account]) => isSame(account, value))?.[0] ?? value;
}

/** The same row, with the catalogue's keys and values where the account has others. */
function withStandardKeys(row: IDataObject, fields: readonly ResponseField[]): IDataObject {
	const added: IDataObject = {};
	for (const { key, accountKey = key, accountValues = {} } of fields) {
		if (!isSame(accountKey, key) && propertyOf(row, key) !== undefined) continue;
		const value = valueAt(row, accountKey);
		if (value === undefined) continue;
		added[key] = standardValueOf(accountValues, value) as IDataObject[string];
	}
	return { ...row, ...added };
}

/**
 * Rows that were read, with the catalogue's keys beside the account's own and the catalogue's values
 * under them. A key that a row has already is left alone, so that a name found on one page can't harm
 * another operation.
 */
export function standardRows(
	fields: readonly ResponseField[],
	rows: readonly IDataObject[],
): readonly IDataObject[] {
	const own = fields.filter(
		({ key, accountKey = key, accountValues }) =>
			accountValues !== undefined || !isSame(accountKey, key),
	);
	return own.length === 0 ? rows : rows.map((row) => withStandardKeys(row, own));
}
