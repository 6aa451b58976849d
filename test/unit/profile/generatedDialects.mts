import fc from 'fast-check';
import type { Operation } from '../../../dist/nodes/shared/catalogue/index.js';
import type {
	EnumerationValue,
	ListedOperation,
	ModelPage,
	OperationPage,
	PageField,
	PageType,
} from '../../../dist/nodes/shared/helpSite/pages/types.js';
import type { HelpReader } from '../../../dist/nodes/shared/profile/helpEvidence.js';
import type {
	NameQuestion,
	Question,
	ValueQuestion,
} from '../../../dist/nodes/shared/profile/questions.js';
import { DECOYS, SPELLINGS, STATES } from './spellings.mts';

/** What is right for a question in a generated dialect. Undefined where nothing can be known. */
type Truth = ReadonlyMap<Question, string | undefined>;

export interface GeneratedDialect {
	readonly reader: HelpReader;
	readonly truth: Truth;
}

type Random = () => number;

const simple = (name: string): PageType => ({ kind: 'simple', name });

const TYPES: Readonly<Record<NameQuestion['expected'], PageType>> = {
	text: simple('string'),
	integer: simple('integer'),
	decimal: simple('decimal number'),
	boolean: simple('boolean'),
	date: simple('date'),
	choice: simple('string'),
	list: { kind: 'collection', of: { kind: 'model', name: 'ApiRivi' } },
	object: { kind: 'model', name: 'ApiMuu' },
	files: { kind: 'collection', of: { kind: 'model', name: 'ApiFileBase64Container' } },
	any: simple('string'),
};

const WRAPPERS = ['Tiedot', 'Data', 'Perustiedot', 'Sisalto'];

function pick<Value>(random: Random, values: readonly Value[]): Value {
	return values[Math.floor(random() * values.length)] as Value;
}

function shuffled<Value>(random: Random, values: readonly Value[]): Value[] {
	return values
		.map((value) => ({ value, at: random() }))
		.sort((one, other) => one.at - other.at)
		.map(({ value }) => value);
}

/** Makes one dialect of the catalogue's guesses. */
class Maker {
	private readonly models = new Map<string, ModelPage>();
	private readonly pages = new Map<string, OperationPage | undefined>();
	private readonly truth = new Map<Question, string | undefined>();
	private readonly chosen = new Map<string, PageField>();

	private readonly random: Random;
	private readonly questions: readonly Question[];

	constructor(random: Random, questions: readonly Question[]) {
		this.random = random;
		this.questions = questions;
	}

	make(): GeneratedDialect {
		const rows = new Set(this.questions.flatMap(({ operations }) => operations));
		for (const row of rows) this.addPage(row);
		const index: ListedOperation[] = [...rows].map(({ method, path }, place) => ({
			method,
			path,
			controller: '',
			summary: '',
			slug: String(place),
		}));
		const failed = async () => await Promise.reject<never>(new Error('There is no such page'));
		const reader: HelpReader = {
			index: async () => await Promise.resolve(index),
			operation: async ({ method, path }) =>
				this.pages.get(`${method} ${path}`) ?? (await failed()),
			model: async (name) =>
				await Promise.resolve(this.models.get(name) ?? ({ kind: 'unread', name } as const)),
		};
		return { reader, truth: this.truth };
	}

	private chance(share: number): boolean {
		return this.random() < share;
	}

	private addPage(row: Operation): void {
		const isMissing = this.chance(0.05);
		const asked = this.questions.filter(({ operations }) => operations.includes(row));
		if (isMissing) {
			for (const question of asked) {
				if (question.operations.length === 1) this.truth.set(question, undefined);
			}
			this.pages.set(`${row.method} ${row.path}`, undefined);
			return;
		}
		const content = (place: NameQuestion['place']) => {
			const names = asked.filter(
				(one): one is NameQuestion => one.about === 'name' && one.place === place,
			);
			return this.content(names, `Api${String(this.pages.size)}${place}`);
		};
		const body = row.body && content('body');
		this.pages.set(`${row.method} ${row.path}`, {
			method: row.method,
			path: row.path,
			summary: '',
			uriParameters: { fields: content('query'), complete: true },
			...(body && {
				body: {
					description: '',
					type: { kind: 'model', name: 'ApiKutsu' },
					fields: body,
					complete: true,
				},
			}),
			...this.response(asked, content('row')),
			requestSamples: [],
			responseSamples: [],
		});
	}

