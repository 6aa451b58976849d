import { decoded } from './entities';

/** One piece of a page. Names are in lower case, and only the attributes below are kept. */
export type Token =
	| { readonly kind: 'text'; readonly text: string }
	| { readonly kind: 'open'; readonly name: string; readonly attributes: Attributes }
	| { readonly kind: 'close'; readonly name: string };

export interface Attributes {
	readonly class?: string;
	readonly href?: string;
}

/** Elements whose content is not text of the page. */
const SKIPPED = ['script', 'style', 'template', 'textarea', 'noscript', 'svg'];

const TAG_NAME = /[A-Za-z][A-Za-z0-9:-]*/y;
const ATTRIBUTE_NAME = /[^\s"'<>/=]+/y;
const SPACE = /\s*/y;
const UNQUOTED_VALUE = /[^\s>]*/y;

/** Reads a page once from start to end, never going back. */
class Scanner {
	position = 0;

	constructor(readonly source: string) {}

	/** Takes what a sticky regular expression matches at the current position. */
	take(expression: RegExp): string {
		expression.lastIndex = this.position;
		const text = expression.exec(this.source)?.[0] ?? '';
		this.position += text.length;
		return text;
	}

	/**
	 * Moves past the next occurrence, or to the end if there is none, and returns the text before it.
	 */
	passBehind(text: string): string {
		const start = this.position;
		const found = this.source.indexOf(text, start);
		const end = found === -1 ? this.source.length : found;
		this.position = Math.min(end + text.length, this.source.length);
		return this.source.slice(start, end);
	}

	startsWith(text: string): boolean {
		return this.source.startsWith(text, this.position);
	}
}

function attributeValue(scanner: Scanner): string {
	for (const quote of ['"', "'"]) {
		if (!scanner.startsWith(quote)) continue;
		scanner.position++;
		return scanner.passBehind(quote);
	}
	return scanner.take(UNQUOTED_VALUE);
}

/** Reads up to and including the tag's `>`, or to the end of the page. */
function attributesOf(scanner: Scanner): Attributes {
	const attributes: { class?: string; href?: string } = {};
	while (scanner.position < scanner.source.length) {
		scanner.take(SPACE);
		if (scanner.startsWith('>')) {
			scanner.position++;
			break;
		}
		const name = scanner.take(ATTRIBUTE_NAME).toLowerCase();
		if (name === '') {
			scanner.position++;
			continue;
		}
		scanner.take(SPACE);
		if (!scanner.startsWith('=')) continue;
		scanner.position++;
		scanner.take(SPACE);
		const value = attributeValue(scanner);
		if (name === 'class' || name === 'href') attributes[name] ??= decoded(value);
	}
	return attributes;
}

function skipContent(scanner: Scanner, name: string): void {
	const end = new RegExp(`</${name}`, 'gi');
	end.lastIndex = scanner.position;
	scanner.position = end.exec(scanner.source)?.index ?? scanner.source.length;
}

/**
 * Splits a page into texts and tags, in linear time. Never fails: what is not a tag is text, and
 * what is not closed ends with the page.
 */
export function* tokensOf(source: string): Generator<Token> {
	const scanner = new Scanner(source);
	while (scanner.position < source.length) {
		const start = source.indexOf('<', scanner.position);
		const end = start === -1 ? source.length : start;
		if (end > scanner.position) {
			yield { kind: 'text', text: decoded(source.slice(scanner.position, end)) };
		}
		scanner.position = end;
		if (start === -1) return;
		const token = markup(scanner);
		if (token !== undefined) yield token;
	}
}

function markup(scanner: Scanner): Token | undefined {
	if (scanner.startsWith('<!--')) {
		scanner.position += 4;
		scanner.passBehind('-->');
		return undefined;
	}
	if (scanner.startsWith('<!') || scanner.startsWith('<?')) {
		scanner.passBehind('>');
		return undefined;
	}
	const isClosing = scanner.startsWith('</');
	const start = scanner.position;
	scanner.position += isClosing ? 2 : 1;
	const name = scanner.take(TAG_NAME).toLowerCase();
	if (name === '') {
		scanner.position = start + 1;
		return { kind: 'text', text: '<' };
	}
	const attributes = attributesOf(scanner);
	if (isClosing) return { kind: 'close', name };
	if (SKIPPED.includes(name)) {
		skipContent(scanner, name);
		return undefined;
	}
	return { kind: 'open', name, attributes };
}
