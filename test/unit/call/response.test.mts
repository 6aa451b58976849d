import { describe, expect, it } from '@jest/globals';
import { readResponse } from '../../../dist/nodes/shared/call/response.js';

const read = { method: 'GET', path: 'kohteet/1', access: 'read' } as const;
const write = { method: 'PUT', path: 'kohteet/1', access: 'write' } as const;
const withText = (text: string) => ({ status: 200, headers: {}, text });

const any = { kind: 'any' } as const;
const nothing = { kind: 'nothing' } as const;
const created = { kind: 'created' } as const;
const record = { kind: 'record', model: 'M', fields: [] } as const;
const list = { kind: 'list', model: 'M', fields: [] } as const;

const DEEP_LISTS = `${'['.repeat(6_000)}1${']'.repeat(6_000)}`;
const DEEP_RECORD = `${'{"A":'.repeat(6_000)}1${'}'.repeat(6_000)}`;

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
		['a list inside a record', record, '{"Id":1,"Rivit":[1]}', [{ Id: 1, Rivit: [1] }]],
		['a record with nothing but a list', record, '{"Items":[]}', [{ Items: [] }]],
		['a record in a list of one', record, '[{"Id":1}]', [{ Id: 1 }]],

		['a list', list, '[{"Id":1},{"Id":2}]', [{ Id: 1 }, { Id: 2 }]],
		['an empty list', list, '[]', []],
		['a list of bare values', list, '[1,null]', [{ value: 1 }, { value: null }]],
		['a page', list, '{"Total":9,"Items":[{"Id":1}]}', [{ Id: 1 }]],
		['a page with a new key', list, '{"Total":1,"Items":[{"Id":1}],"Uusi":[2]}', [{ Id: 1 }]],
		['an empty page', list, '{"Total":0,"Items":[]}', []],
		['a list under another name', list, '{"Rivit":[{"Id":1}]}', [{ Id: 1 }]],
		['an empty list under another name with a total', list, '{"Total":0,"Rivit":[]}', []],

		['anything: a list', any, '[{"Id":1},2]', [{ Id: 1 }, { value: 2 }]],
		['anything: a page', any, '{"Items":[{"Id":1}]}', [{ Id: 1 }]],
		[
			'anything: a page with a new key',
			any,
			'{"Offset":0,"Limit":5,"Total":1,"Items":[{"Id":1}],"Uusi":1}',
			[{ Id: 1 }],
		],
		['anything: an empty page', any, '{"Metadata":{"Total":0},"Items":[],"Uusi":1}', []],
		['anything: a record with one list', any, '{"Id":1,"Tehtavat":[]}', [{ Id: 1, Tehtavat: [] }]],
		['anything: a record of one list', any, '{"Tehtavat":[]}', [{ Tehtavat: [] }]],
		[
			'anything: a record with a sum and items',
			any,
			'{"Id":1,"Total":120,"Items":[{"Id":2}]}',
			[{ Id: 1, Total: 120, Items: [{ Id: 2 }] }],
		],
		['anything: a bare value', any, 'true', [{ value: true }]],
		['anything: null to a read', any, 'null', [{ value: null }]],
		['anything: no content to a read', any, '', [{ value: null }]],
	])('%s', (_what, expected, text, rows) => {
		expect(readResponse(expected, read, withText(text)).rows).toEqual(rows);
	});

	it.each(['null', '', ' '])('tell that a change of any kind was made (%p)', (text) => {
		expect(readResponse(any, write, withText(text)).rows).toEqual([{ success: true }]);
	});

	it.each([
		['no content for a record', record, '', 'a record'],
		['null for a record', record, 'null', 'a record'],
		['a bare value for a record', record, '17', 'a record'],
		['no record', record, '[]', 'a record'],
		['several records for one', record, '[{"Id":1},{"Id":2}]', 'a record'],
		['a page for a record', record, '{"Offset":0,"Limit":1,"Total":9,"Items":[]}', 'a record'],
		['no content for a list', list, ' ', 'a list'],
		['null for a list', list, 'null', 'a list'],
		['a bare value for a list', list, '0', 'a list'],
		['a record for a list', list, '{"Id":1}', 'a list'],
		['a record with a list in it for a list', list, '{"Id":1,"Parametrit":[]}', 'a list'],
		['a record with items in it for a list', list, '{"Id":1,"Items":[]}', 'a list'],
		['an error for a list', list, '{"Message":"Palvelu ei vastaa"}', 'a list'],
		['nothing under an unknown name for a list', list, '{"Virheet":[]}', 'a list'],
		['texts under an unknown name for a list', list, '{"Virheet":["x"]}', 'a list'],
		['a web page', any, '<html>', 'valid JSON'],
		['cut JSON', nothing, '{"Id":', 'valid JSON'],
		['very deep lists', any, DEEP_LISTS, 'JSON of at most 100 levels'],
		['a very deep record', record, DEEP_RECORD, 'JSON of at most 100 levels'],
	])('are not read from %s', (_what, expected, text, wanted) => {
		expect(() => readResponse(expected, read, withText(text))).toThrow(
			expect.objectContaining({
				request: read,
				failure: { kind: 'unreadable', status: 200, wanted, text },
			}),
		);
	});
});

describe('a page of a list', () => {
	it('has rows and total', () => {
		const page = withText('{"Offset":0,"Limit":1,"Total":2,"Items":[{"Id":1}]}');
		expect(readResponse(list, read, page)).toEqual({ rows: [{ Id: 1 }], total: 2 });
	});
});
