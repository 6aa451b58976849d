import { randomInt } from 'node:crypto';

/**
 * In a preview, a record that was not made has a placeholder for its ID: a whole number of fifteen
 * digits with this start. It is a number, as IDs are, and stays one through JSON, steps that convert
 * to text and back, comparisons and spreadsheets. Real IDs have ten digits at most.
 */
const START = '99900099';
const COUNTED_DIGITS = 7;
const PLACEHOLDER = new RegExp(`(?<!\\d)${START}\\d{${COUNTED_DIGITS}}(?!\\d)`);

let last = randomInt(10 ** COUNTED_DIGITS);

/** A placeholder that no other record of the run has. */
export function newPlaceholder(): number {
	last = (last + 1) % 10 ** COUNTED_DIGITS;
	return Number(`${START}${String(last).padStart(COUNTED_DIGITS, '0')}`);
}

/** Whether a number is a placeholder from a preview. */
export function isPlaceholder(value: number): boolean {
	return Number.isInteger(value) && mentionsPlaceholder(String(value));
}

/** Whether a placeholder from a preview is anywhere in a text. */
export function mentionsPlaceholder(text: string): boolean {
	return text.includes(START) && PLACEHOLDER.test(text);
}

/** The same for bytes, without decoding those of a file. */
export function bytesMentionPlaceholder(bytes: Buffer): boolean {
	return bytes.includes(START) && PLACEHOLDER.test(bytes.toString('latin1'));
}
