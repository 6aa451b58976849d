import { hash } from './random.mts';

const checkCharacters = '0123456789ABCDEFHJKLMNPRSTUVWXY';
const firstBirthday = Date.UTC(1940, 0, 1);
const days = 24_106;
/** Individual numbers 900–999 are never given to a real person. */
const individualNumbers = 100;
const codes = days * individualNumbers;
/** A prime that doesn't divide `codes`: stepping by it visits every code once before repeating. */
const step = 1_000_003;

/** The place of a person's artificial code among all of them. */
export function identityNumber(seed: number, index: number): number {
	return (hash(seed, 0, 0) + index * step) % codes;
}

/** Odd individual numbers are men's. */
export function isMale(number: number): boolean {
	return number % 2 === 1;
}

/** Writes an artificial Finnish personal identity code with a valid check character. */
export function identityCode(number: number): string {
	const birthday = new Date(
		firstBirthday + Math.floor(number / individualNumbers) * 86_400_000,
	).toISOString();
	const day = `${birthday.slice(8, 10)}${birthday.slice(5, 7)}${birthday.slice(2, 4)}`;
	const century = birthday.startsWith('20') ? 'A' : '-';
	const individual = String(900 + (number % individualNumbers));
	const check = checkCharacters.charAt(Number(day + individual) % checkCharacters.length);
	return `${day}${century}${individual}${check}`;
}

/** The place of a code among the artificial ones, or undefined when it isn't one of them. */
export function parseIdentityCode(text: string): number | undefined {
	const parts = /^(\d{2})(\d{2})(\d{2})([-A])(9\d{2})[0-9A-Y]$/i.exec(text.trim());
	if (!parts) return undefined;
	const [, day, month, year, century, individual] = parts;
	const birthday = Date.parse(`${century === '-' ? '19' : '20'}${year}-${month}-${day}T00:00:00Z`);
	if (Number.isNaN(birthday)) return undefined;
	const number =
		((birthday - firstBirthday) / 86_400_000) * individualNumbers + Number(individual) - 900;
	return identityCode(number) === text.trim().toUpperCase() ? number : undefined;
}
