import type {
	Field,
	Operation,
	ResponseField,
} from '../../../../dist/nodes/shared/catalogue/index.js';
import { readModel } from '../../../../dist/nodes/shared/helpSite/pages/readModel.js';
import { readOperation } from '../../../../dist/nodes/shared/helpSite/pages/readOperation.js';
import type {
	ModelPage,
	OperationPage,
	PageField,
	PageType,
} from '../../../../dist/nodes/shared/helpSite/pages/types.js';
import type { HelpReader } from '../../../../dist/nodes/shared/profile/helpEvidence.js';
import type { NameQuestion, Question } from '../../../../dist/nodes/shared/profile/questions.js';
import { renderModel, renderOperation } from '../../../../simulator/help/pages.mts';
import type { GeneratedDialect } from '../generatedDialects.mts';
import { inFinnish } from '../../helpSite/finnishPages.mts';
import { INSIDE, NEIGHBOURS, OTHER_VALUES, VALUES } from './neighbours.mts';
import { groupOf, Speller, type Random } from './speller.mts';
import { foldedName, written, type Vendor } from './vendor.mts';
import type { Wordings } from './wording.mts';

const simple = (name: string): PageType => ({ kind: 'simple', name });
const model = (name: string): PageType => ({ kind: 'model', name });
const listOf = (of: PageType): PageType => ({ kind: 'collection', of });

const TYPES: Readonly<Record<NameQuestion['expected'], PageType>> = {
	text: simple('string'),
	integer: simple('integer'),
	decimal: simple('decimal number'),
	boolean: simple('boolean'),
	date: simple('date'),
	choice: simple('string'),
	list: listOf(model('ApiRivi')),
	object: model('ApiMuu'),
	files: listOf(model('ApiFileBase64Container')),
	any: simple('string'),
};

const KNOWN_TYPES: Readonly<Record<string, PageType>> = {
	text: TYPES.text,
	integer: TYPES.integer,
	reference: TYPES.integer,
	decimal: TYPES.decimal,
	boolean: TYPES.boolean,
	date: TYPES.date,
	dateTime: TYPES.date,
	choice: TYPES.text,
};

interface Shown {
	readonly field: PageField;
	readonly parents: readonly string[];
	readonly question?: NameQuestion;
}

/** Makes the pages of one vendor. */
export class Holdout {
	private readonly models = new Map<string, ModelPage>([
		[
			'ApiMuu',
			{
				kind: 'object',
				name: 'ApiMuu',
				description: '',
				fields: [
					{
						name: 'Arvo',
						description: '',
						type: { kind: 'simple', name: 'string' },
						required: false,
					},
				],
				complete: true,
			},
		],
	]);
	private readonly pages = new Map<string, OperationPage>();
	private readonly truth = new Map<Question, string | undefined>();

	private readonly random: Random;
	private readonly questions: readonly Question[];
	private readonly vendor: Vendor;
	private readonly speller: Speller;

	constructor(random: Random, questions: readonly Question[], vendor: Vendor, wordings: Wordings) {
		this.speller = new Speller(random, vendor, wordings);
		this.random = random;
		this.questions = questions;
		this.vendor = vendor;
	}

	make(): GeneratedDialect {
		const rows = [...new Set(this.questions.flatMap(({ operations }) => operations))];
		const there = rows.filter((row) => !this.chance(this.vendor.missing) || this.isShared(row));
		for (const row of there) this.addPage(row);
		const index = rows.map(({ method, path }, place) => ({
			method,
			path,
			controller: '',
			summary: '',
			slug: String(place),
		}));
		const failed = async () => await Promise.reject<never>(new Error('There is no such page'));
		const reader: HelpReader = {
			index: async () => await Promise.resolve(index),
			operation: async ({ method, path }) => {
				const page = this.pages.get(`${method} ${path}`);
				return page === undefined ? await failed() : await Promise.resolve(this.asRead(page));
			},
			model: async (name) => await Promise.resolve(this.modelAsRead(name)),
		};
		return { reader, truth: this.truth };
	}

	private asRead(page: OperationPage): OperationPage {
		const { pages } = this.vendor;
		const html = renderOperation(page);
		const read = readOperation(pages === 'english' ? html : inFinnish(html, pages));
		if (read === undefined) throw new Error(`The page of ${page.path} can't be read`);
		return read;
	}

