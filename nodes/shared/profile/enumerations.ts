import { folded } from '../foreignValues';
import type { EnumerationValue } from '../helpSite/pages/types';
import { isSameKey, type ValueQuestion } from './questions';
import { wordsOf } from './words';

/** Words for the same state, in Finnish and English. One list each, by how the words begin. */
const SAME: readonly string[] = [
	'avoin avoim open uusi new',
	'vastaanot otettuvastaan received accepted acknowl tyonalla kasittely inprogress',
	'odot hold onhold waiting pending keskeyt paused suspended',
	'tehty tehdy tyotehty workdone done suoritettu',
	'valmi finished closed suljettu paattyn paatet',
	'esisopimu alustav prelim precontract draft luonno tentative',
	'sopimu vuokrasopimu lease contract agreement tenancy voimassa active varsinai allekirj signed',
];

const GROUPS = SAME.map((words) => words.split(' '));

/** States of which the catalogue has none. */
const FOREIGN =
	/^(perut|peruut|cancel|hylat|reject|laskut|invoic|bill|terminat|irtisan|ended|expire|vanhen|arkist|archiv|poist|delet|remov|siirr|siirto|transfer)/;

/** Words that have a state's name in them without being it. */
const TURNED = /^(ei|not|un|epa|kesken)/;

interface Scored {
	readonly question: ValueQuestion;
	readonly value: EnumerationValue;
	readonly score: number;
}

export interface ValueMatch {
	readonly value: EnumerationValue;
	readonly why: string;
}

const MARGIN = 1;

function textsOf({ label, assumed }: ValueQuestion): string[][] {
	const finnish = /\(([^)]*)\)$/.exec(label)?.[1] ?? '';
	const english = label.replace(/\s*\(.*\)$/, '');
	return [assumed, finnish, english].map(wordsOf);
}

function groupOf(words: readonly string[]): string[] | undefined {
	const text = words.join('');
	return GROUPS.find((group) => group.some((stem) => text.startsWith(stem)));
}

function hasGroup(words: readonly string[], group: readonly string[]): boolean {
	const joined = words.join('');
	return (
		group.some((stem) => joined.startsWith(stem)) ||
		words.some((word) => group.some((stem) => word.startsWith(stem)))
	);
}

function scoreOf(question: ValueQuestion, { name, description }: EnumerationValue): number {
	if (name === question.assumed) return 10;
	if (isSameKey(name, question.assumed)) return 9;
	const ways = textsOf(question);
	const [nameWords, textWords] = [wordsOf(name), wordsOf(description)];
	if (nameWords.some((word) => TURNED.test(word) && !ways.flat().includes(word))) {
		if (nameWords.length > 1) return 0;
	}
	if (ways.some((way) => way.join(' ') === textWords.join(' '))) return 8;
	if (ways.some((way) => way.join('') === nameWords.join(''))) return 7;
	if ([...nameWords, ...textWords].some((word) => FOREIGN.test(word))) return 0;
	const isIn = (words: readonly string[]) =>
		ways.some((way) => way.length > 0 && way.every((word) => words.includes(word)));
	const group = groupOf(wordsOf(question.assumed)) ?? [];
	const inText = isIn(textWords) || hasGroup(textWords, group);
	// A value that means another one of the lists is not this one.
	const isOther = (words: readonly string[]) =>
		GROUPS.some((other) => other !== group && hasGroup(words, other));
	const whole = groupOf(nameWords);
	if (whole !== undefined && whole !== group) return inText && !isOther(textWords) ? 5 : 0;
	const inName = whole !== undefined || isIn(nameWords) || hasGroup(nameWords, group);
	if (inName && whole === undefined && isOther(nameWords)) return 0;
	if (inName) return inText || description === '' ? (inText ? 6 : 4) : 0;
	return inText && !isOther(textWords) ? 5 : 0;
}

/**
 * Finds the account's value for each value of the catalogue, by name, description or a word that means
 * the same. One that two values fit equally is left out.
 */
export function matchValues(
	questions: readonly ValueQuestion[],
	values: readonly EnumerationValue[],
): ReadonlyMap<ValueQuestion, ValueMatch> {
	const scored: Scored[] = questions
		.flatMap((question) =>
			values.map((value) => ({ question, value, score: scoreOf(question, value) })),
		)
		.filter(({ score }) => score > 0)
		.sort((one, other) => other.score - one.score);
	const found = new Map<ValueQuestion, ValueMatch>();
	const taken = new Set<EnumerationValue>();
	for (const best of scored) {
		const { question, value, score } = best;
		if (found.has(question) || taken.has(value)) continue;
		const isRivalled = scored.some(
			(other) =>
				other !== best &&
				other.score > score - MARGIN &&
				(other.question === question
					? !taken.has(other.value)
					: other.value === value && !found.has(other.question)),
		);
		if (isRivalled) continue;
		found.set(question, { value, why: reasonOf(question, value) });
		taken.add(value);
	}
	return found;
}

function reasonOf({ assumed }: ValueQuestion, { name, description }: EnumerationValue): string {
	if (folded(name) === folded(assumed)) return 'the same name';
	return description === '' ? 'its name means the same' : `its description (${description})`;
}
