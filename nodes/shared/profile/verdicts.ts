import type { Operation } from '../catalogue';
import { oneLine } from '../foreignValues';
import { operationIdentity } from '../helpSite/pages/operationName';
import type { Candidate } from './candidates';
import { matchValues } from './enumerations';
import type { HelpEvidence, ShownKeys, ShownOperation } from './helpEvidence';
import { matchNames, type Match } from './matching';
import type { NameQuestion, Question, ResponseQuestion, ValueQuestion } from './questions';

/** What a read told, without any value. */
export interface RowEvidence {
	readonly row: Operation;
	/** What was read, in words. */
	readonly what: string;
	readonly candidates: readonly Candidate[];
	readonly isRecord: boolean;
	readonly calls: number;
	/** Keys that were sent and did what they should. */
	readonly works?: readonly string[];
}

/** The verdict on a question. */
export interface Settled {
	readonly question: Question;
	readonly verdict: 'confirmed' | 'corrected' | 'unknown';
	/** What the account has; empty if that is unknown. */
	readonly found: string;
	/** For a value: what to send or expect. */
	readonly value?: string | number;
	readonly evidence: string;
	/** Billed calls that it took. */
	readonly calls: number;
	/** The key that was found, with what its page says. */
	readonly candidate?: Candidate;
}

function unknown(question: Question, evidence: string): Settled {
	return { question, verdict: 'unknown', found: '', evidence, calls: 0 };
}

function isKnown(settled: Settled | undefined): boolean {
	return settled !== undefined && settled.verdict !== 'unknown';
}

function pageName({ method, path }: Operation): string {
	return `the Help page of ${method} ${path}`;
}

function shownKeys(shown: ShownOperation, question: NameQuestion): ShownKeys {
	return shown[question.place];
}

interface Source {
	readonly where: string;
	readonly calls: number;
	readonly match: Match;
}

/** Settles all questions of one page or record together: each key answers one at most. */
function matchesIn(
	questions: readonly NameQuestion[],
	{ candidates, complete }: ShownKeys,
): ReadonlyMap<NameQuestion, Match> {
	const matches = matchNames(questions, candidates);
	if (complete) return matches;
	// What was not read may be what is meant.
	return new Map(
		[...matches].map(([question, match]) => [
			question,
			match.verdict === 'corrected' ? { verdict: 'unknown', near: [match.candidate] } : match,
		]),
	);
}

class Settling {
	private readonly sources = new Map<NameQuestion, Source[]>();
	private readonly names: readonly NameQuestion[];
	private readonly settledNames = new Map<string, Settled>();

	constructor(
		private readonly questions: readonly Question[],
		private readonly help: HelpEvidence,
		private readonly rows: readonly RowEvidence[],
	) {
		this.names = questions.filter((question) => question.about === 'name');
	}

	run(): Settled[] {
		this.matchPages();
		this.matchRows();
		for (const question of this.names) {
			this.settledNames.set(question.key, this.nameVerdict(question));
		}
		const values = this.valueVerdicts();
		return this.asked(values).map((question) => {
			switch (question.about) {
				case 'name':
					return this.settledNames.get(question.key) ?? unknown(question, '');
				case 'value':
					return values.get(question) ?? unknown(question, 'its key is not settled');
				case 'response':
					return this.responseVerdict(question);
			}
		});
	}

	/** Without the values of a key that is read as a text. */
	private asked(values: ReadonlyMap<Question, Settled>): Question[] {
		return this.questions.filter(
			(question) =>
				question.about !== 'value' || !question.isExtra || isKnown(values.get(question)),
		);
	}

	private shownFor(row: Operation): ShownOperation | undefined {
		return this.help.operations.get(operationIdentity(row));
	}

	private add(where: string, calls: number, matches: ReadonlyMap<NameQuestion, Match>): void {
		for (const [question, match] of matches) {
			const sources = this.sources.get(question) ?? [];
			this.sources.set(question, [...sources, { where, calls, match }]);
		}
	}

	private about(row: Operation): NameQuestion[] {
		return this.names.filter(({ operations }) => operations.includes(row));
	}

	private matchPages(): void {
		for (const row of new Set(this.names.flatMap(({ operations }) => operations))) {
			const shown = this.shownFor(row);
			if (shown === undefined) continue;
			for (const place of ['query', 'body', 'row'] as const) {
				const asked = this.about(row).filter((question) => question.place === place);
				const [first] = asked;
				if (first === undefined) continue;
				this.add(pageName(row), 0, matchesIn(asked, shownKeys(shown, first)));
			}
		}
	}

	private matchRows(): void {
		for (const { row, what, candidates, calls } of this.rows) {
			const asked = this.about(row).filter(({ place }) => place === 'row');
			if (candidates.length === 0 || asked.length === 0) continue;
			this.add(what, calls, matchesIn(asked, { candidates, complete: true }));
		}
	}