	private modelAsRead(name: string): ModelPage {
		const { pages } = this.vendor;
		const page = this.models.get(name);
		if (page === undefined) return { kind: 'unread', name };
		const html = renderModel(page);
		return readModel(name, pages === 'english' ? html : inFinnish(html, pages));
	}

	private chance(share: number): boolean {
		return this.random() < share;
	}

	private pick<Value>(values: readonly Value[]): Value {
		return values[Math.floor(this.random() * values.length)] as Value;
	}

	private isShared(row: Operation): boolean {
		return this.questions.some(
			({ operations }) => operations.length > 1 && operations.includes(row),
		);
	}

	private addPage(row: Operation): void {
		const asked = this.questions.filter(({ operations }) => operations.includes(row));
		const names = (place: NameQuestion['place']) =>
			asked.filter((one): one is NameQuestion => one.about === 'name' && one.place === place);
		const owner = `Api${this.pages.size}`;
		const body = row.body && this.content(names('body'), row.body.fields, 'body', owner);
		this.pages.set(`${row.method} ${row.path}`, {
			method: row.method,
			path: row.path,
			summary: '',
			uriParameters: {
				fields: this.content(names('query'), row.query, 'query', owner),
				complete: true,
			},
			...(body && {
				body: { description: '', type: model(`${owner}Kutsu`), fields: body, complete: true },
			}),
			...this.response(row, asked, names('row'), owner),
			requestSamples: [],
			responseSamples: [],
		});
	}

	private response(
		row: Operation,
		asked: readonly Question[],
		names: readonly NameQuestion[],
		owner: string,
	): Pick<OperationPage, 'response'> {
		const known = 'fields' in row.response ? row.response.fields : [];
		const kind = row.response.kind;
		const question = asked.find(({ about }) => about === 'response');
		const isRead = kind === 'record' || kind === 'list';
		const shown = isRead ? kind : this.pick(['created', 'nothing']);
		if (question) this.truth.set(question, shown);
		if (shown === 'nothing') return {};
		const content = { description: '', complete: true };
		if (shown === 'created') {
			const id = { name: 'Id', description: '', type: simple('integer'), required: true };
			const created = model('GenericPostResponse');
			return { response: { ...content, type: created, fields: [id] } };
		}
		const fields = this.content(names, known, 'row', owner);
		if (shown === 'record') {
			return { response: { ...content, type: model(`${owner}Tietue`), fields } };
		}
		if (this.chance(0.4)) {
			return { response: { ...content, type: listOf(model(`${owner}Rivi`)), fields } };
		}
		return { response: { ...content, ...this.envelope(fields, owner) } };
	}

	/** A page of rows, with or without a total. */
	private envelope(
		fields: readonly PageField[],
		owner: string,
	): { type: PageType; fields: PageField[] } {
		const name = `${owner}Rivi`;
		this.models.set(name, { kind: 'object', name, description: '', fields, complete: true });
		const number = (key: string): PageField => ({
			name: key,
			description: '',
			type: simple('integer'),
			required: false,
		});
		const rows: PageField = {
			...number(this.pick(['Rows', 'Data', 'Items', 'Tulokset', 'rivit'])),
			type: listOf(model(name)),
		};
		const totals = this.pick([[], ['Total'], ['Yhteensa'], ['KokonaisMaara'], ['count']]);
		return { type: model(`${owner}Lista`), fields: [...totals.map(number), rows] };
	}

	private content(
		names: readonly NameQuestion[],
		known: ReadonlyArray<Field | ResponseField>,
		place: NameQuestion['place'],
		owner: string,
	): PageField[] {
		const taken = new Set(
			[...names.map(({ assumed }) => assumed), ...known.map(({ key }) => key)].map(foldedName),
		);
		const shown: Shown[] = [];
		for (const field of known) {
			const question = names.find(({ assumed }) => assumed === field.key);
			const isShown = question === undefined || !this.isAbsent(question);
			if (question !== undefined && isShown) shown.push(this.asked(question, taken, owner));
			else if (question === undefined && !isGuessed(field)) shown.push(knownField(field));
			shown.push(...this.neighbours(question, taken));
		}
		for (const question of names) {
			if (known.some(({ key }) => key === question.assumed)) continue;
			if (this.isAbsent(question)) continue;
			shown.push(this.asked(question, taken, owner), ...this.neighbours(question, taken));
		}
		return this.nested(this.vendor.isInOrder ? shown : this.shuffled(shown), `${owner}${place}`);
	}

