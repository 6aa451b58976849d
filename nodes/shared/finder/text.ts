import { folded } from '../foreignValues';

/** Letters that were read as Latin-1, or written for a web page, on their way through other systems. */
const DAMAGED: Readonly<Record<string, string>> = {
	'Ã¤': 'ä',
	'Ã¶': 'ö',
	'Ã¥': 'å',
	'Ã„': 'Ä',
	'Ã\u0084': 'Ä',
	'Ã–': 'Ö',
	'Ã\u0096': 'Ö',
	'Ã…': 'Å',
	'Ã\u0085': 'Å',
	'â\u0080\u0093': '-',
	'â\u0080\u0094': '-',
	'â€“': '-',
	'â€”': '-',
	'Â\u00a0': ' ',
	'&auml;': 'ä',
	'&ouml;': 'ö',
	'&aring;': 'å',
	'&nbsp;': ' ',
	'&amp;': '&',
};

const DAMAGED_LETTER = new RegExp(Object.keys(DAMAGED).join('|'), 'gi');
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;
const DASH = /[\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]/g;

/** Nobody writes a longer one, and a hostile one must not cost time. */
const LONGEST_TEXT = 300;

/** Tabs separate the cells of a spreadsheet, unless there are no other blanks. */
function withBlanks(text: string): string {
	return /[^\t] [^\t]/.test(text) ? text : text.replace(/\t/g, ' ');
}

/** A text in which there is nothing to repair. */
const PLAIN = /^[\x20-\x25\x27-\x5f\x61-\x7eäöåÄÖÅ]*$/;

/** A text with one kind of dash and blank, and its letters repaired. Lines stay lines. */
export function repaired(text: string): string {
	if (text.length <= LONGEST_TEXT && PLAIN.test(text)) return text;
	return withBlanks(text.slice(0, LONGEST_TEXT))
		.replace(DAMAGED_LETTER, (found) => DAMAGED[found] ?? DAMAGED[found.toLowerCase()] ?? found)
		.normalize('NFKC')
		.replace(INVISIBLE, '')
		.replace(DASH, '-')
		.replace(/[’´`]/g, "'");
}

/**
 * A text as it is spelled, umlauts included, apart from letter case and what separates its words. A
 * range of numbers stays one: 4–6 is not house 4, apartment 6.
 */
export function spelledAs(text: string): string {
	return repaired(text)
		.toLowerCase()
		.replace(/(\d)\s*-\s*(?=\d)/g, '$1~')
		.replace(/[^\p{L}\p{N}~]+/gu, ' ')
		.trim();
}

/** A folded text without the e in which some write umlauts: Maentytie. */
export function withoutAe(text: string): string {
	return text.replace(/ae/g, 'a').replace(/oe/g, 'o');
}

/** A word, a number, or a mark that separates them, in a text without umlauts. */
export interface Token {
	readonly kind: 'dash' | 'end' | 'number' | 'word';
	/** A number without leading zeros. */
	readonly text: string;
	/** As written, for a post code and for an umlaut. */
	readonly written: string;
	/** Whether nothing stands between it and the one before. */
	readonly tight: boolean;
	/** Whether a full stop follows: `t.` for `tie`. */
	readonly dotted: boolean;
}

const TOKEN = /(\p{L}[\p{L}\p{M}]*|\d+|[-+&]|[,;|()\n\r\t])(\.?)/gu;

function kindOf(text: string): Token['kind'] {
	if (/^\d/.test(text)) return 'number';
	if (/^[-+&]$/.test(text)) return 'dash';
	return /^\p{L}/u.test(text) ? 'word' : 'end';
}

function foldedWord(word: string): string {
	return /^[A-Za-z]+$/.test(word) ? word.toLowerCase() : folded(word);
}

/** The words, numbers and marks of a repaired text. */
export function tokensOf(text: string): Token[] {
	const tokens: Token[] = [];
	let end = -1;
	for (const match of text.matchAll(TOKEN)) {
		const [whole, written = '', dot] = match;
		const kind = kindOf(written);
		tokens.push({
			kind,
			text: kind === 'word' ? foldedWord(written) : written.replace(/^0+(?=\d)/, ''),
			written: written.toLowerCase(),
			tight: match.index === end,
			dotted: dot === '.',
		});
		end = match.index + whole.length;
	}
	return tokens;
}
