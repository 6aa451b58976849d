import { DateTime } from 'luxon';

import { Refusal } from '../errors/refusal';

/**
 * A moment as a date field gives it; without an offset it is local time in the workflow's time zone.
 * @throws Refusal
 */
export function readMoment(text: string, timeZone: string): Date {
	const moment = DateTime.fromISO(text.trim().replace(' ', 'T'), { zone: timeZone });
	if (!moment.isValid) {
		throw new Refusal(
			`"${text}" is not a date`,
			'Write it as 2026-01-31 or 2026-01-31T09:00, or pick it from the calendar.',
		);
	}
	return moment.toJSDate();
}
