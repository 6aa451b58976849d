import type { Field, Paging } from '../catalogue';
import { RETURN_ALL, ROW_LIMIT, type Kind, type Place } from './fields/liveField';
import { fieldOf, isMapper, mappedValuesOf, namedValuesOf, type MappedValue } from './mappedValues';

/** The values entered for fields of a Help page, as catalogue fields with values. */
export interface LiveFields {
	readonly fields: readonly Field[];
	/** By the field's parameter. */
	readonly values: Readonly<Record<string, unknown>>;
	/** The part of a body that could not be read from the page, as JSON. */
	readonly rest: unknown;
	/** A body that is not an object, as JSON. */
	readonly whole: MappedValue | undefined;
}

/** A call chosen from the live list. */
export interface LiveCall {
	readonly path: LiveFields;
	readonly query: LiveFields;
	readonly body: LiveFields;
	/** How much to read of a paged list. */
	readonly paging:
		| { readonly place: Paging; readonly returnAll: unknown; readonly limit: unknown }
		| undefined;
}

function fieldsAt(place: Place, mapped: readonly MappedValue[]): LiveFields {
	const here = mapped.filter((one) => one.place === place);
	const only = (kind: Kind) => here.find((one) => one.kind === kind);
	return {
		fields: here.map(fieldOf).filter((field) => field !== undefined),
		values: Object.fromEntries(here.map(({ id, value }) => [id, value])),
		rest: only('rest')?.value,
		whole: only('whole'),
	};
}

function pagingOf(mapped: readonly MappedValue[]): LiveCall['paging'] {
	const marks = mapped.filter(({ place }) => place === 'paging');
	if (marks.length === 0) return undefined;
	const named = (name: string) => marks.find(({ key }) => key.endsWith(`.${name}`))?.value;
	return {
		place: marks.some(({ key }) => key.startsWith('body.')) ? 'body' : 'query',
		returnAll: named(RETURN_ALL),
		limit: named(ROW_LIMIT),
	};
}

/** The fields entered besides the catalogue's own. */
interface MoreFields extends Pick<LiveFields, 'fields' | 'values' | 'rest'> {
	/** Those that are entered by their names only, as JSON: by an expression or an AI agent. */
	readonly named: unknown;
}

/**
 * The fields entered besides the catalogue's own: of the body, or of the query where there is none.
 *
 * @param parameter the resource mapper's value, or an expression's: an object of fields by name
 */
export function moreFieldsOf(parameter: unknown): MoreFields {
	if (!isMapper(parameter)) return { fields: [], values: {}, rest: undefined, named: parameter };
	const mapped = mappedValuesOf(parameter);
	const place = mapped.some((one) => one.place === 'query') ? 'query' : 'body';
	return { ...fieldsAt(place, mapped), named: namedValuesOf(parameter) };
}

/**
 * The values entered for an operation chosen from the live list. Everything a call needs is in the
 * workflow, so the Help site is not used.
 *
 * @param parameter the resource mapper's value
 */
export function liveCallOf(parameter: unknown): LiveCall {
	const mapped = mappedValuesOf(parameter);
	return {
		path: fieldsAt('path', mapped),
		query: fieldsAt('query', mapped),
		body: fieldsAt('body', mapped),
		paging: pagingOf(mapped),
	};
}
