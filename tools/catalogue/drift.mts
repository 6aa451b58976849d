import {
	catalogue,
	fieldsOf,
	operationsOf,
	type Field,
	type Operation,
} from '../../dist/nodes/shared/catalogue/index.js';
import { kindOf } from '../../dist/nodes/shared/helpSite/fields/kindOf.js';
import type { Kind } from '../../dist/nodes/shared/helpSite/fields/liveField.js';
import {
	operationIdentity,
	placeholdersOf,
} from '../../dist/nodes/shared/helpSite/pages/operationName.js';
import type { PageField } from '../../dist/nodes/shared/helpSite/pages/types.js';
import { modelOf, type SeenOperation, type Site } from './readSite.mts';

/** What differs between the catalogue and a Help site. */
export interface Drift {
	/** On the site, not in the catalogue. */
	readonly added: readonly string[];
	/** In the catalogue, not on the site. */
	readonly gone: readonly string[];
	/** A line for each field that differs, by operation. */
	readonly changed: ReadonlyMap<string, readonly string[]>;
	readonly confirmed: readonly string[];
	readonly refuted: readonly string[];
}

/** The kinds of field on a page that a row's type agrees with; `json` is a model that was not read. */
const AGREEING_KINDS: Readonly<Record<Field['type'], readonly Kind[]>> = {
	text: ['text'],
	integer: ['integer', 'choiceNumber', 'json'],
	decimal: ['decimal'],
	boolean: ['boolean'],
	date: ['date', 'dateTime'],
	dateTime: ['date', 'dateTime'],
	choice: ['text', 'choice', 'json'],
	reference: ['integer'],
	integerList: ['integerList'],
	textList: ['textList'],
	json: ['object', 'array', 'json'],
	file: ['file'],
	fileList: ['fileList'],
};

/** Every operation of the catalogue. */
export function catalogueRows(): readonly Operation[] {
	return catalogue.flatMap(operationsOf);
}

function typeText(type: PageField['type']): string {
	switch (type.kind) {
		case 'simple':
			return type.name;
		case 'model':
			return `(model) ${type.name}`;
		case 'collection':
			return `Collection of ${typeText(type.of)}`;
		case 'unread':
			return `(unread) ${type.text}`;
	}
}

function differences(field: Field, shown: PageField, models: Site['models']): string[] {
	const rowMax = 'maxLength' in field ? field.maxLength : undefined;
	const kind = kindOf(shown, modelOf(shown.type, models));
	return [
		...(AGREEING_KINDS[field.type].includes(kind)
			? []
			: [`${field.key}: type is "${typeText(shown.type)}", not ${field.type}`]),
		...((field.required ?? false) === shown.required
			? []
			: [`${field.key}: ${shown.required ? 'required' : 'not required'} on the page`]),
		...(rowMax === shown.maxLength
			? []
			: [`${field.key}: at most ${shown.maxLength ?? 'any'} characters, not ${rowMax ?? 'any'}`]),
	];
}

interface Compared {
	readonly changed: readonly string[];
	readonly confirmed: readonly string[];
	readonly refuted: readonly string[];
}

const PAGING_NAMES = ['offset', 'limit'];

function compare(row: Operation, { page }: SeenOperation, models: Site['models']): Compared {
	if (page === undefined) return { changed: [], confirmed: [], refuted: [] };
	const shown = [...page.uriParameters.fields, ...(page.body?.fields ?? [])];
	const byName = new Map(shown.map((field) => [field.name.toLowerCase(), field]));
	const rowFields = fieldsOf(row);
	const isWhole = page.uriParameters.complete && (page.body?.complete ?? true);
	const known = new Set([
		...rowFields.map(({ key }) => key.toLowerCase()),
		...placeholdersOf(page.path).map((name) => name.toLowerCase()),
		...(row.paging === undefined ? [] : PAGING_NAMES),
	]);
	const name = `${row.method} ${row.path}`;
	const guesses = rowFields.filter(({ guess }) => guess !== undefined);
	const isOnPage = ({ key }: Field) => byName.has(key.toLowerCase());
	return {
		changed: [
			...rowFields.flatMap((field) => {
				const found = byName.get(field.key.toLowerCase());
				if (found !== undefined) return differences(field, found, models);
				return isWhole && field.guess === undefined ? [`${field.key}: not on the page`] : [];
			}),
			...shown
				.filter((field) => !known.has(field.name.toLowerCase()))
				.map((field) => `${field.name}: new, ${typeText(field.type)}`),
		],
		confirmed: guesses.filter(isOnPage).map(({ key }) => `${name}: ${key}`),
		refuted: isWhole
			? guesses.filter((field) => !isOnPage(field)).map(({ key }) => `${name}: ${key}`)
			: [],
	};
}

/** Compares a Help site with the catalogue. */
export function driftOf({ operations, models }: Site): Drift {
	const rows = catalogueRows();
	const known = new Set(rows.map(operationIdentity));
	const seen = new Map(operations.map((operation) => [operationIdentity(operation), operation]));
	const compared = rows.flatMap((row) => {
		const operation = seen.get(operationIdentity(row));
		return operation === undefined ? [] : [{ row, ...compare(row, operation, models) }];
	});
	return {
		added: operations
			.filter((operation) => !known.has(operationIdentity(operation)))
			.map(({ method, path, summary }) => `${method} ${path}${summary && ` – ${summary}`}`),
		gone: rows
			.filter((row) => !seen.has(operationIdentity(row)))
			.map(({ method, path }) => `${method} ${path}`),
		changed: new Map(
			compared
				.filter(({ changed }) => changed.length > 0)
				.map(({ row, changed }) => [`${row.method} ${row.path}`, changed]),
		),
		confirmed: compared.flatMap(({ confirmed }) => confirmed),
		refuted: compared.flatMap(({ refuted }) => refuted),
	};
}

function list(title: string, lines: readonly string[]): string {
	if (lines.length === 0) return '';
	return `## ${title} (${lines.length})\n\n${lines.map((line) => `- ${line}\n`).join('')}\n`;
}

/** The drift as a report in Markdown. */
export function driftReport(source: string, drift: Drift): string {
	const changed = [...drift.changed].flatMap(([operation, lines]) =>
		lines.map((line) => `\`${operation}\` ${line}`),
	);
	return `# Drift between the catalogue and ${source}\n\n${[
		list('New operations, usable through Any Operation', drift.added),
		list('Operations of the catalogue that are gone', drift.gone),
		list('Changed fields', changed),
		list('Guesses confirmed', drift.confirmed),
		list('Guesses refuted', drift.refuted),
	].join('')}`;
}

/** Whether the catalogue needs work: new operations alone are usable without it. */
export function needsWork({ gone, changed, refuted }: Drift): boolean {
	return gone.length + changed.size + refuted.length > 0;
}
