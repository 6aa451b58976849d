/** Regular expressions for what a text may look like once other systems have passed it on. */

function hex(number: number, digits = 0): string {
	return number.toString(16).padStart(digits, '0');
}

function anyOf(patterns: readonly string[]): string {
	return `(?:${[...new Set(patterns)].join('|')})`;
}

function unitsOf(character: string): string[] {
	const codes = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
	return codes.map((code) => hex(code, 4));
}

/** Percent signs may be percent-encoded again. Quoted-printable text has equals signs. */
const PERCENT = '[%=](?:25){0,3}';

function bytesOf(character: string): string {
	const bytes = Array.from(Buffer.from(character, 'utf8'), (byte) => hex(byte, 2));
	const code = character.codePointAt(0) ?? 0;
	const encoded = code < 0x100 ? [bytes.join(PERCENT), hex(code, 2)] : [bytes.join(PERCENT)];
	return `${PERCENT}${anyOf(encoded)}`;
}

const isWord = (character: string) => /[a-z\d]/i.test(character);

/** In HTML. Any name will do for other than letters and digits: the rest of the text must fit too. */
function entityOf(character: string): string {
	const code = character.codePointAt(0) ?? 0;
	const numbers = `#0{0,5}(?:${code}|x0{0,5}${hex(code)})`;
	return `&(?:amp;){0,3}${isWord(character) ? numbers : `(?:${numbers}|[a-z][a-z0-9]{1,9})`};`;
}

/** A character as it is, escaped in JSON or HTML, or percent-encoded, each up to several times. */
function escaped(character: string, afterBackslashes = false): string {
	const units = unitsOf(character);
	const byNumber = [`u${units.join('\\\\{1,8}u')}`];
	const code = character.codePointAt(0) ?? 0;
	if (code < 0x100) byNumber.push(`x${hex(code, 2)}`);
	const elsewhere = [entityOf(character), bytesOf(character)];
	// Last, as & also begins &amp;
	const literal = units.map((unit) => `\\u${unit}`).join('');
	if (isWord(character)) return anyOf([...elsewhere, `\\\\{1,8}${anyOf(byNumber)}`, literal]);
	const forms = anyOf([...elsewhere, ...byNumber, literal]);
	return afterBackslashes ? forms : `\\\\{0,8}${forms}`;
}

function escapedText(text: string): string {
	return Array.from(text, (one) => escaped(one)).join('');
}

/** A character in any spelling: also decomposed, or in the wrong encoding. */
export function spelledCharacter(character: string, afterBackslashes = false): string {
	if (character < '\x80') return escaped(character, afterBackslashes);
	const utf8 = Buffer.from(character, 'utf8');
	return anyOf([
		escaped(character),
		escapedText(utf8.toString('latin1')),
		escapedText(new TextDecoder('windows-1252').decode(utf8)),
		escapedText(character.normalize('NFD')),
		'[?\\ufffd]',
	]);
}

/** No two alternatives may match the same text: in a run that would take exponential time. */
const BLANKS = `(?:\\s|\\+|\\\\{1,8}(?:[rnt]|[ux](?:00)?(?:20|a0|09|0a|0d))|&(?:amp;){0,3}(?:#x?0{0,5}[1-9a-d]\\w|nbsp);|${PERCENT}(?:c2${PERCENT})?(?:20|a0|09|0a|0d)){1,200}`;
const BACKSLASHES = `${escaped('\\', true)}{1,16}`;

/** A text in any spelling. Runs of blanks may be joined, runs of backslashes doubled. */
export function spelledText(text: string): string {
	const parts = text.normalize('NFC').match(/\s+|\\+|[^\s\\]/gu) ?? [];
	return parts
		.map((part, index) => {
			if (/^\s/.test(part)) return BLANKS;
			if (part.startsWith('\\')) return BACKSLASHES;
			return spelledCharacter(part, parts[index - 1]?.startsWith('\\'));
		})
		.join('');
}

/** Fewer characters of base64 may be part of a word. */
const SHORTEST_BASE64 = 4;

/** The characters of base64 that depend on nothing but the text, whatever is before or after it. */
export function base64Texts(text: string): string[] {
	const cores = (['utf8', 'latin1'] as const).flatMap((encoding) =>
		[0, 1, 2].map((before) => {
			const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text, encoding)]);
			const [start, end] = [Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6)];
			return bytes.toString('base64').slice(start, end);
		}),
	);
	return [...new Set(cores)]
		.filter((core) => core.length >= SHORTEST_BASE64)
		.map((core) => core.replaceAll('+', '[+-]').replaceAll('/', '[/_]'));
}
