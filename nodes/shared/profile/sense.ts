import { kindOfMeaning } from './lexicon';
import { isSameKey, type NameQuestion } from './questions';
import { PARTS } from './vocabulary';
import { meaningOf, tellingPartOf, type Words } from './words';

/** Meanings and other words of a text. */
export function wordsIn({ meanings, others }: Words): string[] {
	return [...meanings, ...others];
}

/** Meanings and words with those that they may stand together with. */
function withParts(words: Iterable<string>): Set<string> {
	const all = [...words];
	return new Set(all.flatMap((word) => [word, ...(PARTS[word] ?? [])]));
}

function isRecord(word: string): boolean {
	return kindOfMeaning(word) === 'record';
}

function recordsIn(text: string): string[] {
	return [...meaningOf(text).meanings].filter(isRecord);
}

type Way = ReadonlySet<string>;

function tellingWay(text: string): string[] {
	return [...tellingPartOf(meaningOf(text))];
}

/** Each way to say what a question is about: in English, in Finnish, and as its key. */
function waysOf({ label, assumed, resource }: NameQuestion): string[][] {
	const own = withParts(recordsIn(resource.name));
	// The page is about the record anyway.
	const withoutOwn = (way: string[]) =>
		way.every((word) => own.has(word)) ? way : way.filter((word) => !own.has(word));
	const said = (texts: readonly string[]) =>
		texts.map((text) => withoutOwn(tellingWay(text))).filter(({ length }) => length > 0);
	const labelled = said([label.replace(/\s*\(.*\)$/, ''), /\(([^)]*)\)$/.exec(label)?.[1] ?? '']);
	// A label that names another record than the key says more exactly which is meant.
	const isNarrowed = labelled.length > 0 && labelled.every((way) => way.every(isRecord));
	const keyed = said([leafOf(assumed)]).filter((way) => !isNarrowed || !way.every(isRecord));
	return [...labelled, ...keyed];
}

/** The last part of a dotted key. */
export function leafOf(key: string): string {
	return key.split('.').at(-1) ?? key;
}

/** What a question means, in words. */
export class Sense {
	/** A candidate that has all words of one of these may be meant. */
	private readonly ways: readonly Way[];
	/** Words that a candidate may have besides. */
	private readonly besides: ReadonlySet<string>;
	private readonly besidesInText: ReadonlySet<string>;
	/** What its operations are about, which may wrap their fields. */
	private readonly subjects: ReadonlySet<string>;
	private readonly isFlag: boolean;

	constructor(question: NameQuestion) {
		const { assumed, description, operations, resource, expected } = question;
		this.isFlag = expected === 'boolean';
		const paths = operations.map(({ path }) => path.replace(/\{[^}]*\}/g, ''));
		const named = [resource.name, ...paths].flatMap(recordsIn);
		const told = operations.flatMap(({ name, action, description: about }) => [
			name,
			action,
			about,
		]);
		const said = waysOf(question);
		const isId = said.length === 0 && isSameKey(leafOf(assumed), 'Id');
		const ways = isId ? named.map((record) => ['id', record]) : said;
		this.ways = ways.map((way) => new Set(way));
		this.besides = withParts([
			...ways.flat(),
			...named,
			...(isId ? [] : told.flatMap(recordsIn)),
			// A whole number is no code that people know something by.
			...(expected === 'integer' ? ['code'] : []),
		]);
		this.subjects = new Set([
			...this.besides,
			...paths.flatMap((path) => [...meaningOf(path).meanings]),
		]);
		const texts = [description, ...operations.map((row) => row.description)].map(meaningOf);
		this.besidesInText = withParts([...this.besides, ...texts.flatMap(wordsIn)]);
	}

	private waysIn(words: Iterable<string>): Way[] {
		const there = new Set(words);
		return this.ways.filter((way) => [...way].every((word) => there.has(word)));
	}

	/** Whether words say what is meant. */
	isIn(words: Iterable<string>): boolean {
		return this.waysIn(words).length > 0;
	}

	/** Whether a text says what is meant by more than a record that it is about. */
	isToldIn(text: Words): boolean {
		const ways = this.waysIn(wordsIn(text));
		const isPlain = (word: string) => isRecord(word) || kindOfMeaning(word) === 'generic';
		return (
			ways.length > 0 &&
			(this.strangeIn(text).length === 0 || !ways.every((way) => [...way].every(isPlain)))
		);
	}

	/** Meanings that make it another one. */
	foreignIn({ meanings }: Words, mode: 'key' | 'parent' | 'text'): string[] {
		const known = { key: this.besides, parent: this.subjects, text: this.besidesInText }[mode];
		return [...meanings].filter((meaning) => {
			const kind = kindOfMeaning(meaning);
			if (kind === 'generic' || known.has(meaning)) return false;
			if (meaning === 'negated') return mode === 'key' && this.isFlag;
			return mode !== 'text' || kind === 'qualifier';
		});
	}

	/** Words that are not in the vocabulary, nor in what is said of the question. */
	strangeIn({ others }: Words): string[] {
		return [...others].filter((word) => !this.besidesInText.has(word));
	}

	/** Other fields that a description mentions. */
	asidesIn({ meanings }: Words): number {
		return [...meanings].filter(
			(meaning) => kindOfMeaning(meaning) === 'field' && !this.besidesInText.has(meaning),
		).length;
	}

	/** Whether a text tells about something without saying what is meant. */
	isElsewhere(text: Words): boolean {
		return this.strangeIn(text).length > 0 || this.asidesIn(text) > 0;
	}
}
