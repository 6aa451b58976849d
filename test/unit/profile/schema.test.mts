import { describe, expect, it } from '@jest/globals';
import { readProfile } from '../../../dist/nodes/shared/profile/schema.js';
import { blocksOf } from '../../documentation/pages.mts';

/** The profiles that the documentation shows. */
const shown = blocksOf('json profile').map(({ file, content }) => [file, content] as const);

const good = { version: 1, checkedAt: '2026-11-25' };
const text = (changes: object) => JSON.stringify({ ...good, ...changes }, undefined, 1);

describe('the text of an account profile', () => {
	it.each([undefined, '', '  \n'])('is none if it is %p', (empty) => {
		expect(readProfile(empty)).toBeUndefined();
	});

	it.each([
		['{"version": 1,\n "names": {]}', 'JSON from line 2, column 12'],
		['{"version": 1', 'JSON from line 1, column 14'],
		['{"a" 1}', 'JSON from line 1, column 6'],
		['[1]', 'valid: it must be an object'],
		[text({ version: 2 }), 'valid: version (line 2) must be 1'],
		[text({ checkedAt: 'today' }), 'checkedAt (line 3) must be a day'],
		[text({ profile: {} }), 'profile (line 4) is not a part of a profile'],
		[
			text({ names: { loppupvm: 'X' } }),
			'loppupvm (line 5) must be a resource, operation and field',
		],
		[text({ names: { 'lease.end.endDate': 'X Y' } }), 'endDate (line 5) must be a name as on'],
		[text({ names: { 'lease.end.endDate': 'a.constructor' } }), 'must be a name as on'],
		[text({ names: { 'lease.end.nothing': 'X' } }), 'not a field that this version'],
		[text({ values: { 'lease.row.nothing': { a: 'b' } } }), 'not a field that this version'],
		[text({ names: { 'lease.addCharge.startDate': 'Loppupvm' } }), 'is the key of End Date'],
		[text({ lists: { meter: {} } }), 'lists → meter (line 5) is not a part'],
	])('%p is refused in words', (wrong, message) => {
		expect(() => readProfile(wrong)).toThrow(message);
	});

	it.each(['kohteet/../x', '../kohteet', 'kohteet//selaa', 'kohteet/./selaa'])(
		'names no operation by the path %s',
		(path) => {
			const property = { operation: `GET ${path}`, id: 'Id', label: ['Nimi'] };
			expect(() => readProfile(text({ lists: { property } }))).toThrow(/must be a method and path/);
		},
	);

	it.each(shown)('that %s shows is one', (_file, profile) => {
		expect(readProfile(profile)?.lists.property).toBeDefined();
	});

	it('has names and values by question', () => {
		const names = {
			'lease.row.endDate': 'Sopimus.Loppupvm',
			'serviceRequest.getAll.offset': 'Alku',
		};
		const values = { 'serviceRequest.row.state': { avoin: 10 } };
		expect(readProfile(text({ names, values }))).toEqual({ ...good, names, values, lists: {} });
	});
});
