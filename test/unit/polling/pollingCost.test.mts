import { cronNodeOptions, NodeHelpers } from 'n8n-workflow';
import { TampuuriPollingTrigger } from '../../../dist/nodes/TampuuriPollingTrigger/TampuuriPollingTrigger.node.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { PLANS, type Plan } from '../../../dist/nodes/shared/api/plans.js';
import {
	COMPARED_MINUTES,
	costRow,
	costText,
	monthlyCalls,
	monthlyPrice,
	WEBHOOKS_MONTHLY_FEE,
	webhooksCheaperFrom,
} from '../../../dist/nodes/TampuuriPollingTrigger/pollingCost.js';

import { MOST_REMEMBERED } from '../../../dist/nodes/TampuuriPollingTrigger/memory.js';

const plans = Object.keys(PLANS) as Plan[];

const { description } = new TampuuriPollingTrigger();

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

	const noticeFor = (mode: string, event = 'newServiceRequests') => {
		const pollTimes = { item: [{ mode }] };
		return description.properties
			.filter(({ name }) => name === 'costNotice')
			.filter((one) =>
				NodeHelpers.displayParameter({ pollTimes, event }, one, { typeVersion: 1 }, description),
			)
			.map(({ displayName }) => displayName);
	};

	it.each([
		['everyMinute', /^Polls every minute, .*: 43 200 calls a month, 453 € .* 2 880 .*, 10 €/],
		['everyHour', /^Polls every hour, .*: 720 calls a month, 0 € on the Standard plan\.$/],
		['everyDay', /^Polls once a day, .*: 30 calls a month/],
		['everyWeek', /^Polls once a week, .*: 4 calls a month/],
		['everyMonth', /^Polls once a month, .*: 1 calls? a month/],
		['everyX', /^Each poll is billed, .* Every 15 minutes is 2 880 calls/],
		['custom', /^Each poll is billed/],
	])('the notice tells what %s costs, and nothing else', (mode, text) => {
		expect(noticeFor(mode)).toEqual([expect.stringMatching(text)]);
	});

	it('there is a notice for each of the modes that n8n has', () => {
		const modes = cronNodeOptions[0]?.values.find(({ name }) => name === 'mode')?.options ?? [];
		expect(modes.length).toBeGreaterThan(5);
		for (const mode of modes) {
			const value = 'value' in mode ? String(mode.value) : '';
			expect(noticeFor(value)).toHaveLength(1);
			// However often it polls, this reads once a day.
			expect(noticeFor(value, 'leasesEnding')).toEqual([
				expect.stringMatching(/^Each lease is read once a day .*: 3 000 calls a month, 11 €/),
			]);
		}
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
