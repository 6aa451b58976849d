import type { NodeExecutionHint } from 'n8n-workflow';
import type { CallCount } from '../api/client';
import { PLANS, type Plan } from '../api/plans';

/** A count for people to read: 12 345. */
export function countText(count: number): string {
	return Math.round(count).toLocaleString('en-US').replaceAll(',', ' ');
}

/** Euros for calls beyond the free ones of a plan. */
export function priceOf(calls: number, plan: Plan): number {
	return Number((calls * PLANS[plan].callPrice).toFixed(3));
}

/** The number of calls in the run, and their cost on the chosen plan beyond its free calls. */
export function costHint({ calls, retries }: CallCount, plan: Plan | undefined): NodeExecutionHint {
	const repeats =
		retries === 0 ? '' : `, including ${retries} ${retries === 1 ? 'retry' : 'retries'}`;
	const price =
		plan === undefined
			? ''
			: `: ${priceOf(calls, plan).toFixed(3)} € once your free calls are used up`;
	return {
		message: `${calls} API ${calls === 1 ? 'call' : 'calls'} used${repeats}${price}`,
		type: 'info',
		location: 'outputPane',
	};
}

/** What a call budget left undone for an item. */
export function budgetText(budget: number, action: string, done: string | undefined): string {
	const what = action.charAt(0).toLowerCase() + action.slice(1);
	return done === undefined
		? `Call Budget of ${budget} reached. Not done: ${what}`
		: `Call Budget of ${budget} reached. Not finished: ${what}`;
}

/** The hint for a run that reached its budget, at the first item it left unfinished. */
export function budgetHint(budget: number, itemIndex: number, items: number): NodeExecutionHint {
	return {
		message: `Call Budget of ${budget} reached at item ${itemIndex} of ${items}. What was done so far is kept; each unfinished item says so.`,
		type: 'warning',
		location: 'outputPane',
	};
}
