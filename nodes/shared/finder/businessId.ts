import { repaired } from './text';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2];

/** With its dash or as a VAT number; eight digits alone could be anything. */
const WRITTEN =
	/(?:^|[^0-9A-Z])(?:FI[\s-]?)?(\d{6,7})\s?-\s?(\d)(?!\d)|(?:^|[^0-9A-Z])FI[\s-]?(\d{7})(\d)(?!\d)/i;
const BARE = /^\s*(\d{7})(\d)\s*$/;

function isCheckDigit(number: string, digit: string): boolean {
	const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(number[place]), 0);
	const remainder = sum % 11;
	return remainder !== 1 && Number(digit) === (remainder === 0 ? 0 : 11 - remainder);
}

/** A Finnish business ID (Y-tunnus) in a text. */
export interface BusinessId {
	/** In one spelling: 0112038-9. */
	readonly id: string;
	readonly written: string;
	readonly isValid: boolean;
}

/**
 * The business ID that a text contains: `0112038-9`, `FI01120389`, or eight digits that are the whole
 * text. Undefined if there is none.
 */
export function businessIdIn(text: string): BusinessId | undefined {
	const plain = repaired(text);
	const [written, ...found] = WRITTEN.exec(plain) ?? BARE.exec(plain) ?? [];
	const [start, digit] = found.filter((part) => part !== undefined);
	if (written === undefined || start === undefined || digit === undefined) return undefined;
	const number = start.padStart(7, '0');
	return { id: `${number}-${digit}`, written, isValid: isCheckDigit(number, digit) };
}
