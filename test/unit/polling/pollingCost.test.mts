import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { PLANS, type Plan } from '../../../dist/nodes/shared/api/plans.js';
import {
	COMPARED_MINUTES,
	costNotice,
	costRow,
	costText,
	monthlyCalls,
	monthlyPrice,
	WEBHOOKS_MONTHLY_FEE,
	webhooksCheaperFrom,
} from '../../../dist/nodes/TampuuriPollingTrigger/pollingCost.js';

import { MOST_REMEMBERED } from '../../../dist/nodes/TampuuriPollingTrigger/memory.js';

const plans = Object.keys(PLANS) as Plan[];

describe('what polling costs', () => {
	it.each([
		[5, 1, 8_640],
		[15, 1, 2_880],
		[60, 1, 720],
		[1, 1, 43_200],
		[15, 4, 11_520],
	])('every %i minutes with %i calls a poll: %i calls a month', (minutes, callsAPoll, calls) => {
		expect(monthlyCalls(minutes, callsAPoll)).toBe(calls);
	});

	it.each<[Plan, number, number]>([
		['standard', 0, 0],
		['standard', 2_000, 0],
		['standard', 2_001, 0.011],
		['standard', 8_640, 73.04],
		['normal', 40_000, 240],
		['normal', 40_100, 240.9],
		['business', 100_000, 400],
		['business', 200_000, 1_100],
	])('%s at %i calls: %d €', (plan, calls, price) => {
		expect(monthlyPrice(plan, calls)).toBeCloseTo(price, 6);
	});

	it('webhooks are cheaper from exactly the first number of calls that no plan has for their price', () => {
		const limit = webhooksCheaperFrom();
		const cheapest = (calls: number) => Math.min(...plans.map((plan) => monthlyPrice(plan, calls)));
		expect(cheapest(limit - 1)).toBeLessThanOrEqual(WEBHOOKS_MONTHLY_FEE);
		expect(cheapest(limit)).toBeGreaterThan(WEBHOOKS_MONTHLY_FEE);
		expect(limit).toBe(114_286);
	});

	it.each([
		[5, 14],
		[15, 40],
		[60, 159],
	])('every %i minutes that is from %i calls a poll', (minutes, callsAPoll) => {
		expect(costRow(minutes, 1).webhooksCheaperFrom).toBe(callsAPoll);
		expect(monthlyCalls(minutes, callsAPoll)).toBeGreaterThanOrEqual(webhooksCheaperFrom());
		expect(monthlyCalls(minutes, callsAPoll - 1)).toBeLessThan(webhooksCheaperFrom());
	});

	it('the notice has a line for each compared time, and warns of every minute', () => {
		const notice = costNotice();
		for (const minutes of COMPARED_MINUTES) expect(notice).toContain(`Every ${minutes} minutes:`);
		expect(notice).toContain('8 640 calls, 73 / 240 / 400 €');
		expect(notice).toContain('114 286 calls a month');
		expect(notice).toContain('43 200 calls, 453 / 269 / 400 €');
	});

	it('the notice holds no HTML but what n8n lets pass', () => {
		const tags = [...costNotice().matchAll(/<\/?(\w+)/g)].map(([, tag]) => tag);
		expect([...new Set(tags)].sort()).toEqual(['li', 'ul']);
	});

	it('the text of a manual test counts with the calls the poll took', () => {
		expect(costText(4)).toContain('every 5 minutes, 34 560 calls, 358 / 240 / 400 €');
	});
});

describe('docs/POLLING.md', () => {
	const text = readFileSync(join(__dirname, '../../../docs/POLLING.md'), 'utf8');
	const table = /<!-- costs -->\n([^]*)<!-- \/costs -->/.exec(text)?.[1] ?? '';
	const cells = table
		.split('\n')
		.filter((line) => line.startsWith('| every'))
		.map((line) =>
			[...line.replace(/ (?=\d{3}\b)/g, '').matchAll(/\d+/g)].map(([digits]) => Number(digits)),
		);

	it('has the table as it is computed', () => {
		const computed = COMPARED_MINUTES.map((minutes) => {
			const { calls, prices, webhooksCheaperFrom: from } = costRow(minutes, 1);
			const euros = [prices.standard, prices.normal, prices.business].map(Math.round);
			return [minutes, calls, ...euros, from];
		});
		expect(cells).toEqual(computed);
	});

	it('has the other figures as they are computed', () => {
		const digits = text.replace(/(?<=\d) (?=\d{3}\b)/g, '');
		expect(digits).toContain(`From ${webhooksCheaperFrom()} calls a month`);
		expect(digits).toContain(`${monthlyCalls(1, 1)} calls a month, 453 € on Standard`);
		expect(digits).toContain(`every 15 minutes are ${monthlyCalls(15, 4)} calls`);
		expect(digits).toContain(`contain ${MOST_REMEMBERED} rows at most`);
		expect(Math.round(monthlyPrice('standard', monthlyCalls(1, 1)))).toBe(453);
	});
});