	/** Whether the API has nothing for a question, which nobody can find then. */
	private isAbsent(question: NameQuestion): boolean {
		return question.operations.length === 1 && this.chance(this.vendor.absent);
	}

	private shuffled<Value>(values: readonly Value[]): Value[] {
		return values
			.map((value) => ({ value, at: this.random() }))
			.sort((one, other) => one.at - other.at)
			.map(({ value }) => value);
	}

	private neighbours(question: NameQuestion | undefined, taken: Set<string>): Shown[] {
		if (question === undefined || !this.chance(this.vendor.neighbours)) return [];
		const all = NEIGHBOURS[`${groupOf(question)}.${question.place}`] ?? [];
		const free = all.filter(([words]) => !taken.has(foldedName(written(words, this.vendor))));
		if (free.length === 0) return [];
		const [words, type, finnish, english] = this.pick(free);
		const name = written(words, this.vendor);
		taken.add(foldedName(name));
		const description = this.speller.description([finnish], [english], false);
		return [{ field: { name, description, type: simple(type), required: false }, parents: [] }];
	}

	private asked(question: NameQuestion, taken: Set<string>, owner: string): Shown {
		const group = this.speller.groupFor(question);
		if (group !== undefined) {
			const { parent, name } = group;
			const path = [...(this.vendor.nesting === 2 ? ['Tiedot'] : []), parent];
			this.truth.set(question, [...path, name].join('.'));
			const description = this.speller.describe(question, true);
			const type = this.type(question, owner);
			return { field: { name, description, type, required: false }, parents: path, question };
		}
		const spelled = this.speller.spelling(question, taken);
		const parents = this.speller.parentsFor(question);
		this.truth.set(question, [...parents, spelled.key].join('.'));
		const description = this.speller.describe(question, spelled.tells);
		const field: PageField = {
			name: spelled.key,
			description,
			type: this.type(question, owner),
			required: false,
		};
		return { field, parents, question };
	}

	private type(question: NameQuestion, owner: string): PageType {
		const inside = INSIDE[question.assumed];
		if (question.expected === 'object' && inside !== undefined) {
			const name = `${owner}${question.assumed}`;
			const fields = inside.map(([words, type]) => ({
				name: written(words, this.vendor),
				description: '',
				type: simple(type),
				required: false,
			}));
			this.models.set(name, { kind: 'object', name, description: '', fields, complete: true });
			return model(name);
		}
		if (question.choices.length === 0 || question.place === 'row') return TYPES[question.expected];
		return this.enumeration(question);
	}

	private enumeration(question: NameQuestion): PageType {
		const name = `ApiLuettelo${this.models.size}`;
		const start = this.pick([0, 1, 10]);
		const shown = question.choices.map(({ value }) => {
			const [name, description] = this.pick(VALUES[value] ?? [[value, ''] as const]);
			const asked = this.questions.find(
				(one) => one.about === 'value' && one.name === question.key && one.assumed === value,
			);
			if (asked) this.truth.set(asked, name);
			return { name, description };
		});
		const others = (OTHER_VALUES[question.resource.value] ?? [])
			.filter(() => this.chance(0.4))
			.map(([other, description]) => ({ name: other, description }));
		const values = [...shown, ...others].map((one, place) => ({
			...one,
			value: String(start + place),
		}));
		this.models.set(name, { kind: 'enumeration', name, description: '', values });
		return model(name);
	}

	private nested(shown: readonly Shown[], owner: string, depth = 0): PageField[] {
		const fields: PageField[] = [];
		const done = new Set<string>();
		for (const one of shown) {
			const parent = one.parents[depth];
			if (parent === undefined) fields.push(one.field);
			else if (!done.has(parent)) {
				done.add(parent);
				const name = `${owner}${parent}`;
				const inner = this.nested(
					shown.filter(({ parents }) => parents[depth] === parent),
					name,
					depth + 1,
				);
				this.models.set(name, {
					kind: 'object',
					name,
					description: '',
					fields: inner,
					complete: true,
				});
				fields.push({ name: parent, description: '', type: model(name), required: false });
			}
		}
		return fields;
	}
}

function isGuessed(field: Field | ResponseField): boolean {
	return 'guess' in field && field.guess !== undefined;
}

function knownField(field: Field | ResponseField): Shown {
	const type = KNOWN_TYPES[field.type] ?? simple('string');
	const description = 'description' in field ? (field.description ?? '') : '';
	return { field: { name: field.key, description, type, required: false }, parents: [] };
}
