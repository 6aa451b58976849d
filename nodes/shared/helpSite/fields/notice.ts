import { DateTime } from 'luxon';

/** Said where an old copy serves because the Help site does not answer. */
export function staleNotice(since: number): string {
	const time = DateTime.fromMillis(since, { zone: 'Europe/Helsinki' }).toFormat('d.M. HH:mm');
	return `The Help site does not answer: as it was at ${time}`;
}
