import { readFileSync } from 'node:fs';

/** How a vendor may call a field, and what its pages may say about it. */
export interface Wording {
	readonly finnish: readonly string[];
	readonly english: readonly string[];
	readonly short: readonly string[];
	readonly aboutInFinnish: readonly string[];
	readonly aboutInEnglish: readonly string[];
}

/** By the catalogue's key, and where it means different things by resource and key. */
export type Wordings = Readonly<Record<string, Wording>>;

function listIn(text: string | undefined, separator: string): string[] {
	return (text ?? '')
		.split(separator)
		.map((one) => one.trim())
		.filter((one) => one !== '');
}

function wordingsIn(file: string): Wordings {
	const [, ...lines] = readFileSync(new URL(file, import.meta.url), 'utf8')
		.trim()
		.split('\n');
	return Object.fromEntries(
		lines.map((line) => {
			const [key = '', finnish, english, short, aboutInFinnish, aboutInEnglish] = line.split('\t');
			return [
				key,
				{
					finnish: listIn(finnish, ','),
					english: listIn(english, ','),
					short: listIn(short, ','),
					aboutInFinnish: listIn(aboutInFinnish, ';'),
					aboutInEnglish: listIn(aboutInEnglish, ';'),
				},
			];
		}),
	);
}

/**
 * How vendors other than ours would call the fields, written without looking at the words of the
 * check, so that it shows how the check does with names that it wasn't made for. A bar is a seam of
 * a compound, which some vendors write as one word. A question mark: the name alone doesn't tell.
 */
export const WORDINGS = wordingsIn('wordings.tsv');

/** The same by another vendor, written after the check had learned from the first. */
export const OTHER_WORDINGS = wordingsIn('otherWordings.tsv');

/** And by a third, written before its author had seen the words of the check. */
export const THIRD_WORDINGS = wordingsIn('thirdWordings.tsv');
