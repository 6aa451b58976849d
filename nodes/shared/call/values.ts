import { jsonParse, type IDataObject } from 'n8n-workflow';
import { InvalidInput } from '../errors/failure';
import { commaSeparated } from '../foreignValues';
import { dayText, finnishTimeOf, momentText } from './dates';
import type {
	Field,
	FileField,
	FileListField,
	JsonField,
	NumberField,
	TextField,
} from '../catalogue';

export type WireValue = IDataObject[string];

/** Fields whose value is what the user entered, unlike files, which are loaded first. */
export type ValueField = Exclude<Field, FileField | FileListField>;

/** webinar, Help: IDs are consecutive 32-bit numbers. */
const LARGEST_ID = 2_147_483_647;

const UNSAFE_KEYS = ['__proto__', 'constructor', 'prototype'];

type Label = Pick<Field, 'label'>;

function refuse({ label }: Label, what: string, advice: string): never {
	throw new InvalidInput(`${label} ${what}`, advice);
}

function shown(value: unknown): string {
	const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
	return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** A resource locator's value, or the value itself if it comes from an expression. */
export function locatedValue(value: unknown): unknown {
	return typeof value === 'object' && value !== null && '__rl' in value && 'value' in value
		? value.value
		: value;
}

function numberOf(field: Label, value: unknown): number {
	const number = typeof value === 'string' ? Number(value.trim().replace(',', '.')) : value;
	if (typeof number !== 'number' || !Number.isFinite(number)) {
		refuse(field, `is not a number: "${shown(value)}"`, 'Enter a number, for example 54.5.');
	}
	return number;
}

/**
 * Reads a record's ID. Paths only ever contain IDs and single words.
 *
 * @throws InvalidInput unless it is a whole number from 1 to 2147483647
 */
export function idOf(field: Label, value: unknown): number {
	const located = locatedValue(value);
	const isDigits = typeof located === 'string' && /^\s*\d+\s*$/.test(located);
	const id = isDigits || typeof located === 'number' ? Number(located) : NaN;
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
	const { minimum = field.type === 'integer' ? -LARGEST_ID - 1 : -Infinity } = field;
	const { maximum = field.type === 'integer' ? LARGEST_ID : Infinity } = field;
	if (number < minimum || number > maximum) {
		refuse(field, `is out of range: ${number}`, `Enter a number from ${minimum} to ${maximum}.`);
	}
	return number;
}

function checkedText(
	field: Pick<TextField, 'label' | 'minLength' | 'maxLength'>,
	value: unknown,
): string {
	const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
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

function booleanOf(field: Label, value: unknown): boolean {
	if (typeof value === 'boolean') return value;
	const text = String(value).trim().toLowerCase();
	if (text !== 'true' && text !== 'false') {
		refuse(field, `is neither true nor false: "${shown(value)}"`, 'Enter true or false.');
	}
	return text === 'true';
}

function listOf(field: Label, value: unknown): unknown[] {
	if (Array.isArray(value)) return value;
	const text = String(value).trim();
	if (text.startsWith('[')) {
		const list = parsed(field, text);
		if (Array.isArray(list)) return list;
	}
	return commaSeparated(text);
}

function parsed(field: Label, text: string): unknown {
	try {
		return jsonParse(text);
	} catch {
		refuse(field, 'is not valid JSON', 'Check the brackets, quotes and commas.');
	}
}

function refuseUnsafeKeys(field: Label, value: unknown): void {
	if (typeof value !== 'object' || value === null) return;
	for (const [key, inner] of Object.entries(value)) {
		if (UNSAFE_KEYS.includes(key)) {
			refuse(field, `contains the key "${key}"`, 'This key is not allowed. Remove it.');
		}
		refuseUnsafeKeys(field, inner);
	}
}

/**
 * Reads a JSON field's value, given as text or by an expression.
 *
 * @throws InvalidInput when it is not JSON, has the wrong shape or contains an unsafe key
 */
export function jsonOf(field: Label & Pick<JsonField, 'shape'>, value: unknown): WireValue {
	const content = typeof value === 'string' ? parsed(field, value) : value;
	const shape = Array.isArray(content) ? 'array' : typeof content;
	if (field.shape !== 'any' && (content === null || shape !== field.shape)) {
		const wanted = field.shape === 'array' ? 'a list: [ … ]' : 'an object: { … }';
		refuse(field, 'has the wrong shape', `Enter ${wanted}`);
	}
	refuseUnsafeKeys(field, content);
	return content as WireValue;
}

/**
 * Reads an enumeration's name or number. Paths only ever contain IDs and single words.
 *
 * @throws InvalidInput when it contains anything but letters, digits and underscores
 */
export function wordOf(field: Label, value: unknown): string {
	const word = String(value).trim();
	if (!/^[\p{L}\p{N}_]{1,100}$/u.test(word)) {
		refuse(
			field,
			`is not a single word: "${shown(value)}"`,
			'Use letters, digits and underscores only.',
		);
	}
	return word;
}

/** Whether the user left the field unset. */
export function isEmpty(value: unknown): boolean {
	const located = locatedValue(value);
	return located === undefined || located === null || located === '';
}

/**
 * Converts a field's value to what is sent.
 *
 * @throws InvalidInput with the field's name and its limit
 */
export function wireValueOf(
	field: ValueField,
	value: unknown,
	dayFormat: 'midnight' | 'bare',
): WireValue {
	switch (field.type) {
		case 'text':
			return checkedText(field, value);
		case 'choice':
			return checkedText(field, locatedValue(value));
		case 'integer':
		case 'decimal':
			return numberInRange(field, value);
		case 'boolean':
			return booleanOf(field, value);
		case 'reference':
			return idOf(field, value);
		case 'integerList':
			return listOf(field, value).map((entry) => idOf(field, entry));
		case 'textList':
			return listOf(field, value).map(String);
		case 'json':
			return jsonOf(field, value);
		case 'date':
		case 'dateTime': {
			const time = finnishTimeOf(value);
			if (time === undefined) {
				refuse(
					field,
					`is not a date: "${shown(value)}"`,
					'Enter a date such as 2026-11-05 or 5.11.2026.',
				);
			}
			if (field.type === 'dateTime') return momentText(time);
			return dayText(time, field.format ?? dayFormat);
		}
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
	dayFormat: 'midnight' | 'bare',
): WireValue {
	return field.type === 'file' || field.type === 'fileList'
		? String(value)
		: wireValueOf(field, value, dayFormat);
}
