import { DateTime } from 'luxon';

/** Tampuuri uses Finnish time, whatever the time zone of the server that n8n runs on. */
const ZONE = 'Europe/Helsinki';

const FINNISH_DAY = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;
const WITHOUT_ZONE = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?$/;

/**
 * The moment or day that a value stands for, in Finnish time. Takes ISO text with or without a
 * zone, a Finnish date such as 5.11.2026, a Date or a luxon DateTime. Text without a zone is
 * treated as Finnish time, so its calendar day never moves.
 *
 * @returns undefined if the value is not a date
 */
export function finnishTimeOf(value: unknown): DateTime | undefined {
	if (value instanceof Date) return validOrNone(DateTime.fromJSDate(value, { zone: ZONE }));
	if (DateTime.isDateTime(value)) return validOrNone(value.setZone(ZONE));
	if (typeof value !== 'string') return undefined;
	const text = value.trim();
	const finnish = FINNISH_DAY.exec(text);
	if (finnish !== null) {
		const [, day, month, year] = finnish.map(Number);
		return validOrNone(DateTime.fromObject({ day, month, year }, { zone: ZONE }));
	}
	const iso = WITHOUT_ZONE.test(text)
		? DateTime.fromISO(text.replace(' ', 'T'), { zone: ZONE })
		: DateTime.fromISO(text, { zone: ZONE });
	return validOrNone(iso);
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
