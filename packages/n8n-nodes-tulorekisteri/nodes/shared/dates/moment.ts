import { DateTime } from 'luxon';

import { Refusal } from '../errors/refusal';

const WHOLE_DAY = /^\d{4}(-\d{2}-\d{2}|\d{4})(?!\d)/;
const FINNISH_FORMS = ['d.M.yyyy', 'd.M.yyyy H.mm', 'd.M.yyyy H:mm', "d.M.yyyy 'klo' H.mm"];

/**
 * A moment as a person, a date field or a mail's header writes it: ISO 8601, RFC 5322 or `5.11.2026`. Without an
 * offset it is local time in the workflow's time zone; a day alone is its beginning.
 * @throws Refusal when it is no date
 */
export function readMoment(text: string, zone: string): Date {
	const written = text.trim();
	// ISO 8601 has forms for a year, a month or an hour alone, which nobody means here.
	const readings = [
		...(WHOLE_DAY.test(written) ? [DateTime.fromISO(written.replace(' ', 'T'), { zone })] : []),
		DateTime.fromRFC2822(written.replace(/\s*\([^)]*\)$/, ''), { zone }),
		...FINNISH_FORMS.map((form) => DateTime.fromFormat(written, form, { zone })),
	];
	const moment = readings.find(({ isValid }) => isValid);
	if (moment) return moment.toJSDate();
	throw new Refusal(
		written === '' ? 'A date is missing' : `"${written}" is not a date`,
		'Write it as 2026-01-31, 2026-01-31T09:00 or 31.1.2026.',
	);
}
