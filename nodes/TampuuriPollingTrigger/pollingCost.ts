import { countText, PLANS, type Plan } from '../shared/call/cost';

/** webinar: euros a month for webhooks. */
export const WEBHOOKS_MONTHLY_FEE = 500;

/** The polling times that are compared, in minutes. */
export const COMPARED_MINUTES = [5, 15, 60] as const;

const MINUTES_A_MONTH = 30 * 24 * 60;

/** Calls that polling makes in a month of 30 days. */
export function monthlyCalls(minutes: number, callsAPoll: number): number {
	return Math.floor(MINUTES_A_MONTH / minutes) * callsAPoll;
}

/** Euros a month: the plan's own price and the calls past its free ones, were nothing else called. */
export function monthlyPrice(plan: Plan, calls: number): number {
	const { monthlyFee, freeCalls, callPrice } = PLANS[plan];
	return monthlyFee + Math.max(0, calls - freeCalls) * callPrice;
}

/** The calls a month from which every plan costs more than webhooks on the free plan do. */
export function webhooksCheaperFrom(): number {
	const limits = Object.values(PLANS).map(
		({ monthlyFee, freeCalls, callPrice }) =>
			freeCalls + Math.floor((WEBHOOKS_MONTHLY_FEE - monthlyFee) / callPrice) + 1,
	);
	return Math.max(...limits);
}

export interface CostRow {
	readonly minutes: number;
	readonly calls: number;
	/** Euros a month. */
	readonly prices: Readonly<Record<Plan, number>>;
	/** The calls a poll from which webhooks are cheaper. */
	readonly webhooksCheaperFrom: number;
}

/** What polling at one time costs a month. */
export function costRow(minutes: number, callsAPoll: number): CostRow {
	const calls = monthlyCalls(minutes, callsAPoll);
	return {
		minutes,
		calls,
		prices: {
			standard: monthlyPrice('standard', calls),
			normal: monthlyPrice('normal', calls),
			business: monthlyPrice('business', calls),
		},
		webhooksCheaperFrom: Math.ceil(webhooksCheaperFrom() / monthlyCalls(minutes, 1)),
	};
}

function lineOf({ calls, prices }: CostRow): string {
	const euros = [prices.standard, prices.normal, prices.business].map(countText).join(' / ');
	return `${countText(calls)} calls, ${euros} €`;
}

/** What a poll of so many calls costs a month at each of the compared times, one line of text. */
export function costText(callsAPoll: number): string {
	const lines = COMPARED_MINUTES.map(
		(minutes) => `every ${minutes} minutes, ${lineOf(costRow(minutes, callsAPoll))}`,
	);
	return `Monthly cost (Standard / Normal / Business): ${lines.join('; ')}.`;
}

/** The editor's notice. Of HTML n8n lets lists and links pass, no tables. */
export function costNotice(): string {
	const lines = COMPARED_MINUTES.map((minutes) => {
		const row = costRow(minutes, 1);
		return `<li>Every ${minutes} minutes: ${lineOf(row)}; webhooks are cheaper from ${row.webhooksCheaperFrom} calls per poll</li>`;
	});
	return [
		'Every poll is billed: one call per 250 rows read. Monthly cost with one call per poll, including the plan itself (Standard / Normal / Business):',
		`<ul>${lines.join('')}</ul>`,
		`Webhooks cost ${WEBHOOKS_MONTHLY_FEE} € a month. They are cheaper from ${countText(webhooksCheaperFrom())} calls a month and start the workflow at once. `,
		`By default n8n polls every minute (${lineOf(costRow(1, 1))}): change Poll Times.`,
	].join('');
}

const DAYS_A_MONTH = 30;

function countedCalls(calls: number): string {
	return `${calls} API ${calls === 1 ? 'call' : 'calls'}`;
}

/** What a manual test used of Tampuuri, and what polls will. */
export function testNote(
	{ onceADay, byTime }: { readonly onceADay?: true; readonly byTime?: true },
	calls: number,
): string {
	const used = `This test used ${countedCalls(calls)}`;
	if (onceADay) {
		return `${used}. Polling makes the same calls once a day: ${countedCalls(calls * DAYS_A_MONTH)} a month.`;
	}
	if (byTime) {
		return `${used} to look back. A poll reads only what is new, usually with 1 API call. ${costText(1)}`;
	}
	return `${used}, and each poll uses as many. ${costText(calls)}`;
}
