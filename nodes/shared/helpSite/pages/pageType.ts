import type { Link } from '../html/outline';
import type { PageType } from './types';

/** The framework's names for the simple types of .NET. */
const SIMPLE = new Set([
	'integer',
	'unsigned integer',
	'byte',
	'signed byte',
	'decimal number',
	'boolean',
	'date',
	'string',
	'character',
	'URI',
	'globally unique identifier',
	'time interval',
]);

const DEEPEST_COLLECTION = 3;

/** The model a link leads to: `…/Help/ResourceModel?modelName=ApiLiite`. */
function modelNameOf({ href }: Link): string | undefined {
	const name = /[?&]modelName=([^&#]+)/i.exec(href)?.[1];
	if (name === undefined) return undefined;
	try {
		return decodeURIComponent(name.replace(/\+/g, ' '));
	} catch {
		return undefined;
	}
}

/** Reads a type from its text, and from the link in it if it names a model. */
export function pageTypeOf(text: string, links: readonly Link[], depth = 0): PageType {
	const wording = text.trim();
	const element = /^collection of (.+)$/i.exec(wording)?.[1];
	if (element !== undefined && depth < DEEPEST_COLLECTION) {
		return { kind: 'collection', of: pageTypeOf(element, links, depth + 1) };
	}
	if (SIMPLE.has(wording)) return { kind: 'simple', name: wording };
	const models = links.filter((link) => modelNameOf(link) !== undefined);
	const [link] = models;
	if (models.length === 1 && link !== undefined && link.text === wording) {
		return { kind: 'model', name: modelNameOf(link) ?? wording };
	}
	if (SIMPLE.has(wording.toLowerCase())) return { kind: 'simple', name: wording.toLowerCase() };
	return { kind: 'unread', text: wording };
}
