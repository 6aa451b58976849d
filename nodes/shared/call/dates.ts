import { DateTime } from 'luxon';

/** Tampuuri uses Finnish time, whatever the time zone of the server that n8n runs on. */
const ZONE = 'Europe/Helsinki';

/** `5.11.2026`, with a time as `5.11.2026 11:40` or `5.11.2026 klo 11.40`. */
const FINNISH = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:\s+(?:klo\s+)?(\d{1,2})[.:](\d{2}))?$/i;
/** Whole dates only: luxon also takes `12` for noon today and `2026` for a day in January. */
const ISO = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}(:?\d{2})?)?)?$/;

/** In the zone that the value names, otherwise in Finland's. */
function timeOf(value: unknown): DateTime | undefined {
	if (value instanceof Date) return validOrNone(DateTime.fromJSDate(value, { zone: ZONE }));
	if (DateTime.isDateTime(value)) return validOrNone(value);
	if (typeof value !== 'string') return undefined;
	const text = value.trim();
	const finnish = FINNISH.exec(text);
	if (finnish !== null) {
		const [, day, month, year, hour = 0, minute = 0] = finnish
			.slice(0, 6)
			.map((part) => (part === undefined ? undefined : Number(part)));
		return validOrNone(DateTime.fromObject({ day, month, year, hour, minute }, { zone: ZONE }));
	}
	if (!ISO.test(text)) return undefined;
	const iso = text.replace(' ', 'T');
	const hasZone = /T.*[Z+-]/.test(iso);
	return validOrNone(DateTime.fromISO(iso, hasZone ? { setZone: true } : { zone: ZONE }));
}

/**
 * The moment that a value stands for, in Finnish time. Takes ISO text with or without a zone, a
 * Finnish date such as 5.11.2026, a Date or a luxon DateTime. Text without a zone is treated as
 * Finnish time.
 *
 * @returns undefined if the value is not a whole date
 */
export function finnishTimeOf(value: unknown): DateTime | undefined {
	return timeOf(value)?.setZone(ZONE);
}

/**
 * The calendar day that a value stands for, as a time in Finland. A midnight is a day, which it
 * keeps in whatever zone it is midnight, so `$today` stays today in a workflow of any time zone.
 *
 * @returns undefined if the value is not a whole date
 */
export function finnishDayOf(value: unknown): DateTime | undefined {
	const time = timeOf(value);
	const isMidnight = time?.toMillis() === time?.startOf('day').toMillis();
	return time?.setZone(ZONE, { keepLocalTime: isMidnight });
}

/** A Date or luxon DateTime as ISO text; undefined for anything else. */
export function isoText(value: unknown): string | undefined {
	return typeof value === 'string' ? undefined : (timeOf(value)?.toISO() ?? undefined);
}

function validOrNone(time: DateTime): DateTime | undefined {
	return time.isValid ? time : undefined;
}

/**
 * A calendar day as sent to Tampuuri: midnight without an offset (assumed: EVIDENCE.md#dates), or
 * bare.
 */
export function dayText(time: DateTime, format: 'midnight' | 'bare'): string {
	const day = time.toFormat('yyyy-MM-dd');
	return format === 'bare' ? day : `${day}T00:00:00`;
}

/** A moment with Finland's offset, as in the Help pages' samples: 2025-11-05T11:40:14+02:00. */
export function momentText(time: DateTime): string {
	return time.toFormat("yyyy-MM-dd'T'HH:mm:ssZZ");
}
