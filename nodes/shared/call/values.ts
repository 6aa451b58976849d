import type { DateTime } from 'luxon';
import { commaSeparated, plainText } from '../foreignValues';
import { checkedIdentityCode } from '../identityCode';
import { isPlaceholder } from '../api/placeholder';
import { dayText, finnishDayOf, finnishTimeOf, isoText, momentText } from './dates';
import { isEmpty, locatedValue } from './entered';
import { jsonOf, parsedJson, type WireValue } from './json';
import { refuse, shown, type Label } from './refuse';
import {
	canBeEmpty,
	type Field,
	type FileField,
	type FileListField,
	type NumberField,
	type TextField,
	type DayFormat,
} from '../catalogue';

/** Fields whose value is what the user entered, unlike files, which are loaded first. */
export type ValueField = Exclude<Field, FileField | FileListField>;

/** webinar, Help: IDs are consecutive 32-bit numbers. */
const LARGEST_ID = 2_147_483_647;

/** Nothing a property manager enters lies outside; a number that became a date does. */
const EARLIEST_YEAR = 1900;
const LATEST_YEAR = 2200;

/** The entries of a list, given as an array, JSON or comma-separated text, without empty ones. */
function entriesOf(field: Label, value: unknown): unknown[] {
	const isJson = typeof value === 'string' && value.trim().startsWith('[');
	const list = isJson ? parsedJson(field, value) : value;
	if (Array.isArray(list)) return list.map(locatedValue).filter((entry) => !isEmpty(entry));
	if (typeof list === 'object' && list !== null) {
		refuse(field, `is not a list: "${shown(list)}"`, 'Enter the values, separated by commas.');
	}
	return commaSeparated(list);
}

/**
 * Whether a field's value is nothing to send: unset, a list without entries, or JSON without content,
 * which is what a JSON field contains until it is edited.
 *
 * @throws InvalidInput when the value is not of the field's kind
 */
function isUnset(field: Field, value: unknown): boolean {
	switch (field.type) {
		case 'integerList':
		case 'textList':
		case 'file':
		case 'fileList':
			return isEmpty(value) || entriesOf(field, locatedValue(value)).length === 0;
		case 'json': {
			if (value === undefined || value === null) return true;
			if (typeof value === 'string' && value.trim() === '') return true;
			const content = jsonOf(field, value);
			return typeof content === 'object' && Object.keys(content ?? {}).length === 0;
		}
		default:
			return isEmpty(value);
	}
}

function isFile(field: Field): boolean {
	return field.type === 'file' || field.type === 'fileList';
}

/** The names of the binary fields that a file field takes. */
function namesOf(field: Field, value: unknown): string[] {
	return entriesOf(field, locatedValue(value)).map((name) => textOf(field, name).trim());
}

/**
 * The values to send, by the field's parameter. An empty text is one only where it clears its field.
 *
 * @param isUpdate whether the operation changes a record that is there
 * @throws InvalidInput when a value is not of its field's kind
 */
export function setValues(
	fields: readonly Field[],
	entered: Readonly<Record<string, unknown>>,
	isUpdate: boolean,
): Record<string, unknown> {
	const values: Record<string, unknown> = {};
	for (const field of fields) {
		const value = entered[field.parameter];
		const clears = isUpdate && typeof value === 'string' && canBeEmpty(field);
		if (!isUnset(field, value))
			values[field.parameter] = isFile(field) ? namesOf(field, value) : value;
		else if (clears) values[field.parameter] = '';
	}
	return values;
}

const NUMBER = /^[+-]?\d+([.,]\d+)?$/;

/** A number, given as one or as text with a point or comma; NaN for anything else. */
export function numericValue(value: unknown): number {
	if (typeof value === 'number') return value;
	const text = typeof value === 'string' ? value.trim() : '';
	return NUMBER.test(text) ? Number(text.replace(',', '.')) : NaN;
}

function numberOf(field: Label, value: unknown): number {
	const number = numericValue(value);
	if (!Number.isFinite(number)) {
		refuse(field, `is not a number: "${shown(value)}"`, 'Enter a number, for example 54.5.');
	}
	return number;
}

/** A value that was read as an ID: a whole number, or one as text; undefined if it is none. */
export function validId(value: unknown): number | undefined {
	const isDigits = typeof value === 'string' && /^\s*\d+\s*$/.test(value);
	const id = isDigits || typeof value === 'number' ? Number(value) : NaN;
	return Number.isInteger(id) && id >= 1 && id <= LARGEST_ID ? id : undefined;
}

/**
 * Reads a record's ID. Paths only ever contain IDs and single words.
 *
 * @throws InvalidInput unless it is a whole number from 1 to 2147483647, or a preview's placeholder
 */
export function idOf(field: Label, value: unknown): number {
	const located = locatedValue(value);
	const isDigits = typeof located === 'string' && /^\s*\d+\s*$/.test(located);
	const id = isDigits || typeof located === 'number' ? Number(located) : NaN;
	// The client refuses to send it; in a preview it stands for a record.
	if (isPlaceholder(id)) return id;
	if (!Number.isInteger(id) || id < 1 || id > LARGEST_ID) {
		const what = isEmpty(located) ? 'is empty' : `is not an ID: "${shown(located)}"`;
		refuse(field, what, `Enter a whole number from 1 to ${LARGEST_ID}, or choose from the list.`);
	}
	return id;
}

