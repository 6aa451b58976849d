import { folded } from '../foreignValues';
import { kindOfMeaning, stemsFrom } from './lexicon';

/** What a key or a text says. */
export interface Words {
	/** Meanings of the lexicon. */
	readonly meanings: ReadonlySet<string>;
	/** Beginnings of the words that the lexicon does not have. */
	readonly others: ReadonlySet<string>;
}

/** Characters of a text that are looked at: descriptions of fields are short. */
const LONGEST_TEXT = 400;

/** Letters that may follow a stem: `n`, `ssa`, `inen`, `ymis`. */
const LONGEST_ENDING = 5;

/** What follows a stem and is no ending, but shortens a word: `tp` in `postitp`. */
const SHORTENED = /^(?!ts$|nt$|nts$)[bcdfghjklmnpqrstvwxz]{2,}$/;

/** Letters by which a word that is not in the lexicon is known in its other forms. */
const OTHER_STEM = 6;

const SMALL_WORDS = new Set(
	'the and for with that this from whether who has have are may all vain kun jos sekä seka tämä tama muu taman ovat onko voi voidaan example esimerkiksi about via'.split(
		' ',
	),
);

/** The words of a key or a text: `TyonsuorittajaId` is `tyonsuorittaja` and `id`. */
export function wordsOf(text: string): string[] {
	return folded(
		text
			.slice(0, LONGEST_TEXT)
			.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
			.replace(/(\p{L})(\d)/gu, '$1 $2'),
	)
		.split(/[^\p{L}\p{N}]+/u)
		.filter(Boolean);
}

interface Found {
	readonly meanings: readonly string[];
	readonly length: number;
}

/** Letters of words in a row, with the places where words begin and end. */
class Letters {
	private readonly text: string;
	private readonly edges = new Set<number>([0]);

	constructor(words: readonly string[]) {
		this.text = words.join('');
		let place = 0;
		for (const word of words) this.edges.add((place += word.length));
	}

	get length(): number {
		return this.text.length;
	}

	isEdge(place: number): boolean {
		return this.edges.has(place);
	}

	slice(start: number, end: number): string {
		return this.text.slice(start, end);
	}

	/** The longest stem here. A short one is a whole word, and one over several words begins one. */
	stemAt(place: number, afterStem: boolean): Found | undefined {
		const begins = this.isEdge(place);
		for (const { stem, meanings, isWhole, isAlone } of stemsFrom(this.text[place] ?? '')) {
			if (!this.text.startsWith(stem, place)) continue;
			const end = place + stem.length;
			const mayBegin = begins || (afterStem && !isAlone);
			if (isWhole && !(mayBegin && this.isEdge(end))) continue;
			if (!begins && this.crossesEdge(place, end)) continue;
			return { meanings, length: stem.length };
		}
		return undefined;
	}

	private crossesEdge(start: number, end: number): boolean {
		for (let place = start + 1; place < end; place++) if (this.isEdge(place)) return true;
		return false;
	}
}

/** Reads what a key or a text says, also inside the compounds that Finnish is full of. */
export function meaningOf(text: string): Words {
	const letters = new Letters(wordsOf(text));
	const meanings = new Set<string>();
	const others = new Set<string>();
	let start = 0;
	let afterStem = false;
	const leave = (end: number) => {
		const rest = letters.slice(start, end);
		const isShortened = afterStem && SHORTENED.test(rest);
		const isEnding = afterStem && rest.length <= LONGEST_ENDING;
		if (/^\d+$/.test(rest)) {
			if (rest !== '1') others.add(rest);
		} else if (isShortened) {
			others.add(rest);
		} else if (!isEnding && rest.length >= 3 && !SMALL_WORDS.has(rest)) {
			others.add(rest.slice(0, OTHER_STEM));
		}
	};
	for (let place = 0; place < letters.length; ) {
		const isNewWord = place > start && letters.isEdge(place);
		if (isNewWord) {
			leave(place);
			start = place;
			afterStem = false;
		}
		const found = letters.stemAt(place, afterStem && place === start);
		if (found === undefined) {
			place++;
			continue;
		}
		if (place > start) leave(place);
		for (const meaning of found.meanings) meanings.add(meaning);
		place += found.length;
		start = place;
		afterStem = !letters.isEdge(place);
	}
	if (start < letters.length) leave(letters.length);
	return { meanings, others };
}

/** Short words that keys have for no reason that matters here. */
const SMALL_KEY_WORDS = new Set('on is be it do of in to by at ja ym dt fk pk e'.split(' '));

/** Reads a key, where even a word of one or two letters may make it another one. */
export function meaningOfKey(key: string): Words {
	const { meanings, others } = meaningOf(key);
	const short = wordsOf(key).filter(
		(word) =>
			/^\p{L}{1,2}$/u.test(word) &&
			!SMALL_KEY_WORDS.has(word) &&
			meaningOf(word).meanings.size === 0,
	);
	return { meanings, others: new Set([...others, ...short]) };
}

/** The meanings that tell which field is meant, with the words that are not in the lexicon. */
export function tellingPartOf({ meanings, others }: Words): ReadonlySet<string> {
	const telling = [...meanings].filter((meaning) => kindOfMeaning(meaning) !== 'generic');
	return new Set([...telling, ...others]);
}