	private response(
		asked: readonly Question[],
		fields: readonly PageField[],
	): Pick<OperationPage, 'response'> {
		const question = asked.find(({ about }) => about === 'response');
		const kind = this.chance(0.2) ? pick(this.random, ['created', 'nothing']) : question?.assumed;
		const isRead = fields.length > 0;
		const shown = isRead ? (question?.assumed ?? 'record') : kind;
		if (question) this.truth.set(question, shown);
		if (shown === 'nothing' || shown === undefined) return {};
		const model: PageType = {
			kind: 'model',
			name: shown === 'created' ? 'GenericPostResponse' : 'ApiVastaus',
		};
		const id: PageField = { name: 'Id', description: '', type: simple('integer'), required: false };
		return {
			response: {
				description: '',
				type: shown === 'list' ? { kind: 'collection', of: model } : model,
				fields: shown === 'created' ? [id] : fields,
				complete: true,
			},
		};
	}

	private content(names: readonly NameQuestion[], owner: string): PageField[] {
		const taken = new Set(names.map(({ assumed }) => assumed.toLowerCase()));
		const shown: Array<{ field: PageField; wrapper?: string }> = [];
		for (const question of names) {
			const field = this.field(question, taken);
			const isNested = this.chance(0.15) && !/^(Offset|Limit)$/.test(question.assumed);
			const isShared = question.operations.length > 1;
			const wrapper = isNested && !isShared ? pick(this.random, WRAPPERS) : undefined;
			const path = wrapper === undefined ? field.name : `${wrapper}.${field.name}`;
			// Operations that share a question spell it alike.
			const same = this.chosen.get(question.key);
			const own = same ?? field;
			shown.push({ field: own, ...(wrapper !== undefined && !same ? { wrapper } : {}) });
			if (!same) {
				this.truth.set(question, path);
				if (question.operations.length > 1)
					this.chosen.set(question.key, this.flat(question, field));
			}
			for (const decoy of DECOYS[question.assumed] ?? []) {
				const [name, type, description] = decoy;
				if (!this.chance(0.3) || taken.has(name.toLowerCase())) continue;
				taken.add(name.toLowerCase());
				const shownText = this.chance(0.7) ? description : '';
				shown.push({
					field: { name, type: simple(type), description: shownText, required: false },
				});
			}
		}
		return this.nested(shuffled(this.random, shown), owner);
	}

	/** A key that several operations have is not nested: they would have to agree. */
	private flat(question: NameQuestion, field: PageField): PageField {
		this.truth.set(question, field.name);
		return field;
	}

	private nested(
		shown: ReadonlyArray<{ field: PageField; wrapper?: string }>,
		owner: string,
	): PageField[] {
		const top = shown.filter(({ wrapper }) => wrapper === undefined).map(({ field }) => field);
		for (const wrapper of WRAPPERS) {
			const fields = shown.filter((one) => one.wrapper === wrapper).map(({ field }) => field);
			if (fields.length === 0) continue;
			const name = `${owner}${wrapper}`;
			this.models.set(name, { kind: 'object', name, description: '', fields, complete: true });
			top.push({
				name: wrapper,
				description: '',
				type: { kind: 'model', name },
				required: false,
			});
		}
		return top;
	}

	private field(question: NameQuestion, taken: Set<string>): PageField {
		const { assumed } = question;
		const spellings = (SPELLINGS[assumed] ?? []).filter(({ key }) => !taken.has(key.toLowerCase()));
		const isRenamed = spellings.length > 0 && this.chance(0.5);
		const spelling = isRenamed ? pick(this.random, spellings) : undefined;
		const mayBeBare = spelling === undefined || spelling.tells;
		const description =
			mayBeBare && this.chance(0.3) ? '' : pick(this.random, spelling?.descriptions ?? ['']);
		const name = spelling?.key ?? assumed;
		taken.add(name.toLowerCase());
		return { name, description, type: this.type(question), required: false };
	}

	private type(question: NameQuestion): PageType {
		if (question.choices.length === 0 || question.place === 'row') return TYPES[question.expected];
		const name = `ApiLuettelo${this.models.size}`;
		const values: EnumerationValue[] = question.choices.map(({ value }, place) => {
			const [shown, description] = pick(this.random, STATES[value] ?? [[value, '']]);
			const asked = this.questions.find(
				(one): one is ValueQuestion =>
					one.about === 'value' && one.name === question.key && one.assumed === value,
			);
			if (asked) this.truth.set(asked, shown);
			return { name: shown, value: String(place * 10), description };
		});
		this.models.set(name, { kind: 'enumeration', name, description: '', values });
		return { kind: 'model', name };
	}
}

/** Evenly spread numbers: a double of fast-check is mostly near 0. */
export function randomFrom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/** Dialects of the catalogue's guesses, each with what is right in it. */
export function generatedDialects(questions: readonly Question[]): fc.Arbitrary<GeneratedDialect> {
	return fc.integer({ min: 1, max: 2_000_000_000 }).map((seed) => {
		return new Maker(randomFrom(seed), questions).make();
	});
}
