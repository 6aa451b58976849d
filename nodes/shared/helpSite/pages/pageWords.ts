import { folded } from '../../foreignValues';

/**
 * The words of the framework's standard layout: in English as it is delivered, and in Finnish as a
 * translated site may have them. All are without dots over letters.
 */

export type Section = 'uriParameters' | 'body' | 'response' | 'requestSamples' | 'responseSamples';

const SECTIONS: Readonly<Record<Section, RegExp>> = {
	uriParameters:
		/^(uri parameters|(uri|url)[- ]?parametrit|(osoitteen|polun|polku|url:n|uri:n|kysely)[- ]?parametrit)$/,
	body: /^(body parameters|((pyynnon|kutsun|viestin) )?(rungon|sisallon|runko|body)[- ]?parametrit|(pyynnon|kutsun|viestin) (sisalto|runko))$/,
	response:
		/^(resource description|resurssin kuvaus|(vastauksen|paluuviestin) (sisalto|kuvaus|runko)|palautettava (resurssi|tieto)|paluuarvo)$/,
	requestSamples:
		/^(request formats|(pyynnon|kutsun) (muodot|muoto|esimerkit)|esimerkki(pyynnot|pyynto|kutsut))$/,
	responseSamples:
		/^(response formats|vastauksen (muodot|muoto|esimerkit)|esimerkki(vastaukset|vastaus))$/,
};

export type Column = 'name' | 'documentation' | 'type' | 'annotations';

const COLUMNS: Readonly<Record<Column, RegExp>> = {
	name: /^(name|nimi|kentta|kentan nimi|parametri|avain|ominaisuus)$/,
	documentation: /^(description|kuvaus|selite|selitys|selostus|dokumentaatio)$/,
	type: /^(type|tyyppi|tietotyyppi)$/,
	annotations:
		/^(additional information|lisatiedot|lisatieto|lisatietoja|huomautukset|huomautus|huomiot|muuta|muut tiedot|rajoitukset|rajoitteet)$/,
};

const VALUE_NUMBER = /^(value|arvo|numero|numeroarvo|luku)$/;

/** The framework's names for the simple types of .NET. */
const SIMPLE_TYPES: Readonly<Record<string, RegExp>> = {
	integer: /^(integer|kokonaisluku|kokonaislukuja|kokonaisluvut)$/,
	'unsigned integer': /^(unsigned integer|(etumerkiton|positiivinen) kokonaisluku)$/,
	byte: /^(byte|tavu|tavuja|tavut)$/,
	'signed byte': /^(signed byte|etumerkillinen tavu)$/,
	'decimal number': /^(decimal number|desimaaliluku|desimaalilukuja|desimaaliluvut|liukuluku)$/,
	boolean: /^(boolean|totuusarvo|totuusarvoja|kylla ?\/ ?ei|tosi ?\/ ?epatosi)$/,
	date: /^(date|paivamaara|paivamaaria|paivays|paiva|pvm|aikaleima|paivamaara ja (kellon)?aika)$/,
	string: /^(string|merkkijono|merkkijonoja|merkkijonot|teksti|teksteja)$/,
	character: /^(character|merkki)$/,
	URI: /^(uri|url|verkko-osoite)$/,
	'globally unique identifier': /^(globally unique identifier|guid|yksilollinen tunniste)$/,
	'time interval': /^(time interval|aikavali|ajanjakso)$/,
};

const COLLECTION_WORDS = '(?:(?:collection|list) of|(?:kokoelma|lista|luettelo|taulukko):?)';
const COLLECTION = new RegExp(`^${COLLECTION_WORDS}\\s+`, 'i');
const COLLECTION_END = new RegExp(`(?<=^|\\s)${COLLECTION_WORDS}$`, 'i');

const NO_SUMMARY =
	/^(no documentation available|ei (kuvausta|dokumentaatiota)( saatavilla)?|(kuvausta|dokumentaatiota|kuvaus) ei ole( saatavilla)?|kuvaus puuttuu)$/;

