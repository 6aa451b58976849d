import type { PolledEvent } from './events/event';
import { costText } from './pollingCost';

const DAYS_A_MONTH = 30;

function counted(calls: number): string {
	return `${calls} ${calls === 1 ? 'call' : 'calls'}`;
}

/** What a manual test used of Tampuuri, and what polls will. */
export function testNote({ onceADay, byTime }: PolledEvent, calls: number): string {
	const used = `This test used ${counted(calls)} to Tampuuri`;
	if (onceADay) {
		return `${used}. Polls use as many once a day: ${counted(calls * DAYS_A_MONTH)} a month.`;
	}
	if (byTime) {
		return `${used}, to look back. A poll reads only what is new: 1 call as a rule. ${costText(1)}`;
	}
	return `${used}, and so does each poll. ${costText(calls)}`;
}
