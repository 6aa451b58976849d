import { questionsOf, type Question } from '../../dist/nodes/shared/profile/questions.js';
import type { AccountProfile } from '../../dist/nodes/shared/profile/schema.js';

/** What accounts say about one guess. */
export interface Tally {
	readonly question: Question;
	/** How many have it as the catalogue assumes. */
	readonly confirmed: number;
	/** How many have another name or value, by that. */
	readonly others: ReadonlyMap<string, number>;
}

/** What a profile has for a question; undefined if it leaves it open. */
function foundIn({ names, values }: AccountProfile, question: Question): string | undefined {
	if (question.about === 'name') return names[question.key];
	if (question.about === 'response') return undefined;
	const value = values[question.name]?.[question.assumed];
	return value === undefined ? undefined : String(value);
}

/** Counts what the profiles of several accounts say about each guess that any of them settles. */
export function tallied(profiles: readonly AccountProfile[]): Tally[] {
	return questionsOf().flatMap((question) => {
		const found = profiles
			.map((profile) => foundIn(profile, question))
			.filter((one) => one !== undefined);
		if (found.length === 0) return [];
		const others = new Map<string, number>();
		for (const one of found.filter((name) => name !== question.assumed)) {
			others.set(one, (others.get(one) ?? 0) + 1);
		}
		return [
			{ question, confirmed: found.filter((one) => one === question.assumed).length, others },
		];
	});
}

const accounts = (count: number) => `${count} ${count === 1 ? 'account' : 'accounts'}`;

/** The change of the catalogue that a tally calls for, in a line; undefined while accounts differ. */
export function proposalFor({ question, confirmed, others }: Tally): string | undefined {
	const what = `${question.key} (${question.assumed})`;
	if (others.size === 0) {
		return `${what}: confirmed by ${accounts(confirmed)}. Remove its guess, and give the evidence in the row's source.`;
	}
	const [[other, count] = ['', 0]] = others;
	if (confirmed > 0 || others.size > 1) return undefined;
	return `${what}: ${accounts(count)} with ${other} and none as assumed. Change it in the row to ${other}.`;
}

const cell = (text: string) => text.replaceAll('|', '\\|');

/** The table for docs/EVIDENCE.md. */
export function tallyTable(tallies: readonly Tally[]): string {
	if (tallies.length === 0) return 'No account has sent its profile yet.';
	const rows = tallies.map(({ question, confirmed, others }) => {
		const named = [...others].map(([name, count]) => `\`${name}\`: ${count}`).join(', ');
		return `| \`${question.key}\` | \`${cell(question.assumed)}\` | ${confirmed} | ${cell(named)} |`;
	});
	return [
		'| Guess | Assumed | Accounts that have it so | Accounts that have another |',
		'| --- | --- | --- | --- |',
		...rows,
	].join('\n');
}
