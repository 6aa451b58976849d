import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import type { Ask } from '../../../dist/nodes/shared/profile/ask.js';
import { checkAccount } from '../../../dist/nodes/shared/profile/check.js';
import { itemsOf } from '../../../dist/nodes/shared/profile/report.js';
import { readProfile } from '../../../dist/nodes/shared/profile/schema.js';
import { runs } from '../../runs.mts';

const LIST = { method: 'POST', path: 'ilmoitukset/selaa' } as const;

/** Checks an account with these service requests, and a page whose examples are these texts. */
async function checked(rows: readonly IDataObject[], samples: readonly string[] = []) {
	const reader = {
		index: async () => await Promise.resolve([{ ...LIST, controller: '', summary: '', slug: 'a' }]),
		operation: async () =>
			await Promise.resolve({
				...LIST,
				summary: '',
				uriParameters: { fields: [], complete: true },
				requestSamples: samples.map((text) => ({ mediaTypes: ['application/json'], text })),
				responseSamples: [],
			}),
		model: async (name: string) => await Promise.resolve({ kind: 'unread', name } as const),
	};
	const ask: Ask = async () => await Promise.resolve({ rows, total: 1, isRecord: false });
	const findings = await checkAccount(reader, ask, {}, new AbortController().signal);
	const items = itemsOf(findings, '2026-11-29');
	const item = items.find(({ question }) => question === 'dates');
	const profile = readProfile(String(items.at(-1)?.['profile']));
	return { item, dates: profile?.dates, report: String(items.at(-1)?.['report']) };
}

const BARE = '2026-11-05';
const MIDNIGHT = '2026-11-05T00:00:00';

describe('the check tells how days are written', () => {
	it.each<[string, IDataObject[], string[], string | undefined]>([
		['rows at midnight', [{ Id: 1, Alkupvm: MIDNIGHT }], [], 'midnight'],
		['rows with fractions of a second', [{ Id: 1, Alku: `${MIDNIGHT}.000` }], [], 'midnight'],
		['bare rows', [{ Id: 1, Alkupvm: BARE }], [], 'bare'],
		['days inside objects and lists', [{ Id: 1, Ajat: [{ Alku: BARE }] }], [], 'bare'],
		['bare days beside moments', [{ Id: 1, A: BARE, B: '2026-11-05T12:30:00' }], [], 'bare'],
		['an example on a page', [{ Id: 1 }], [`{ "Alkupvm": "${BARE}" }`], 'bare'],
		['rows and an example alike', [{ Id: 1, A: MIDNIGHT }], [`{"A":"${MIDNIGHT}"}`], 'midnight'],
		['rows that disagree', [{ Id: 1, A: MIDNIGHT, B: BARE }], [], undefined],
		['rows against an example', [{ Id: 1, A: MIDNIGHT }], [`{"A":"${BARE}"}`], undefined],
		['moments only', [{ Id: 1, A: '2026-11-05T12:30:00' }], [], undefined],
		[
			'a moment that is midnight once',
			[{ A: MIDNIGHT }, { A: '2026-11-05T01:00:00' }],
			[],
			undefined,
		],
		['midnight with an offset', [{ Id: 1, A: `${MIDNIGHT}+02:00` }], [], undefined],
		['null everywhere', [{ Id: 1, A: null, B: null }], [], undefined],
		['no rows', [], [], undefined],
		['days in a text', [{ Id: 1, Kuvaus: `Korjattu ${BARE}` }], [], undefined],
		['days that are none', [{ Id: 1, A: '2026-13-45' }], [], undefined],
		['an example that is no JSON', [{ Id: 1 }], [`<A>${BARE}</A>`, '{"A":'], undefined],
	])('by %s', async (_what, rows, samples, expected) => {
		const { item, dates, report } = await checked(rows, samples);
		expect(dates).toBe(expected);
		expect(item).toMatchObject({
			assumed: 'midnight',
			verdict: { midnight: 'confirmed', bare: 'corrected' }[expected ?? ''] ?? 'unknown',
			found: expected ?? '',
			evidence: expect.stringMatching(/./),
			calls: 0,
		});
		expect(report).toContain('- dates: midnight');
		expect(JSON.stringify(item)).not.toMatch(/\d{4}-\d\d/);
	});

	it('never against a row that it has read', async () => {
		const value = fc.constantFrom<IDataObject[string]>(
			BARE,
			MIDNIGHT,
			`${MIDNIGHT}.0000000`,
			'2026-11-05T09:15:00',
			null,
			7,
			'teksti',
		);
		const row = fc.dictionary(fc.constantFrom('A', 'B', 'C', 'D'), value);
		await fc.assert(
			fc.asyncProperty(fc.array(row, { maxLength: 4 }), async (rows) => {
				const { dates } = await checked(rows);
				const values = rows.flatMap((one) => Object.values(one));
				if (dates === 'bare') expect(values).toContain(BARE);
				if (dates === 'midnight') expect(values).not.toContain(BARE);
				const hasMidnight = values.some((one) => String(one).startsWith(MIDNIGHT));
				if (values.includes(BARE) && !hasMidnight) expect(dates).toBe('bare');
			}),
			{ numRuns: runs(50) },
		);
	});
});
