import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runs } from '../../runs.mts';
import { generatedDialects, type GeneratedDialect } from './generatedDialects.mts';
import { vendorDialects } from './holdout/vendors.mts';
import { OTHER_WORDINGS, THIRD_WORDINGS, WORDINGS } from './holdout/wording.mts';
import { judged, QUESTIONS } from './judge.mts';

const DIALECTS = {
	'in generated dialects': generatedDialects(QUESTIONS),
	'in dialects of other vendors': vendorDialects(QUESTIONS, WORDINGS),
	'in dialects of yet another vendor': vendorDialects(QUESTIONS, OTHER_WORDINGS),
	'in dialects of a third vendor': vendorDialects(QUESTIONS, THIRD_WORDINGS),
};

describe('the verdicts on the guesses', () => {
	it.each(Object.entries(DIALECTS))('are right %s, and never wrong', async (_where, dialects) => {
		const made = fc.sample<GeneratedDialect>(dialects, { numRuns: runs(60), seed: 15 });
		const { table, wrong, right } = await judged(made);
		expect({ table, wrong }).toEqual({ table, wrong: [] });
		expect({ table, isEnough: right >= 0.95 }).toEqual({ table, isEnough: true });
	});
});
