import type { NodeParameterValueType } from 'n8n-workflow';
import type { Field, PathParameter } from '../../../../dist/nodes/shared/catalogue/index.js';

/** What an expression, or a field as the editor leaves it, may give. Undefined: a missing key. */
const VALUES = {
	undefined: undefined,
	null: null,
	'an empty text': '',
	blanks: ' \u00a0 ',
	'a locator left alone': { mode: 'list', value: '' },
	'a locator that was cleared': { __rl: true, mode: 'list', value: '' },
	'a locator of null': { __rl: true, mode: 'list', value: null },
	'a locator without a value': { __rl: true, mode: 'id' },
	'an empty list': [],
	'a list of nothing': [null, '', ' '],
	'an empty object': {},
	'an object': { Id: 5 },
	zero: 0,
	false: false,
	true: true,
	'a number': 5,
	'a number as text': ' 5 ',
	'a word': 'x',
	'a locator without __rl': { mode: 'id', value: '5' },
	'a locator': { __rl: true, mode: 'value', value: '5' },
} as const;

export type State = keyof typeof VALUES;

export const STATES = Object.keys(VALUES) as State[];

export function valueOf(state: State): NodeParameterValueType {
	return VALUES[state] as NodeParameterValueType;
}

/** What happens to a field in a state. */
export type Expected =
	| { readonly what: 'absent' | 'cleared' | 'refused' | 'untested' }
	| { readonly what: 'sent'; readonly wire: unknown };

type Type = Field['type'] | PathParameter['type'];

const ABSENT: Expected = { what: 'absent' };
const REFUSED: Expected = { what: 'refused' };
const sent = (wire: unknown): Expected => ({ what: 'sent', wire });

/** Empty in every kind of field. */
const EMPTY: readonly State[] = [
	'undefined',
	'null',
	'an empty text',
	'blanks',
	'a locator left alone',
	'a locator that was cleared',
	'a locator of null',
	'a locator without a value',
];

type Row = Readonly<Partial<Record<State, Expected>>>;

const FIVE: Row = {
	'a number': sent(5),
	'a number as text': sent(5),
	'a locator without __rl': sent(5),
	'a locator': sent(5),
};
const EMPTY_LISTS: Row = { 'an empty list': ABSENT, 'a list of nothing': ABSENT };
const WORDS: Row = {
	zero: sent('0'),
	'a number': sent('5'),
	'a number as text': sent('5'),
	'a word': sent('x'),
	'a locator without __rl': sent('5'),
	'a locator': sent('5'),
};
const TEXTS: Row = {
	...WORDS,
	'a number as text': sent(' 5 '),
	false: sent('false'),
	true: sent('true'),
};
const inList = (row: Row): Row =>
	Object.fromEntries(
		Object.entries(row).map(([state, expected]) => [
			state,
			expected.what === 'sent' ? sent([expected.wire]) : expected,
		]),
	);
/** In JSON, an object with `mode` and `value` is just that. */
const JSON_LOCATORS: Row = Object.fromEntries(
	STATES.filter((state) => state.startsWith('a locator')).map((state) => [
		state,
		{ what: 'untested' },
	]),
);
/** A name of a binary field that the item doesn't have is n8n's own error. */
const FILES: Row = {
	...EMPTY_LISTS,
	...Object.fromEntries(
		STATES.filter((state) => !EMPTY.includes(state) && !(state in EMPTY_LISTS)).map((state) => [
			state,
			{ what: 'untested' },
		]),
	),
};

/** States that are neither empty nor refused, by the field's kind. */
const TABLE: Readonly<Record<Exclude<Type, 'json'>, Row>> = {
	text: TEXTS,
	choice: { ...TEXTS, 'a number as text': sent('5') },
	word: WORDS,
	integer: { ...FIVE, zero: sent(0) },
	decimal: { ...FIVE, zero: sent(0) },
	boolean: { false: sent(false), true: sent(true) },
	date: {},
	dateTime: {},
	reference: FIVE,
	id: FIVE,
	integerList: { ...EMPTY_LISTS, ...inList(FIVE) },
	textList: { ...EMPTY_LISTS, ...inList({ ...WORDS, false: sent('false'), true: sent('true') }) },
	file: FILES,
	fileList: FILES,
};

function jsonRow(shape: 'object' | 'array' | 'any'): Row {
	if (shape === 'array')
		return {
			...JSON_LOCATORS,
			'an empty list': ABSENT,
			'a list of nothing': sent([null, '', ' ']),
		};
	return { ...JSON_LOCATORS, 'an empty object': ABSENT, 'an object': sent({ Id: 5 }) };
}

function rowOf(field: Field | PathParameter): Row {
	if (field.type === 'json') return jsonRow(field.shape);
	// No state is an identity code.
	return field.type === 'text' && field.isIdentityCode ? {} : TABLE[field.type];
}

/**
 * What a field in a state is meant to do.
 *
 * @param clears whether an empty text clears the field in Tampuuri
 */
export function expectedOf(
	field: Field | PathParameter,
	state: State,
	{ isRequired, clears }: { isRequired: boolean; clears: boolean },
): Expected {
	const inTable = rowOf(field)[state] ?? (EMPTY.includes(state) ? ABSENT : REFUSED);
	if (inTable.what === 'absent' && isRequired) return REFUSED;
	const isEmptyText = valueOf(state) === '' || state === 'blanks';
	if (clears && isEmptyText) return { what: 'cleared' };
	if ('minimum' in field && (field.minimum ?? 0) > 0 && state === 'zero') return REFUSED;
	return inTable;
}
