const WEIGHTS = [7, 9, 10, 5, 8, 4, 2];

export type BusinessIdVerdict = 'valid' | 'wrongForm' | 'wrongCheckDigit';

/** Checks a Finnish business ID (Y-tunnus): seven digits, a hyphen, a check digit (modulo 11). */
export function checkBusinessId(text: string): BusinessIdVerdict {
	if (!/^\d{7}-\d$/.test(text)) return 'wrongForm';
	const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(text[place]), 0);
	const remainder = sum % 11;
	const checkDigit = remainder === 0 ? 0 : 11 - remainder;
	return checkDigit === Number(text.slice(-1)) ? 'valid' : 'wrongCheckDigit';
}
