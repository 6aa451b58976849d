import { isSafeObjectProperty } from 'n8n-workflow';
import type { Block, Cell, Row } from '../html/outline';
import { pageTypeOf } from './pageType';
import type { PageField, PageFields } from './types';

type Table = Extract<Block, { kind: 'table' }>;

type Column = 'name' | 'documentation' | 'type' | 'annotations';

const COLUMNS: readonly Column[] = ['name', 'documentation', 'type', 'annotations'];

/** Column headings, for pages whose cells have no classes. */
const HEADS: Readonly<Record<string, Column>> = {
	name: 'name',
	nimi: 'name',
	description: 'documentation',
	kuvaus: 'documentation',
	type: 'type',
	tyyppi: 'type',
	'additional information': 'annotations',
	lisätiedot: 'annotations',
};

const KEY = /^[\p{L}_][\p{L}\p{N}_.\-[\]]{0,200}$/u;

/** Whether a text is a valid key that can't be mistaken for anything else. */
export function isKey(text: string): boolean {
	return KEY.test(text) && isSafeObjectProperty(text);
}

/** The position of each known column, by the table's headings. */
function placesOf(table: Table): ReadonlyMap<Column, number> {
	const places = new Map<Column, number>();
	const head = table.rows.find((row) => row.some(({ isHeader }) => isHeader)) ?? [];
	for (const [place, { text }] of head.entries()) {
		const column = HEADS[text.toLowerCase()];
		if (column !== undefined && !places.has(column)) places.set(column, place);
	}
	return places;
}

function cellOf(row: Row, column: Column, places: ReadonlyMap<Column, number>): Cell | undefined {
	const marked = row.find(({ classes }) => classes.includes(`parameter-${column}`));
	if (marked !== undefined) return marked;
	const anyMarked = row.some(({ classes }) =>
		classes.some((name) => name.startsWith('parameter-')),
	);
	const place = places.get(column);
	return anyMarked || place === undefined ? undefined : row[place];
}

/** Whether a table lists parameters, by its cells or headings. */
export function isParameterTable(block: Block): block is Table {
	if (block.kind !== 'table') return false;
	const places = placesOf(block);
	const hasHead = COLUMNS.slice(0, 3).every((column) => places.has(column));
	return (
		hasHead ||
		block.rows.some((row) => row.some(({ classes }) => classes.includes('parameter-name')))
	);
}

const NUMBER = '(-?\\d+(?:[.,]\\d+)?)';
const MAX_LENGTH = new RegExp(`^max length: ${NUMBER}$`, 'i');
const MIN_LENGTH = new RegExp(`^min length: ${NUMBER}$`, 'i');
const STRING_LENGTH = new RegExp(`^string length: inclusive between ${NUMBER} and ${NUMBER}$`, 'i');
const RANGE = new RegExp(`^range: inclusive between ${NUMBER} and ${NUMBER}$`, 'i');
const DEFAULT_VALUE = /^default value is (.*)$/i;

function decimalIn(text: string | undefined): number | undefined {
	return text === undefined ? undefined : Number(text.replace(',', '.'));
}

/** Reads the known kinds of additional information and ignores any others. */
function limitsIn(lines: readonly string[]): Partial<PageField> & { required: boolean } {
	let limits: Partial<PageField> & { required: boolean } = { required: false };
	for (const line of lines.map((text) => text.replace(/\.$/, ''))) {
		const between = STRING_LENGTH.exec(line);
		const range = RANGE.exec(line);
		const maxLength = decimalIn(MAX_LENGTH.exec(line)?.[1] ?? between?.[2]);
		const minLength = decimalIn(MIN_LENGTH.exec(line)?.[1] ?? between?.[1]);
		const defaultValue = DEFAULT_VALUE.exec(line)?.[1];
		limits = {
			...limits,
			...(/^required$/i.test(line) && { required: true }),
			...(maxLength !== undefined && { maxLength }),
			...(minLength !== undefined && { minLength }),
			...(range !== null && { minimum: decimalIn(range[1]), maximum: decimalIn(range[2]) }),
			...(defaultValue !== undefined && { defaultValue }),
		};
	}
	return limits;
}

function fieldInRow(row: Row, places: ReadonlyMap<Column, number>): PageField | undefined {
	const name = cellOf(row, 'name', places)?.text ?? '';
	const type = cellOf(row, 'type', places);
	if (!isKey(name) || type === undefined) return undefined;
	return {
		name,
		description: cellOf(row, 'documentation', places)?.text ?? '',
		type: pageTypeOf(type.text, type.links),
		...limitsIn(cellOf(row, 'annotations', places)?.lines ?? []),
	};
}

/** Maximum number of fields; the longest known table has about a hundred. */
const MOST_FIELDS = 500;

/**
 * Reads a table of parameters. It is incomplete if it is too long, a row can't be read or a name
 * occurs twice.
 */
export function readParameterTable(table: Table): PageFields {
	const places = placesOf(table);
	const rows = table.rows.filter((row) => row.some(({ isHeader }) => !isHeader));
	const fields = new Map<string, PageField>();
	let complete = rows.length <= MOST_FIELDS;
	for (const row of rows.slice(0, MOST_FIELDS)) {
		const field = fieldInRow(row, places);
		if (field === undefined || fields.has(field.name)) complete = false;
		else fields.set(field.name, field);
	}
	return { fields: [...fields.values()], complete };
}
