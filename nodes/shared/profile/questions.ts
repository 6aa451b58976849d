import {
	catalogue,
	isComposite,
	namedRows,
	PAGING_KEYS,
	type Field,
	type Operation,
	type Resource,
	type ResponseField,
} from '../catalogue';
import { folded } from '../foreignValues';
import { fieldWithKey, questionName, ROW, rowParameterOf } from './names';

/** Where a key is: sent in the query or body, or read in a record. */
type KeyPlace = 'query' | 'body' | 'row';

/** What kind of value a key has. */
export type Expected =
	| 'text'
	| 'integer'
	| 'decimal'
	| 'boolean'
	| 'date'
	| 'choice'
	| 'list'
	| 'object'
	| 'files'
	| 'any';

interface AnyQuestion {
	/** Stable, and unique. */
	readonly key: string;
	readonly assumed: string;
	/** The operations on whose pages it rests. */
	readonly operations: readonly Operation[];
}

/** Under which key something is sent or read. */
export interface NameQuestion extends AnyQuestion {
	readonly about: 'name';
	readonly place: KeyPlace;
	readonly expected: Expected;
	readonly label: string;
	readonly description: string;
	readonly resource: Pick<Resource, 'value' | 'name'>;
	/** The catalogue's values of an enumeration. */
	readonly choices: ReadonlyArray<{ readonly label: string; readonly value: string }>;
}

/** How one value of an enumeration is spelled. */
export interface ValueQuestion extends AnyQuestion {
	readonly about: 'value';
	/** The question for the key that takes the value. */
	readonly name: string;
	readonly label: string;
	/** The catalogue has a text here: its values only matter where the account has an enumeration. */
	readonly isExtra?: true;
}

/** What an operation returns. */
export interface ResponseQuestion extends AnyQuestion {
	readonly about: 'response';
}

export type Question = NameQuestion | ValueQuestion | ResponseQuestion;

const EXPECTED: Readonly<Record<Field['type'] | ResponseField['type'], Expected>> = {
	text: 'text',
	integer: 'integer',
	reference: 'integer',
	decimal: 'decimal',
	boolean: 'boolean',
	date: 'date',
	dateTime: 'date',
	choice: 'choice',
	integerList: 'list',
	textList: 'list',
	array: 'list',
	object: 'object',
	json: 'any',
	file: 'files',
	fileList: 'files',
	unseen: 'any',
};

function expectedOf(field: Field): Expected {
	if (field.type !== 'json') return EXPECTED[field.type];
	return field.shape === 'array' ? 'list' : field.shape;
}

function rowsOf(resource: Resource): ReadonlyArray<[string, Operation]> {
	return namedRows(resource).filter(
		(entry): entry is [string, Operation] => !isComposite(entry[1]),
	);
}

function valueQuestions(name: NameQuestion): ValueQuestion[] {
	return name.choices.map(({ label, value }) => ({
		about: 'value',
		key: `${name.key}.${value}`,
		name: name.key,
		assumed: value,
		label,
		operations: name.operations,
		...(name.place === 'row' ? { isExtra: true } : {}),
	}));
}

function withValues(name: NameQuestion): Question[] {
	return [name, ...valueQuestions(name)];
}

function sentQuestions(resource: Resource, name: string, row: Operation): Question[] {
	const isGuessed = (place: KeyPlace, { guess }: Field) =>
		guess !== undefined || (place === 'body' && row.body?.guess !== undefined);
	const ofFields = (place: 'query' | 'body', fields: readonly Field[]) =>
		fields
			.filter((field) => isGuessed(place, field))
			.flatMap((field) =>
				withValues({
					about: 'name',
					key: questionName(resource.value, name, field.parameter),
					assumed: field.key,
					operations: [row],
					place,
					expected: expectedOf(field),
					label: field.label,
					description: field.description ?? '',
					resource,
					choices: field.type === 'choice' ? field.choices : [],
				}),
			);
	return [
		...ofFields('query', row.query),
		...ofFields('body', row.body?.fields ?? []),
		...(row.paging === 'body' ? pagingQuestions(resource, name, row) : []),
	];
}

/** The keys in a body are assumed (EVIDENCE.md#paging). */
function pagingQuestions(resource: Resource, name: string, row: Operation): NameQuestion[] {
	return PAGING_KEYS.map(({ key, parameter, label }) => ({
		about: 'name',
		key: questionName(resource.value, name, parameter),
		assumed: key,
		operations: [row],
		place: 'body',
		expected: 'integer',
		label,
		description: '',
		resource,
		choices: [],
	}));
}

function responseQuestions(resource: Resource, name: string, row: Operation): ResponseQuestion[] {
	const { response } = row;
	if (response.guess === undefined) return [];
	const key = questionName(resource.value, name, 'response');
	return [{ about: 'response', key, assumed: response.kind, operations: [row] }];
}

/** Keys that are read. Operations that return the same kind of record share a question. */
function readQuestions(resource: Resource): Question[] {
	const found = new Map<string, NameQuestion>();
	for (const [, row] of rowsOf(resource)) {
		const { response } = row;
		if (response.kind !== 'record' && response.kind !== 'list') continue;
		for (const { key, type } of response.fields.filter(({ guess }) => guess !== undefined)) {
			const input = fieldWithKey(resource, key);
			const question = questionName(resource.value, ROW, rowParameterOf(resource, key));
			const earlier = found.get(question);
			found.set(question, {
				about: 'name',
				key: question,
				assumed: key,
				operations: [...(earlier?.operations ?? []), row],
				place: 'row',
				expected: EXPECTED[type],
				label: input?.label ?? key,
				description: input?.description ?? '',
				resource,
				choices: input?.type === 'choice' ? input.choices : [],
			});
		}
	}
	return [...found.values()].flatMap(withValues);
}

/**
 * One question for every guess in the catalogue, made from its rows. A composite has no page of its
 * own: its guesses are those of its steps.
 */
export function questionsOf(resources: readonly Resource[] = catalogue): readonly Question[] {
	return resources.flatMap((resource) => [
		...rowsOf(resource).flatMap(([name, row]) => [
			...sentQuestions(resource, name, row),
			...responseQuestions(resource, name, row),
		]),
		...readQuestions(resource),
	]);
}

/** Whether two keys are the same but for letter case and dots over letters. */
export function isSameKey(one: string, other: string): boolean {
	return folded(one) === folded(other);
}