	private nameVerdict(question: NameQuestion): Settled {
		const sources = this.sources.get(question) ?? [];
		const works = this.rows.find(
			({ row, works: keys = [] }) =>
				question.operations.includes(row) &&
				question.place === 'body' &&
				keys.includes(question.assumed),
		);
		const told = sources.filter(({ match }) => match.verdict !== 'unknown');
		const paths = [
			...new Set(told.map(({ match }) => ('candidate' in match ? match.candidate.path : ''))),
		];
		if (paths.length > 1) {
			return unknown(question, `${paths.join(' and ')} are both shown, each in another place`);
		}
		const best =
			told.find(({ match }) => 'candidate' in match && match.candidate.description !== '') ??
			told[0];
		if (best !== undefined && 'candidate' in best.match) {
			const { match, where, calls } = best;
			const why = match.verdict === 'corrected' ? `, by ${match.why}` : '';
			return {
				question,
				verdict: match.verdict === 'corrected' ? 'corrected' : 'confirmed',
				found: match.candidate.path,
				evidence: oneLine(`${where} has it${why}`, 400),
				calls,
				candidate:
					told
						.map((one) => ('candidate' in one.match ? one.match.candidate : undefined))
						.find((candidate) => candidate?.values !== undefined) ?? match.candidate,
			};
		}
		if (works !== undefined) {
			return {
				question,
				verdict: 'confirmed',
				found: question.assumed,
				evidence: `${works.what} did as it was asked with this key`,
				calls: works.calls,
			};
		}
		return unknown(question, this.whyUnknown(question, sources));
	}

	private whyUnknown({ operations }: NameQuestion, sources: readonly Source[]): string {
		const near = sources.flatMap(({ match }) => ('near' in match ? match.near : []));
		const paths = [...new Set(near.map(({ path }) => path))].slice(0, 4);
		if (paths.length > 1) return `${paths.join(' and ')} could be meant`;
		if (paths.length === 1) return `${paths[0]} could be meant, but that is not certain`;
		if (sources.length > 0) return `${sources[0]?.where ?? ''} shows nothing that is surely meant`;
		const [row] = operations;
		return row ? `${pageName(row)} could not be read` : '';
	}

	private valueVerdicts(): ReadonlyMap<Question, Settled> {
		const settled = new Map<Question, Settled>();
		const asked = this.questions.filter((question) => question.about === 'value');
		for (const name of new Set(asked.map((question) => question.name))) {
			const group = asked.filter((question) => question.name === name);
			for (const one of this.valuesOf(group, this.settledNames.get(name))) {
				settled.set(one.question, one);
			}
		}
		return settled;
	}

	private valuesOf(group: readonly ValueQuestion[], name: Settled | undefined): Settled[] {
		const values = name?.candidate?.values;
		if (name === undefined || values === undefined) {
			const why =
				name?.verdict === 'unknown' ? 'its key is not settled' : 'no page lists the values';
			return group.map((question) => unknown(question, why));
		}
		const byNumber = this.isByNumber(name);
		const matches = matchValues(group, values);
		return group.map((question) => {
			const match = matches.get(question);
			if (match === undefined) return unknown(question, 'no value on the page is surely meant');
			const { value, why } = match;
			const isSame = value.name === question.assumed && !byNumber;
			return {
				question,
				verdict: isSame ? 'confirmed' : 'corrected',
				found: value.name,
				value: byNumber ? Number(value.value) : value.name,
				evidence: oneLine(`the page of its values has it, by ${why}`, 400),
				calls: 0,
			};
		});
	}

	/** Whether an enumeration goes by its number: by its name, the request's example or what was read. */
	private isByNumber({ question, candidate }: Settled): boolean {
		if (candidate?.byNumber) return true;
		if (question.about !== 'name') return false;
		if (question.place === 'row') {
			return this.rows.some(
				({ row, candidates }) =>
					question.operations.includes(row) &&
					candidates.some(({ path, type }) => path === candidate?.path && type === 'integer'),
			);
		}
		return question.operations.some((row) =>
			this.shownFor(row)?.numbers.has(candidate?.name ?? ''),
		);
	}

	private responseVerdict(question: ResponseQuestion): Settled {
		const [row] = question.operations;
		if (row === undefined) return unknown(question, '');
		const read = this.rows.find((one) => one.row === row && one.works === undefined);
		const shown = this.shownFor(row)?.response;
		const found = read ? (read.isRecord ? 'record' : 'list') : shown;
		if (found === undefined) {
			const isRead = this.shownFor(row) !== undefined;
			const how = isRead ? 'does not tell it' : 'could not be read';
			return unknown(question, `${pageName(row)} ${how}`);
		}
		return {
			question,
			verdict: found === question.assumed ? 'confirmed' : 'corrected',
			found,
			evidence: read ? `${read.what} returned it` : `${pageName(row)} says so`,
			calls: read?.calls ?? 0,
		};
	}
}

/** Gives the verdict on each question, in their order. */
export function settle(
	questions: readonly Question[],
	help: HelpEvidence,
	rows: readonly RowEvidence[],
): Settled[] {
	return new Settling(questions, help, rows).run();
}
