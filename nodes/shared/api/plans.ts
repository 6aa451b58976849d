/** webinar: monthly price in euros, free calls per month, and euros for each call beyond those. */
export const PLANS = {
	standard: { monthlyFee: 0, freeCalls: 2_000, callPrice: 0.011 },
	normal: { monthlyFee: 240, freeCalls: 40_000, callPrice: 0.009 },
	business: { monthlyFee: 400, freeCalls: 100_000, callPrice: 0.007 },
} as const;

export type Plan = keyof typeof PLANS;

export const PLAN_NAMES: readonly Plan[] = ['standard', 'normal', 'business'];

/** Whether a value is the name of a plan. */
export function isPlan(value: unknown): value is Plan {
	return typeof value === 'string' && Object.hasOwn(PLANS, value);
}
