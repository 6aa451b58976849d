/**
 * How the API writes time. The Help pages' samples are .NET moments with the Finnish offset and
 * seven decimals; what a date-only value looks like is unseen (guess: CONVENTIONS, Types: midnight
 * without an offset).
 */

const MILLISECONDS_IN_HOUR = 3_600_000;
export const MILLISECONDS_IN_DAY = 24 * MILLISECONDS_IN_HOUR;

/** Made-up data is written as of this day, whenever it is run: the same seed gives the same bytes. */
export const REFERENCE_TIME = Date.UTC(2026, 0, 1);

/** 01:00 UTC of the month's last Sunday, when the clocks of the European Union turn. */
function clockTurn(year: number, month: number): number {
	const lastDay = new Date(Date.UTC(year, month + 1, 0, 1));
	return lastDay.getTime() - lastDay.getUTCDay() * MILLISECONDS_IN_DAY;
}

function isSummerTime(time: number): boolean {
	const year = new Date(time).getUTCFullYear();
	return time >= clockTurn(year, 2) && time < clockTurn(year, 9);
}

/** `2025-11-05T11:40:14.1880000+02:00`. A library would be 20 times slower, and 250 rows hold 1 000 of these. */
export function momentText(time: number): string {
	const hours = isSummerTime(time) ? 3 : 2;
	const local = new Date(time + hours * MILLISECONDS_IN_HOUR).toISOString();
	return `${local.slice(0, 23)}0000+0${hours}:00`;
}

const DATE_PATTERN =
	/^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?)?(Z|[+-]\d{2}:\d{2})?$/;

/**
 * Reads a date as the API is given one: a day, or a moment with or without an offset.
 * @returns its milliseconds (without an offset: Finnish time), or undefined when it is no date
 */
export function parseDate(text: string): number | undefined {
	if (!DATE_PATTERN.test(text)) return undefined;
	const day = text.slice(0, 10);
	const midnight = new Date(`${day}T00:00:00Z`);
	// Date.parse takes 2025-02-30 for 2 March: such a day doesn't exist.
	if (Number.isNaN(midnight.getTime()) || !midnight.toISOString().startsWith(day)) return undefined;
	if (/(Z|[+-]\d{2}:\d{2})$/.test(text.slice(10))) return numberOrNothing(Date.parse(text));
	const local = numberOrNothing(Date.parse(`${day}T${text.slice(11) || '00:00'}Z`));
	if (local === undefined) return undefined;
	return local - (isSummerTime(local) ? 3 : 2) * MILLISECONDS_IN_HOUR;
}

function numberOrNothing(value: number): number | undefined {
	return Number.isNaN(value) ? undefined : value;
}

/** The Finnish calendar day of a moment, `2025-11-05`. */
export function calendarDay(time: number): string {
	return momentText(time).slice(0, 10);
}

/** A calendar day as the API writes it: `2025-11-05T00:00:00`. */
export function midnightOf(day: string): string {
	return `${day}T00:00:00`;
}
