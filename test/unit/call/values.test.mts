import { describe, expect, it } from '@jest/globals';
import { DateTime } from 'luxon';
import {
	idOf,
	wireValueOf,
	wordOf,
	writtenValueOf,
	type ValueField,
} from '../../../dist/nodes/shared/call/values.js';
import { jsonOf } from '../../../dist/nodes/shared/call/json.js';
import { InvalidInput } from '../../../dist/nodes/shared/errors/failure.js';

const base = { key: 'Avain', parameter: 'field', label: 'Field' } as const;
const text: ValueField = { ...base, type: 'text', minLength: 1, maxLength: 5 };
const integer: ValueField = { ...base, type: 'integer', minimum: 1, maximum: 12 };
const decimal: ValueField = { ...base, type: 'decimal' };
const boolean: ValueField = { ...base, type: 'boolean' };
const date: ValueField = { ...base, type: 'date' };
const dateTime: ValueField = { ...base, type: 'dateTime' };
const choice: ValueField = {
	...base,
	type: 'choice',
	choices: [{ label: 'A', value: 'a' }],
	maxLength: 4,
};
const reference: ValueField = { ...base, type: 'reference', to: 'property' };
const integers: ValueField = { ...base, type: 'integerList' };
const texts: ValueField = { ...base, type: 'textList' };
const object: ValueField = { ...base, type: 'json', shape: 'object' };
const list: ValueField = { ...base, type: 'json', shape: 'array' };
const anyJson: ValueField = { ...base, type: 'json', shape: 'any' };
const identityCode: ValueField = { ...base, type: 'text', isIdentityCode: true };
const unbounded: ValueField = { ...base, type: 'integer' };

const deepList = Array.from({ length: 10_000 }).reduce<unknown>((inner) => [inner], 1);

