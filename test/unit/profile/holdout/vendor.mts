type Style = 'pascal' | 'camel' | 'snake' | 'umlauts';

/** How one vendor writes. Everything of a dialect is written alike. */
export interface Vendor {
	readonly language: 'finnish' | 'english' | 'short' | 'mixed';
	readonly style: Style;
	/** Compounds are one word: Alkupvm, not AlkuPvm. */
	readonly isJoined: boolean;
	readonly renamed: number;
	readonly descriptions: 'finnish' | 'english' | 'some' | 'none';
	readonly nesting: 0 | 1 | 2;
	readonly isInOrder: boolean;
	/** The words of the pages: English, or Finnish in one of two translations. */
	readonly pages: 'english' | 0 | 1;
	/** Of pages. */
	readonly missing: number;
	/** Of fields. */
	readonly absent: number;
	readonly neighbours: number;
}

/** Writes a name from words with seams, as a vendor does. */
export function written(words: string, { style, isJoined }: Vendor): string {
	const seamed = words.replace(/\?$/, '').replace(/\|/g, isJoined ? '' : ' ');
	const parts = seamed.split(/[\s-]+/).map((word) => word.toLowerCase());
	const folded = (text: string) => text.replace(/ä/g, 'a').replace(/ö/g, 'o').replace(/å/g, 'a');
	const capital = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1);
	switch (style) {
		case 'pascal':
			return folded(parts.map(capital).join(''));
		case 'umlauts':
			return parts.map(capital).join('');
		case 'snake':
			return folded(parts.join('_'));
		case 'camel': {
			const name = folded(parts.map(capital).join(''));
			return name.slice(0, 1).toLowerCase() + name.slice(1);
		}
	}
}

/** A name as others are compared with it. */
export const foldedName = (name: string) =>
	name.toLowerCase().replace(/ä/g, 'a').replace(/ö/g, 'o').replace(/_/g, '');
