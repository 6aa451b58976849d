import { folded } from '../foreignValues';
import type { Candidate } from './candidates';
import { fits, mayBe } from './fitting';
import { isSameKey, type NameQuestion } from './questions';
import { leafOf, Sense, wordsIn } from './sense';
import { meaningOf, meaningOfKey, type Words } from './words';

/** What the keys of a page or record say about a question. */
export type Match =
	| { readonly verdict: 'confirmed'; readonly candidate: Candidate }
	| { readonly verdict: 'corrected'; readonly candidate: Candidate; readonly why: string }
	/** The candidates that are near, if any. */
	| { readonly verdict: 'unknown'; readonly near: readonly Candidate[] };

/** Objects that only wrap the fields of a body. */
const WRAPPING =
	/^(muut|muu|misc|other|sisalto|content|payload|body|model|dto|root|header|yleis\w*|general|common|kentat|fields|attributes|arvot|values|item|object|record|entity)$/;

interface Reading {
	readonly name: Words;
	readonly parents: Words;
	readonly text: Words;
}

function readingOf({ name, parents, description }: Candidate): Reading {
	return {
		name: meaningOfKey(name),
		parents: meaningOfKey(parents.filter((parent) => !WRAPPING.test(folded(parent))).join(' ')),
		text: meaningOf(description),
	};
}

/** How well a candidate fits, and why. */
interface Fit {
	readonly candidate: Candidate;
	readonly score: number;
	readonly why: string;
}

/** Keys that must stand as in the catalogue before their order tells anything. */
const FEWEST_IN_ORDER = 4;

/** How far the best must be before the next. */
const MARGIN = 0.5;

/** From here on it has the very key of the catalogue, at another place. */
const SAME_KEY = 4;

/** A name that means the same, of which its page says nothing: that another is described decides nothing. */
function isUndescribed({ description }: Candidate, score: number): boolean {
	return description === '' && score >= 2.5;
}

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
		this.settleByPlace();
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

	/**
	 * Of those that fit alike, the one between the neighbours that it has in the catalogue too, on a
	 * page that keeps the catalogue's order.
	 */
	private settleByPlace(): void {
		const places = this.questions.map((question) => this.placeOf(question));
		const known = places.filter((place) => place !== undefined);
		const isInOrder = known.every((place, at) => at === 0 || place > (known[at - 1] ?? 0));
		if (known.length < FEWEST_IN_ORDER || !isInOrder) return;
		for (const [at, question] of this.questions.entries()) {
			const [before, after] = [places[at - 1], places[at + 1]];
			if (this.matches.has(question) || before === undefined || after === undefined) continue;
			const fitting = this.fitsOf(question);
			const [best] = fitting;
			const alike = fitting.filter(({ score }) => score > (best?.score ?? 0) - MARGIN);
			const between = alike.filter(({ candidate }) => {
				const place = this.candidates.indexOf(candidate);
				return place > before && place < after;
			});
			const [only] = between;
			if (only === undefined || between.length > 1) continue;
			const { candidate, why } = only;
			const previous = this.candidates[before]?.name ?? '';
			this.claimed.add(candidate);
			this.matches.set(question, {
				verdict: 'corrected',
				candidate,
				why: `${why}, and its place after ${previous}`,
			});
		}
	}

	private placeOf(question: NameQuestion): number | undefined {
		const match = this.matches.get(question);
		return match !== undefined && 'candidate' in match
			? this.candidates.indexOf(match.candidate)
			: undefined;
	}

	private onlyBest(question: NameQuestion): Fit | undefined {
		const [best, ...others] = this.fitsOf(question);
		if (best === undefined) return undefined;
		const isRival = ({ score, candidate }: Fit) =>
			score > best.score - MARGIN || (best.score < SAME_KEY && isUndescribed(candidate, score));
		return others.some(isRival) ? undefined : best;
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
		const isForeign =
			sense.foreignIn(name, 'key').length > 0 ||
			sense.foreignIn(parents, 'parent').length > 0 ||
			sense.foreignIn(text, 'text').length > 0 ||
			sense.strangeIn(parents).length > 0 ||
			this.isInsideAnother(candidate);
		if (isForeign) return undefined;
		const inName = sense.isIn(wordsIn(name));
		const isSame = isSameKey(candidate.name, leafOf(question.assumed));
		// A word that is not understood may make it another one, and so may what is said not to be.
		const unknown = sense.strangeIn(name);
		const isExplained = sense.isIn(wordsIn(text)) && !sense.isElsewhere(text);
		const isModified =
			(unknown.length > 0 && inName && !isExplained) ||
			unknown.some((word) => text.others.has(word)) ||
			(text.meanings.has('negated') && !(inName && unknown.length === 0));
		if (isModified && !isSame) return undefined;
		const isPlain = name.others.size === 0;
		const inText = sense.isToldIn(text) || (inName && isPlain && sense.isIn(wordsIn(text)));
		const aside = inText ? sense.asidesIn(text) * 0.75 : 0;
		const enumerated = this.enumeratedAlike(question, candidate) ? 1 : 0;
		const fit = (score: number, why: string) => ({
			candidate,
			score: score + enumerated - aside,
			why,
		});
		const isElsewhere = sense.isElsewhere(text);
		if (isSame) return fit(!inText && isElsewhere ? 3.2 : 4, 'the same name at another place');
		const inPath = inName || sense.isIn([...wordsIn(parents), ...wordsIn(name)]);
		const description = `description (${candidate.description})`;
		if (inPath && inText) return fit(3.5, `its name and its ${description}`);
		if (inText) return fit(isPlain ? 3 : 2.9, `its ${description}`);
		if (enumerated > 0 && inPath) return fit(2, 'its name and its values');
		if (!inPath || !isPlain || sense.asidesIn(text) > 0) return undefined;
		return fit(isElsewhere ? 2.25 : 2.5, 'its name means the same and its type fits');
	}

	/** Whether an object that it is in answers another question. */
	private isInsideAnother({ path }: Candidate): boolean {
		return [...this.claimed].some((claimed) => path.startsWith(`${claimed.path}.`));
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
