import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import {
	catalogue,
	offeredBy,
	type Operation,
} from '../../../dist/nodes/shared/catalogue/index.js';
import { storeFile } from '../harness/index.mts';
import { setUpResponder } from './responder.mts';
import { sampleParameters } from './sampleParameters.mts';
import { setUp } from './setUp.mts';

const tampuuri = setUp({ units: 40 });
const responder = setUpResponder();

const rows = catalogue.flatMap((resource) =>
	offeredBy(resource).flatMap(([name, row]) =>
		'steps' in row || row.response.kind === 'file'
			? []
			: [{ resource: resource.value, name, row: row as Operation }],
	),
);

type Kind = 'created' | 'list' | 'nothing' | 'record';

const NOT_A_LIST = /^Tampuuri's response is not a list/;
const NOT_A_RECORD = /^Tampuuri's response is not a record/;
const NOT_JSON = /^Tampuuri's response is not valid JSON/;
const PAGE = { Offset: 0, Limit: 250, Total: 445, Items: [{ Id: 1 }] };
const RECORD = { Id: 1, Tehtavat: [{ Id: 2 }] };

/** What each kind of row makes of a response: items, or an error. */
const MEANINGS: ReadonlyArray<
	readonly [what: string, body: unknown, meanings: Readonly<Record<Kind, IDataObject[] | RegExp>>]
> = [
	[
		'null',
		'null',
		{
			created: [{ success: true }],
			list: NOT_A_LIST,
			nothing: [{ success: true }],
			record: NOT_A_RECORD,
		},
	],
	[
		'an empty body',
		'',
		{
			created: [{ success: true }],
			list: NOT_A_LIST,
			nothing: [{ success: true }],
			record: NOT_A_RECORD,
		},
	],
	[
		'a record with one list in it',
		RECORD,
		{
			created: [RECORD],
			list: NOT_A_LIST,
			nothing: [{ success: true, ...RECORD }],
			record: [RECORD],
		},
	],
	[
		'an error in a success',
		{ Message: 'Palvelu ei vastaa' },
		{
			created: [{ Message: 'Palvelu ei vastaa' }],
			list: NOT_A_LIST,
			nothing: [{ success: true, Message: 'Palvelu ei vastaa' }],
			record: [{ Message: 'Palvelu ei vastaa' }],
		},
	],
	[
		'a page',
		PAGE,
		{
			created: [PAGE],
			list: [{ Id: 1 }],
			nothing: [{ success: true, ...PAGE }],
			record: NOT_A_RECORD,
		},
	],
	[
		'a web page',
		'<html><title>Kirjaudu</title></html>',
		{ created: NOT_JSON, list: NOT_JSON, nothing: NOT_JSON, record: NOT_JSON },
	],
	[
		'cut JSON',
		'[{"Id":1},',
		{ created: NOT_JSON, list: NOT_JSON, nothing: NOT_JSON, record: NOT_JSON },
	],
];

describe.each(rows)('$resource $name', ({ resource, name, row }) => {
	it.each(MEANINGS)('has one meaning for %s', async (_what, body, meanings) => {
		responder.reply = () => ({ body });
		const data = await storeFile(Buffer.from('x'), { fileName: 'x.txt', mimeType: 'text/plain' });
		const { json, error, hints } = await tampuuri.run({
			parameters: {
				...sampleParameters(resource, name, row, tampuuri.simulator.data),
				...(row.paging ? { limit: 1 } : {}),
				simplify: false,
			},
			items: [{ json: {}, binary: { data } }],
			credentials: tampuuri.credentials({ ownAddress: responder.url }),
		});
		const meaning = meanings[row.response.kind as Kind];
		expect(responder.asked).toHaveLength(1);
		if (meaning instanceof RegExp) {
			expect(error?.message).toMatch(meaning);
			const text = typeof body === 'string' ? body : JSON.stringify(body);
			const quoted = text === '' ? '(nothing)' : text;
			expect(error?.description).toContain(`The response begins with: ${quoted}`);
			const unknown = error?.description?.includes('outcome is unknown');
			expect(unknown).toBe(row.access === 'write');
			return;
		}
		expect(error).toBeUndefined();
		// A change also puts out the IDs of its record, beside what Tampuuri says.
		for (const [index, expected] of meaning.entries()) expect(json[index]).toMatchObject(expected);
		expect(json).toHaveLength(meaning.length);
		const added = Object.keys(json[0] ?? {}).filter((key) => !(key in (meaning[0] ?? {})));
		expect(Object.keys(row.recordIds ?? {})).toEqual(expect.arrayContaining(added));
		const isCut = row.response.kind === 'list' && body === PAGE;
		const told = hints.some(({ message }) => /of 445 rows|445 matching rows/.test(message));
		expect(told).toBe(isCut);
	});
});

describe('any operation by path', () => {
	const call = async (body: unknown, method = 'GET') => {
		responder.reply = () => ({ body });
		return await tampuuri.run({
			parameters: {
				resource: 'anyOperation',
				operation: 'call',
				method,
				apiOperation: { __rl: true, mode: 'path', value: 'huoltokirja/huoltokalenteri' },
			},
			credentials: tampuuri.credentials({ ownAddress: responder.url }),
		});
	};

	it.each([
		['null', 'null', [{ value: null }]],
		['an empty body', '', [{ value: null }]],
		['a record with one list in it', RECORD, [RECORD]],
		['a record with an empty list in it', { Id: 1, Tehtavat: [] }, [{ Id: 1, Tehtavat: [] }]],
		['a page', PAGE, [{ Id: 1 }]],
		['a list', [{ Id: 1 }, 2], [{ Id: 1 }, { value: 2 }]],
	])('has one meaning for %s', async (_what, body, items) => {
		const { json, error } = await call(body);
		expect(error).toBeUndefined();
		expect(json).toEqual(items);
	});

	it('says when Tampuuri cut a list that is not read page by page', async () => {
		const { hints } = await call(PAGE);
		expect(hints[0]?.message).toBe(
			'Tampuuri returned only 1 of 445 rows. Narrow the search to get the rest.',
		);
	});

	it.each(['null', ''])('tells that a change was made (%p)', async (body) => {
		expect((await call(body, 'DELETE')).json).toEqual([{ success: true }]);
	});
});
