import { parseDate } from '../data/dates.mts';

/** What checking needs to know about a field, query parameter or path parameter. */
export interface Rule {
	readonly key: string;
	readonly type: string;
	readonly required?: boolean;
	readonly minLength?: number;
	readonly maxLength?: number;
	readonly minimum?: number;
	readonly maximum?: number;
	readonly shape?: 'object' | 'array' | 'any';
	readonly to?: string;
	readonly guess?: string;
}

export type Checked = { readonly value: unknown } | { readonly error: string };

type Check = (value: unknown, rule: Rule) => Checked;

const LARGEST_INTEGER = 2_147_483_647;

/** By field type. Conversions and messages are those of Json.NET and ASP.NET. */
const checks: ReadonlyMap<string, Check> = new Map<string, Check>([
	['text', checkText],
	['choice', checkText],
	['word', (value, rule) => checkText(value, { minLength: 1, ...rule })],
	['integer', checkInteger],
	['id', (value, rule) => checkInteger(value, { minimum: 1, ...rule })],
	['reference', (value, rule) => checkInteger(value, { minimum: 1, ...rule })],
	['decimal', checkDecimal],
	['boolean', checkBoolean],
	['date', checkDate],
	['dateTime', checkDate],
	['file', checkBase64],
	['fileList', (value, rule) => checkList(value, rule, checkFileContainer)],
	['integerList', (value, rule) => checkList(value, rule, checkInteger)],
	['textList', (value, rule) => checkList(value, rule, checkText)],
	['json', checkShape],
]);

/** Whether the simulator can check values of this type. */
export function isCheckedType(type: string): boolean {
	return checks.has(type);
}

/** Checks and converts one value. Values of an unknown type pass unchanged. */
export function checkValue(value: unknown, rule: Rule): Checked {
	return checks.get(rule.type)?.(value, rule) ?? { value };
}

function checkText(value: unknown, rule: Rule): Checked {
	if (typeof value === 'object') {
		return {
			error: `Unexpected character encountered while parsing value: {. Path '${rule.key}'.`,
		};
	}
	// Json.NET accepts a number or a boolean where it expects a string.
	const text = String(value);
	const { minLength, maxLength } = rule;
	if (maxLength !== undefined && text.length > maxLength) {
		return { error: tooLong(rule.key, maxLength, minLength) };
	}
	if (minLength !== undefined && text.length < minLength) return { error: tooShort(rule) };
	return { value: text };
}

/** "Max length" and "String length" on the Help pages are two attributes, each with its own message. */
function tooLong(key: string, maxLength: number, minLength: number | undefined): string {
	return minLength === undefined
		? `The field ${key} must be a string or array type with a maximum length of '${maxLength}'.`
		: `The field ${key} must be a string with a maximum length of ${maxLength}.`;
}

function tooShort({ key, minLength }: Rule): string {
	return `The field ${key} must be a string or array type with a minimum length of '${minLength}'.`;
}

function checkInteger(value: unknown, rule: Rule): Checked {
	const number = numberFrom(value);
	if (number === undefined) return { error: couldNotConvert(value, 'integer', rule.key) };
	if (!Number.isInteger(number)) {
		return { error: `Input string '${number}' is not a valid integer. Path '${rule.key}'.` };
	}
	if (Math.abs(number) > LARGEST_INTEGER) {
		return {
			error: `JSON integer ${number} is too large or small for an Int32. Path '${rule.key}'.`,
		};
	}
	const { minimum = -LARGEST_INTEGER, maximum = LARGEST_INTEGER } = rule;
	if (number < minimum || number > maximum) {
		return { error: `The field ${rule.key} must be between ${minimum} and ${maximum}.` };
	}
	return { value: number };
}

function checkDecimal(value: unknown, rule: Rule): Checked {
	const number = numberFrom(value);
	if (number === undefined) return { error: couldNotConvert(value, 'decimal', rule.key) };
	const { minimum = -Infinity, maximum = Infinity } = rule;
	if (number < minimum || number > maximum) {
		return { error: `The field ${rule.key} must be between ${minimum} and ${maximum}.` };
	}
	return { value: number };
}

function numberFrom(value: unknown): number | undefined {
	if (typeof value === 'number') return value;
	const isNumeric = typeof value === 'string' && /^\s*[+-]?\d+(\.\d+)?\s*$/.test(value);
	return isNumeric ? Number(value) : undefined;
}

function checkBoolean(value: unknown, rule: Rule): Checked {
	if (typeof value === 'boolean') return { value };
	if (typeof value === 'number') return { value: value !== 0 };
	const text = typeof value === 'string' ? value.trim().toLowerCase() : '';
	if (text === 'true' || text === 'false') return { value: text === 'true' };
	return { error: couldNotConvert(value, 'boolean', rule.key) };
}

function checkDate(value: unknown, rule: Rule): Checked {
	const isDate = typeof value === 'string' && parseDate(value) !== undefined;
	return isDate ? { value } : { error: couldNotConvert(value, 'DateTime', rule.key) };
}

/** "Collection of byte" on the Help pages. */
function checkBase64(value: unknown, rule: Rule): Checked {
	const isBase64 =
		typeof value === 'string' && value.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(value);
	return isBase64 ? { value } : { error: couldNotConvert(value, 'System.Byte[]', rule.key) };
}

/** ApiFileBase64Container. Its content is a string; that it must be base64 is assumed (EVIDENCE.md#types). */
function checkFileContainer(value: unknown, rule: Rule): Checked {
	const isContainer = typeof value === 'object' && value !== null && !Array.isArray(value);
	if (!isContainer) return { error: couldNotConvert(value, 'object', rule.key) };
	const [, content = ''] =
		Object.entries(value).find(([key]) => key.toLowerCase() === 'base64content') ?? [];
	const checked = checkBase64(content, { ...rule, key: `${rule.key}.Base64Content` });
	return 'error' in checked ? checked : { value };
}

function checkList(value: unknown, rule: Rule, check: Check): Checked {
	if (!Array.isArray(value)) return { error: couldNotConvert(value, 'list', rule.key) };
	const items: unknown[] = [];
	for (const [index, item] of value.entries()) {
		const checked = check(item, { ...rule, key: `${rule.key}[${index}]` });
		if ('error' in checked) return checked;
		items.push(checked.value);
	}
	return { value: items };
}

function checkShape(value: unknown, rule: Rule): Checked {
	const shape = Array.isArray(value) ? 'array' : typeof value;
	if (rule.shape === 'any' || shape === rule.shape) return { value };
	return { error: `Cannot deserialize the current JSON ${shape}. Path '${rule.key}'.` };
}

function couldNotConvert(value: unknown, type: string, key: string): string {
	const shown = typeof value === 'object' ? JSON.stringify(value) : String(value);
	return `Could not convert ${typeof value} to ${type}: ${shown.slice(0, 100)}. Path '${key}'.`;
}
