/** Shorter texts are taken as they are written: one letter makes another word of them. */
const SHORTEST = 6;

/** The text without each of its letters, and the text itself. */
function shortened(text: string): string[] {
	return [
		text,
		...Array.from(text, (_letter, place) => text.slice(0, place) + text.slice(place + 1)),
	];
}

/** How one text becomes another by one typing error. */
export type Mistyping = 'added' | 'missing' | 'other' | 'swapped';

/**
 * The one typing error between two different texts: a letter too many, missing or another, or two
 * swapped. Undefined if there are more.
 */
export function mistypingOf(written: string, meant: string): Mistyping | undefined {
	let start = 0;
	while (start < written.length && written[start] === meant[start]) start++;
	const rest = written.slice(start);
	const wanted = meant.slice(start);
	if (rest.slice(1) === wanted) return 'added';
	if (rest === wanted.slice(1)) return 'missing';
	if (rest.slice(1) === wanted.slice(1)) return 'other';
	const isSwapped =
		rest[0] === wanted[1] && rest[1] === wanted[0] && rest.slice(2) === wanted.slice(2);
	return isSwapped ? 'swapped' : undefined;
}

/** Known texts, and which of them a mistyped one may be: found without comparing it with each. */
export class Spellings {
	private readonly known = new Set<string>();
	private readonly byShortened = new Map<string, string[]>();

	add(text: string): void {
		if (this.known.has(text)) return;
		this.known.add(text);
		if (text.length < SHORTEST) return;
		for (const short of new Set(shortened(text))) {
			const others = this.byShortened.get(short);
			if (others === undefined) this.byShortened.set(short, [text]);
			else others.push(text);
		}
	}

	has(text: string): boolean {
		return this.known.has(text);
	}

	all(): Iterable<string> {
		return this.known;
	}

	/** The known texts that differ from it by one typing error. */
	near(text: string): string[] {
		if (text.length < SHORTEST) return [];
		const found = new Set(shortened(text).flatMap((short) => this.byShortened.get(short) ?? []));
		return [...found].filter((known) => known !== text && mistypingOf(text, known) !== undefined);
	}
}
