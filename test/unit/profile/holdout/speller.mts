import type { NameQuestion } from '../../../../dist/nodes/shared/profile/questions.js';
import { GROUPS } from './neighbours.mts';
import { foldedName, written, type Vendor } from './vendor.mts';
import type { Wording, Wordings } from './wording.mts';

export type Random = () => number;

/** The resource of a question; persons are parties. */
export function groupOf({ resource }: NameQuestion): string {
	return resource.value === 'party' ? 'person' : resource.value;
}

/** Spells the fields of one vendor: each always alike. */
export class Speller {
	private readonly names = new Map<string, { key: string; tells: boolean }>();
	private readonly random: Random;
	private readonly vendor: Vendor;
	private readonly wordings: Wordings;

	constructor(random: Random, vendor: Vendor, wordings: Wordings) {
		this.random = random;
		this.vendor = vendor;
		this.wordings = wordings;
	}

	private chance(share: number): boolean {
		return this.random() < share;
	}

	private pick<Value>(values: readonly Value[]): Value {
		return values[Math.floor(this.random() * values.length)] as Value;
	}

	private wordingOf(question: NameQuestion): Wording | undefined {
		const { assumed } = question;
		return this.wordings[`${groupOf(question)}.${assumed}`] ?? this.wordings[assumed];
	}

	description(finnish: readonly string[], english: readonly string[], isNeeded: boolean): string {
		switch (this.vendor.descriptions) {
			case 'finnish':
				return this.pick(finnish);
			case 'english':
				return this.pick(english);
			case 'some':
				return isNeeded || this.chance(0.4) ? this.pick(finnish) : '';
			case 'none':
				return isNeeded ? this.pick(finnish) : '';
		}
	}

	describe(question: NameQuestion, tells: boolean): string {
		const wording = this.wordingOf(question);
		return wording === undefined
			? ''
			: this.description(wording.aboutInFinnish, wording.aboutInEnglish, !tells);
	}

	private mayNest({ place, operations, assumed }: NameQuestion): boolean {
		const isApart = operations.length > 1 || /^(Id|Offset|Limit)$/.test(assumed);
		return this.vendor.nesting > 0 && place !== 'query' && !isApart;
	}

	groupFor(question: NameQuestion): { parent: string; name: string } | undefined {
		if (!this.mayNest(question)) return undefined;
		return GROUPS[this.vendor.language === 'english' ? 'english' : 'finnish']?.[question.assumed];
	}

	parentsFor(question: NameQuestion): string[] {
		if (!this.mayNest(question) || !this.chance(0.5)) return [];
		const subject = { lease: 'Sopimus', serviceRequest: 'Ilmoitus', property: 'Kohde' };
		const own = subject[question.resource.value as keyof typeof subject] ?? 'Henkilo';
		const outer = this.vendor.language === 'english' ? 'Data' : own;
		return this.vendor.nesting === 2 ? [outer, this.pick(['Perustiedot', 'Muut'])] : [outer];
	}

	spelling(question: NameQuestion, taken: Set<string>): { key: string; tells: boolean } {
		const { assumed } = question;
		const name = `${groupOf(question)}.${assumed}`;
		const earlier = this.names.get(name);
		const isFree = (key: string) => !taken.has(foldedName(key)) || key === assumed;
		if (earlier !== undefined && isFree(earlier.key)) return earlier;
		const wording = this.wordingOf(question);
		const { language } = this.vendor;
		const own = language === 'mixed' ? this.pick(['finnish', 'english'] as const) : language;
		const options = (wording?.[own] ?? [])
			.map((words) => ({ key: written(words, this.vendor), tells: !words.endsWith('?') }))
			.filter(({ key }) => isFree(key));
		const isRenamed = options.length > 0 && this.chance(this.vendor.renamed);
		const spelled = isRenamed ? this.pick(options) : { key: assumed, tells: true };
		taken.add(foldedName(spelled.key));
		this.names.set(name, spelled);
		return spelled;
	}
}
