import type { Candidate } from './candidates';
import { kindOfMeaning, PARTS } from './lexicon';
import { fits, mayBe } from './fitting';
import { isSameKey, type NameQuestion } from './questions';
import { meaningOf, tellingPartOf, type Words } from './words';

/** What the keys of a page or record say about a question. */
export type Match =
	| { readonly verdict: 'confirmed'; readonly candidate: Candidate }
	| { readonly verdict: 'corrected'; readonly candidate: Candidate; readonly why: string }
	/** The candidates that are near, if any. */
	| { readonly verdict: 'unknown'; readonly near: readonly Candidate[] };

/** Meanings and words with those that they may stand together with. */
function withParts(words: Iterable<string>): Set<string> {
	const all = [...words];
	return new Set(all.flatMap((word) => [word, ...(PARTS[word] ?? [])]));
}

/** What a question means, in words. */
class Sense {
	/** A candidate that has all words of one of these may be meant. */
	private readonly ways: ReadonlyArray<ReadonlySet<string>>;
	/** Words that a candidate may have besides. */
	private readonly besides: ReadonlySet<string>;
	private readonly besidesInText: ReadonlySet<string>;

	constructor({ label, assumed, description, operations, resource }: NameQuestion) {
		const english = label.replace(/\s*\(.*\)$/, '');
		const finnish = /\(([^)]*)\)$/.exec(label)?.[1] ?? '';
		const leaf = assumed.split('.').at(-1) ?? assumed;
		this.ways = [english, finnish, leaf]
			.map((text) => tellingPartOf(meaningOf(text)))
			.filter(({ size }) => size > 0);
		const around = operations.flatMap(({ name, action, description: about, path }) =>
			[name, action, about, path.replace(/\{[^}]*\}/g, '')].map(meaningOf),
		);
		const records = [...around, meaningOf(resource.name)].flatMap(({ meanings }) =>
			[...meanings].filter((meaning) => kindOfMeaning(meaning) === 'record'),
		);
		this.besides = withParts([...this.ways.flatMap((way) => [...way]), ...records]);
		const told = [description, ...operations.map((row) => row.description)].map(meaningOf);
		this.besidesInText = withParts([
			...this.besides,
			...told.flatMap(({ meanings, others }) => [...meanings, ...others]),
		]);
	}

	isIn(words: Iterable<string>): boolean {
		const there = new Set(words);
		return this.ways.some((way) => [...way].every((word) => there.has(word)));
	}

	/** Meanings of a key that make it another one. */
	foreignIn({ meanings }: Words, mode: 'key' | 'parent' | 'text'): string[] {
		const known = mode === 'key' ? this.besides : this.besidesInText;
		return [...meanings].filter((meaning) => {
			const kind = kindOfMeaning(meaning);
			if (kind === 'generic' || known.has(meaning)) return false;
			return mode === 'key' || kind === 'qualifier';
		});
	}

	/** Other fields that a description mentions. */
	asidesIn({ meanings }: Words): number {
		return [...meanings].filter(
			(meaning) => kindOfMeaning(meaning) === 'field' && !this.besidesInText.has(meaning),
		).length;
	}

	/** Whether a text tells about something without saying what is meant. */
	isElsewhere(text: Words): boolean {
		const unknown = [...text.others].filter((word) => !this.besidesInText.has(word));
		return unknown.length > 0 || this.asidesIn(text) > 0;
	}
}

interface Reading {
	readonly name: Words;
	readonly parents: Words;
	readonly text: Words;
}

function readingOf({ name, parents, description }: Candidate): Reading {
	return {
		name: meaningOf(name),
		parents: meaningOf(parents.join(' ')),
		text: meaningOf(description),
	};
}

function wordsIn({ meanings, others }: Words): string[] {
	return [...meanings, ...others];
}

/** How well a candidate fits, and why. */
interface Fit {
	readonly candidate: Candidate;
	readonly score: number;
	readonly why: string;
}

/** How far the best must be before the next. */
const MARGIN = 0.5;

class Matcher {
	private readonly senses = new Map<NameQuestion, Sense>();
	private readonly readings = new Map<Candidate, Reading>();
	readonly matches = new Map<NameQuestion, Match>();
	private readonly claimed = new Set<Candidate>();

	constructor(
		private readonly questions: readonly NameQuestion[],
		private readonly candidates: readonly Candidate[],
	) {
		for (const question of questions) this.senses.set(question, new Sense(question));
		for (const candidate of candidates) this.readings.set(candidate, readingOf(candidate));
	}

	run(): void {
		this.settleExact();
		this.settleMeant();
		for (const question of this.open()) {
			const near = this.fitsOf(question).map(({ candidate }) => candidate);
			this.matches.set(question, { verdict: 'unknown', near });
		}
	}

	private open(): NameQuestion[] {
		return this.questions.filter((question) => !this.matches.has(question));
	}

	private senseOf(question: NameQuestion): Sense {
		return this.senses.get(question) ?? new Sense(question);
	}

