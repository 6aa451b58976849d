import type { IDataObject } from 'n8n-workflow';
import {
	catalogue,
	collectionOf,
	fieldsOf,
	operationsOf,
	type Field,
	type PathParameter,
	type ReferenceTarget,
	type Row,
} from '../../shared/catalogue';
import { isEmpty } from '../../shared/call/entered';
import { objectIn, readOptions, type ParameterSource } from '../../shared/call/options';
import { commaSeparated, isObject } from '../../shared/foreignValues';
import { findAccountRow } from '../../shared/profile/accountRow';
import { accountListOf } from '../../shared/profile/listOperation';
import { BY_NAME } from '../properties/fieldProperty';
import { findRecord, type Wanted } from './find';
import type { Finding } from './finders';

/** Where the records that a field takes are found by name. */
const KINDS: Readonly<Partial<Record<ReferenceTarget, Wanted['kind']>>> = {
	lease: 'lease',
	party: 'party',
	person: 'party',
	property: 'property',
};

function isName(value: unknown): value is IDataObject {
	return isObject(value) && value.mode === BY_NAME;
}

/** The name that a field contains instead of an ID; undefined for anything else. */
function nameIn(value: unknown): unknown {
	return isName(value) && !isEmpty(value) ? value.value : undefined;
}

type NamedList = Extract<Field, { readonly type: 'integerList' | 'textList' }>;

function isNamedList(field: Field | PathParameter): field is NamedList {
	return field.type === 'integerList' && 'to' in field && field.to !== undefined;
}

const NAMED_LISTS: ReadonlySet<string> = new Set(
	catalogue
		.flatMap(operationsOf)
		.flatMap(fieldsOf)
		.filter(isNamedList)
		.map(({ parameter }) => parameter),
);

/** What has no letter is an ID, right or wrong. */
const isNameText = (entry: string): boolean => /\p{L}/u.test(entry);

/** The entries of a list of IDs in which some are names; undefined if none is. */
function entriesWithNames(value: unknown): readonly string[] | undefined {
	const text = typeof value === 'string' && /[;\n]/.test(value) ? value.split(/[;\n]/) : value;
	const entries = commaSeparated(text);
	return entries.some(isNameText) ? entries : undefined;
}

/** Whether a step names a record anywhere: most have none, and should not pay for looking. */
export function usesNames(parameters: object): boolean {
	if (Object.keys(parameters).some((name) => NAMED_LISTS.has(name))) return true;
	const values = Object.values(parameters).filter((value) => isObject(value));
	return values.some((value) => isName(value) || Object.values(value).some(isName));
}

function isOptional(field: Field | PathParameter): boolean {
	return 'key' in field && !('required' in field && field.required);
}

/**
 * An item's parameters, with the ID of each record that a field names. The lists of the account are
 * read once for all items, and only if there is a name.
 *
 * @param mayRun throws what keeps the operation from running, before a billed list is read for it
 * @throws as `findRecord` and `mayRun`
 */
export async function withIdsOfNames(
	source: ParameterSource,
	itemIndex: number,
	run: Finding,
	mayRun: (row: Row) => void,
): Promise<ParameterSource> {
	const [resource, operation] = ['resource', 'operation'].map((name) =>
		source.getNodeParameter(name, itemIndex),
	);
	const row = findAccountRow(run.profile, resource, operation);
	if (row === undefined) return source;
	const collection = collectionOf(row);
	const ids = new Map<string, number | ReadonlyArray<number | string>>();
	const idOf = async ({ label }: Field | PathParameter, kind: Wanted['kind'], query: unknown) => {
		mayRun(row);
		const options = readOptions(source, itemIndex);
		return (await findRecord({ kind, label, query }, run, options)).found.listed.id;
	};
	for (const field of [...Object.values(row.pathParameters), ...fieldsOf(row)]) {
		const isList = isNamedList(field);
		const to = field.type === 'reference' || isList ? field.to : undefined;
		const kind = to && KINDS[to];
		if (kind === undefined) continue;
		const { parameter } = field;
		const value = isOptional(field)
			? objectIn(source, collection, itemIndex)[parameter]
			: source.getNodeParameter(parameter, itemIndex);
		if (!isList) {
			const query = nameIn(value);
			if (query !== undefined) ids.set(parameter, await idOf(field, kind, query));
			continue;
		}
		// Without a list of the account there are no names, and the run refuses what is no ID.
		const isListed = accountListOf(run.profile, kind) !== undefined;
		const found: Array<number | string> = [];
		for (const entry of (isListed && entriesWithNames(value)) || []) {
			found.push(isNameText(entry) ? await idOf(field, kind, entry) : entry);
		}
		if (found.length > 0) ids.set(parameter, found);
	}
	return ids.size === 0 ? source : withIds(source, ids);
}

function withIds(
	source: ParameterSource,
	ids: ReadonlyMap<string, number | ReadonlyArray<number | string>>,
): ParameterSource {
	return {
		getNodeParameter: (name, itemIndex, fallback) => {
			const value = source.getNodeParameter(name, itemIndex, fallback);
			if (ids.has(name)) return ids.get(name);
			if (!isObject(value)) return value;
			const named = [...ids].filter(([parameter]) => parameter in value);
			return { ...value, ...Object.fromEntries(named) };
		},
	};
}
