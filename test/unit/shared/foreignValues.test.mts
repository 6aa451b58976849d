import { describe, expect, it } from '@jest/globals';
import { commaSeparated, oneLine, propertyOf } from '../../../dist/nodes/shared/foreignValues.js';

describe('a property of a foreign object', () => {
	it.each([
		['in its own letter case', { Id: 1 }, 1],
		['in another letter case', { iD: 1 }, 1],
		['in its own letter case first', { id: 1, Id: 2 }, 2],
		['that is inherited, which is none', Object.create({ Id: 1 }), undefined],
		['that is missing', { Ida: 1 }, undefined],
	])('is found %s', (_what, value: object, expected) => {
		expect(propertyOf(value, 'Id')).toBe(expected);
	});
});

describe('texts separated by commas', () => {
	it.each([
		[' a ,b,, c d ,', ['a', 'b', 'c d']],
		[
			[1, ' b ', ''],
			['1', 'b'],
		],
		['', []],
		[undefined, []],
		[7, ['7']],
	])('of %p', (value, texts) => {
		expect(commaSeparated(value)).toEqual(texts);
	});
});

describe('a text on one line', () => {
	it.each([
		[' a\r\n\tb\u0000c ', 10, 'a b c'],
		['ab cd', 5, 'ab cd'],
		['ab cde', 5, 'ab cd…'],
	])('of %p with %i characters', (text, longest, line) => {
		expect(oneLine(text, longest)).toBe(line);
	});

	it('has 500 characters at most', () => {
		expect(oneLine('x'.repeat(501))).toBe(`${'x'.repeat(500)}…`);
	});
});
