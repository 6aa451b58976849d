/** The entities that Razor and Finnish texts use. All others are written as numbers. */
const NAMED: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	nbsp: ' ',
	auml: 'ä',
	Auml: 'Ä',
	ouml: 'ö',
	Ouml: 'Ö',
	aring: 'å',
	Aring: 'Å',
	euro: '€',
	ndash: '–',
	mdash: '—',
	hellip: '…',
	sect: '§',
	deg: '°',
};

const LARGEST_CODE_POINT = 0x10ffff;

function characterOf(code: number): string | undefined {
	const isCharacter = code > 0 && code <= LARGEST_CODE_POINT && !(code >= 0xd800 && code <= 0xdfff);
	return isCharacter ? String.fromCodePoint(code) : undefined;
}

/** Replaces entities in a text by their characters. Unknown ones stay unchanged. */
export function decoded(text: string): string {
	if (!text.includes('&')) return text;
	return text.replace(
		/&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([A-Za-z]{2,8}));/g,
		(whole, decimal?: string, hexadecimal?: string, name?: string) => {
			if (decimal !== undefined) return characterOf(Number(decimal)) ?? whole;
			if (hexadecimal !== undefined) return characterOf(parseInt(hexadecimal, 16)) ?? whole;
			return (name !== undefined && Object.hasOwn(NAMED, name) ? NAMED[name] : undefined) ?? whole;
		},
	);
}
