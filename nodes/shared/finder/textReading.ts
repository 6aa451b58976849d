import { readAddress, type AddressText } from './address';
import { readName, type NameText } from './name';
import { spelledAs, tokensOf } from './text';

/** All that a text of a record may say. */
export interface ReadText {
	readonly address: AddressText;
	/** Read only when it is asked for: most texts are no names. */
	readonly name: () => NameText;
	/** As it is spelled, but for letter case and marks. */
	readonly spelled: string;
	/** Without blanks and leading zeros: A 012 is a12. */
	readonly code: string;
}

function codeOf(text: string): string {
	const parts = tokensOf(text).filter(({ kind }) => kind === 'word' || kind === 'number');
	return parts
		.map((token, place) => {
			const isAfterNumber = token.kind === 'number' && parts[place - 1]?.kind === 'number';
			return isAfterNumber ? `-${token.text}` : token.text;
		})
		.join('');
}

/** Reads a text in all ways. */
export function readText(text: string): ReadText {
	return {
		address: readAddress(text),
		name: () => readName(text),
		spelled: spelledAs(text),
		code: codeOf(text),
	};
}

/** Reads texts of which many records have the same, each once. */
export function readOnce(): (text: string) => ReadText {
	const known = new Map<string, ReadText>();
	return (text) => {
		const read = known.get(text) ?? readText(text);
		known.set(text, read);
		return read;
	};
}
