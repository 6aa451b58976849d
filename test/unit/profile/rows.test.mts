import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { plainCall } from '../../../dist/nodes/shared/call/parameters.js';
import { buildRequest } from '../../../dist/nodes/shared/call/request.js';
import { lease } from '../../../dist/nodes/shared/catalogue/resources/lease.js';
import { accountOperation } from '../../../dist/nodes/shared/profile/accountRow.js';
import { rowParameterOf } from '../../../dist/nodes/shared/profile/names.js';
import { standardRows } from '../../../dist/nodes/shared/profile/standardRow.js';
import { flatten, nest } from '../../../simulator/dialects/nestedKeys.mts';
import { runs } from '../../runs.mts';

const base = { version: 1, checkedAt: '2026-11-25', values: {}, lists: {} } as const;
const PARAMETERS = ['chargeTypeId', 'amount'] as const;
const keys = fc.uniqueArray(
	fc.array(fc.constantFrom('Aa', 'Bb', 'Cc'), { minLength: 0, maxLength: 2 }),
	{ minLength: 2, maxLength: 2, selector: (parents) => parents.join('.') },
);

describe("an account's rows", () => {
	it('send each value under the key that the profile names', () => {
		fc.assert(
			fc.property(keys, fc.integer({ min: 1, max: 1000 }), (parents, value) => {
				const dotted = parents.map((parts, place) => [...parts, `Key${place}`].join('.'));
				const names = Object.fromEntries(
					PARAMETERS.map((name, place) => [`lease.addCharge.${name}`, dotted[place] ?? '']),
				);
				const operation = accountOperation({ ...base, names }, 'lease', 'addCharge');
				const values = { chargeTypeId: value, amount: value + 1 };
				const { body } = buildRequest(plainCall(operation, { path: { sopimus_id: 1 }, values }));
				const { values: sent, unknown } = flatten(body as Record<string, unknown>, dotted);
				expect(unknown).toEqual([]);
				expect(dotted.map((key) => sent[key])).toEqual([value, value + 1]);
			}),
			{ numRuns: runs(100) },
		);
	});

	it('read each value back under the key of the catalogue', () => {
		fc.assert(
			fc.property(keys, fc.string(), ([parents = []], value) => {
				const key = [...parents, 'PaattymisPvm'].join('.');
				const row = nest({ Id: 1, [key]: value });
				const names = { 'lease.row.endDate': key };
				const { response } = accountOperation({ ...base, names }, 'lease', 'get');
				const fields = 'fields' in response ? response.fields : [];
				expect(standardRows(fields, [row] as never)).toEqual([{ ...row, Loppupvm: value }]);
				const both = { ...row, Loppupvm: 'own' };
				expect(standardRows(fields, [both] as never)).toEqual([both]);
			}),
			{ numRuns: runs(100) },
		);
	});

	it('name what is read like what is sent', () => {
		expect(rowParameterOf(lease, 'Loppupvm')).toBe('endDate');
		expect(rowParameterOf(lease, 'KohdeId')).toBe('unit');
		expect(rowParameterOf(lease, 'TyöValmis')).toBe('tyoValmis');
	});
});
