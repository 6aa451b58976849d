import {
	COMPARED_MINUTES,
	WEBHOOKS_MONTHLY_FEE,
	costRow,
	monthlyCalls,
	monthlyPrice,
	webhooksCheaperFrom,
} from '../../dist/nodes/TampuuriPollingTrigger/pollingCost.js';
import { PLANS, isPlan, type Plan } from '../../dist/nodes/shared/api/plans.js';

const NAMES: Readonly<Record<Plan, string>> = {
	standard: 'Standard',
	normal: 'Normal',
	business: 'Business',
};

/** A number as it is written in Finnish, on one line: 40 000 or 0,011. */
function number(value: number, decimals = 0): string {
	return value.toLocaleString('fi-FI', { maximumFractionDigits: decimals });
}

const euros = (value: number, decimals = 0) => `${number(value, decimals)}\u{a0}€`;

function table(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
	const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
	return lines.join('\n');
}

/** The plans of the contract with Visma. */
export function plansTable(): string {
	const rows = Object.entries(PLANS).map(([plan, { monthlyFee, freeCalls, callPrice }]) => [
		isPlan(plan) ? NAMES[plan] : plan,
		euros(monthlyFee),
		number(freeCalls),
		euros(callPrice, 3),
	]);
	return table(
		['Paketti', 'Maksu kuukaudessa', 'Ilmaisia kutsuja', 'Kutsun hinta niiden jälkeen'],
		rows,
	);
}

/** What polling costs a month, one call a poll. */
export function pollingTable(): string {
	const rows = COMPARED_MINUTES.map((minutes) => {
		const { calls, prices } = costRow(minutes, 1);
		const each = [prices.standard, prices.normal, prices.business].map((price) => euros(price));
		return [`${minutes}\u{a0}min`, number(calls), ...each];
	});
	return table(['Väli', 'Kutsuja', ...Object.values(NAMES)], rows);
}

/** From how many calls a poll webhooks are cheaper. */
export function webhooksCheaperList(): string {
	const lines = COMPARED_MINUTES.map((minutes) => {
		const fewest = number(costRow(minutes, 1).webhooksCheaperFrom);
		return `- ${fewest} kutsua, jos kyselet ${minutes} minuutin välein`;
	});
	return lines.join('\n');
}

/** Single numbers that the pages name in their sentences. */
export const numbers: Readonly<Record<string, (...given: string[]) => string>> = {
	price: (plan = '', calls = '') => {
		if (!isPlan(plan)) throw new Error(`There is no plan "${plan}"`);
		return euros(monthlyPrice(plan, Number(calls)));
	},
	calls: (minutes = '', callsAPoll = '1') =>
		number(monthlyCalls(Number(minutes), Number(callsAPoll))),
	webhooks: () => euros(WEBHOOKS_MONTHLY_FEE),
	'webhooks-cheaper-from': () => number(webhooksCheaperFrom()),
};
