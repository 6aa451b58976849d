import type { Candidate } from './candidates';
import { isSameKey, type Expected, type NameQuestion } from './questions';

/** Types that a key may have under the assumed name. Texts are sent for anything but objects. */
const MAY_BE: Readonly<Record<Expected, readonly Expected[]>> = {
	text: ['text', 'choice'],
	integer: ['integer', 'text'],
	decimal: ['decimal', 'integer'],
	boolean: ['boolean'],
	date: ['date', 'text'],
	choice: ['choice', 'text', 'integer'],
	list: ['list', 'files'],
	object: ['object'],
	files: ['files', 'list'],
	any: ['object', 'list', 'text', 'integer', 'decimal', 'boolean', 'date', 'choice', 'files'],
};

/** Types of a key under another name: what could be something else does not count. */
const MUST_BE: Readonly<Record<Expected, readonly Expected[]>> = {
	...MAY_BE,
	integer: ['integer'],
	date: ['date'],
	text: ['text'],
	files: ['files', 'list'],
};

/** Whether a key of the assumed name may be meant, by its type. */
export function mayBe({ expected }: NameQuestion, { type }: Candidate): boolean {
	return type === 'any' || MAY_BE[expected].includes(type);
}

function mustBe({ expected, place, choices }: NameQuestion, { type }: Candidate): boolean {
	// A record may have an enumeration where the catalogue has a text.
	if (place === 'row' && choices.length > 0) return MAY_BE.choice.includes(type);
	return MUST_BE[expected].includes(type);
}

/** A linked model whose page can't be read may be what its name says, if that is the assumed one. */
export function fits(question: NameQuestion, candidate: Candidate): boolean {
	if (mustBe(question, candidate)) return true;
	const isLinked = candidate.type === 'any' && candidate.isLink === true;
	const leaf = question.assumed.split('.').at(-1) ?? '';
	return (
		isLinked &&
		['object', 'list', 'choice', 'any'].includes(question.expected) &&
		isSameKey(candidate.name, leaf)
	);
}
