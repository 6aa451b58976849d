import type { ListedOperation } from '../../dist/nodes/shared/helpSite/pages/types.js';
import { operationIdentity } from '../../dist/nodes/shared/helpSite/pages/operationName.js';
import { catalogueRows } from './match.mts';

/** webinar: how many operations the API has, roughly. */
const operationsInAll = 400;

const begin = '<!-- coverage:begin -->';
const end = '<!-- coverage:end -->';

interface Line {
	readonly controller: string;
	readonly typed: number;
	readonly live: number;
}

/** Where an operation stands when no index tells its controller: the first part of its path. */
function firstPart(path: string): string {
	return path.split('/', 1)[0] ?? path;
}

function linesOf(listed: readonly ListedOperation[]): Line[] {
	const rows = catalogueRows();
	const typedNames = new Set(rows.map(operationIdentity));
	const listedNames = new Set(listed.map(operationIdentity));
	const entries = [
		...listed.map((operation) => ({
			controller: operation.controller,
			typed: typedNames.has(operationIdentity(operation)),
		})),
		...rows
			.filter((row) => !listedNames.has(operationIdentity(row)))
			.map(({ path }) => ({ controller: firstPart(path), typed: true })),
	];
	const controllers = [...new Set(entries.map(({ controller }) => controller))].sort();
	return controllers.map((controller) => {
		const own = entries.filter((entry) => entry.controller === controller);
		const typed = own.filter((entry) => entry.typed).length;
		return { controller, typed, live: own.length - typed };
	});
}

function sum(lines: readonly Line[], column: 'typed' | 'live'): number {
	return lines.reduce((total, line) => total + line[column], 0);
}

/**
 * Typed operations are rows of the catalogue, live ones are listed by a Help index only, unseen ones
 * are what is missing to the API's rough number. All of them can be called; only typed ones have
 * fields without the Help site.
 */
export function coverageTable(listed: readonly ListedOperation[]): string {
	const lines = linesOf(listed);
	const unseen = Math.max(0, operationsInAll - sum(lines, 'typed') - sum(lines, 'live'));
	return aligned([
		['Controller', 'Typed', 'Live', 'Unseen'],
		...lines.map(({ controller, typed, live }) => [controller, `${typed}`, `${live}`, '']),
		['**In all (about)**', `${sum(lines, 'typed')}`, `${sum(lines, 'live')}`, `${unseen}`],
	]);
}

/** The first column to the left, numbers to the right, as prettier wants it. */
function aligned([head = [], ...rows]: readonly string[][]): string {
	const widths = head.map((title, column) =>
		Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
	);
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	const padded = (row: readonly string[]) =>
		line(
			row.map((cell, column) => {
				const width = widths[column] ?? 0;
				return column === 0 ? cell.padEnd(width) : cell.padStart(width);
			}),
		);
	const rule = line(
		widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)),
	);
	return [padded(head), rule, ...rows.map(padded)].join('\n');
}

/**
 * The document with a new table in it.
 *
 * @throws Error when the marks between which the table stands are missing
 */
export function withTable(document: string, table: string): string {
	const start = document.indexOf(begin);
	const stop = document.indexOf(end);
	if (start === -1 || stop < start) throw new Error(`The document lacks ${begin} or ${end}.`);
	return `${document.slice(0, start + begin.length)}\n\n${table}\n\n${document.slice(stop)}`;
}
