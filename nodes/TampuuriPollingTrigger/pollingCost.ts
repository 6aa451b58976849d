import { PLANS, type Plan } from '../shared/api/plans';
import { countText } from '../shared/call/cost';

/** webinar: monthly price of webhooks in euros. */
export const WEBHOOKS_MONTHLY_FEE = 500;

/** The polling intervals to compare, in minutes. */
export const COMPARED_MINUTES = [5, 15, 60] as const;

const DAYS_A_MONTH = 30;
const MINUTES_A_MONTH = DAYS_A_MONTH * 24 * 60;

/** Calls that polling makes in 30 days. */
export function monthlyCalls(minutes: number, callsAPoll: number): number {
	return Math.floor(MINUTES_A_MONTH / minutes) * callsAPoll;
}

/** Monthly price in euros of the plan and the calls beyond its free ones. */
export function monthlyPrice(plan: Plan, calls: number): number {
	const { monthlyFee, freeCalls, callPrice } = PLANS[plan];
	return monthlyFee + Math.max(0, calls - freeCalls) * callPrice;
}

/** The number of monthly calls from which every plan costs more than webhooks on the free plan. */
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
	/** The number of calls per poll from which webhooks are cheaper. */
	readonly webhooksCheaperFrom: number;
}

/** Monthly cost of polling at one interval. */
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

/** Monthly cost of polls with this many calls at each compared interval, as one line of text. */
export function costText(callsAPoll: number): string {
	const lines = COMPARED_MINUTES.map(
		(minutes) => `every ${minutes} minutes, ${lineOf(costRow(minutes, callsAPoll))}`,
	);
	return `Monthly cost (Standard / Normal / Business): ${lines.join('; ')}.`;
}

/** n8n's modes of *Poll Times* whose number of polls is known, in 30 days. */
const POLLS = {
	everyMinute: ['every minute', monthlyCalls(1, 1)],
	everyHour: ['every hour', monthlyCalls(60, 1)],
	everyDay: ['once a day', 30],
	everyWeek: ['once a week', 4],
	everyMonth: ['once a month', 1],
} as const;

function onStandard(calls: number): string {
	return `${countText(calls)} calls a month, ${countText(monthlyPrice('standard', calls))} € on the Standard plan`;
}

const ADVICE = `Every 15 minutes is ${onStandard(monthlyCalls(15, 1))}.`;

/**
 * What the polls cost as they are set, for the editor: a notice for each of n8n's modes, and one for
 * what is read once a day in any of them.
 */
export const COST_NOTICES: ReadonlyArray<{
	readonly text: string;
	readonly modes?: readonly string[];
}> = [
	...Object.entries(POLLS).map(([mode, [often, calls]]) => ({
		text: `Polls ${often}, one call for each 250 rows: ${onStandard(calls)}.${mode === 'everyMinute' ? ` ${ADVICE}` : ''}`,
		modes: [mode],
	})),
	{
		text: `Each poll is billed, one call for each 250 rows. ${ADVICE}`,
		modes: ['everyX', 'custom'],
	},
	{
		text: `Each lease is read once a day at most, however often n8n polls. With 100 leases: ${onStandard(100 * DAYS_A_MONTH)}. A list takes one call for each 250 rows.`,
	},
];

function countedCalls(calls: number): string {
	return `${calls} API ${calls === 1 ? 'call' : 'calls'}`;
}

/** How many calls a manual test used and polls will use. */
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
	return `${used}, and each poll uses as many, the first one twice as many. ${costText(calls)}`;
}

/** How many of a manual test's calls polls will not repeat. */
export function namesNote(calls: number): string[] {
	if (calls === 0) return [];
	return [`Finding records by name took ${countedCalls(calls)} more, which polls make only once.`];
}

/** Too few polls say nothing about the next ones. */
const FEWEST_POLLS = 10;

/**
 * How many of the last polls found something, and what webhooks would cost instead.
 *
 * @param outcomes a digit a poll: `1` found something
 */
export function outcomesNote(outcomes: string): string[] {
	const polls = outcomes.length;
	if (polls < FEWEST_POLLS) return [];
	const share = Math.round((100 * outcomes.replaceAll('0', '').length) / polls);
	return [
		`Of the last ${polls} polls ${share} % found something. Webhooks cost ${WEBHOOKS_MONTHLY_FEE} € a month, however often something happens.`,
	];
}
