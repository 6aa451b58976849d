import { plainText } from './foreignValues';

/** DDMMYY, century mark, individual number, check character. */
const FORM = /^(\d{2})(\d{2})(\d{2})([-+A-FU-Y])(\d{3})([0-9A-Y])$/;

const CHECK_CHARACTERS = '0123456789ABCDEFHJKLMNPRSTUVWXY';

/** Individual numbers begin at 002. Those from 900 are artificial and never given to a person. */
const FIRST_INDIVIDUAL_NUMBER = 2;

function centuryOf(mark: string): number {
	if (mark === '+') return 1800;
	return /[A-F]/.test(mark) ? 2000 : 1900;
}

function isDay(year: number, month: number, day: number): boolean {
	const date = new Date(Date.UTC(year, month - 1, day));
	return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** A checked personal identity code as it is written, or what is wrong with it. */
export type CheckedIdentityCode =
	| { readonly code: string; readonly problem?: undefined }
	| { readonly code?: undefined; readonly problem: 'form' | 'checkCharacter' };

/**
 * Checks a Finnish personal identity code (henkilötunnus), also an artificial one and one with the
 * century marks of 2023. Blanks around it and lower case are accepted.
 */
export function checkedIdentityCode(value: unknown): CheckedIdentityCode {
	const code = plainText(value).trim().toUpperCase();
	const [whole, day, month, year, mark = '', individual, check] = FORM.exec(code) ?? [];
	const isCode =
		whole !== undefined &&
		isDay(centuryOf(mark) + Number(year), Number(month), Number(day)) &&
		Number(individual) >= FIRST_INDIVIDUAL_NUMBER;
	if (!isCode) return { problem: 'form' };
	const remainder = Number(`${day}${month}${year}${individual}`) % CHECK_CHARACTERS.length;
	return CHECK_CHARACTERS.charAt(remainder) === check ? { code } : { problem: 'checkCharacter' };
}
