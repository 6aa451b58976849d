import fc from 'fast-check';
import type { Question } from '../../../../dist/nodes/shared/profile/questions.js';
import { randomFrom, type GeneratedDialect } from '../generatedDialects.mts';
import { Holdout } from './dialects.mts';
import type { Vendor } from './vendor.mts';
import type { Wordings } from './wording.mts';

const vendor: fc.Arbitrary<Vendor> = fc.record({
	language: fc.constantFrom('finnish', 'english', 'short', 'mixed'),
	style: fc.constantFrom('pascal', 'camel', 'snake', 'umlauts'),
	isJoined: fc.boolean(),
	renamed: fc.constantFrom(0.2, 0.5, 0.9),
	descriptions: fc.constantFrom('finnish', 'english', 'some', 'none'),
	nesting: fc.constantFrom(0, 0, 1, 2),
	isInOrder: fc.boolean(),
	pages: fc.constantFrom<Vendor['pages'][]>('english', 0, 1),
	missing: fc.constantFrom(0, 0, 0.1, 0.4),
	absent: fc.constantFrom(0, 0, 0.2, 0.6),
	neighbours: fc.constantFrom(0, 0.2, 0.5),
});

export interface HoldoutDialect extends GeneratedDialect {
	readonly vendor: Vendor;
}

/** Dialects of vendors whose words the check wasn't made from. */
export function vendorDialects(
	questions: readonly Question[],
	wordings: Wordings,
): fc.Arbitrary<HoldoutDialect> {
	return fc.tuple(vendor, fc.integer({ min: 1, max: 2_000_000_000 })).map(([made, seed]) => {
		return { ...new Holdout(randomFrom(seed), questions, made, wordings).make(), vendor: made };
	});
}
