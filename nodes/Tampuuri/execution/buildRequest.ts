import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest } from '../../shared/transport/request';
import { PAGING_KEYS, type Field } from '../catalogue';
import type { PageWindow } from './paging/readPages';
import type { ItemParameters } from './parameters';
import { idOf, isEmpty, wireValueOf, type WireValue } from './wireValue';

/** An unset text is sent when it clears a field, everything else is left out. */
function isLeftOut(field: Field, value: unknown, access: 'read' | 'write'): boolean {
	return isEmpty(value) && !(field.type === 'text' && value === '' && access === 'write');
}

function wireValuesOf(
	fields: readonly Field[],
	{ operation, values, options }: ItemParameters,
): Record<string, WireValue> {
	const wire: Record<string, WireValue> = {};
	for (const field of fields) {
		const value = values[field.parameter];
		if (isLeftOut(field, value, operation.access)) continue;
		const key = field.evidence === 'guess' ? options.keys[field.parameter] : undefined;
		wire[key ?? field.key] = wireValueOf(field, value, options.dayFormat);
	}
	return wire;
}

function pathOf({ operation, path }: ItemParameters): string {
	return operation.path.replace(/\{([^}]+)\}/g, (whole, placeholder: string) => {
		const parameter = operation.pathParameters[placeholder];
		return parameter === undefined ? whole : String(idOf(parameter, path[placeholder]));
	});
}

function pagingValues({ options }: ItemParameters, window: PageWindow): Record<string, number> {
	const [offset, limit] = PAGING_KEYS;
	return {
		[options.keys[offset.parameter] ?? offset.key]: window.offset,
		[options.keys[limit.parameter] ?? limit.key]: window.limit,
	};
}

/**
 * The request an item asks for; a window makes it ask for one page.
 *
 * @throws InvalidInput when a value can't be sent: the call would be refused, and billed
 */
export function buildRequest(parameters: ItemParameters, window?: PageWindow): ApiRequest {
	const { operation, moreFields } = parameters;
	const paging = window === undefined ? {} : pagingValues(parameters, window);
	const query = Object.entries({
		...wireValuesOf(operation.query, parameters),
		...(operation.paging === 'query' ? paging : {}),
	}).map(([key, value]) => [key, String(value)]);
	const body: IDataObject | undefined = operation.body && {
		...wireValuesOf(operation.body.fields, parameters),
		...moreFields,
		...(operation.paging === 'body' ? paging : {}),
	};
	return {
		method: operation.method,
		path: pathOf(parameters),
		query: Object.fromEntries(query),
		body,
		access: operation.access,
	};
}