describe('a value on the wire', () => {
	it.each<[string, ValueField, unknown, unknown]>([
		['text', text, 'äö', 'äö'],
		['a number as text', text, 12, '12'],
		[
			'a DateTime as text',
			{ ...base, type: 'text' },
			DateTime.fromISO('2026-11-05T11:40:14Z', { zone: 'utc' }),
			'2026-11-05T11:40:14.000Z',
		],
		['text at its shortest', text, 'a', 'a'],
		['integer', integer, 12, 12],
		['integer at its lowest', integer, 1, 1],
		['the lowest of all integers', unbounded, -(2 ** 31), -(2 ** 31)],
		['the highest of all integers', unbounded, 2 ** 31 - 1, 2 ** 31 - 1],
		['a decimal beyond them', decimal, -1e12, -1e12],
		['integer as text', integer, ' 7 ', 7],
		['decimal with a comma', decimal, '12,5', 12.5],
		['boolean', boolean, false, false],
		['boolean as text', boolean, ' True ', true],
		['no as text', boolean, 'false', false],
		['known choice', choice, { __rl: true, mode: 'list', value: 'a' }, 'a'],
		['unknown choice', choice, { __rl: true, mode: 'value', value: 'uusi' }, 'uusi'],
		['reference', reference, { __rl: true, mode: 'id', value: '442766' }, 442766],
		['bare reference from an expression', reference, 2_147_483_647, 2_147_483_647],
		['ids as text', integers, '1, 2,3', [1, 2, 3]],
		['ids as an array', integers, [1, '2'], [1, 2]],
		['ids as JSON', integers, ' [4,5] ', [4, 5]],
		['texts', texts, 'a, b', ['a', 'b']],
		['texts and nothing', texts, ['a', null, undefined, ' ', 0], ['a', '0']],
		['ids and nothing', integers, [1, null, '', { __rl: true, mode: 'id', value: '2' }], [1, 2]],
		['object as text', object, '{"Lisätiedot":"ö"}', { Lisätiedot: 'ö' }],
		['object from an expression', object, { Id: 1 }, { Id: 1 }],
		['array', list, '[{"Id":1}]', [{ Id: 1 }]],
		['null inside an object', object, '{"Loppupvm":null}', { Loppupvm: null }],
		['any JSON: a list', anyJson, '[1]', [1]],
		['any JSON: null', anyJson, 'null', null],
	])('is sent: %s', (_name, field, value, expected) => {
		expect(wireValueOf(field, value, 'midnight')).toEqual(expected);
	});

	it.each<[string, ValueField, unknown, RegExp]>([
		['text over its length', text, 'abcdef', /^Field is 6 characters long$/],
		['text under its length', text, '', /at least|0 characters/],
		['choice over its length', choice, 'abcde', /5 characters/],
		['number in words', integer, 'kaksi', /not a number: "kaksi"/],
		['fraction', integer, 1.5, /not a whole number: 1.5/],
		['too small', integer, 0, /is out of range: 0$/],
		['too large', integer, 13, /is out of range: 13$/],
		['below all integers', unbounded, -(2 ** 31) - 1, /is out of range/],
		['above all integers', unbounded, 2 ** 31, /is out of range/],
		['infinite', decimal, Infinity, /not a number/],
		['infinite as text', text, Infinity, /^Field is not text: "Infinity"$/],
		['no number as text', text, NaN, /^Field is not text: "NaN"$/],
		['an object as text', text, { Id: 1 }, /^Field is not text: "\{"Id":1\}"$/],
		['a list as text', text, ['a'], /^Field is not text: "\["a"\]"$/],
		['an object in a list of texts', texts, [{ Id: 1 }], /^Field is not text/],
		['hexadecimal', integer, '0x5', /not a number: "0x5"/],
		['with an exponent', integer, '1e1', /not a number: "1e1"/],
		['blanks as a number', unbounded, ' ', /not a number/],
		['neither true nor false', boolean, 'kyllä', /neither true nor false/],
		['impossible Finnish day', date, '31.2.2026', /not a date: "31.2.2026"/],
		['impossible ISO day', date, '2026-02-31', /not a date/],
		['date in words', dateTime, 'huomenna', /not a date/],
		['date as a number', date, 20261105, /not a date/],
		...[
			'12',
			'12:30',
			'2026',
			'2026-11',
			'202611',
			'20261105',
			'2026-W45',
			'2026-310',
			'5.11.',
			'5.11.26',
			'T12:30',
			'2026-11-05T25:00',
			'2026-11-05T',
			'5/11/2026',
		].map((part): [string, ValueField, unknown, RegExp] => [
			`part of a date: ${part}`,
			date,
			part,
			/^Field is not a date/,
		]),
		['a serial number of Excel', date, '460001', /^Field is not a date: "460001"$/],
		['a serial number as a number', dateTime, 46001.5, /^Field is not a date/],
		['a year too early', date, '1899-12-31', /^Field is out of range: 1899-12-31$/],
		['a year too late', dateTime, '1.1.2201', /^Field is out of range: 1.1.2201$/],
		['an invalid DateTime', date, DateTime.invalid('none'), /^Field is not a date/],
		['an invalid Date', text, new Date(NaN), /^Field is not text/],
		['broken JSON', object, '{"a":', /not valid JSON/],
		['list where an object belongs', object, '[1]', /wrong shape/],
		['object where a list belongs', list, '{}', /wrong shape/],
		['null', object, 'null', /wrong shape/],
		['prototype key', object, '{"__proto__":{"x":1}}', /"__proto__"/],
		['deep prototype key', object, '{"a":[{"constructor":1}]}', /"constructor"/],
		['one bad id of many', integers, '1,2,x', /not an ID: "x"/],
	])('is refused: %s', (_name, field, value, message) => {
		const send = () => wireValueOf(field, value, 'midnight');
		expect(send).toThrow(InvalidInput);
		expect(send).toThrow(message);
	});

	it.each([
		0,
		-1,
		1.5,
		'abc',
		'1/../2',
		'1e3',
		'0x10',
		2 ** 31,
		'2147483648',
		{},
		[1],
		true,
		NaN,
		'٣',
	])('is no ID: %p', (value) => {
		expect(() => idOf(base, value)).toThrow(/is not an ID/);
	});

	it.each(['', undefined, null, { __rl: true, mode: 'id', value: '' }])(
		'is an empty ID: %p',
		(value) => {
			expect(() => idOf(base, value)).toThrow(/^Field is empty$/);
		},
	);

	it.each([
		[{ Nimi: 'x' }, '"{"Nimi":"x"}"'],
		['x'.repeat(100), `"${'x'.repeat(100)}"`],
	])('is whole in its refusal, which is cut once it is masked: %p', (value, shown) => {
		expect(() => wireValueOf(decimal, value, 'bare')).toThrow(`: ${shown}`);
	});

	it.each([object, anyJson, text, date, integer, texts])(
		'is refused when it is nested too deep, whatever the field: %p',
		(field) => {
			let deep: unknown = 1;
			for (let level = 0; level < 10_000; level++) deep = { a: [deep] };
			expect(() => wireValueOf(field, deep, 'bare')).toThrow(InvalidInput);
			expect(() => wireValueOf(field, [deep], 'bare')).toThrow(InvalidInput);
		},
	);

	it.each([
		['lists in lists', deepList],
		['an object that is no text', { toString: 1 }],
	])('is refused in words when it is %s', (_what, value) => {
		for (const field of [boolean, text, texts, integer, identityCode]) {
			expect(() => wireValueOf(field, value, 'bare')).toThrow(InvalidInput);
		}
		expect(() => wordOf(base, value)).toThrow(InvalidInput);
	});

	it('says that nothing was sent', () => {
		try {
			jsonOf({ label: 'Field', shape: 'object' }, '{');
			throw new Error('was accepted');
		} catch (error) {
			expect(error).toBeInstanceOf(InvalidInput);
			expect((error as InvalidInput).description).toContain('Nothing was sent to Tampuuri.');
		}
	});
});

