import { describe, expect, test } from '@jest/globals';

import { isEmailAddress, readPhone, suggestPhone } from '../../../nodes/shared/order/contact.ts';
import {
	checkBusinessId,
	validateOrder,
	type Order,
} from '../../../nodes/shared/order/validateOrder.ts';

const now = new Date('2026-02-10T12:00:00Z');
const order: Order = {
	environment: 'production',
	customerId: '1234567-1',
	customerName: 'Esimerkki Oy',
	contactName: 'Terttu Testaaja',
	contactEmail: 'terttu.testaaja@example.com',
	contactPhone: '+35840 1234 567',
};

describe('a business ID', () => {
	test.each([
		['1234567-1', 'valid'],
		['0123456-2', 'valid'],
		['0123456-7', 'wrongCheckDigit'],
		['1234567-8', 'wrongCheckDigit'],
		['1000002-1', 'wrongCheckDigit'],
		['12345671', 'wrongForm'],
		['1234567-', 'wrongForm'],
		['FI12345671', 'wrongForm'],
		['١٢٣٤٥٦٧-١', 'wrongForm'],
		['', 'wrongForm'],
	])('%j is %s', (text, verdict) => {
		expect(checkBusinessId(text)).toBe(verdict);
	});

	test('has at most one check digit for each number, and none where the remainder is one', () => {
		const fitting = (number: number) =>
			[...'0123456789'].filter(
				(digit) => checkBusinessId(`${String(number).padStart(7, '0')}-${digit}`) === 'valid',
			).length;
		const counts = Array.from({ length: 200 }, (_each, offset) => fitting(1_000_000 + offset * 37));
		expect(new Set(counts)).toEqual(new Set([0, 1]));
	});
});

describe('an e-mail address', () => {
	test.each(['terttu.testaaja@example.com', "o'neil+vero@sub.example.fi", 'a@ääkkönen.fi'])(
		'may be %s',
		(text) => {
			expect(isEmailAddress(text)).toBe(true);
		},
	);

	test.each([
		'a@b.fi,',
		'a@b..fi',
		'mailto:a@b.fi',
		'a@b.fi;c@d.fi',
		'.a@b.fi',
		'a..b@c.fi',
		'a@b',
		'a@-b.fi',
		'a b@c.fi',
		'@b.fi',
		'Terttu <a@b.fi>',
		'',
	])('may not be %j', (text) => {
		expect(isEmailAddress(text)).toBe(false);
	});
});

test('a name counts its characters, not the halves of an emoji', () => {
	const fits = { ...order, customerName: '🏠'.repeat(100) };
	expect(validateOrder(fits, now).errors).toEqual([]);
	expect(validateOrder({ ...fits, customerName: '🏠'.repeat(101) }, now).errors).toHaveLength(1);
});

describe('a phone number', () => {
	test.each([
		['+35840 1234 567', '+358401234567', true],
		['+358 50-123 4567', '+358501234567', true],
		['+358 9 123 4567', '+35891234567', false],
		['+46 70 123 45 67', '+46701234567', true],
		['+358\u00a040\u00a01234567', '+358401234567', true],
	])('%j is read', (text, international, canReceiveText) => {
		expect(readPhone(text)).toEqual({ international, canReceiveText });
	});

	test.each([
		['040 1234 567', '+358401234567'],
		['00358401234567', '+358401234567'],
		['+358 (0)40 1234567', '+358401234567'],
		['+358040 1234567', '+358401234567'],
		['+46 (0)70 123 45 67', '+46701234567'],
		['0046 (0)70 123 45 67', '+46701234567'],
		['(09) 123 4567', '+35891234567'],
		['+358 40 12', undefined],
		['soita', undefined],
		['12', undefined],
		['+', undefined],
		['+0401234567', undefined],
		['+3584012345678901234', undefined],
	])('%j is not read, and the suggestion is %s', (text, suggestion) => {
		expect(readPhone(text)).toBeUndefined();
		expect(suggestPhone(text)).toBe(suggestion);
	});
});

describe('an order', () => {
	test('that is right', () => {
		expect(validateOrder(order, now)).toEqual({
			valid: true,
			errors: [],
			warnings: [],
			contactPhone: '+358401234567',
		});
	});

	test.each<[string, Partial<Order>, string, string]>([
		['a business ID of another form', { customerId: '1234567' }, 'customerId', '1234567-8'],
		['a wrong check digit in production', { customerId: '0123456-7' }, 'customerId', 'last digit'],
		['no name', { customerName: '' }, 'customerName', 'missing'],
		['a name too long', { customerName: 'ä'.repeat(101) }, 'customerName', '100'],
		['a contact without a last name', { contactName: 'Palkanlaskenta' }, 'contactName', 'answer'],
		['no e-mail address', { contactEmail: 'terttu@' }, 'contactEmail', 'one plain e-mail'],
		[
			'two e-mail addresses',
			{ contactEmail: 'a@b.fi, c@d.fi' },
			'contactEmail',
			'one plain e-mail',
		],
		['no country code', { contactPhone: '040 1234 567' }, 'contactPhone', '+358401234567'],
		['lapsed codes', { codesSentAt: new Date('2026-01-20T12:00:00Z') }, 'codesSentAt', 'lapsed'],
	])('with %s is not valid', (_case, change, field, message) => {
		const { valid, errors } = validateOrder({ ...order, ...change }, now);
		expect(valid).toBe(false);
		expect(errors).toEqual([{ field, message: expect.stringContaining(message) }]);
	});

	test.each<[string, Partial<Order>, string]>([
		[
			'a wrong check digit in the test environment',
			{ environment: 'test', customerId: '0123456-7' },
			'customerId',
		],
		['a shared mailbox', { contactEmail: 'Info@example.com' }, 'contactEmail'],
		['a number that gets no text messages', { contactPhone: '+358 9 123 4567' }, 'contactPhone'],
		['codes sent in the future', { codesSentAt: new Date('2026-02-11T12:00:00Z') }, 'codesSentAt'],
	])('with %s is valid with a warning', (_case, change, field) => {
		const { valid, errors, warnings } = validateOrder({ ...order, ...change }, now);
		expect({ valid, errors, fields: warnings.map((each) => each.field) }).toEqual({
			valid: true,
			errors: [],
			fields: [field],
		});
	});

	test('tells the deadline of its transfer codes', () => {
		const verdict = validateOrder({ ...order, codesSentAt: new Date('2026-02-01T10:00:00Z') }, now);
		expect(verdict).toMatchObject({
			valid: true,
			transferDeadline: '2026-02-15T10:00:00.000Z',
			transferDaysLeft: 4,
		});
	});
});
