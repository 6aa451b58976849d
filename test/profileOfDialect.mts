import {
	catalogue,
	fieldsOf,
	isComposite,
	namedRows,
	type Operation,
	type Resource,
} from '../dist/nodes/shared/catalogue/index.js';
import { rowParameterOf } from '../dist/nodes/shared/profile/names.js';
import type { AccountProfile } from '../dist/nodes/shared/profile/schema.js';
import { operationName } from '../simulator/api/call.mts';
import type { Enumeration, OperationSpelling, Spelling } from '../simulator/dialects/dialect.mts';
import { dialectOf, type DialectName } from '../simulator/dialects/index.mts';

type Settled = {
	names: Record<string, string>;
	values: Record<string, Record<string, string | number>>;
};

function valuesOf({ values }: Enumeration, as: 'name' | 'number') {
	return Object.fromEntries(values.map((one) => [one.standard, one[as]]));
}

function addSent(
	settled: Settled,
	resource: Resource,
	[name, row]: readonly [string, Operation],
	{ body = {}, wrapper }: OperationSpelling,
): void {
	for (const { key, parameter } of fieldsOf(row)) {
		const question = `${resource.value}.${name}.${parameter}`;
		const spelling: Spelling | undefined = body[key];
		const sent = spelling?.key ?? (wrapper === undefined ? key : `${wrapper}.${key}`);
		if (sent !== key) settled.names[question] = sent;
		if (spelling?.enumeration) settled.values[question] = valuesOf(spelling.enumeration, 'name');
	}
}

function addRead(settled: Settled, resource: Resource, row: Operation, spelled: OperationSpelling) {
	const known = 'fields' in row.response ? row.response.fields : [];
	for (const { key } of known) {
		const spelling = spelled.response?.[key];
		if (spelling === undefined) continue;
		const question = `${resource.value}.row.${rowParameterOf(resource, key)}`;
		if (spelling.key !== key) settled.names[question] = spelling.key;
		const { enumeration } = spelling;
		if (enumeration) settled.values[question] = valuesOf(enumeration, enumeration.writtenAs);
	}
}

/** The true profile of an account whose API is spelled as in a dialect, without its lists. */
export function profileOfDialect(dialect: DialectName): AccountProfile {
	const settled: Settled = { names: {}, values: {} };
	const { operations } = dialectOf(dialect);
	for (const resource of catalogue as readonly Resource[]) {
		for (const [name, row] of namedRows(resource)) {
			if (isComposite(row)) continue;
			const spelled = operations[operationName(row)];
			if (spelled === undefined) continue;
			addSent(settled, resource, [name, row], spelled);
			addRead(settled, resource, row, spelled);
		}
	}
	return { version: 1, checkedAt: '2026-11-25', ...settled, lists: {} };
}
