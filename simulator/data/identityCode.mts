import { hash } from './random.mts';

const CHECK_CHARACTERS = '0123456789ABCDEFHJKLMNPRSTUVWXY';
const FIRST_BIRTHDAY = Date.UTC(1940, 0, 1);
const BIRTHDAYS = 24_106;
/** Individual numbers 900–999 are never issued to a real person. */
const INDIVIDUAL_NUMBERS = 100;
const CODES = BIRTHDAYS * INDIVIDUAL_NUMBERS;
/** A prime that does not divide `CODES`, so stepping by it visits every code before the first comes again. */
const STEP = 1_000_003;

/** The position of a person's artificial code among all of them. */
export function identityNumber(seed: number, index: number): number {
	return (hash(seed, 0, 0) + index * STEP) % CODES;
}

/** Men have odd individual numbers. */
export function isMale(number: number): boolean {
	return number % 2 === 1;
}

/** An artificial Finnish personal identity code with a valid check character. */
export function identityCode(number: number): string {
	const birthday = new Date(
		FIRST_BIRTHDAY + Math.floor(number / INDIVIDUAL_NUMBERS) * 86_400_000,
	).toISOString();
	const day = `${birthday.slice(8, 10)}${birthday.slice(5, 7)}${birthday.slice(2, 4)}`;
	const century = birthday.startsWith('20') ? 'A' : '-';
	const individual = String(900 + (number % INDIVIDUAL_NUMBERS));
	const check = CHECK_CHARACTERS.charAt(Number(day + individual) % CHECK_CHARACTERS.length);
	return `${day}${century}${individual}${check}`;
}

/** The position of a code among the artificial ones, or undefined when it is not one of them. */
export function parseIdentityCode(text: string): number | undefined {
	const parts = /^(\d{2})(\d{2})(\d{2})([-A])(9\d{2})[0-9A-Y]$/i.exec(text.trim());
	if (!parts) return undefined;
	const [, day, month, year, century, individual] = parts;
	const birthday = Date.parse(`${century === '-' ? '19' : '20'}${year}-${month}-${day}T00:00:00Z`);
	if (Number.isNaN(birthday)) return undefined;
	const number =
		((birthday - FIRST_BIRTHDAY) / 86_400_000) * INDIVIDUAL_NUMBERS + Number(individual) - 900;
	return identityCode(number) === text.trim().toUpperCase() ? number : undefined;
}
