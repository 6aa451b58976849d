import fc from 'fast-check';

/** How a server may echo a text. */
type Spell = (text: string) => string;

const bytesOf = (text: string, encoding: 'utf8' | 'latin1') => [...Buffer.from(text, encoding)];
const percent = (bytes: readonly number[]) =>
	bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
const characters = (text: string, spell: Spell) => [...text].map(spell).join('');
const unicodeEscaped: Spell = (text) =>
	text.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
const jsonEscaped: Spell = (text) => JSON.stringify(text).slice(1, -1);
const html: Spell = (text) =>
	text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", '&#39;')
		.replaceAll('ä', '&auml;')
		.replaceAll('Ö', '&Ouml;');
const mojibake: Spell = (text) => Buffer.from(text, 'utf8').toString('latin1');

/** A secret's spellings by their names. */
export const secretSpellings: Readonly<Record<string, Spell>> = {
	plain: (text) => text,
	jsonEscaped,
	jsonEscapedTwice: (text) => jsonEscaped(jsonEscaped(text)),
	unicodeEscaped,
	jsonInAscii: (text) => unicodeEscaped(jsonEscaped(text)),
	html,
	htmlTwice: (text) => html(html(text)),
	htmlInNumbers: (text) => characters(text, (one) => `&#${one.codePointAt(0)};`),
	uri: encodeURIComponent,
	uriTwice: (text) => encodeURIComponent(encodeURIComponent(text)),
	form: (text) => new URLSearchParams({ a: text }).toString().slice(2),
	everyByte: (text) => percent(bytesOf(text, 'utf8')),
	latin1Percent: (text) => percent(bytesOf(text, 'latin1')),
	mojibake,
	mojibakeInJson: (text) => jsonEscaped(mojibake(text)),
	mojibakeInUri: (text) => encodeURIComponent(mojibake(text)),
	windows1252: (text) => new TextDecoder('windows-1252').decode(Buffer.from(text, 'utf8')),
	asciiOnly: (text) => characters(text, (one) => (/[\x20-\x7e]/.test(one) ? one : '?')),
	joinedBlanks: (text) => text.replace(/\s+/g, ' '),
	upperCase: (text) => text.toUpperCase(),
	decomposed: (text) => text.normalize('NFD'),
	base64: (text) => Buffer.from(text, 'utf8').toString('base64'),
	basic: (text) => Buffer.from(`kayttaja:${text}`, 'utf8').toString('base64'),
	base64OfLatin1: (text) => Buffer.from(`ab:${text}:c`, 'latin1').toString('base64url'),
};

const letter = fc.constantFrom(...'abcXYZ0189äöÅÖé !?"\\/&<>\'%+=#;.,:-_()[]{}$^*|~@§½'.split(''));

/** What may stand in a credential. Whatever can't be sent in Latin-1 is left out. */
export const secret = fc.string({ unit: letter, minLength: 5, maxLength: 20 });

const CHECK_CHARACTERS = '0123456789ABCDEFHJKLMNPRSTUVWXY';
const two = (number: number) => String(number).padStart(2, '0');

/** A Finnish personal identity code with a minus. */
export const identityCode = fc
	.tuple(
		fc.integer({ min: 1, max: 28 }),
		fc.integer({ min: 1, max: 12 }),
		fc.integer({ min: 0, max: 99 }),
		fc.integer({ min: 2, max: 999 }),
	)
	.map(([day, month, year, individual]) => {
		const birth = `${two(day)}${two(month)}${two(year)}`;
		const number = String(individual).padStart(3, '0');
		return `${birth}-${number}${CHECK_CHARACTERS.charAt(Number(birth + number) % 31)}`;
	});

const withMark =
	(mark: string): Spell =>
	(code) =>
		code.replace('-', mark);

export const codeSpellings: readonly Spell[] = [
	...'-+ABCDEFUVWXY'.split('').map(withMark),
	...['\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2212', '\u00ad', '\uff0d'].map(withMark),
	...[
		'%2D',
		'%2d',
		'%E2%88%92',
		'\\u2013',
		'&#8211;',
		'&minus;',
		'&shy;',
		'\u00e2\u0080\u0093',
	].map(withMark),
	...['- ', ' -', ' \u2013 ', '-\u200b'].map(withMark),
	(code) => code.toLowerCase(),
	(code) => code.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)),
];
