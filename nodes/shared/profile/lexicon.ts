import { FIELDS, GENERIC, QUALIFIERS, RECORDS } from './vocabulary';

/** What sort of thing a word of the vocabulary means. */
export type Kind = 'generic' | 'record' | 'field' | 'qualifier';

interface Stem {
	readonly stem: string;
	readonly meanings: readonly string[];
	/** It must be a word by itself, or the rest of one. */
	readonly isWhole: boolean;
	/** It must be a word by itself. */
	readonly isAlone: boolean;
}

/** A beginning so short is a word of its own. */
const LONGEST_WORD = 3;

const kinds = new Map<string, Kind>();
const byFirstLetter = new Map<string, Stem[]>();

function add(kind: Kind, name: string, written: string): void {
	const meanings = name.split('+');
	for (const meaning of meanings) kinds.set(meaning, kind);
	for (const text of written.split(' ')) {
		const isAlone = text.endsWith('.');
		const stem = text.replace(/[.-]/, '');
		const [letter = ''] = stem;
		const isWhole = stem !== text || stem.length <= LONGEST_WORD;
		const known = byFirstLetter.get(letter) ?? [];
		byFirstLetter.set(letter, [...known, { stem, meanings, isWhole, isAlone }]);
	}
}

for (const [kind, vocabulary] of [
	['generic', GENERIC],
	['record', RECORDS],
	['field', FIELDS],
	['qualifier', QUALIFIERS],
] as const) {
	for (const [name, stems] of Object.entries(vocabulary)) add(kind, name, stems);
}
for (const stems of byFirstLetter.values()) {
	stems.sort((one, other) => other.stem.length - one.stem.length);
}

/** What sort of thing a meaning is; undefined for a word that is not in the vocabulary. */
export function kindOfMeaning(meaning: string): Kind | undefined {
	return kinds.get(meaning);
}

/** The stems that begin with a letter, the longest first. */
export function stemsFrom(letter: string): readonly Stem[] {
	return byFirstLetter.get(letter) ?? [];
}
