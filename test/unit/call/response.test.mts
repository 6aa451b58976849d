import { describe, expect, it } from '@jest/globals';
import { readPage, rowsOf } from '../../../dist/nodes/shared/call/response.js';

const request = { method: 'GET', path: 'kohteet/1', access: 'read' } as const;
const withText = (text: string) => ({ status: 200, headers: {}, text });

const any = { kind: 'any' } as const;
const nothing = { kind: 'nothing' } as const;
const created = { kind: 'created' } as const;
const record = { kind: 'record', model: 'M', fields: [] } as const;
const list = { kind: 'list', model: 'M', fields: [] } as const;

describe('the rows of a response', () => {
	it.each([
		['no content to an operation that gives none', nothing, '', [{ success: true }]],
		['blanks only', nothing, ' \r\n', [{ success: true }]],
		['null', nothing, 'null', [{ success: true }]],
		['a number that was not announced', nothing, '204', [{ success: true, value: 204 }]],
		['an object that was not announced', nothing, '{"Id":1}', [{ success: true, Id: 1 }]],

		['the ID of what was made', created, '17', [{ Id: 17 }]],
		['what was made', created, '{"Id":17,"Nimi":"Ä"}', [{ Id: 17, Nimi: 'Ä' }]],
		['a text in place of an ID', created, '"17"', [{ value: '17' }]],
		['null in place of an ID', created, 'null', [{ success: true }]],
		['no content in place of an ID', created, '', [{ success: true }]],

		['a record', record, '{"Id":1}', [{ Id: 1 }]],
		['a record behind a byte order mark', record, '\uFEFF{"Id":1}', [{ Id: 1 }]],
		['such a mark in a text', record, '{"Nimi":"a\uFEFFb"}', [{ Nimi: 'a\uFEFFb' }]],
		['several records where one was announced', record, '[{"Id":1},2]', [{ Id: 1 }, { value: 2 }]],
		['no records where one was announced', record, '[]', []],
		['a list inside a record', record, '{"Id":1,"Rivit":[1]}', [{ Id: 1, Rivit: [1] }]],

		['a list', list, '[{"Id":1},{"Id":2}]', [{ Id: 1 }, { Id: 2 }]],
		['a page', list, '{"Total":9,"Items":[{"Id":1}]}', [{ Id: 1 }]],
		['null for a list', list, 'null', []],
		['a record where a list was announced', list, '{"Id":1}', [{ Id: 1 }]],

		['anything: a page', any, '{"Items":[{"Id":1}]}', [{ Id: 1 }]],
		['anything: a bare value', any, 'true', [{ value: true }]],
		['anything: null', any, 'null', [{ success: true }]],
		['anything: no content', any, '', [{ success: true }]],
	])('%s', (_what, expected, text, rows) => {
		expect(rowsOf(expected, request, withText(text))).toEqual(rows);
	});

	it.each([
		['no content for a record', record, ''],
		['null for a record', record, 'null'],
		['no content for a list', list, ' '],
		['a page of HTML', any, '<html>'],
		['cut JSON', nothing, '{"Id":'],
	])('are not read from %s', (_what, expected, text) => {
		expect(() => rowsOf(expected, request, withText(text))).toThrow(
			expect.objectContaining({
				request,
				failure: expect.objectContaining({ kind: 'unreadable' }),
			}),
		);
	});

	it('are missed with the beginning of what came instead, on one line', () => {
		const page = `<html>\n  <title>Login</title>\n${'x'.repeat(300)}THE END`;
		expect(() => rowsOf(record, request, { ...withText(page), status: 203 })).toThrow(
			expect.objectContaining({
				failure: {
					kind: 'unreadable',
					status: 203,
					beginning: expect.stringMatching(/^<html> <title>Login<\/title> x+$/),
				},
			}),
		);
	});
});

describe('a page of a list', () => {
	it('has rows and total', () => {
		const page = withText('{"Offset":0,"Limit":1,"Total":2,"Items":[{"Id":1}]}');
		expect(readPage(request, page)).toEqual({ rows: [{ Id: 1 }], total: 2 });
	});

	it.each(['17', '"text"', '{"Id":1}', '<html>', ''])('is not read from %p', (text) => {
		expect(() => readPage(request, withText(text))).toThrow(
			expect.objectContaining({ failure: expect.objectContaining({ kind: 'unreadable' }) }),
		);
	});
});
