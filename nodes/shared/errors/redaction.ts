import { checkedIdentityCode } from '../identityCode';
import { base64Texts, spelledCharacter, spelledText } from './spellings';

const MASKED_CODE = '******-****';
const MASKED_SECRET = '•••';

/** Soft hyphens and other characters that nobody sees. */
const INVISIBLE = '[\\u00ad\\u200b-\\u200f\\u2060\\ufeff]';
const DIGIT = `(?:[0-9０-９]${INVISIBLE}{0,2})`;
const NO_DIGIT = '[^0-9０-９]';
const CHECK_CHARACTER = '[0-9A-YＡ-Ｙ０-９]';
const NOT_IN_NUMBER = '(?<![0-9０-９])';
const SIGNS = Array.from(
	'-+\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\ufe63\uff0b\uff0d',
);
const SIGN = `(?:[\\s]|${INVISIBLE}){0,2}(?:${SIGNS.map((sign) => spelledCharacter(sign)).join('|')})(?:[\\s]|${INVISIBLE}){0,2}`;
const LETTER = `[A-FU-YＡ-ＦＵ-Ｙ]${INVISIBLE}?`;

/** Day, month and year, the century mark, the individual number and the check character. */
const MARKED_CODE = new RegExp(
	`${NOT_IN_NUMBER}(${DIGIT}{6})(?:${SIGN}(${DIGIT}{3}${CHECK_CHARACTER})(?![0-9０-９])|${LETTER}(${DIGIT}{3}${CHECK_CHARACTER})(?![0-9a-zＡ-Ｚａ-ｚ０-９]))`,
	'gi',
);

/** What a code without its century mark looks like; so does any number of ten digits. */
const BARE = `${NOT_IN_NUMBER}${DIGIT}{6}[\\s_.,:/|]{0,2}${DIGIT}{3}${CHECK_CHARACTER}(?![0-9a-z０-９])`;
const BARE_CODE = new RegExp(BARE, 'gi');

/** Names of the code, in Finnish and English, whatever became of their ö. */
const CODE_NAME =
	'(?:henkil\\S{1,8}?tunnu|hetu|sotu|identity[\\s_-]?code|social[\\s_-]?security|\\bssn\\b)';
const NAMES_CODE = new RegExp(CODE_NAME, 'i');
const NAMED_CODES = new RegExp(
	`${CODE_NAME}${NO_DIGIT}{0,60}${BARE}(?:[^0-9a-z]{1,6}${BARE})*`,
	'gi',
);

/** Whether day, month and number fit. A mistyped check character does not matter. */
function isCode(birth: string, number: string): boolean {
	const plain = `${birth}-${number}`.normalize('NFKC').replace(/[^0-9A-Z-]/gi, '');
	return checkedIdentityCode(plain).problem !== 'form';
}

function withoutBareCodes(text: string): string {
	return text.replace(BARE_CODE, (code) => {
		const plain = code.normalize('NFKC').replace(/[^0-9A-Z]/gi, '');
		return isCode(plain.slice(0, 6), plain.slice(6)) ? MASKED_CODE : code;
	});
}

/** Replaces every personal identity code in a text, in any spelling. */
export function withoutIdentityCodes(text: string): string {
	return text
		.replace(MARKED_CODE, (code: string, birth: string, signed?: string, lettered?: string) =>
			isCode(birth, signed ?? lettered ?? '') ? MASKED_CODE : code,
		)
		.replace(NAMED_CODES, withoutBareCodes);
}

/** A key that is not among the others. Two masked ones would be the same. */
function freeKey(key: string, taken: object): string {
	const masked = withoutIdentityCodes(key);
	if (masked === key) return key;
	let free = masked;
	for (let number = 2; Object.hasOwn(taken, free); number++) free = `${masked} ${number}`;
	return free;
}

/**
 * Replaces every personal identity code in a value and in its keys.
 *
 * @param isNamed whether a key above says that this is a code, which then needs no century mark
 */
export function maskedValue(value: unknown, isNamed = false): unknown {
	if (typeof value === 'string') {
		return isNamed ? withoutBareCodes(withoutIdentityCodes(value)) : withoutIdentityCodes(value);
	}
	if (typeof value === 'number' && isNamed) {
		const masked = withoutBareCodes(String(value).padStart(10, '0'));
		return masked === MASKED_CODE ? masked : value;
	}
	if (Array.isArray(value)) return value.map((one) => maskedValue(one, isNamed));
	if (typeof value !== 'object' || value === null) return value;
	const masked: Record<string, unknown> = {};
	for (const [key, inner] of Object.entries(value)) {
		Object.defineProperty(masked, freeKey(key, masked), {
			value: maskedValue(inner, isNamed || NAMES_CODE.test(key)),
			enumerable: true,
			writable: true,
			configurable: true,
		});
	}
	return masked;
}

interface SecretPatterns {
	readonly spelled: RegExp;
	readonly base64: RegExp | undefined;
}

/** Made once for a credential, not for each error of a run. */
const patternsOf = new WeakMap<readonly string[], SecretPatterns>();

function patternsFor(secrets: readonly string[]): SecretPatterns {
	const known = patternsOf.get(secrets);
	if (known !== undefined) return known;
	const base64 = secrets.flatMap(base64Texts);
	const patterns = {
		spelled: new RegExp(secrets.map(spelledText).join('|'), 'gi'),
		base64: base64.length === 0 ? undefined : new RegExp(base64.join('|'), 'g'),
	};
	patternsOf.set(secrets, patterns);
	return patterns;
}

/**
 * Replaces the given secrets and every personal identity code in a text, in any spelling. Whoever
 * shows only a part of a text masks first, then cuts: the beginning of a secret is not recognised.
 */
export function redacted(text: string, secrets: readonly string[]): string {
	if (secrets.length === 0) return withoutIdentityCodes(text);
	const { spelled, base64 } = patternsFor(secrets);
	const plain = text.replace(spelled, MASKED_SECRET);
	return withoutIdentityCodes(base64 === undefined ? plain : plain.replace(base64, MASKED_SECRET));
}
