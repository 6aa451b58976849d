import { tokensOf, repaired, spelledAs } from './text';

/** What kind of company a name says it is; none for people, and where the form is left out. */
type Form =
	| 'ay'
	| 'housing'
	| 'ky'
	| 'limited'
	| 'none'
	| 'osk'
	| 'property'
	| 'public'
	| 'ry'
	| 'sr'
	| 'tmi';

/** A name without what people write in several ways. */
export interface NameText {
	readonly form: Form;
	/** Without umlauts and the company's form, in the order written. */
	readonly words: readonly string[];
	/** The same words in any order. */
	readonly key: string;
	readonly spelled: string;
}

const HOUSING =
	/^(as|asunto|asuntoosakeyhtio|asoy|taloyhtio|bostads|bostadsaktiebolag|bostadsaktiebolaget|bost)$/;
const PROPERTY =
	/^(koy|kkoy|kiinteisto|kiint|kiinteistoosakeyhtio|fastighets|fastighetsaktiebolag)$/;
const COMPANY = /^(oy|ab|osakeyhtio|osakeyhtion|aktiebolag|aktiebolaget)$/;
const WHOLE_FORM =
	/^(asoy|asuntoosakeyhtio|taloyhtio|koy|kkoy|kiinteistoosakeyhtio|bostadsaktiebolag|bostadsaktiebolaget|fastighetsaktiebolag)$/;

const OTHER_FORMS = new Map<string, Form>(
	Object.entries({
		oyj: 'public',
		abp: 'public',
		ky: 'ky',
		kommandiittiyhtio: 'ky',
		ay: 'ay',
		avoinyhtio: 'ay',
		tmi: 'tmi',
		toiminimi: 'tmi',
		ry: 'ry',
		rf: 'ry',
		osk: 'osk',
		osuuskunta: 'osk',
		sr: 'sr',
	}),
);

/** Words that people leave out or write in another way. */
const EMPTY = new Set('ja och and hra rva nti herra rouva herr fru mr mrs ms'.split(' '));

/** Whether a word is a company's form, or a part of one. */
export function isFormOfCompany(word: string): boolean {
	return COMPANY.test(word) || WHOLE_FORM.test(word);
}

function formOf(words: readonly string[]): Form {
	const has = (form: RegExp) => words.some((word) => form.test(word));
	const isCompany = has(COMPANY) || has(WHOLE_FORM);
	if (isCompany && has(HOUSING)) return 'housing';
	if (isCompany && has(PROPERTY)) return 'property';
	const [other] = words.map((word) => OTHER_FORMS.get(word)).filter((form) => form !== undefined);
	return other ?? (isCompany ? 'limited' : 'none');
}

/** Words of a form whose letters are written apart: O.Y., asunto-osakeyhtiö. */
function joinedForms(text: string): string {
	if (!/osakeyht|\.|asoy/i.test(text)) return text;
	return text
		.replace(/\bo\.\s?y\b\.?/gi, 'oy')
		.replace(/\ba\.\s?b\b\.?/gi, 'ab')
		.replace(/\bk\.\s?y\b\.?/gi, 'ky')
		.replace(/\b(asunto|kiinteist[oö])[\s-]+osakeyhti[oö]/giu, '$1osakeyhtio')
		.replace(/\bas\.?oy\b\.?/gi, 'asoy');
}

/** Reads the name of a person, a company or a housing company. */
export function readName(text: string): NameText {
	const tokens = tokensOf(joinedForms(repaired(text)));
	const all = tokens
		.filter(({ kind }) => kind === 'word' || kind === 'number')
		.map((token) => token.text);
	const form = formOf(all);
	const isForm = (word: string) =>
		isFormOfCompany(word) ||
		OTHER_FORMS.has(word) ||
		(form === 'housing' && HOUSING.test(word)) ||
		(form === 'property' && (PROPERTY.test(word) || word === 'keskinainen'));
	const words = all.filter((word) => !isForm(word) && !EMPTY.has(word));
	return { form, words, key: words.toSorted().join(' '), spelled: spelledAs(text) };
}

/**
 * Whether a name that was asked for can be that of a record: its form may be left out, but not be
 * another. A record without a form is a person, or a property that is called by its name alone.
 */
export function formsAgree(asked: Form, listed: Form): boolean {
	if (asked === listed || asked === 'none') return true;
	return listed === 'none' && (asked === 'housing' || asked === 'property');
}
