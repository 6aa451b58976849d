import { HelpPages } from '../../../dist/nodes/shared/profile/helpEvidence.js';
import { questionsOf } from '../../../dist/nodes/shared/profile/questions.js';
import { settle } from '../../../dist/nodes/shared/profile/verdicts.js';
import type { GeneratedDialect } from './generatedDialects.mts';

export const QUESTIONS = questionsOf();

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

/** How the verdicts in dialects compare with what is right in them. */
export async function judged(
	dialects: readonly GeneratedDialect[],
): Promise<{ table: string; wrong: readonly string[]; right: number }> {
	const share: Share = { right: 0, unknown: 0, wrong: 0, examples: [] };
	for (const dialect of dialects) await judge(dialect, share);
	const total = share.right + share.unknown + share.wrong;
	const percent = (count: number) => `${((100 * count) / total).toFixed(2)} %`;
	return {
		table: `${dialects.length} dialects: right ${percent(share.right)}, unknown ${percent(share.unknown)}, wrong ${share.wrong}`,
		wrong: share.examples.filter((one) => one.startsWith('!')).slice(0, 20),
		right: share.right / total,
	};
}
