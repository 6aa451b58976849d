import { formsAgree, readName, type NameText } from './name';
import { theOnly, type FinderRecord, type FinderResult } from './result';
import { mistypingOf, Spellings } from './spellings';
import { townOf } from './vocabulary';

interface Named<Found> {
	readonly record: Found;
	readonly name: NameText;
	/** Whether its town was left out: Kuusikko for Helsingin Kuusikko. */
	readonly isShort: boolean;
}

/** A name's words in one, as some write them. */
function joined({ words }: Pick<NameText, 'words'>): string {
	return words.join('');
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
	const values = map.get(key);
	if (values === undefined) map.set(key, [value]);
	else values.push(value);
}

function withWords(name: NameText, words: readonly string[]): NameText {
	return { ...name, words, key: words.toSorted().join(' ') };
}

/** The town with which a company's name begins, as in Asunto Oy Helsingin Kuusikko. */
function townIn({ form, words }: NameText): string | undefined {
	return form === 'none' || words.length < 2 ? undefined : townOf(words[0] ?? '');
}

/** The names in a register. */
export class Names<Found extends FinderRecord> {
	private readonly byKey = new Map<string, Array<Named<Found>>>();
	private readonly byWord = new Map<string, Found[]>();
	private readonly spellings = new Spellings();

	add(record: Found, name: NameText): void {
		if (name.words.length === 0) return;
		this.enter(record, name, false);
		for (const word of name.words) if (word.length > 2) push(this.byWord, word, record);
		const town = townIn(name);
		if (town === undefined) return;
		this.enter(record, withWords(name, [town, ...name.words.slice(1)]), false);
		this.enter(record, withWords(name, name.words.slice(1)), true);
	}

	/** The record with a name, apart from word order, spaces, and a company's form or town left out. */
	find(text: string): FinderResult<Found> | undefined {
		const name = readName(text);
		if (name.words.length === 0) return undefined;
		const same = this.withKeyOf(name);
		const whole = same.filter(({ isShort }) => !isShort);
		const spelled = whole.filter((one) => one.name.spelled === name.spelled);
		const chosen = [spelled, whole.filter((one) => one.name.form === name.form), whole, same].find(
			({ length }) => length > 0,
		);
		if (chosen !== undefined) {
			const isSure = chosen === spelled || name.form !== 'none' || chosen !== same;
			return theOnly(
				chosen.map(({ record }) => record),
				isSure ? 'exact' : 'similar',
			);
		}
		return theOnly(
			this.mistyped(name).map(({ record }) => record),
			'similar',
		);
	}

	/** Records whose names share a word with a text, those that share the most first. */
	suggested(text: string): Found[] {
		const shared = new Map<Found, number>();
		for (const word of readName(text).words) {
			const near = this.byWord.get(word) ?? [];
			for (const record of near.slice(0, 200)) shared.set(record, (shared.get(record) ?? 0) + 1);
		}
		return [...shared].sort(([, one], [, other]) => other - one).map(([record]) => record);
	}

	private enter(record: Found, name: NameText, isShort: boolean): void {
		const named = { record, name, isShort };
		push(this.byKey, name.key, named);
		const oneWord = joined(name);
		if (oneWord !== name.key) push(this.byKey, oneWord, named);
		this.spellings.add(name.key);
	}

	private withKeyOf(name: NameText): Array<Named<Found>> {
		const towns = withWords(
			name,
			name.words.map((word) => townOf(word) ?? word),
		);
		const own = [name.key, joined(name)].flatMap((key) => this.byKey.get(key) ?? []);
		const companies = (this.byKey.get(towns.key) ?? []).filter((one) => one.name.form !== 'none');
		return [...new Set([...own, ...companies])].filter((one) =>
			formsAgree(name.form, one.name.form),
		);
	}

	/**
	 * Names but for one typing error. Many people's names differ by one letter, as Lahtinen and
	 * Lehtinen do, so only companies' may have another.
	 */
	private mistyped(name: NameText): Array<Named<Found>> {
		return this.spellings
			.near(name.key)
			.flatMap((key) => this.byKey.get(key) ?? [])
			.filter((one) => {
				const error = mistypingOf(name.key, one.name.key);
				const isPerson = one.name.form === 'none';
				return (
					formsAgree(name.form, one.name.form) &&
					!differInNumber(name.words, one.name.words) &&
					(error !== 'other' || (!isPerson && one.name.key[0] === name.key[0]))
				);
			});
	}
}

function differInNumber(words: readonly string[], others: readonly string[]): boolean {
	const numbers = (all: readonly string[]) => all.filter((word) => /\d/.test(word)).join(' ');
	return numbers(words) !== numbers(others);
}