	private readingOf(candidate: Candidate): Reading {
		return this.readings.get(candidate) ?? readingOf(candidate);
	}

	/** The assumed key itself, at the same place, unless its description makes it another one. */
	private settleExact(): void {
		for (const question of this.questions) {
			const candidate = this.candidates.find(({ path }) => path === question.assumed);
			if (candidate === undefined || !mayBe(question, candidate)) continue;
			const sense = this.senseOf(question);
			const { text } = this.readingOf(candidate);
			if (sense.foreignIn(text, 'text').length > 0) continue;
			if (!sense.isIn(wordsIn(text)) && sense.isElsewhere(text)) {
				const rivals = this.fitsOf(question).filter(
					(fit) => fit.candidate !== candidate && fit.score >= 3,
				);
				if (rivals.length > 0) {
					const near = [candidate, ...rivals.map((fit) => fit.candidate)];
					this.matches.set(question, { verdict: 'unknown', near });
					continue;
				}
			}
			this.claimed.add(candidate);
			this.matches.set(question, { verdict: 'confirmed', candidate });
		}
	}

	/** Settles those first that are surest, since what is settled is out for the others. */
	private settleMeant(): void {
		for (let settled = true; settled; ) {
			settled = false;
			const bests = this.open()
				.map((question) => ({ question, best: this.onlyBest(question) }))
				.filter((one): one is { question: NameQuestion; best: Fit } => one.best !== undefined)
				.sort((one, other) => other.best.score - one.best.score);
			for (const { question, best } of bests) {
				const rival = bests.find(
					(other) =>
						other.question !== question &&
						other.best.candidate === best.candidate &&
						other.best.score > best.score - MARGIN,
				);
				if (rival !== undefined || this.claimed.has(best.candidate)) continue;
				const { candidate, why } = best;
				this.claimed.add(candidate);
				this.matches.set(question, { verdict: 'corrected', candidate, why });
				settled = true;
				break;
			}
		}
	}

	private onlyBest(question: NameQuestion): Fit | undefined {
		const [best, second] = this.fitsOf(question);
		if (best === undefined) return undefined;
		return second !== undefined && second.score > best.score - MARGIN ? undefined : best;
	}

	private fitsOf(question: NameQuestion): Fit[] {
		return this.candidates
			.filter((candidate) => !this.claimed.has(candidate) && fits(question, candidate))
			.map((candidate) => this.fitOf(question, candidate))
			.filter((fit) => fit !== undefined)
			.sort((one, other) => other.score - one.score);
	}

	private fitOf(question: NameQuestion, candidate: Candidate): Fit | undefined {
		const sense = this.senseOf(question);
		const { name, parents, text } = this.readingOf(candidate);
		if (
			sense.foreignIn(name, 'key').length > 0 ||
			sense.foreignIn(parents, 'parent').length > 0 ||
			sense.foreignIn(text, 'text').length > 0
		) {
			return undefined;
		}
		const leaf = question.assumed.split('.').at(-1) ?? '';
		const inText = sense.isIn(wordsIn(text));
		const inName = sense.isIn(wordsIn(name));
		const inPath = inName || sense.isIn([...wordsIn(parents), ...wordsIn(name)]);
		const isPlain = name.others.size === 0;
		const aside = inText ? sense.asidesIn(text) * 0.75 : 0;
		const enumerated = this.enumeratedAlike(question, candidate) ? 1 : 0;
		if (isSameKey(candidate.name, leaf)) {
			if (!inText && sense.isElsewhere(text)) return undefined;
			return { candidate, score: 4 + enumerated - aside, why: 'the same name at another place' };
		}
		if (inPath && inText) {
			const score = (isPlain ? 3.5 : 3.25) + enumerated - aside;
			return { candidate, score, why: `its name and its description (${candidate.description})` };
		}
		if (inText) {
			const score = (isPlain ? 3 : 2.9) + enumerated - aside;
			return { candidate, score, why: `its description (${candidate.description})` };
		}
		if (enumerated > 0 && inPath) {
			return { candidate, score: 3, why: 'its name and its values' };
		}
		if (!inPath || !isPlain || sense.isElsewhere(text)) return undefined;
		return { candidate, score: 2.5, why: 'its name means the same and its type fits' };
	}

	private enumeratedAlike({ choices }: NameQuestion, { values = [] }: Candidate): boolean {
		if (choices.length === 0 || values.length === 0) return false;
		const alike = choices.filter(({ value }) =>
			values.some(({ name, description }) =>
				[name, description].some((text) => isSameKey(text, value)),
			),
		);
		return alike.length >= 2;
	}
}

/**
 * Settles the questions about the keys of one body or record by what its page, or the record itself,
 * says. Every key answers one question at most.
 */
export function matchNames(
	questions: readonly NameQuestion[],
	candidates: readonly Candidate[],
): ReadonlyMap<NameQuestion, Match> {
	const matcher = new Matcher(questions, candidates);
	matcher.run();
	return matcher.matches;
}
