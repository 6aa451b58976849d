import { isSafeObjectProperty } from 'n8n-workflow';
import type { Block, Cell, Row } from '../html/outline';
import { pageTypeOf } from './pageType';
import { columnOf, defaultIn, isRequired, limitIn, type Column } from './pageWords';
import type { PageField, PageFields } from './types';

type Table = Extract<Block, { kind: 'table' }>;

const COLUMNS: readonly Column[] = ['name', 'documentation', 'type', 'annotations'];

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
		const column = columnOf(text);
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

/** Reads the known kinds of additional information and ignores any others. */
function limitsIn(lines: readonly string[]): Partial<PageField> & { required: boolean } {
	let limits: Partial<PageField> & { required: boolean } = { required: false };
	for (const line of lines) {
		const [shortest, longest] = limitIn('length', line);
		const [minimum, maximum] = limitIn('range', line);
		const [maxLength = longest] = limitIn('maxLength', line);
		const [minLength = shortest] = limitIn('minLength', line);
		const defaultValue = defaultIn(line);
		limits = {
			...limits,
			...(isRequired(line) && { required: true }),
			...(maxLength !== undefined && { maxLength }),
			...(minLength !== undefined && { minLength }),
			...(minimum !== undefined && maximum !== undefined && { minimum, maximum }),
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
