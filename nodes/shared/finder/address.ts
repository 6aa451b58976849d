import { isFormOfCompany } from './name';
import { repaired, tokensOf, type Token } from './text';
import {
	APARTMENT_WORDS,
	EMPTY_WORDS,
	isStreetName,
	kindOfUnit,
	STAIRCASE_WORDS,
	townOf,
} from './vocabulary';

/** What is within a house. Empty texts where nothing is said. */
export interface Unit {
	/** Letters of the house and its staircases, in their order: `b a` in Kuusitie 4 b A 12. */
	readonly letters: string;
	readonly number: string;
	/** What divides an apartment: `b` in A 12 b. */
	readonly part: string;
	/** What it is, unless it is an apartment. */
	readonly kind: string;
}

interface House {
	/** The words before the house number, of which the first may be something else. */
	readonly street: readonly Token[];
	readonly number: string;
	/** The last number of a range. */
	readonly upTo: string;
}

/** What a text says about a place. */
export interface AddressText {
	readonly house?: House;
	/** More than one if the text can be read in several ways; empty if it names none. */
	readonly units: readonly Unit[];
	readonly postCode: string;
	/** The town after the post code. */
	readonly town: string;
	/** Other words before the street and after the house, by what separates them. */
	readonly before: ReadonlyArray<readonly string[]>;
	readonly after: ReadonlyArray<readonly string[]>;
}

/** Stands before words that are about somebody else: `c/o`. */
export const ASIDE = 'co';

/** Stands before words of which only a town counts: after a slash, or in brackets. */
export const NOTE = 'nb';

/** Numbers of one plot are not further apart. */
const LONGEST_RANGE = 30;

