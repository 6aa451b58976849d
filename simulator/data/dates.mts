/**
 * How the API writes dates and times. Samples on the Help pages are .NET date-times with the Finnish
 * offset and seven decimals, a service request's have no offset (EVIDENCE.md#dates). Assumed: a day
 * is midnight without an offset.
 */

const MILLISECONDS_IN_HOUR = 3_600_000;
export const MILLISECONDS_IN_DAY = 24 * MILLISECONDS_IN_HOUR;

/** The date of the generated data, whenever it runs: the same seed gives the same bytes. */
export const REFERENCE_TIME = Date.UTC(2026, 0, 1);

/** When the clocks change in the European Union: 01:00 UTC on the month's last Sunday. */
function clockTurn(year: number, month: number): number {
	const lastDay = new Date(Date.UTC(year, month + 1, 0, 1));
	return lastDay.getTime() - lastDay.getUTCDay() * MILLISECONDS_IN_DAY;
}

function isSummerTime(time: number): boolean {
	const year = new Date(time).getUTCFullYear();
	return time >= clockTurn(year, 2) && time < clockTurn(year, 9);
}

/** `2025-11-05T11:40:14.1880000+02:00`. A library is 20 times slower, and a page of 250 rows has 1 000 of these. */
export function momentText(time: number): string {
	const hours = isSummerTime(time) ? 3 : 2;
	const local = new Date(time + hours * MILLISECONDS_IN_HOUR).toISOString();
	return `${local.slice(0, 23)}0000+0${hours}:00`;
}

/** A moment in Finnish time, without its offset: `2025-11-05T11:40:14`. */
export function localTimeOf(time: number): string {
	return momentText(time).slice(0, 19);
}

const DATE_PATTERN =
	/^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?)?(Z|[+-]\d{2}:\d{2})?$/;

/**
 * Parses a date that a caller sent: a day, or a date-time with or without an offset.
 * @returns milliseconds (Finnish time when there is no offset), or undefined when it is not a date
 */
export function parseDate(text: string): number | undefined {
	if (!DATE_PATTERN.test(text)) return undefined;
	const day = text.slice(0, 10);
	const midnight = new Date(`${day}T00:00:00Z`);
	// Date.parse reads 2025-02-30 as 2 March, but that day does not exist.
	if (Number.isNaN(midnight.getTime()) || !midnight.toISOString().startsWith(day)) return undefined;
	if (/(Z|[+-]\d{2}:\d{2})$/.test(text.slice(10))) return numberOrNothing(Date.parse(text));
	const local = numberOrNothing(Date.parse(`${day}T${text.slice(11) || '00:00'}Z`));
	if (local === undefined) return undefined;
	return local - (isSummerTime(local) ? 3 : 2) * MILLISECONDS_IN_HOUR;
}

function numberOrNothing(value: number): number | undefined {
	return Number.isNaN(value) ? undefined : value;
}

/** The calendar day in Finland, `2025-11-05`. */
export function calendarDay(time: number): string {
	return momentText(time).slice(0, 10);
}

/** A calendar day as the API writes it, `2025-11-05T00:00:00`. */
export function midnightOf(day: string): string {
	return `${day}T00:00:00`;
}
