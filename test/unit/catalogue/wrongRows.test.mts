import { describe, expect, it } from '@jest/globals';
import { listing, operation } from '../../../dist/nodes/shared/catalogue/types.js';

const texts = {
	name: 'Get',
	action: 'Get a thing',
	description: 'Get one thing',
	evidence: 'helpPage',
	source: 'Help: GET asiat',
} as const;
const named = { name: 'Get', action: 'Get things', description: 'Get many things' } as const;
const thing = { type: 'id', parameter: 'thing', label: 'Thing' } as const;
const record = { kind: 'record', fields: [] } as const;
const list = { kind: 'list', fields: [] } as const;
const body = { fields: [], complete: true } as const;

/** Each line that must not compile says so to the compiler; `npm run typecheck` fails when one does. */
const wrongRows = {
	'a placeholder without its parameter': () =>
		// @ts-expect-error {asia_id} has no parameter
		operation({
			...texts,
			method: 'GET',
			access: 'read',
			path: 'asiat/{asia_id}',
			response: record,
		}),
	'a parameter without its placeholder': () =>
		operation({
			...texts,
			method: 'GET',
			access: 'read',
			path: 'asiat/{asia_id}',
			// @ts-expect-error the path has no {muu_id}
			pathParameters: { asia_id: thing, muu_id: thing },
			response: record,
		}),
	'a GET with a body': () =>
		// @ts-expect-error GET carries no body
		operation({ ...texts, method: 'GET', access: 'read', path: 'asiat', body, response: record }),
	'a GET that writes': () =>
		// @ts-expect-error GET reads
		operation({ ...texts, method: 'GET', access: 'write', path: 'asiat', response: record }),
	'a POST without a body': () =>
		// @ts-expect-error POST sends at least {}
		operation({ ...texts, method: 'POST', access: 'write', path: 'asiat', response: record }),
	'a write that pages': () =>
		// @ts-expect-error only reads page
		operation({
			...texts,
			method: 'POST',
			access: 'write',
			path: 'asiat',
			body,
			paging: 'body',
			response: list,
		}),
	'paging without a list': () =>
		// @ts-expect-error what pages answers with a list
		operation({
			...texts,
			method: 'GET',
			access: 'read',
			path: 'asiat',
			paging: 'query',
			response: record,
		}),
	'paging by the body of a GET': () =>
		// @ts-expect-error a GET has no body to page by
		operation({
			...texts,
			method: 'GET',
			access: 'read',
			path: 'asiat',
			paging: 'body',
			response: list,
		}),
	'an operation that was found nowhere': () =>
		operation({
			...texts,
			// @ts-expect-error a path is never guessed
			evidence: 'guess',
			method: 'GET',
			access: 'read',
			path: 'asiat',
			response: record,
		}),
	'a guess without grounds': () =>
		operation({
			...texts,
			method: 'GET',
			access: 'read',
			path: 'asiat',
			// @ts-expect-error docs/EVIDENCE.md has no such heading
			response: { ...record, guess: 'no-such-heading' },
		}),
	'a list of nothing that an account may have': () =>
		// @ts-expect-error a listing is of one kind of record at least
		listing({ ...named, lists: [] }),
	'a list of records that no account is asked for': () =>
		// @ts-expect-error an account profile has no list of meters
		listing({ ...named, lists: ['meter'] }),
	'a list of the account with a path of its own': () =>
		// @ts-expect-error its path is the account's
		listing({ ...named, lists: ['lease'], path: 'sopimukset' }),
	'a list of the account that writes': () =>
		// @ts-expect-error a listing reads
		listing({ ...named, lists: ['lease'], access: 'write' }),
};

describe('a wrong row', () => {
	it.each(Object.entries(wrongRows))('does not compile: %s', (_name, makeRow) => {
		// The compiler has judged; what remains to be seen is that each is a row but for that.
		expect(makeRow()).toMatchObject({ name: 'Get', response: expect.anything() });
	});
});
