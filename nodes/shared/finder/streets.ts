import { Spellings } from './spellings';
import { withoutAe, type Token } from './text';
import { unabbreviated } from './vocabulary';

/** Which known streets the words before a house number may be. */
export interface StreetMatch {
	readonly streets: readonly string[];
	readonly isExact: boolean;
	/** Words before the street that are not part of its name. */
	readonly leftOver: readonly string[];
}

/** A street's name in one word and without umlauts: Iso-Roobertinkatu is `isoroobertinkatu`. */
export function streetKey(words: readonly Token[]): string {
	return words.map(({ text }) => text).join('');
}

/** A street's name in one word with its umlauts. */
export function spelledStreet(words: readonly Token[]): string {
	return words.map(({ written }) => written.normalize('NFC')).join('');
}

/** A street as written, and without the e in which its umlauts may be written. */
function keysOf(words: readonly Token[]): string[] {
	const key = streetKey(words);
	return [...new Set([key, withoutAe(key)])];
}

/** The streets of a register. */
export class Streets {
	private readonly names = new Spellings();

	add(key: string): void {
		this.names.add(key);
	}

	/**
	 * Finds the street that words end with. The longest name counts, so that Vanha Kuusitie is not
	 * Kuusitie, unless `mayPrecede` says of the words before it that they are something else.
	 */
	find(words: readonly Token[], mayPrecede: (words: readonly string[]) => boolean): StreetMatch {
		const ends = words.map((_word, start) => words.slice(start));
		const tried = ends
			.map((end) => ({ end, leftOver: words.slice(0, words.length - end.length) }))
			.map(({ end, leftOver }) => ({ end, leftOver: leftOver.map(({ text }) => text) }))
			.filter(({ leftOver }) => leftOver.length === 0 || mayPrecede(leftOver));
		for (const way of [this.written, this.otherForms, this.shortWords, this.mistyped]) {
			for (const { end, leftOver } of tried) {
				const streets = way.call(this, end);
				if (streets.length > 0) return { streets, isExact: way === this.written, leftOver };
			}
		}
		return { streets: [], isExact: false, leftOver: [] };
	}

	/** Streets to suggest that are no match. */
	suggested(words: readonly Token[]): string[] {
		const ends = words.map((_word, start) => streetKey(words.slice(start)));
		return [
			...ends.filter((end) => this.names.has(end)),
			...ends.flatMap((end) => this.names.near(end)),
		];
	}

	private written(words: readonly Token[]): string[] {
		const key = streetKey(words);
		return this.names.has(key) ? [key] : [];
	}

	private otherForms(words: readonly Token[]): string[] {
		const forms = keysOf(words).flatMap((key) => [key, ...unabbreviated(key)]);
		return [...new Set(forms)].filter((form) => this.names.has(form));
	}

	/** Words that are cut with a full stop: P. Rautatiekatu, Mannerheimint. */
	private shortWords(words: readonly Token[]): string[] {
		const cut = words.filter(({ dotted }) => dotted);
		if (cut.length === 0 || cut.length > 3) return [];
		const last = streetKey(words.slice(-1));
		const wholeLast = words.at(-1)?.dotted ? unabbreviated(last) : [last];
		const start = words.slice(0, -1).map(({ text, dotted }) => (dotted ? `${text}\\p{L}*` : text));
		const pattern = new RegExp(`^${start.join('')}(?:${wholeLast.join('|')})$`, 'u');
		return wholeLast.length === 0 ? [] : [...this.names.all()].filter((name) => pattern.test(name));
	}

	private mistyped(words: readonly Token[]): string[] {
		return [...new Set(keysOf(words).flatMap((key) => this.names.near(key)))];
	}
}
