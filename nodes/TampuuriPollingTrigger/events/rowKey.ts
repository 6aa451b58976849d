import { createHash } from 'node:crypto';
import { UserError, type IDataObject } from 'n8n-workflow';
import { propertyOf } from '../../shared/call/paging/page';

const LONGEST_KEY = 40;

/** A short text that stands for a value of any length. */
export function digestOf(value: unknown): string {
	return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 16);
}

/**
 * What a row is known by from poll to poll.
 *
 * @throws UserError when the row has no such field
 */
export function rowKey(row: IDataObject, idField: string): string {
	const id = propertyOf(row, idField);
	if (typeof id !== 'string' && typeof id !== 'number') {
		throw new UserError(`A row has no field "${idField}" to know it by`, {
			description: `Its fields are: ${Object.keys(row).slice(0, 20).join(', ')}. Enter one of them that never changes and differs from row to row as ID Field.`,
		});
	}
	const key = String(id);
	return key.length > LONGEST_KEY ? digestOf(key) : key;
}

/**
 * Refuses a list in which no row has the field that the user named, or that was guessed.
 *
 * @throws UserError naming the fields there are
 */
export function requireField(rows: readonly IDataObject[], field: string, label: string): void {
	const [first] = rows;
	if (first === undefined || rows.some((row) => propertyOf(row, field) !== undefined)) return;
	throw new UserError(`None of the rows has a field "${field}"`, {
		description: `Their fields are: ${Object.keys(first).slice(0, 30).join(', ')}. Enter the right one as ${label}.`,
	});
}
