import { describe, expect, test } from '@jest/globals';

import {
	certificateStatus,
	DAY,
	daysUntil,
	renewalOpensAt,
	transferDeadline,
} from '../../../nodes/shared/dates/lifecycle.ts';
import { readMoment } from '../../../nodes/shared/dates/moment.ts';
import { crossedThresholds } from '../../../nodes/shared/dates/thresholds.ts';

const validFrom = new Date('2026-03-29T00:30:00Z');
const validTo = new Date('2028-03-28T00:30:00Z');
const before = (days: number, milliseconds = 0) =>
	new Date(validTo.getTime() - days * DAY + milliseconds);

describe("a certificate's life", () => {
	test.each([
		[61, 61, 'valid'],
		[60, 60, 'renewalOpen'],
		[59, 59, 'renewalOpen'],
		[1, 1, 'renewalOpen'],
		[0, 0, 'renewalOpen'],
		[-1, -1, 'expired'],
	])('%d days before its end', (days, left, status) => {
		expect(daysUntil(validTo, before(days))).toBe(left);
		expect(certificateStatus(validFrom, validTo, before(days))).toBe(status);
	});

	test('turns at the very millisecond', () => {
		expect(certificateStatus(validFrom, validTo, before(60, -1))).toBe('valid');
		expect(certificateStatus(validFrom, validTo, before(60))).toBe('renewalOpen');
		expect(certificateStatus(validFrom, validTo, validTo)).toBe('renewalOpen');
		expect(certificateStatus(validFrom, validTo, before(0, 1))).toBe('expired');
		expect(certificateStatus(validFrom, validTo, new Date(validFrom.getTime() - 1))).toBe(
			'notYetValid',
		);
		expect(certificateStatus(validFrom, validTo, validFrom)).toBe('valid');
		expect(daysUntil(validTo, before(0, 1))).toBe(-1);
		expect(daysUntil(validTo, before(60, 1))).toBe(59);
	});

	test("counts days of 24 hours, across the clocks' change", () => {
		expect(renewalOpensAt(new Date('2026-05-28T12:00:00Z')).toISOString()).toBe(
			'2026-03-29T12:00:00.000Z',
		);
		expect(transferDeadline(new Date('2026-03-20T22:00:00Z')).toISOString()).toBe(
			'2026-04-03T22:00:00.000Z',
		);
	});
});

describe('thresholds', () => {
	const all = [60, 30, 14, 7, 1, 0];

	test.each<[string, Date, number | undefined, ReturnType<typeof crossedThresholds>]>([
		['none at 61 days', before(61), undefined, undefined],
		['60 at 60 days', before(60), undefined, { threshold: 60, missed: [] }],
		['60 once only', before(59), 60, undefined],
		['30 after 60', before(30), 60, { threshold: 30, missed: [] }],
		['the most urgent of several missed', before(5), 60, { threshold: 7, missed: [30, 14] }],
		[
			'the most urgent at the start',
			before(1),
			undefined,
			{ threshold: 1, missed: [60, 30, 14, 7] },
		],
		['nothing more on the last day', before(0), 1, undefined],
		['expired after the end', before(0, 1), 1, { threshold: 0, missed: [] }],
		['expired once only', before(-30), 0, undefined],
	])('fire %s', (_case, now, lastFired, crossing) => {
		expect(crossedThresholds(all, validTo, now, lastFired)).toEqual(crossing);
	});

	test('walk through a whole life with each fired once', () => {
		const fired: number[] = [];
		for (let hours = 70 * 24; hours > -10 * 24; hours -= 7) {
			const crossing = crossedThresholds(all, validTo, before(hours / 24), fired.at(-1));
			if (crossing) fired.push(crossing.threshold);
		}
		expect(fired).toEqual(all);
	});

	test('are only those chosen, in any order', () => {
		expect(crossedThresholds([7, 30], validTo, before(3), undefined)).toEqual({
			threshold: 7,
			missed: [30],
		});
		expect(crossedThresholds([], validTo, before(-3), undefined)).toBeUndefined();
	});
});

describe('a moment', () => {
	test.each([
		['2026-01-31T09:00:00.000Z', '2026-01-31T09:00:00.000Z'],
		['2026-01-31T09:00:00+02:00', '2026-01-31T07:00:00.000Z'],
		['2026-01-31T09:00', '2026-01-31T07:00:00.000Z'],
		['2026-01-31 09:00:00', '2026-01-31T07:00:00.000Z'],
		['2026-07-31', '2026-07-30T21:00:00.000Z'],
		[' 2026-07-31 ', '2026-07-30T21:00:00.000Z'],
	])('%s', (text, moment) => {
		expect(readMoment(text, 'Europe/Helsinki').toISOString()).toBe(moment);
	});

	test.each([
		'31.2.2026',
		'1/31/2026',
		'yesterday',
		'2026-02-30',
		...['05', '10:00', '2026', '2026-11', '2026-W05', '2026-310'],
	])('is refused: %j', (text) => {
		expect(() => readMoment(text, 'Europe/Helsinki')).toThrow('is not a date');
	});
});
