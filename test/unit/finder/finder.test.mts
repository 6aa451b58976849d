import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { businessIdIn } from '../../../dist/nodes/shared/finder/businessId.js';
import { PartyFinder } from '../../../dist/nodes/shared/finder/parties.js';
import { PropertyFinder } from '../../../dist/nodes/shared/finder/properties.js';
import { runs } from '../../runs.mts';
import { HOLDOUTS } from './holdout.mts';
import { NOISY_QUERIES } from './noisyQueries.mts';
import { SPELLED } from './spelled.mts';
import { Figures, measureParties, measureProperties } from './measure.mts';
import { flatRegister, homesIn, Random, treeRegister, type Listed } from './registers.mts';

const idOf = (finder: PropertyFinder<Listed> | PartyFinder<Listed>, query: string) => {
	const result = finder.find(query);
	return 'found' in result ? result.found.id : null;
};

describe.each(Object.entries(HOLDOUTS))(
	'the register %s, by queries from before the finder',
	(name, holdout) => {
		const { records, queries } = holdout;
		const finder = name === 'parties' ? new PartyFinder(records) : new PropertyFinder(records);
		it.each(queries)('%j means %j', (query, id) => {
			expect(idOf(finder, query)).toBe(id);
		});
	},
);

describe.each(Object.entries(SPELLED))('spellings of %s', (name, { records, queries }) => {
	const finder = name === 'parties' ? new PartyFinder(records) : new PropertyFinder(records);
	it.each(queries)('%j means %j', (query, id) => {
		expect(idOf(finder, query)).toBe(id);
	});
});

describe.each(Object.entries(NOISY_QUERIES))('noisy queries of %s', (name, register) => {
	const { records, queries } = register;
	const finder = name === 'parties' ? new PartyFinder(records) : new PropertyFinder(records);
	it.each(queries)('%j means %j', (query, id) => {
		expect(idOf(finder, query)).toBe(id);
	});
});

describe('spellings that are made up', () => {
	it.each([
		['addresses', measureProperties],
		['names', measureParties],
	])('of %s: at least 99.5 %% of what is found is right, and 95 %% is found', (_what, measure) => {
		const figures = new Figures();
		for (let seed = 1; seed <= runs(20); seed++) measure(seed * 7919, figures);
		expect(figures.right).toBeGreaterThan(runs(20) * 40);
		expect([figures.precision >= 0.995, figures.wrong]).toEqual([true, expect.anything()]);
		expect(figures.recall).toBeGreaterThanOrEqual(0.95);
	});
});

/** Near-twins that must stay apart: each pair is in the register, each query is as it is written. */
const TWINS = [
	['Kuusitie 4 A 1', 'Kuusitie 4 A 11'],
	['Kuusitie 4 A 1', 'Kuusikuja 4 A 1'],
	['Kuusitie 4 A 1', 'Kuusitie 14 A 1'],
	['Kuusitie 4 A 1', 'Kuusitie 4 B 1'],
	['Kuusitie 4 A 1', 'Kuusitie 4 b A 1'],
	['Koivukatu 1', 'Koivutie 1'],
	['Mäntytie 1', 'Mantytie 1'],
	['Iso Roobertinkatu 1', 'Pieni Roobertinkatu 1'],
	['Kuusitie 4', 'Vanha Kuusitie 4'],
	['Kuusitie 4', 'Kuusitie 4–6'],
	['Kuusitie 4 6', 'Kuusitie 4–6'],
	['Kuusitie 4 6', 'Kuusitie 46'],
	['Rivitalo 1 2', 'Rivitalo 12'],
	['Kuusitie 4 A 1', 'Kuusitie 4 AP 1'],
	['Kuusitie 4 A 1, Helsinki', 'Kuusitie 4 A 1, Espoo'],
	['Kuusitie 4 A 1, 00100 Helsinki', 'Kuusitie 4 A 1, 00120 Helsinki'],
	['Asunto Oy Mänty', 'Asunto Oy Mäntylä'],
	['Asunto Oy Mänty', 'Kiinteistö Oy Mänty'],
	['Asunto Oy Mänty 2', 'Asunto Oy Mänty 3'],
	['Asunto Oy Harju', 'Asunto Oy Karju'],
] as const;

