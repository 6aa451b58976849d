import { DAY, daysUntil, transferDeadline } from './lifecycle';

export interface Reminder {
	sentAt: string;
	/** When the codes lapse. */
	deadline: string;
	remindAt: string;
	/** When the next reminder is due, or the codes lapse. */
	waitUntil: string;
	daysLeft: number;
	lapsed: boolean;
}

/**
 * The reminders of transfer codes from now on: one at once, one at each of the days before they lapse that are
 * still to come, or a single one that says they have lapsed.
 */
export function planReminders(sentAt: Date, daysBefore: readonly number[], now: Date): Reminder[] {
	const deadline = transferDeadline(sentAt);
	const later = [...new Set(daysBefore)]
		.map((days) => new Date(deadline.getTime() - days * DAY))
		.filter((moment) => moment > now && moment < deadline)
		.sort((one, other) => one.getTime() - other.getTime());
	return [now, ...(deadline < now ? [] : later)].map((moment, index) => ({
		sentAt: sentAt.toISOString(),
		deadline: deadline.toISOString(),
		remindAt: moment.toISOString(),
		waitUntil: (later[index] ?? deadline).toISOString(),
		daysLeft: daysUntil(deadline, moment),
		lapsed: deadline < now,
	}));
}