const ASIDES: ReadonlyArray<readonly [RegExp, string]> = [
	[/\S+@\S+/g, ', '],
	[/\b(puh|tel|gsm|p)\b[.:]*\s*\+?\d[\d\s-]{5,}/gi, ', '],
	[/\+\d[\d\s-]{6,}/g, ', '],
	[/\d+\s*\.\s*(krs|kerros|kerroksessa|floor)\b\.?/gi, ' '],
	[/\b(krs|kerros|kerroksessa|floor)\b[.:]*\s*\d+/gi, ' '],
	[/\d+\s*(krs|kerros|kerroksessa|floor)\b\.?/gi, ' '],
	[/\bn:o\b/gi, ' '],
	[/(\d):(n|n?ssa|n?ssä|sta|stä|een|lla|llä|lle)\b/gi, '$1'],
	[/\d+\s*h\s*\+\s*[\p{L}+\d]+/giu, ' '],
	[/\d+([.,]\d+)?\s*(m2|neli\p{L}*)\b/giu, ' '],
	[/\bc\/o\b/gi, `, ${ASIDE} `],
	[/\/\s*(?=\p{L}{2})|\((?=\s*\p{L}{3})/gu, `, ${NOTE} `],
];

function isLabel({ text }: Token): boolean {
	return APARTMENT_WORDS.has(text) || STAIRCASE_WORDS.has(text) || kindOfUnit(text) !== undefined;
}

function isEmptyWord({ kind, text }: Token): boolean {
	return kind === 'word' && EMPTY_WORDS.has(text);
}

function isLetter(token: Token | undefined): token is Token {
	return token?.kind === 'word' && token.text.length === 1;
}

/** A word that says nothing about a unit. */
function isOtherWord(token: Token): boolean {
	return token.kind === 'word' && !isLetter(token) && !isLabel(token) && !isEmptyWord(token);
}

/** A word that can be one of a street's name, or the first letter of one: `P. Rautatiekatu`. */
function isStreetWord(token: Token | undefined): boolean {
	if (token?.kind !== 'word' || isLabel(token) || isEmptyWord(token)) return false;
	if (isFormOfCompany(token.text) || token.text === ASIDE || token.text === NOTE) return false;
	return token.text.length > 1 || token.dotted;
}

interface Span {
	readonly start: number;
	readonly end: number;
	readonly house: House;
}

/** The last number of a range that goes on after a house number, and where it ends. */
function rangeAfter(tokens: readonly Token[], place: number): { upTo: string; end: number } {
	const [first, mark, last] = tokens.slice(place, place + 3);
	const isMark = mark?.kind === 'dash' || (mark?.kind === 'word' && mark.text === 'ja');
	const width = Number(last?.text) - Number(first?.text);
	const isRange = isMark && last?.kind === 'number' && width > 0 && width <= LONGEST_RANGE;
	return isRange ? { upTo: last.text, end: place + 3 } : { upTo: '', end: place + 1 };
}

/** Where a street and a house number stand, if the number at a place is one. */
function houseAt(tokens: readonly Token[], place: number): Span | undefined {
	const { kind, text, written } = tokens[place] as Token;
	if (kind !== 'number' || written.length > 4) return undefined;
	let last = place - 1;
	while (tokens[last] !== undefined && isEmptyWord(tokens[last] as Token)) last--;
	if (!isStreetWord(tokens[last]) || isLetter(tokens[last])) return undefined;
	let start = last;
	while (isStreetWord(tokens[start - 1]) || joinsWords(tokens, start - 1)) start--;
	const words = tokens.slice(start, last + 1).filter((token) => token.kind === 'word');
	// Asunto Oy Helsingin Kuusitie 4 is in Kuusitie.
	const isCompany = isFormOfCompany(tokens[start - 1]?.text ?? '');
	const isTownFirst = isCompany && words.length > 1 && townOf(words[0]?.text ?? '') !== undefined;
	const { upTo, end } = rangeAfter(tokens, place);
	const street = isTownFirst ? words.slice(1) : words;
	return { start, end, house: { street, number: text, upTo } };
}

/** The house, above all in what is a street by its name: other words have numbers too. */
function houseIn(tokens: readonly Token[]): Span | undefined {
	let first: Span | undefined;
	for (const place of tokens.keys()) {
		const span = houseAt(tokens, place);
		const last = span?.house.street.at(-1)?.text ?? '';
		if (isStreetName(last)) return span;
		first ??= span;
	}
	return first;
}

/** Whether a dash joins two words of a name: `Iso-Roobertinkatu`. */
function joinsWords(tokens: readonly Token[], place: number): boolean {
	const [before, dash, after] = [tokens[place - 1], tokens[place], tokens[place + 1]];
	return dash?.kind === 'dash' && dash.tight && after?.tight === true && isStreetWord(before);
}

/** Reads what is left of an address when the house is taken out, word by word. */
class RestOfAddress {
	private readonly letters: string[] = [];
	private readonly lettersAfter: string[] = [];
	private readonly numbers: string[] = [];
	/** Whether the first of those letters stands at its number: 12b. */
	private isTightAfter = false;
	private kind = '';
	private postCode = '';
	private town = '';
	private isAfterPostCode = false;
	private words: string[] = [];
	readonly segments: string[][] = [];

	constructor(private readonly tokens: readonly Token[]) {
		for (const place of tokens.keys()) this.read(place);
		this.endSegment();
	}

	get place(): Pick<AddressText, 'postCode' | 'town'> {
		return { postCode: this.postCode, town: this.town };
	}

	/** The ways to read the unit: `12 A` is apartment 12 of staircase A, or a part of apartment 12. */
	units(hasHouse: boolean): Unit[] {
		const { letters, lettersAfter, kind } = this;
		const [number = '', ...others] = this.numbers;
		const [letter, ...rest] = lettersAfter;
		const unit = (part: readonly string[], all = letters): Unit => ({
			letters: all.join(' '),
			number,
			part: part.join(' '),
			kind,
		});
		if (letter !== undefined && letters.length === 0) {
			const [inside] = others;
			// A building's number before the staircase: 1003 A 12.
			if (!hasHouse && inside !== undefined) {
				return [{ ...unit([...rest, ...others.slice(1)], [letter]), number: inside }];
			}
			const isPart = unit([...lettersAfter, ...others]);
			return this.isTightAfter ? [isPart] : [isPart, unit([...rest, ...others], [letter])];
		}
		const only = unit([...lettersAfter, ...others]);
		return only.letters + only.number + only.kind === '' ? [] : [only];
	}

	private read(place: number): void {
		const token = this.tokens[place] as Token;
		if (token.kind === 'end') this.endSegment();
		else if (token.kind === 'number') this.readNumber(place, token);
		else if (token.kind === 'word') this.readWord(place, token);
	}

	private endSegment(): void {
		if (this.words.length > 0) this.segments.push(this.words);
		this.words = [];
		this.isAfterPostCode = false;
	}

	private readNumber(place: number, { text, written }: Token): void {
		if (written.length === 5 || this.isShortPostCode(place)) {
			this.postCode = written.padStart(5, '0');
			this.isAfterPostCode = true;
			return;
		}
		if (written.length > 5 || this.isAfterPostCode) return;
		const before = this.tokens[place - 1];
		// Of something else: Vikailmoitus 4556.
		if (before !== undefined && isOtherWord(before)) return;
		// The number of a house among others is taken with its word: talo 2.
		const isNamed = before?.kind === 'word' && STAIRCASE_WORDS.has(before.text);
		if (isNamed && !isLetter(this.tokens[place - 2]) && !this.isLetterAt(place - 3)) {
			this.letters.push(text);
		} else {
			this.numbers.push(text);
		}
	}

	/** Whether it is a post code without its zeros, as spreadsheets make them: 100 Helsinki. */
	private isShortPostCode(place: number): boolean {
		const [before, token, town] = [place - 1, place, place + 1].map((one) => this.tokens[one]);
		const isTown = town?.kind === 'word' && townOf(town.text) !== undefined;
		return before?.kind === 'end' && isTown && /^[1-9]\d{1,3}$/.test(token?.written ?? '');
	}

	private isLetterAt(place: number): boolean {
		return isLetter(this.tokens[place]) && this.tokens[place + 1]?.kind === 'dash';
	}

	private readWord(place: number, token: Token): void {
		const { text } = token;
		if (isLetter(token)) return this.readLetter(place, token);
		if (APARTMENT_WORDS.has(text) || STAIRCASE_WORDS.has(text) || EMPTY_WORDS.has(text)) return;
		const kind = kindOfUnit(text);
		if (kind !== undefined) this.kind = kind;
		else if (!this.isAfterPostCode) this.words.push(text);
		else if (this.town === '') this.town = text;
	}

	private readLetter(place: number, { text: letter, tight }: Token): void {
		const around = [place - 1, place + 1, place + 2].map((one) => this.tokens[one]);
		const [before, after, second] = around;
		const label = after?.kind === 'dash' ? second : after;
		const isNamed = [before, label].some(
			(one) => one?.kind === 'word' && STAIRCASE_WORDS.has(one.text),
		);
		if (isNamed || this.numbers.length === 0) {
			this.letters.push(letter);
			return;
		}
		if (this.lettersAfter.length === 0) this.isTightAfter = tight && before?.kind === 'number';
		this.lettersAfter.push(letter);
	}
}

/** The letters of a house and its staircase that are written together: 4bA. */
function lettersApart(token: Token, place: number, tokens: readonly Token[]): Token[] {
	const isAtNumber = token.tight && tokens[place - 1]?.kind === 'number';
	const isPair = isAtNumber && token.kind === 'word' && token.text.length === 2;
	if (!isPair || isLabel(token) || isEmptyWord(token)) return [token];
	return Array.from(token.text, (text) => ({ ...token, text, written: text }));
}

/** What every aside has something of. */
const MAY_BE_ASIDE = /[@+:/(]|krs|kerro|floor|puh|tel|gsm|p[.\s]|m2|neli/i;

function withoutAsides(text: string): string {
	if (!MAY_BE_ASIDE.test(text)) return text;
	return ASIDES.reduce((left, [aside, instead]) => left.replace(aside, instead), text);
}

/** Reads a Finnish address, or a part of one, in whatever order and spelling. */
export function readAddress(text: string): AddressText {
	const plain = withoutAsides(repaired(text));
	const tokens = tokensOf(plain).flatMap(lettersApart);
	const span = houseIn(tokens);
	const end: Token = { kind: 'end', text: '', written: '', tight: false, dotted: false };
	const before = span === undefined ? [] : tokens.slice(0, span.start);
	const after = span === undefined ? tokens : tokens.slice(span.end);
	// A letter beside the house number comes before that of a staircase, wherever this stands.
	const rest = new RestOfAddress([...after, end, ...before]);
	const wordsAfter = new RestOfAddress(after).segments;
	return {
		...(span && { house: span.house }),
		units: rest.units(span !== undefined),
		...rest.place,
		before: rest.segments.slice(wordsAfter.length),
		after: wordsAfter,
	};
}
