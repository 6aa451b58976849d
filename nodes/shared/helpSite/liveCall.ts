import type { Field, Paging } from '../catalogue';
import { RETURN_ALL, ROW_LIMIT, type Kind, type Place } from './fields/liveField';
import { fieldOf, mappedValuesOf, type MappedValue } from './mappedValues';

/** What was entered for some fields of a Help page, as the catalogue's fields and their values. */
export interface LiveFields {
	readonly fields: readonly Field[];
	/** By the parameter of the field. */
	readonly values: Readonly<Record<string, unknown>>;
	/** The part of a body that the page could not tell, as JSON. */
	readonly rest: unknown;
	/** A body that is no object, as JSON. */
	readonly whole: MappedValue | undefined;
}

/** A call chosen from the live list. */
export interface LiveCall {
	readonly path: LiveFields;
	readonly query: LiveFields;
	readonly body: LiveFields;
	/** What is wanted of a list that pages. */
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

/** The fields of the body that were entered beside a row's own. */
export function moreFieldsOf(parameter: unknown): LiveFields {
	return fieldsAt('body', mappedValuesOf(parameter));
}

/**
 * What was entered for an operation that was chosen from the live list. All that a call needs is in
 * the workflow: the Help site is not asked.
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
