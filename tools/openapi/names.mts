import { createHash } from 'node:crypto';

/** Orders texts in the same way on every machine. */
export function byCodeUnits(one: string, other: string): number {
	return one < other ? -1 : Number(one > other);
}

/** `käyttäjät` → `kayttajat`: what other tools take for a name in code. */
export function asciiOf(text: string): string {
	return text.normalize('NFD').replace(/[^\u0020-\u007e]/g, '');
}

/** A placeholder in a path, in braces. */
export const PLACEHOLDER = /\{\*?[^{}/#]+\}/g;

/** A path as far as its question mark. */
export function withoutQuery(path: string): string {
	return path.split('?', 1)[0] ?? '';
}

/** Whether a path has only whole placeholders, and nothing that would end it. */
export function canBeTemplate(path: string): boolean {
	return !/[{}#]/.test(withoutQuery(path).replace(PLACEHOLDER, ''));
}

/** `GET kohteet/{kohde_id}` → `getKohteetByKohdeId`. */
export function operationIdOf(method: string, path: string): string {
	const words = path
		.split('/')
		.map((part) => (part.startsWith('{') ? `by ${part}` : part))
		.flatMap((part) => asciiOf(part).split(/[^A-Za-z0-9]+/))
		.filter((word) => word !== '');
	return [method.toLowerCase(), ...words.map(capitalised)].join('');
}

function capitalised(word: string): string {
	return word.charAt(0).toUpperCase() + word.slice(1);
}

/** A model's name as a key of `components`, which takes few characters. */
export function schemaNameOf(model: string): string {
	const name = asciiOf(model)
		.replace(/[^A-Za-z0-9._-]+/g, '_')
		.slice(0, 100);
	return /^[A-Za-z]/.test(name) ? name : `Model${name}`;
}

/**
 * A name for each thing that no other has, and that does not depend on their order: things that would
 * have the same name, but for its case, all get a mark of their own.
 */
export function uniqueNames(
	things: readonly string[],
	nameOf: (thing: string) => string,
): ReadonlyMap<string, string> {
	const sharing = Map.groupBy(new Set(things), (thing) => nameOf(thing).toLowerCase());
	const nameFor = (thing: string): string => {
		const name = nameOf(thing);
		const isShared = (sharing.get(name.toLowerCase())?.length ?? 0) > 1;
		return isShared || name in Object.prototype ? `${name}_${markOf(thing)}` : name;
	};
	return new Map([...new Set(things)].map((thing) => [thing, nameFor(thing)]));
}

function markOf(text: string): string {
	return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
