import { jsonParse, type IDataObject } from 'n8n-workflow';
import type { JsonField } from '../catalogue';
import { DEEPEST } from '../foreignValues';
import { refuse, type Label } from './refuse';

/** What can be sent as JSON. */
export type WireValue = IDataObject[string];

const UNSAFE_KEYS = ['__proto__', 'constructor', 'prototype'];

/**
 * Parses a field's JSON text.
 *
 * @throws InvalidInput when it is not JSON
 */
export function parsedJson(field: Label, text: string): unknown {
	try {
		return jsonParse(text);
	} catch {
		refuse(field, 'is not valid JSON', 'Check the brackets, quotes and commas.');
	}
}

function refuseUnsafe(field: Label, value: unknown, depth = 0): void {
	if (typeof value !== 'object' || value === null || 'toJSON' in value) return;
	if (depth === DEEPEST) {
		refuse(field, `is nested more than ${DEEPEST} levels deep`, 'Send only the part you need.');
	}
	for (const [key, inner] of Object.entries(value)) {
		if (UNSAFE_KEYS.includes(key)) {
			refuse(field, `contains the key "${key}"`, 'This key is not allowed. Remove it.');
		}
		refuseUnsafe(field, inner, depth + 1);
	}
}

/**
 * Reads a JSON field's value, given as text or by an expression.
 *
 * @throws InvalidInput when it is not JSON, has the wrong shape, is nested too deep or contains an
 * unsafe key
 */
export function jsonOf(field: Label & Pick<JsonField, 'shape'>, value: unknown): WireValue {
	const content = typeof value === 'string' ? parsedJson(field, value) : value;
	const shape = Array.isArray(content) ? 'array' : typeof content;
	if (field.shape !== 'any' && (content === null || shape !== field.shape)) {
		const wanted = field.shape === 'array' ? 'a list: [ … ]' : 'an object: { … }';
		refuse(field, 'has the wrong shape', `Enter ${wanted}`);
	}
	refuseUnsafe(field, content);
	return content as WireValue;
}