describe('a word for a path', () => {
	it.each([
		[' Kohde ', 'Kohde'],
		['Käyttö_2', 'Käyttö_2'],
		[7, '7'],
		['x'.repeat(100), 'x'.repeat(100)],
	])('is %p', (value, word) => {
		expect(wordOf(base, value)).toBe(word);
	});

	it.each(['', ' ', 'a b', 'a/b', '/a', 'a/', '..', 'a?', 'a%2fb', 'x'.repeat(101)])(
		'is not %p',
		(value) => {
			expect(() => wordOf(base, value)).toThrow(InvalidInput);
		},
	);
});

describe('a value written into a path or query', () => {
	it('is checked like any other, and a file is its text', () => {
		expect(writtenValueOf(integer, '7', 'bare')).toBe(7);
		expect(() => writtenValueOf(integer, 'x', 'bare')).toThrow(InvalidInput);
		expect(writtenValueOf({ ...base, type: 'file', filledWithName: [] }, 7, 'bare')).toBe('7');
		expect(writtenValueOf({ ...base, type: 'fileList' }, 7, 'bare')).toBe('7');
	});
});

describe('a calendar day', () => {
	const zones = ['UTC', 'Europe/Helsinki', 'America/Los_Angeles', 'Pacific/Kiritimati'];
	const days: Array<[string, unknown, string]> = [
		['a bare day', '2026-11-05', '2026-11-05'],
		["the editor's value", '2026-11-05T00:00:00', '2026-11-05'],
		['late in the evening, no zone', '2026-11-05T23:59:59', '2026-11-05'],
		['a space for the T', '2026-11-05 13:00', '2026-11-05'],
		['Finnish', ' 5.11.2026 ', '2026-11-05'],
		['Finnish midnight in UTC, winter', '2026-11-04T22:00:00Z', '2026-11-05'],
		['Finnish midnight in UTC, summer', '2026-07-04T21:00:00.000Z', '2026-07-05'],
		['an hour before it, summer', '2026-07-04T20:59:59Z', '2026-07-04'],
		['another zone', '2026-11-05T23:00:00-05:00', '2026-11-06'],
		['midnight in a zone east of Finland', '2026-11-05T00:00:00+09:00', '2026-11-05'],
		['midnight in UTC', '2026-11-05T00:00:00Z', '2026-11-05'],
		['an offset without a colon', '2026-11-04T22:00:00+0000', '2026-11-05'],
		['the last day of the last year', '31.12.2200', '2200-12-31'],
		['day of the clock change in spring', '2026-03-29', '2026-03-29'],
		['night of the clock change in autumn', '2026-10-25T03:30:00', '2026-10-25'],
		['a Date', new Date('2026-11-04T22:00:00Z'), '2026-11-05'],
		['a DateTime', DateTime.fromISO('2026-11-04T22:00:00Z', { zone: 'utc' }), '2026-11-05'],
		[
			'today in a workflow whose zone is east of Finland',
			DateTime.fromISO('2026-11-05', { zone: 'Asia/Tokyo' }),
			'2026-11-05',
		],
		[
			'today in a workflow whose zone is west of Finland',
			DateTime.fromISO('2026-11-05', { zone: 'America/New_York' }),
			'2026-11-05',
		],
	];
	const original = process.env.TZ;
	it.each(zones.flatMap((zone) => days.map((day) => [zone, ...day] as const)))(
		'in a server at %s: %s',
		(zone, _name, value, expected) => {
			process.env.TZ = zone;
			try {
				expect(wireValueOf(date, value, 'midnight')).toBe(`${expected}T00:00:00`);
				expect(wireValueOf(date, value, 'bare')).toBe(expected);
				expect(wireValueOf(dateTime, value, 'bare')).toMatch(/\+0[23]:00$/);
			} finally {
				if (original === undefined) delete process.env.TZ;
				else process.env.TZ = original;
			}
		},
	);

	it('may be as early as 1900', () => {
		expect(wireValueOf(date, '1.1.1900', 'bare')).toBe('1900-01-01');
	});

	it.each([
		['2026-11-05T11:40:14', '2026-11-05T11:40:14+02:00'],
		['2026-07-05T11:40:14', '2026-07-05T11:40:14+03:00'],
		['2026-11-05T09:40:14Z', '2026-11-05T11:40:14+02:00'],
		['2026-11-05T00:00:00+09:00', '2026-11-04T17:00:00+02:00'],
		['5.11.2026', '2026-11-05T00:00:00+02:00'],
		['5.11.2026 9:40', '2026-11-05T09:40:00+02:00'],
		['5.7.2026 klo 11.40', '2026-07-05T11:40:00+03:00'],
	])("has Finland's offset as a moment: %s", (value, expected) => {
		expect(wireValueOf(dateTime, value, 'midnight')).toBe(expected);
	});
});
