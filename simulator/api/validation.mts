import type {
	Field,
	Operation,
	PathParameter,
	RequestBody,
} from '../../dist/nodes/shared/catalogue/index.js';
import type { AccountData } from '../data/accountData.mts';
import { checkValue, type Rule } from './fieldChecks.mts';
import { badRequest, invalid, notFound, type ModelState } from './errorResponse.mts';
import { Values } from './values.mts';

const PAGING_RULES: readonly Rule[] = [
	{ key: 'Offset', type: 'integer', minimum: 0 },
	{ key: 'Limit', type: 'integer', minimum: 1 },
];

export interface Inputs {
	readonly path: Values;
	readonly query: Values;
	readonly body: Values;
}

/**
 * Checks a call's path, query and body against its row, and that the records they name exist.
 * @throws ErrorResponse 400 with ModelState, 404 for an unknown id in the address, 400 for one in the body
 */
export function checkInputs(
	operation: Operation,
	data: AccountData,
	given: Readonly<Record<'path' | 'query' | 'body', Readonly<Record<string, unknown>>>>,
): Inputs {
	const pathRules = Object.entries(operation.pathParameters).map(pathRule);
	const queryRules = [
		...operation.query,
		...(operation.paging === 'query' ? PAGING_RULES : []),
	].map(ruleFor);
	const bodyRules = [
		...bodyFields(operation.body),
		...(operation.paging === 'body' ? PAGING_RULES : []),
	].map(ruleFor);

	const path = check(pathRules, given.path, '');
	const query = check(queryRules, fromAddress(queryRules, given.query), '');
	const body = check(bodyRules, given.body, 'request.');
	const modelState = {
		...path.errors,
		...query.errors,
		...body.errors,
		...missingAlternatives(operation.body, body),
	};
	if (Object.keys(modelState).length > 0) throw invalid(modelState);

	for (const missing of missingRecords([...pathRules, ...queryRules], data, {
		...path.values,
		...query.values,
	})) {
		throw notFound(missing);
	}
	for (const missing of missingRecords(bodyRules, data, body.values)) throw badRequest(missing);
	return {
		path: new Values(path.values),
		query: new Values(query.values),
		body: new Values(body.values),
	};
}

function pathRule([key, parameter]: [string, PathParameter]): Rule {
	return { ...parameter, key, required: true };
}

/** The Help pages require a file's name. The rows do not, because the editor fills it in. */
function bodyFields(body: RequestBody | undefined): Rule[] {
	const fields = body?.fields ?? [];
	const names = fields.flatMap((field) => (field.type === 'file' ? field.filledWithName : []));
	return fields.map((field) => (names.includes(field.key) ? { ...field, required: true } : field));
}

/** When one of several fields must be given and none is, reports the first as missing. */
function missingAlternatives(
	body: RequestBody | undefined,
	{ values, errors }: CheckedValues,
): ModelState {
	const { requiresOneOf = [], fields = [] } = body ?? {};
	const keys = fields
		.filter(({ parameter, guess }) => guess === undefined && requiresOneOf.includes(parameter))
		.map(({ key }) => key);
	const [first] = keys;
	const isGiven = keys.some((key) => !isMissing(values[key]) || `request.${key}` in errors);
	return first === undefined || isGiven
		? {}
		: { [`request.${first}`]: [`The ${first} field is required.`] };
}

/** A field with a guessed key is not required: the API may expect the value under another key. */
function ruleFor(field: Field | Rule): Rule {
	return field.guess === undefined ? field : { ...field, required: false };
}

/** A query name can occur several times. A list takes all its values, any other type the first. */
function fromAddress(
	rules: readonly Rule[],
	query: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
	const lists = rules
		.filter(({ type }) => type.endsWith('List'))
		.map(({ key }) => key.toLowerCase());
	return Object.fromEntries(
		Object.entries(query).map(([name, value]) => {
			const values: unknown[] = Array.isArray(value) ? value : [value];
			return [name, lists.includes(name.toLowerCase()) ? values : values[0]];
		}),
	);
}

interface CheckedValues {
	/** Keys in the row's spelling; keys that the row does not name, unchanged. */
	readonly values: Record<string, unknown>;
	readonly errors: Record<string, string[]>;
}

function check(
	rules: readonly Rule[],
	given: Readonly<Record<string, unknown>>,
	prefix: string,
): CheckedValues {
	const values: Record<string, unknown> = {};
	const errors: Record<string, string[]> = {};
	const ruleByName = new Map(rules.map((rule) => [rule.key.toLowerCase(), rule]));
	for (const [key, value] of Object.entries(given)) {
		const rule = ruleByName.get(key.toLowerCase());
		if (!rule || value === null) {
			values[rule?.key ?? key] = value;
			continue;
		}
		const checked = checkValue(value, rule);
		if ('error' in checked) errors[prefix + rule.key] = [checked.error];
		else values[rule.key] = checked.value;
	}
	for (const { key } of rules.filter(({ required }) => required)) {
		if (isMissing(values[key]) && !errors[prefix + key]) {
			errors[prefix + key] = [`The ${key} field is required.`];
		}
	}
	return { values, errors };
}

/** ASP.NET's `Required` treats whitespace as missing. */
function isMissing(value: unknown): boolean {
	return (
		value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
	);
}

/** How to look up a record, and its Finnish name for the error message (assumed: EVIDENCE.md#errors). */
const REGISTERS: Readonly<
	Record<string, { has(data: AccountData, id: number): boolean; name: string }>
> = {
	lease: { name: 'Sopimusta', has: (data, id) => data.leases.find(id) !== undefined },
	party: { name: 'Osapuolta', has: (data, id) => data.parties.find(id) !== undefined },
	// The row names the register its picker searches, but a company is accepted too.
	person: { name: 'Osapuolta', has: (data, id) => data.parties.find(id) !== undefined },
	property: { name: 'Kohdetta', has: (data, id) => data.properties.find(id) !== undefined },
	serviceRequest: {
		name: 'Ilmoitusta',
		has: (data, id) => data.serviceRequests.find(id) !== undefined,
	},
};

function missingRecords(
	rules: readonly Rule[],
	data: AccountData,
	values: Readonly<Record<string, unknown>>,
): string[] {
	return rules.flatMap(({ key, to }) => {
		const register = to === undefined ? undefined : REGISTERS[to];
		const id = values[key];
		const exists = !register || typeof id !== 'number' || register.has(data, id);
		return exists ? [] : [`${register.name} ${id} ei löydy.`];
	});
}
