import { LIVE_FIELDS, type Field, type Paging } from '../../catalogue';
import { RETURN_ALL, ROW_LIMIT } from '../fields/liveField';
import type { OperationName } from '../pages/operationName';
import { InvalidInput } from '../../errors/invalidInput';
import { encodedPath, madeOperation } from '../../call/customOperation';
import { readOptions } from '../../call/options';
import { limitOf, type CallParameters, type ParameterSource } from '../../call/parameters';
import { anyJsonOf, type WireValue } from '../../call/values';
import { fieldOf } from './fieldOf';
import { mappedValuesOf, type MappedValue } from './mapped';
import { rawFields, written, type DayFormat } from './written';

/** @throws InvalidInput when a value is missing or is no single word or number */
function pathOf({ path }: OperationName, mapped: readonly MappedValue[]): string {
	const [way = ''] = path.split('?', 1);
	const filled = way.replace(/\{\*?([^{}]+)\}/g, (_whole, name: string) => {
		const found = mapped.find(({ place, key }) => place === 'path' && key === name);
		if (found?.value === undefined) {
			throw new InvalidInput(`${name} is empty`, 'It is part of the path. Fill it in.');
		}
		const text = String(written(found, 'bare'));
		if (text.includes('/')) {
			throw new InvalidInput(`${name} holds a slash`, 'It is one part of the path. Correct it.');
		}
		return text;
	});
	return encodedPath(filled);
}

function fieldsAt(mapped: readonly MappedValue[]): Field[] {
	return mapped.map(fieldOf).filter((field) => field !== undefined);
}

/** A list in a query travels as `Idt[0]=1&Idt[1]=2`, which ASP.NET binds. */
function listsInQuery(
	mapped: readonly MappedValue[],
	dayFormat: DayFormat,
): Record<string, string> {
	const entries = mapped.flatMap((one) => {
		const value = one.value === undefined ? undefined : written(one, dayFormat);
		return Array.isArray(value)
			? value.map((element, place) => [`${one.key}[${place}]`, String(element)])
			: [];
	});
	return Object.fromEntries(entries);
}

function isList({ kind }: MappedValue): boolean {
	return kind === 'integerList' || kind === 'textList' || kind === 'array';
}

function wholeBodyOf(mapped: readonly MappedValue[]): WireValue | undefined {
	const whole = mapped.find(({ kind, value }) => kind === 'whole' && value !== undefined);
	return whole && anyJsonOf({ label: 'Body (JSON)' }, whole.value);
}

interface PagingWish {
	readonly paging: Paging;
	readonly limit: number | undefined;
}

function pagingWish(mapped: readonly MappedValue[]): PagingWish | undefined {
	const marks = mapped.filter(({ place }) => place === 'paging');
	if (marks.length === 0) return undefined;
	const named = (name: string) => marks.find(({ key }) => key.endsWith(`.${name}`))?.value;
	const paging = marks.some(({ key }) => key.startsWith('body.')) ? 'body' : 'query';
	return { paging, limit: limitOf(named(RETURN_ALL), named(ROW_LIMIT) ?? 50) };
}

/**
 * Reads a call of an operation that was chosen from the live list. All it needs is in the workflow:
 * the Help site is not asked.
 *
 * @throws InvalidInput when a required field is empty or a value can't be sent
 */
export function readLiveCall(
	context: ParameterSource,
	itemIndex: number,
	name: OperationName,
): CallParameters {
	const parameter = (key: string, fallback: unknown) =>
		context.getNodeParameter(key, itemIndex, fallback);
	const mapped = mappedValuesOf(parameter(LIVE_FIELDS, {}));
	const query = mapped.filter(({ place }) => place === 'query');
	const body = mapped.filter(({ place }) => place === 'body');
	const wish = pagingWish(mapped);
	const operation = madeOperation(
		{
			method: name.method,
			path: pathOf(name, mapped),
			paging: wish?.paging,
			query: fieldsAt(query.filter((one) => !isList(one))),
			bodyFields: fieldsAt(body),
		},
		{ access: parameter('access', 'auto'), answerFormat: parameter('answerFormat', 'json') },
	);
	const options = readOptions(context, itemIndex, operation);
	const values = [...query, ...body].filter(({ value }) => value !== undefined);
	return {
		operation,
		path: {},
		values: Object.fromEntries(values.map(({ id, value }) => [id, value])),
		moreQuery: listsInQuery(query.filter(isList), options.dayFormat),
		moreFields: rawFields(body),
		wholeBody: wholeBodyOf(body),
		limit: operation.paging === undefined ? undefined : wish?.limit,
		options,
	};
}
