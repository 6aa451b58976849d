import type { PageField } from '../pages/types';
import { oneLine } from '../../foreignValues';
import type { Kind, LiveField } from './liveField';

const LONGEST_LABEL = 400;

/** How to enter a kind of field, where its name does not tell. */
const HOW: Readonly<Partial<Record<Kind, string>>> = {
	integerList: 'comma-separated whole numbers',
	textList: 'comma-separated texts',
	file: 'names of input binary fields',
	fileList: 'names of input binary fields',
	object: 'JSON object',
	array: 'JSON list',
	json: 'JSON of unknown type',
	integer: 'whole number',
	decimal: 'number',
	date: 'date such as 5.11.2026',
	dateTime: 'date and time such as 5.11.2026 11:40',
};

/** A field of files as one of text, with what to enter instead of the files' names. */
export function withoutFile(field: LiveField): LiveField {
	if (field.kind !== 'file' && field.kind !== 'fileList') return field;
	const isOne = field.kind === 'file';
	const how = isOne
		? 'content as base64 text'
		: 'JSON list of FileName, ContentType and Base64Content';
	const label = field.label.replace(HOW[field.kind] ?? '', how);
	return { ...field, kind: isOne ? 'text' : 'array', label };
}

function limitNotes({ minLength, maxLength, minimum, maximum, defaultValue }: PageField): string[] {
	const largest = 2_147_483_647;
	return [
		...(minLength !== undefined && minLength > 0 ? [`at least ${minLength} characters`] : []),
		...(maxLength === undefined ? [] : [`at most ${maxLength} characters`]),
		...(minimum === undefined || (minimum <= 1 && maximum === largest)
			? []
			: [`from ${minimum} to ${maximum}`]),
		...(defaultValue === undefined ? [] : [`default ${defaultValue}`]),
	];
}

/** Makes a label of a page's text: short, and never an expression that n8n would run. */
export function harmless(text: string): string {
	return oneLine(text.replace(/^[\p{Cc}\s=]+/u, ''), LONGEST_LABEL);
}

/**
 * A value as JSON, written little further than a length: a sample may be large or deep. What is
 * longer than that is cut.
 */
export function shortJson(value: unknown, longest: number): string {
	if (typeof value === 'string') return JSON.stringify(value.slice(0, longest));
	if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
	const [start, end] = Array.isArray(value) ? '[]' : '{}';
	let text = `${start}`;
	for (const key in value) {
		if (text.length > longest) return text;
		if (text.length > 1) text += ',';
		if (!Array.isArray(value)) text += `${JSON.stringify(key)}:`;
		text += shortJson(Reflect.get(value, key), longest - text.length);
	}
	return `${text}${end}`;
}

/** How a label shows an example; nothing if there is none. */
export function exampleOf(sample: unknown): string {
	return sample === undefined ? '' : `, e.g. ${shortJson(sample, LONGEST_LABEL)}`;
}

/**
 * A field's name with everything its page says about it, since n8n shows nothing else: `Otsikko:
 * text of the page (at most 255 characters)`.
 */
export function labelOf(field: PageField, kind: Kind, sample: unknown): string {
	const notes = [HOW[kind], ...limitNotes(field)].filter((note) => note !== undefined);
	const about = field.description === '' ? '' : `: ${field.description.replace(/\.$/, '')}`;
	const limits = notes.length === 0 ? '' : ` (${notes.join(', ')})`;
	return harmless(`${field.name}${about}${limits}${exampleOf(sample)}`);
}