const NONE = /^(none|ei|ei ole|ei mitaan|ei parametreja|ei sisaltoa|-)$/;

const VALUES_FOLLOW = /enumeration values|^(mahdolliset|sallitut) arvot/;

const REQUIRED = /^(required|pakollinen( (kentta|tieto))?|pakollinen: kylla)$/;

const NUMBER = String.raw`(-?\d+(?:[.,]\d+)?)`;
const BETWEEN = String.raw`(?:(?: |: )?(?:valilla|vahintaan)? ?)${NUMBER}(?:-|–| - | – | ja | ja enintaan |, enintaan )${NUMBER}`;

const LIMITS = {
	maxLength: new RegExp(
		`^(?:max length|enimmaispituus|maksimipituus|suurin pituus|pituus enintaan):? ${NUMBER}$`,
	),
	minLength: new RegExp(
		`^(?:min length|vahimmaispituus|minimipituus|pienin pituus|pituus vahintaan):? ${NUMBER}$`,
	),
	length: new RegExp(
		`^(?:string length: inclusive between ${NUMBER} and ${NUMBER}|(?:merkkijonon )?pituus${BETWEEN})$`,
	),
	range: new RegExp(
		`^(?:range: inclusive between ${NUMBER} and ${NUMBER}|(?:alue|arvoalue|vaihteluvali)${BETWEEN})$`,
	),
} as const;

const DEFAULT_VALUE = /^(?:default value is|oletusarvo(?:na)?(?: on|:)?)\s+(.*)$/i;

function plain(text: string): string {
	return folded(text.trim()).replace(/[.:]$/, '').replace(/\s+/g, ' ');
}

function keyOf<Key extends string>(
	words: Readonly<Record<Key, RegExp>>,
	text: string,
): Key | undefined {
	const wording = plain(text);
	return (Object.keys(words) as Key[]).find((key) => words[key].test(wording));
}

/** The section that a heading opens. */
export function sectionOf(heading: string): Section | undefined {
	return keyOf(SECTIONS, heading);
}

/** The column under a heading of a parameter table. */
export function columnOf(heading: string): Column | undefined {
	return keyOf(COLUMNS, heading);
}

/** Whether a heading is above the numbers of an enumeration. */
export function isValueNumber(heading: string): boolean {
	return VALUE_NUMBER.test(plain(heading));
}

/** The framework's name of a simple type. */
export function simpleTypeOf(text: string): string | undefined {
	return keyOf(SIMPLE_TYPES, text);
}

/** What a collection is of, as its type says. */
export function elementIn(type: string): string | undefined {
	return COLLECTION.test(type) ? type.replace(COLLECTION, '') : undefined;
}

/** What a text says before the words for a collection, if it ends in them. */
export function beforeCollection(text: string): string | undefined {
	return COLLECTION_END.test(text) ? text.replace(COLLECTION_END, '').trimEnd() : undefined;
}

/** Whether a text stands for "no description". */
export function isNoSummary(text: string): boolean {
	return NO_SUMMARY.test(plain(text));
}

/** Whether a text stands for "nothing". */
export function saysNone(text: string): boolean {
	return NONE.test(plain(text));
}

/** Whether a text introduces the values of an enumeration. */
export function isValuesFollow(text: string): boolean {
	return VALUES_FOLLOW.test(plain(text));
}

/** Whether a line says that a field must be given. */
export function isRequired(line: string): boolean {
	return REQUIRED.test(plain(line));
}

/** The numbers that a line of additional information gives for one kind of limit. */
export function limitIn(kind: keyof typeof LIMITS, line: string): number[] {
	const numbers = LIMITS[kind].exec(plain(line))?.slice(1) ?? [];
	return numbers.filter((text) => text !== undefined).map((text) => Number(text.replace(',', '.')));
}

/** The default value that a line gives. */
export function defaultIn(line: string): string | undefined {
	return DEFAULT_VALUE.exec(line.replace(/\.$/, ''))?.[1];
}
