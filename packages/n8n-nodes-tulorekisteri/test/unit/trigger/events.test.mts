import { describe, expect, test } from '@jest/globals';

import {
	certificateEvent,
	transferCodesEvent,
	type Told,
} from '../../../nodes/TulorekisteriTrigger/events.ts';
import { DAY } from '../../../nodes/shared/dates/lifecycle.ts';
import { certificateFacts, validity } from '../../../nodes/shared/keys/certificateFacts.ts';
import { certificate } from '../../fixtures/fixtures.mts';

const { validTo } = validity(certificate);
const all = [60, 30, 14, 7, 1, 0];

const eventAt = (daysLeft: number, told?: Told) => {
	const now = new Date(validTo.getTime() - daysLeft * DAY);
	return certificateEvent(certificateFacts(certificate, now), all, told, now);
};
const toldOf = (threshold: number): Told => ({ about: certificate.fingerprint256, threshold });

describe('the certificate', () => {
	test.each([
		[61, undefined, undefined],
		[60, undefined, 60],
		[59, toldOf(60), undefined],
		[30, toldOf(60), 30],
		[1, toldOf(7), 1],
		[0, toldOf(1), undefined],
		[-1, toldOf(1), 0],
		[-2, toldOf(0), undefined],
	])('%d days before its end', (daysLeft, told, threshold) => {
		expect(eventAt(daysLeft, told)?.threshold).toBe(threshold);
	});

	test('is called expired only once it is', () => {
		expect(eventAt(1)?.event).toBe('certificateExpiring');
		expect(eventAt(-0.001)?.event).toBe('certificateExpired');
		expect(eventAt(-0.001)).toMatchObject({
			missedThresholds: [60, 30, 14, 7, 1],
			status: 'expired',
			daysLeft: -1,
		});
	});

	test('is told again while it is the same, in case a reminder was missed', () => {
		const at = new Date(validTo.getTime() - 30 * DAY);
		const told = { ...toldOf(30), at: at.toISOString() };
		const after = (days: number, repeatEvery: number) => {
			const now = new Date(at.getTime() + days * DAY);
			return certificateEvent(certificateFacts(certificate, now), all, told, now, repeatEvery);
		};
		expect(after(6, 7)).toBeUndefined();
		expect(after(6.99, 7)).toMatchObject({ threshold: 30, repeated: true, missedThresholds: [] });
		expect(after(6.99, 0)).toBeUndefined();
		expect(after(17, 7)).toMatchObject({ threshold: 14, repeated: false });
	});

	test('that is new starts afresh', () => {
		expect(eventAt(20, { about: 'another', threshold: 0 })?.threshold).toBe(30);
	});
});

describe('transfer codes', () => {
	const sentAt = new Date('2026-02-01T10:00:00Z');
	const codesAt = (daysLeft: number, told?: Told) =>
		transferCodesEvent(
			sentAt,
			[7, 3, 1, 0],
			told,
			new Date(sentAt.getTime() + (14 - daysLeft) * DAY),
		);
	const toldAt = (threshold: number): Told => ({ about: sentAt.toISOString(), threshold });

	test('lapse 14 days after they were sent', () => {
		expect(codesAt(8)).toBeUndefined();
		expect(codesAt(7)).toEqual({
			event: 'transferCodesLapsing',
			threshold: 7,
			missedThresholds: [],
			sentAt: '2026-02-01T10:00:00.000Z',
			deadline: '2026-02-15T10:00:00.000Z',
			daysLeft: 7,
		});
		expect(codesAt(2, toldAt(7))).toMatchObject({ threshold: 3, daysLeft: 2 });
		expect(codesAt(0.5, toldAt(3))).toMatchObject({
			event: 'transferCodesLapsing',
			threshold: 1,
			daysLeft: 0,
		});
		expect(codesAt(-0.5, toldAt(1))).toMatchObject({
			event: 'transferCodesLapsed',
			threshold: 0,
			daysLeft: -1,
		});
		expect(codesAt(-5, toldAt(0))).toBeUndefined();
	});

	test('sent anew start afresh', () => {
		expect(codesAt(2, { about: '2026-01-01T00:00:00.000Z', threshold: 0 })?.threshold).toBe(3);
	});
});
