import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Candidate } from '../../../dist/nodes/shared/profile/candidates.js';
import { matchNames } from '../../../dist/nodes/shared/profile/matching.js';
import { questionsOf, type NameQuestion } from '../../../dist/nodes/shared/profile/questions.js';
import { runs } from '../../runs.mts';

const PERSON = questionsOf().filter(
	(question): question is NameQuestion =>
		question.about === 'name' &&
		question.place === 'body' &&
		question.key.startsWith('person.create.'),
);
/** Two names that fit alike; nothing but their place can tell which one is meant. */
const ALIKE = ['Email', 'Maili'] as const;
const EMAIL = PERSON.findIndex(({ assumed }) => assumed === 'Sahkoposti');

function candidate(name: string, type: Candidate['type'] = 'text'): Candidate {
	return { path: name, parents: [], name, description: '', type };
}

/** The page's fields in the catalogue's order, without that of the email. */
const KNOWN = PERSON.filter((_, at) => at !== EMAIL).map(({ assumed, expected }) =>
	candidate(assumed, expected),
);

function emailIn(fields: readonly Candidate[]) {
	const asked = PERSON[EMAIL];
	return asked && matchNames(PERSON, fields).get(asked);
}

const place = fc.nat({ max: KNOWN.length });
const alike = fc.constantFrom<readonly [string, string]>(
	[ALIKE[0], ALIKE[1]],
	[ALIKE[1], ALIKE[0]],
);

/** The known fields with some others before the field at a place. */
function withFields(known: readonly Candidate[], added: ReadonlyArray<readonly [string, number]>) {
	const at = (position: number) =>
		added.filter(([, before]) => before === position).map(([name]) => candidate(name));
	return [...known.flatMap((field, position) => [...at(position), field]), ...at(known.length)];
}

describe('of two names that fit alike', () => {
	it('there are enough fields around the one in question', () => {
		expect([EMAIL > 0, EMAIL < PERSON.length - 1, KNOWN.length >= 4]).toEqual([true, true, true]);
	});

	it('the one at the place that the catalogue has it at is meant, and no other', () => {
		fc.assert(
			fc.property(alike, place, place, ([one, other], first, second) => {
				const match = emailIn(
					withFields(KNOWN, [
						[one, first],
						[other, second],
					]),
				);
				const between = [...(first === EMAIL ? [one] : []), ...(second === EMAIL ? [other] : [])];
				const [only] = between;
				if (only === undefined || between.length > 1) {
					expect(match?.verdict).toBe('unknown');
					return;
				}
				expect(match).toMatchObject({
					verdict: 'corrected',
					candidate: { name: only },
					why: expect.stringContaining(`its place after ${KNOWN[EMAIL - 1]?.name ?? ''}`),
				});
			}),
			{ numRuns: runs(300) },
		);
	});

	it('neither is, on a page in another order', () => {
		const shuffled = fc.shuffledSubarray([...KNOWN], { minLength: KNOWN.length });
		fc.assert(
			fc.property(shuffled, place, place, (known, first, second) => {
				fc.pre(known.some(({ name }, at) => name !== KNOWN[at]?.name));
				const fields = withFields(known, [
					[ALIKE[0], first],
					[ALIKE[1], second],
				]);
				expect(emailIn(fields)?.verdict).toBe('unknown');
			}),
			{ numRuns: runs(300) },
		);
	});

	it('neither is, where fewer than four others stand as in the catalogue', () => {
		const few = fc.subarray([...KNOWN], { maxLength: 3 });
		fc.assert(
			fc.property(few, fc.nat({ max: 3 }), fc.nat({ max: 3 }), (known, first, second) => {
				const fields = withFields(known, [
					[ALIKE[0], Math.min(first, known.length)],
					[ALIKE[1], Math.min(second, known.length)],
				]);
				expect(emailIn(fields)?.verdict).toBe('unknown');
			}),
			{ numRuns: runs(300) },
		);
	});

	it('the one that is described is not meant for that alone', () => {
		const described = { ...candidate('Maili'), description: 'Sähköpostiosoite' };
		const fields = [described, ...KNOWN, candidate('Email')];
		expect(emailIn(fields)?.verdict).toBe('unknown');
		expect(emailIn([described, ...KNOWN])).toMatchObject({ candidate: { name: 'Maili' } });
	});

	it('a shortened word in a name may make it another one', () => {
		expect(emailIn([candidate('emailtp'), ...KNOWN])?.verdict).toBe('unknown');
		expect(emailIn([candidate('emails'), ...KNOWN])?.verdict).toBe('corrected');
	});
});
