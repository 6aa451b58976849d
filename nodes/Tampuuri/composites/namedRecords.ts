import type { IDataObject } from 'n8n-workflow';
import {
	collectionOf,
	fieldsOf,
	type Field,
	type PathParameter,
	type ReferenceTarget,
	type Row,
} from '../../shared/catalogue';
import { isEmpty } from '../../shared/call/entered';
import { objectIn, readOptions, type ParameterSource } from '../../shared/call/options';
import { isObject } from '../../shared/foreignValues';
import { findAccountRow } from '../../shared/profile/accountRow';
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

/** Whether a step names a record anywhere: most have none, and should not pay for looking. */
export function usesNames(parameters: object): boolean {
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
	const ids = new Map<string, number>();
	for (const field of [...Object.values(row.pathParameters), ...fieldsOf(row)]) {
		const kind = field.type === 'reference' ? KINDS[field.to] : undefined;
		if (kind === undefined) continue;
		const { label, parameter } = field;
		const value = isOptional(field)
			? objectIn(source, collection, itemIndex)[parameter]
			: source.getNodeParameter(parameter, itemIndex);
		const query = nameIn(value);
		if (query === undefined) continue;
		mayRun(row);
		const options = readOptions(source, itemIndex);
		const { found } = await findRecord({ kind, label, query }, run, options);
		ids.set(parameter, found.listed.id);
	}
	return ids.size === 0 ? source : withIds(source, ids);
}

function withIds(source: ParameterSource, ids: ReadonlyMap<string, number>): ParameterSource {
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
