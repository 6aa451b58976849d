import type { NodeExecutionHint } from 'n8n-workflow';
import type { CallCount } from '../../shared/transport/transport';

/** webinar: euros for each call past the plan's free ones. */
const PRICES = { standard: 0.011, normal: 0.009, business: 0.007 } as const;

export type Plan = keyof typeof PRICES;

export function isPlan(value: unknown): value is Plan {
	return typeof value === 'string' && value in PRICES;
}

/** What the run used, and what that costs on the chosen plan past its free calls. */
export function costHint({ calls, retries }: CallCount, plan: Plan | undefined): NodeExecutionHint {
	const repeats =
		retries === 0 ? '' : `, of them ${retries} ${retries === 1 ? 'retry' : 'retries'}`;
	const price =
		plan === undefined ? '' : `: ${(calls * PRICES[plan]).toFixed(3)} € past the free ones`;
	return {
		message: `${calls} ${calls === 1 ? 'call' : 'calls'} to Tampuuri used${repeats}${price}`,
		type: 'info',
		location: 'outputPane',
	};
}

/** Said when a run ended at its budget. */
export function budgetHint(budget: number, itemIndex: number, items: number): NodeExecutionHint {
	return {
		message: `Stopped before more than ${budget} calls were made (Call Budget), at item ${itemIndex} of ${items}. What was read until then is kept; the rest was not done.`,
		type: 'warning',
		location: 'outputPane',
	};
}