function numberInRange(field: NumberField, value: unknown): number {
	const number = numberOf(field, value);
	if (field.type === 'integer' && !Number.isInteger(number)) {
		refuse(field, `is not a whole number: ${number}`, 'Remove the decimals.');
	}
	if (isPlaceholder(number)) return number;
	const { minimum = field.type === 'integer' ? -LARGEST_ID - 1 : -Infinity } = field;
	const { maximum = field.type === 'integer' ? LARGEST_ID : Infinity } = field;
	if (number < minimum || number > maximum) {
		refuse(field, `is out of range: ${number}`, `Enter a number from ${minimum} to ${maximum}.`);
	}
	return number;
}

/** As n8n shows it: a date in ISO form, other objects not at all. */
function textOf(field: Label, value: unknown): string {
	const text = typeof value === 'object' ? isoText(value) : String(value);
	if (text === undefined || (typeof value === 'number' && !Number.isFinite(value))) {
		refuse(
			field,
			`is not text: "${shown(value)}"`,
			'Choose one of its fields instead of all of it.',
		);
	}
	return text;
}

function checkedText(
	field: Pick<TextField, 'label' | 'minLength' | 'maxLength'>,
	value: unknown,
): string {
	const text = textOf(field, value);
	const { minLength = 0, maxLength = Infinity } = field;
	if (text.length > maxLength) {
		refuse(
			field,
			`is ${text.length} characters long`,
			`Tampuuri accepts at most ${maxLength}. Shorten it.`,
		);
	}
	if (text.length < minLength) {
		refuse(field, `is ${text.length} characters long`, `Tampuuri requires at least ${minLength}.`);
	}
	return text;
}

function identityCodeOf(field: Label, value: unknown): string {
	const { code, problem } = checkedIdentityCode(value);
	if (code !== undefined) return code;
	if (problem === 'checkCharacter') {
		refuse(
			field,
			'has a wrong check character',
			'A character is mistyped, or the code does not exist. Compare it with its source.',
		);
	}
	refuse(
		field,
		'is not a personal identity code',
		'Enter it in the form 010190-900P. For someone without one, leave the field out.',
	);
}

/** Whether the value of a boolean field, which may be text, is true. */
export function isTrue(value: unknown): boolean {
	return plainText(value).trim().toLowerCase() === 'true';
}

function booleanOf(field: Label, value: unknown): boolean {
	const isFalse = plainText(value).trim().toLowerCase() === 'false';
	if (!isTrue(value) && !isFalse) {
		refuse(field, `is neither true nor false: "${shown(value)}"`, 'Enter true or false.');
	}
	return isTrue(value);
}

function dateOf(field: Label, value: unknown, read: typeof finnishTimeOf): DateTime {
	const time = read(value);
	if (time === undefined) {
		refuse(
			field,
			`is not a date: "${shown(value)}"`,
			'Enter a whole date such as 2026-11-05 or 5.11.2026.',
		);
	}
	if (time.year < EARLIEST_YEAR || time.year > LATEST_YEAR) {
		refuse(
			field,
			`is out of range: ${shown(value)}`,
			`Enter a date from ${EARLIEST_YEAR} to ${LATEST_YEAR}.`,
		);
	}
	return time;
}

/**
 * Reads an enumeration's name or number. Paths only ever contain IDs and single words.
 *
 * @throws InvalidInput when it contains anything but letters, digits and underscores
 */
export function wordOf(field: Label, value: unknown): string {
	const located = locatedValue(value);
	if (isEmpty(located)) refuse(field, 'is empty', 'It is part of the path. Enter a value.');
	const word = typeof located === 'boolean' ? '' : plainText(located).trim();
	if (!/^[\p{L}\p{N}_]{1,100}$/u.test(word)) {
		refuse(
			field,
			`is not a single word: "${shown(located)}"`,
			'Use letters, digits and underscores only.',
		);
	}
	return word;
}

/**
 * Converts a field's value to what is sent.
 *
 * @throws InvalidInput with the field's name and its limit
 */
export function wireValueOf(
	field: ValueField,
	value: unknown,
	dayFormat: DayFormat = 'midnight',
): WireValue {
	if (field.type === 'json') return jsonOf(field, value);
	const located = locatedValue(value);
	switch (field.type) {
		case 'text':
			return field.isIdentityCode && located !== ''
				? identityCodeOf(field, located)
				: checkedText(field, located);
		case 'choice':
			return checkedText(field, located).trim();
		case 'integer':
		case 'decimal':
			return numberInRange(field, located);
		case 'boolean':
			return booleanOf(field, located);
		case 'reference':
			return idOf(field, located);
		case 'integerList':
			return entriesOf(field, located).map((entry) => idOf(field, entry));
		case 'textList':
			return entriesOf(field, located).map((entry) => textOf(field, entry));
		case 'date':
			return dayText(dateOf(field, located, finnishDayOf), field.format ?? dayFormat);
		case 'dateTime':
			return momentText(dateOf(field, located, finnishTimeOf));
	}
}

/**
 * Converts a value to text for a path or a list in a query, which can't contain files.
 *
 * @throws InvalidInput with the field's name and its limit
 */
export function writtenValueOf(
	field: Field,
	value: unknown,
	dayFormat: DayFormat = 'midnight',
): WireValue {
	return field.type === 'file' || field.type === 'fileList'
		? plainText(value)
		: wireValueOf(field, value, dayFormat);
}
