import type { IDataObject } from 'n8n-workflow';

/** Whether a value is a JSON object, not a list or null. */
export function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A property by its name in any letter case, exact first: Json.NET can be configured for either.
 */
export function propertyOf(value: object, name: string): unknown {
	if (Object.hasOwn(value, name)) return Reflect.get(value, name);
	const wanted = name.toLowerCase();
	return Object.entries(value).find(([key]) => key.toLowerCase() === wanted)?.[1];
}

/** Levels of JSON, more than any model of the API has. A few thousand exhaust the stack. */
export const DEEPEST = 100;

/** Whether a value is nested so deep that it can neither be stored nor written. */
export function isTooDeep(value: unknown, depth = 0): boolean {
	if (typeof value !== 'object' || value === null) return false;
	return depth === DEEPEST || Object.values(value).some((inner) => isTooDeep(inner, depth + 1));
}

/** The content of JSON text; undefined, which JSON can't contain, if it is none. */
export function jsonContent(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** A value as text; empty if it can't be written as one. */
export function plainText(value: unknown): string {
	try {
		return String(value ?? '');
	} catch {
		// Nested too deep, or with something else under `toString`.
		return '';
	}
}

/** Splits a comma-separated text, or takes an array, and drops blanks, empty texts and nothing. */
export function commaSeparated(value: unknown): string[] {
	const texts = Array.isArray(value) ? value.map(plainText) : plainText(value).split(',');
	return texts.map((text) => text.trim()).filter((text) => text !== '');
}

/** A text on one line without control characters, cut if it is longer than `longest`. */
export function oneLine(text: string, longest = 500): string {
	const plain = text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
	return plain.length > longest ? `${plain.slice(0, longest)}…` : plain;
}

/** A text in which letters count as the same with and without dots or accents, in any case. */
export function folded(text: string): string {
	return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** A test for the folded texts that contain every word of a filter, in any order. */
export function matcherOf(filter: string): (foldedText: string) => boolean {
	const words = folded(filter).split(/\s+/).filter(Boolean);
	return (text) => words.every((word) => text.includes(word));
}
