import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { HelpReader } from '../../../dist/nodes/shared/profile/helpEvidence.js';
import { checkAccount } from '../../../dist/nodes/shared/profile/check.js';
import { runs } from '../../runs.mts';
import { randomFrom } from './generatedDialects.mts';
import { Records, type Habits } from './holdout/records.mts';
import { vendorDialects, type HoldoutDialect } from './holdout/vendors.mts';
import { OTHER_WORDINGS, THIRD_WORDINGS } from './holdout/wording.mts';
import { QUESTIONS } from './judge.mts';

const habits: fc.Arbitrary<Habits> = fc.record({
	nulls: fc.constantFrom(0, 0.5, 1),
	areDaysAlone: fc.boolean(),
});

/** A Help site of which some pages, or all, can't be read. */
function partial(reader: HelpReader, random: () => number, share: number): HelpReader {
	const unread = new Map<string, boolean>();
	return {
		...reader,
		operation: async (name) => {
			const key = `${name.method} ${name.path}`;
			const isUnread = unread.get(key) ?? random() < share;
			unread.set(key, isUnread);
			if (isUnread) throw new Error('The page can not be read');
			return await reader.operation(name);
		},
	};
}

interface Account {
	readonly dialect: HoldoutDialect;
	readonly habits: Habits;
	readonly seed: number;
	readonly unread: number;
}

const account: fc.Arbitrary<Account> = fc.record({
	dialect: fc.oneof(
		vendorDialects(QUESTIONS, OTHER_WORDINGS),
		vendorDialects(QUESTIONS, THIRD_WORDINGS),
	),
	habits,
	seed: fc.integer({ min: 1, max: 2 ** 30 }),
	unread: fc.constantFrom(0, 0.3, 1),
});

/** Verdicts that rest on records. */
let byRecords = 0;

async function wrongIn({ dialect, habits: own, seed, unread }: Account) {
	const random = randomFrom(seed);
	const { reader } = dialect;
	// The check asks questions of its own making.
	const truth = new Map([...dialect.truth].map(([{ key }, right]) => [key, right]));
	const records = new Records(reader, random, own);
	const { settled, days, calls } = await checkAccount(
		partial(reader, random, unread),
		records.ask,
		{ property: 1000001, lease: 3000001, serviceRequest: 5000001, searchWord: 'Mallikas' },
		new AbortController().signal,
	);
	expect(calls).toBe(records.calls);
	expect(calls).toBeLessThanOrEqual(60);
	if (days.form !== undefined) expect(days.form).toBe(own.areDaysAlone ? 'bare' : 'midnight');
	byRecords += settled.filter(({ verdict, calls: own }) => verdict !== 'unknown' && own > 0).length;
	return settled.flatMap(({ question, verdict, found, evidence }) => {
		const right = truth.get(question.key);
		if (question.about !== 'name' || verdict === 'unknown' || right === found) return [];
		return [`${question.key} is ${right}: ${verdict} ${found}, ${evidence}`];
	});
}

describe('with records beside the pages', () => {
	it('no verdict is wrong, whatever is null or unread', async () => {
		const wrong: string[] = [];
		for (const one of fc.sample(account, { numRuns: runs(15), seed: 16 })) {
			wrong.push(...(await wrongIn(one)));
		}
		expect(wrong).toEqual([]);
		expect(byRecords).toBeGreaterThan(runs(15));
	});
});
