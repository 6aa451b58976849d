import { isObject } from '../foreignValues';
import type { Models } from '../helpSite/fields/models';
import { isKey } from '../helpSite/pages/parameterTable';
import type { EnumerationValue, PageField, PageFields, PageType } from '../helpSite/pages/types';
import { meaningOf } from './words';
import { isSameKey, type Expected } from './questions';

/** A key that a Help page or a record has. */
export interface Candidate {
	/** Dotted if it is inside objects. */
	readonly path: string;
	/** The keys of the objects that it is inside. */
	readonly parents: readonly string[];
	readonly name: string;
	readonly description: string;
	readonly type: Expected;
	/** The values of an enumeration, and whether they are sent by number. */
	readonly values?: readonly EnumerationValue[];
	readonly byNumber?: boolean;
	/** It links to a model. */
	readonly isLink?: true;
}

/** Levels of objects inside each other that are looked into. */
const DEEPEST = 4;

/** Keys of one body or record that are looked at. */
const MOST_CANDIDATES = 600;

const SIMPLE_TYPES: Readonly<Record<string, Expected>> = {
	integer: 'integer',
	'unsigned integer': 'integer',
	byte: 'integer',
	'signed byte': 'integer',
	'decimal number': 'decimal',
	boolean: 'boolean',
	date: 'date',
	string: 'text',
	character: 'text',
	URI: 'text',
	'globally unique identifier': 'text',
	'time interval': 'text',
};

/** Names of the field with the content of a file, in a list of files. */
const FILE_MODEL = /file|base64|liite|tiedosto|attachment/i;

/** An enumeration whose name ends in `Int` is sent as a number (EVIDENCE.md#enumerations). */
const NUMBER_ENUMERATION = /Int$/;

function collectionType(of: PageType): Expected {
	if (of.kind === 'simple' && of.name === 'byte') return 'files';
	return of.kind === 'model' && FILE_MODEL.test(of.name) ? 'files' : 'list';
}

class Flattening {
	readonly found: Candidate[] = [];

	constructor(private readonly models: Models) {}

	add({ fields }: PageFields, parents: readonly string[], inside: readonly string[]): void {
		for (const field of fields) {
			if (this.found.length >= MOST_CANDIDATES) return;
			this.addField(field, parents, inside);
		}
	}

	private addField(field: PageField, parents: readonly string[], inside: readonly string[]): void {
		const { name, description, type } = field;
		const base = { path: [...parents, name].join('.'), parents, name, description };
		const model = type.kind === 'model' ? this.models.get(type.name) : undefined;
		switch (type.kind) {
			case 'simple':
				this.found.push({ ...base, type: SIMPLE_TYPES[type.name] ?? 'any' });
				return;
			case 'collection':
				this.found.push({ ...base, type: collectionType(type.of) });
				return;
			case 'unread':
				this.found.push({ ...base, type: 'any' });
				return;
			case 'model':
		}
		if (model?.kind === 'enumeration') {
			const byNumber = NUMBER_ENUMERATION.test(model.name);
			this.found.push({ ...base, type: 'choice', values: model.values, byNumber });
			return;
		}
		this.found.push({ ...base, type: model?.kind === 'object' ? 'object' : 'any', isLink: true });
		if (model?.kind !== 'object' || inside.includes(model.name)) return;
		if (parents.length >= DEEPEST) return;
		this.add(model, [...parents, name], [...inside, model.name]);
	}
}

/** The keys of a page's table, with those of the models that it links to. */
export function candidatesOf(fields: PageFields, models: Models): readonly Candidate[] {
	const flattening = new Flattening(models);
	flattening.add(fields, [], []);
	return flattening.found;
}

function typeOfValue(value: unknown): Expected {
	if (typeof value === 'boolean') return 'boolean';
	if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'decimal';
	if (typeof value === 'string') return /^\d{4}-\d\d-\d\d(T|$)/.test(value) ? 'date' : 'text';
	if (Array.isArray(value)) return 'list';
	return isObject(value) ? 'object' : 'any';
}

/** Whether a key of a record may be shown: made of words for fields, so that it is no person's data. */
function isShowable(key: string): boolean {
	const { meanings, others } = meaningOf(key);
	return isKey(key) && !/\d/.test(key) && meanings.size > 0 && others.size === 0;
}

/**
 * The keys of a record that was read, and nothing of its values but what type they have. Keys that
 * may be someone's data are left out: some APIs file records under names or codes.
 *
 * @param assumed keys of the catalogue, which may be shown
 */
export function candidatesInRecord(
	record: Readonly<Record<string, unknown>>,
	assumed: readonly string[],
): readonly Candidate[] {
	const found: Candidate[] = [];
	const add = (part: Readonly<Record<string, unknown>>, parents: readonly string[]) => {
		for (const [name, value] of Object.entries(part)) {
			if (found.length >= MOST_CANDIDATES) return;
			if (!isShowable(name) && !assumed.some((key) => isSameKey(key, name) && isKey(name)))
				continue;
			const path = [...parents, name].join('.');
			found.push({ path, parents, name, description: '', type: typeOfValue(value) });
			if (isObject(value) && parents.length < DEEPEST) add(value, [...parents, name]);
		}
	};
	add(record, []);
	return found;
}

/** The keys of several records of one kind. */
export function mergedKeys(records: ReadonlyArray<readonly Candidate[]>): readonly Candidate[] {
	const byPath = new Map<string, Candidate>();
	for (const candidate of records.flat()) {
		const known = byPath.get(candidate.path);
		if (known === undefined || known.type === 'any') byPath.set(candidate.path, candidate);
	}
	return [...byPath.values()];
}
