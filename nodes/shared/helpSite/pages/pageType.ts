import type { Link } from '../html/outline';
import { elementIn, simpleTypeOf } from './pageWords';
import type { PageType } from './types';

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
	const element = elementIn(wording);
	if (element !== undefined && depth < DEEPEST_COLLECTION) {
		return { kind: 'collection', of: pageTypeOf(element, links, depth + 1) };
	}
	const models = links.filter((link) => modelNameOf(link) !== undefined);
	const [link] = models;
	if (models.length === 1 && link !== undefined && link.text === wording) {
		return { kind: 'model', name: modelNameOf(link) ?? wording };
	}
	const simple = simpleTypeOf(wording);
	return simple === undefined
		? { kind: 'unread', text: wording }
		: { kind: 'simple', name: simple };
}
