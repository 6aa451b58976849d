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
import { objectIn, readOptions, type ParameterSource } from '../../shared/call/options';
import { isObject } from '../../shared/foreignValues';
import { findAccountRow } from '../../shared/profile/accountRow';
import type { Finding } from '../../shared/names/finders';
import { findRecord, type Wanted } from '../../shared/names/findRecord';
import { idsOfNames, isName } from '../../shared/names/named';

/** Where the records that a field takes are found by name. */
const KINDS: Readonly<Partial<Record<ReferenceTarget, Wanted['kind']>>> = {
	lease: 'lease',
	party: 'party',
	person: 'party',
	property: 'property',
};

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
	const ids = new Map<string, unknown>();
	for (const field of [...Object.values(row.pathParameters), ...fieldsOf(row)]) {
		const isList = isNamedList(field);
		const to = field.type === 'reference' || isList ? field.to : undefined;
		const kind = to && KINDS[to];
		if (kind === undefined) continue;
		const { label, parameter } = field;
		const value = isOptional(field)
			? objectIn(source, collection, itemIndex)[parameter]
			: source.getNodeParameter(parameter, itemIndex);
		const found = await idsOfNames(value, { kind, label, isList }, run.profile, async (query) => {
			mayRun(row);
			const options = readOptions(source, itemIndex);
			return (await findRecord({ kind, label, query }, run, options)).found.listed.id;
		});
		if (found !== undefined) ids.set(parameter, found);
	}
	return ids.size === 0 ? source : withIds(source, ids);
}

function withIds(source: ParameterSource, ids: ReadonlyMap<string, unknown>): ParameterSource {
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
