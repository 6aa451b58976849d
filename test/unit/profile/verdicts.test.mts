import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HelpPages } from '../../../dist/nodes/shared/profile/helpEvidence.js';
import { questionsOf } from '../../../dist/nodes/shared/profile/questions.js';
import { settle } from '../../../dist/nodes/shared/profile/verdicts.js';
import { runs } from '../../runs.mts';
import { generatedDialects, type GeneratedDialect } from './generatedDialects.mts';

const QUESTIONS = questionsOf();

interface Share {
	right: number;
	unknown: number;
	wrong: number;
	readonly examples: string[];
}

async function judge({ reader, truth }: GeneratedDialect, share: Share): Promise<void> {
	const pages = new HelpPages(reader, new AbortController().signal);
	const rows = [...new Set(QUESTIONS.flatMap(({ operations }) => operations))];
	for (const { question, verdict, found, evidence, candidate } of settle(
		QUESTIONS,
		await pages.read(rows),
		[],
	)) {
		if (question.about === 'value' && question.isExtra) continue;
		const right = truth.get(question);
		const expected =
			right === undefined ? 'unknown' : right === question.assumed ? 'confirmed' : 'corrected';
		const told = `${question.key} ${question.assumed} is ${right}: ${verdict} ${found} (${candidate?.description ?? ''}) ${evidence}`;
		if (verdict === expected && (verdict === 'unknown' || found === right)) share.right++;
		else if (verdict === 'unknown') {
			share.unknown++;
			share.examples.push(`? ${told}`);
		} else {
			share.wrong++;
			share.examples.push(`! ${told}`);
		}
	}
}

describe('the verdicts on the guesses', () => {
	it('are right in generated dialects, and never wrong', async () => {
		const share: Share = { right: 0, unknown: 0, wrong: 0, examples: [] };
		const dialects = fc.sample(generatedDialects(QUESTIONS), { numRuns: runs(300), seed: 15 });
		for (const dialect of dialects) await judge(dialect, share);
		const total = share.right + share.unknown + share.wrong;
		const percent = (count: number) => `${((100 * count) / total).toFixed(2)} %`;
		const table = `${dialects.length} dialects: right ${percent(share.right)}, unknown ${percent(share.unknown)}, wrong ${share.wrong}`;
		const wrong = share.examples.filter((one) => one.startsWith('!')).slice(0, 20);
		expect({ table, wrong }).toEqual({ table, wrong: [] });
		expect({ table, isEnough: share.right / total >= 0.95 }).toEqual({ table, isEnough: true });
	});
});
