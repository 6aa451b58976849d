import { outlineOf, type Block, type Row } from '../html/outline';
import { isParameterTable, readParameterTable } from './parameterTable';
import { columnOf, isValueNumber, isValuesFollow } from './pageWords';
import type { EnumerationValue, ModelPage } from './types';

/** Only letters, digits and underscores, which can't be mistaken for anything else. */
const VALUE_NAME = /^[\p{L}_][\p{L}\p{N}_]{0,100}$/u;

function cellText(row: Row, column: string, place: number): string {
	return (row.find(({ classes }) => classes.includes(`enum-${column}`)) ?? row[place])?.text ?? '';
}

/** Maximum number of values to choose from; the longest known enumeration has about fifty. */
const MOST_VALUES = 1_000;

/** The values of an enumeration; undefined if they are too many or a row of the table is not one. */
function valuesOf(rows: readonly Row[]): readonly EnumerationValue[] | undefined {
	if (rows.length > MOST_VALUES) return undefined;
	const values = rows
		.filter((row) => row.some(({ isHeader }) => !isHeader))
		.map((row) => ({
			name: cellText(row, 'name', 0),
			value: cellText(row, 'value', 1),
			description: cellText(row, 'description', 2),
		}));
	const readable = values.every(
		({ name, value }) => VALUE_NAME.test(name) && /^-?\d{1,10}$/.test(value),
	);
	return readable && values.length > 0 ? values : undefined;
}

function isEnumerationTable(block: Block): block is Extract<Block, { kind: 'table' }> {
	if (block.kind !== 'table') return false;
	const marked = block.rows.some((row) => row.some(({ classes }) => classes.includes('enum-name')));
	const head = block.rows.find((row) => row.some(({ isHeader }) => isHeader)) ?? [];
	const [name = '', value = ''] = head.map(({ text }) => text);
	return marked || (columnOf(name) === 'name' && isValueNumber(value));
}

/** Reads a model's page. `name` is the name it was requested by. */
export function readModel(name: string, page: string): ModelPage {
	const blocks = outlineOf(page);
	const titlePlace = blocks.findIndex(
		(block) => block.kind === 'heading' && block.text.toLowerCase() === name.toLowerCase(),
	);
	const next = blocks[titlePlace + 1];
	const first = titlePlace !== -1 && next?.kind === 'text' ? next.text : '';
	const description = isValuesFollow(first) ? '' : first;
	const parameters = blocks.find(isParameterTable);
	if (parameters !== undefined) {
		return { kind: 'object', name, description, ...readParameterTable(parameters) };
	}
	const enumeration = blocks.find(isEnumerationTable);
	const values = enumeration && valuesOf(enumeration.rows);
	return values === undefined
		? { kind: 'unread', name }
		: { kind: 'enumeration', name, description, values };
}