describe('near-twins', () => {
	it.each(TWINS)('%s and %s are each found as they are written', (one, other) => {
		const finder = new PropertyFinder([
			{ id: '1', texts: [one] },
			{ id: '2', texts: [other] },
		]);
		expect([idOf(finder, one), idOf(finder, other)]).toEqual(['1', '2']);
	});

	it.each(TWINS.flatMap(([one, other]) => [[one, other] as const, [other, one] as const]))(
		'%s is not found where there is only %s',
		(asked, there) => {
			const finder = new PropertyFinder([{ id: '1', texts: [there] }]);
			// Of these, what is asked for is what is there.
			const isSame = /^M.ntytie/.test(asked) || (asked === 'Kuusitie 4' && there.includes('–'));
			expect(idOf(finder, asked)).toBe(isSame ? '1' : null);
		},
	);
});

describe('any record', () => {
	it('is found by its own text if no other has it', () => {
		fc.assert(
			fc.property(fc.nat(), fc.boolean(), (seed, isFlat) => {
				const random = new Random(seed);
				const homes = homesIn(random, 10);
				const records = (isFlat ? flatRegister : treeRegister)(random, homes);
				const finder = new PropertyFinder(records);
				const texts = records.flatMap(({ texts: own }) => own.map((text) => text.toLowerCase()));
				for (const { id, texts: own } of records) {
					for (const text of own) {
						const isOnly = texts.filter((one) => one === text.toLowerCase()).length === 1;
						if (isOnly) expect([text, idOf(finder, text)]).toEqual([text, id]);
					}
				}
			}),
			{ numRuns: runs(30) },
		);
	});

	it('and any query give a result, whatever is in them', () => {
		const text = fc.oneof(
			fc.string(),
			fc.string({ unit: 'binary' }),
			fc
				.array(
					fc.constantFrom(
						'Kuusitie',
						'4',
						'A',
						'12',
						'as.',
						',',
						'-',
						'c/o',
						'00100',
						'Oy',
						'rappu',
						'.',
					),
					{ maxLength: 12 },
				)
				.map((parts) => parts.join(' ')),
		);
		const record = fc.record({
			id: fc.constantFrom('1', '2', '3'),
			texts: fc.array(text, { maxLength: 3 }),
			parent: fc.option(fc.constantFrom('1', '2', '3', '9'), { nil: undefined }),
			place: fc.option(text, { nil: undefined }),
		});
		fc.assert(
			fc.property(fc.array(record, { maxLength: 6 }), text, (records, query) => {
				for (const finder of [new PropertyFinder(records), new PartyFinder(records)]) {
					const result = finder.find(query);
					if ('found' in result) expect(records).toContain(result.found);
					else expect(result.candidates.length).toBeLessThanOrEqual(10);
				}
			}),
			{ numRuns: runs(500) },
		);
	});
});

describe('a business ID', () => {
	it.each([
		['0112038-9', '0112038-9', true],
		['112038-9', '0112038-9', true],
		['FI01120389', '0112038-9', true],
		['fi 0112038-9', '0112038-9', true],
		['01120389', '0112038-9', true],
		['Y-tunnus: 0112038–9', '0112038-9', true],
		['0112038-8', '0112038-8', false],
		['1234567-8', '1234567-8', false],
	])('is read from %j', (text, id, isValid) => {
		expect(businessIdIn(text)).toMatchObject({ id, isValid });
	});

	it.each(['010190-900P', '040-1234567', '00100', 'Kuusitie 4-6', '', '12345678901'])(
		'is not in %j',
		(text) => {
			expect(businessIdIn(text)).toBeUndefined();
		},
	);
});
