import {
	catalogue,
	fileListOf,
	isComposite,
	isListing,
	namedRows,
	PAGING_KEYS,
	withFilesOf,
	type Field,
	type Operation,
	type Resource,
	type ResourceName,
	type ResponseField,
	type ResponseShape,
	type Row,
} from '../catalogue';
import { commaSeparated } from '../foreignValues';
import { listedResponse } from './listOperation';
import { questionName, ROW, rowParameterOf } from './names';
import type { AccountProfile } from './schema';

/** What a profile says about one question; nothing if it does not have it. */
function inAccount(
	{ names, values }: AccountProfile,
	question: string,
): Pick<Field, 'accountKey' | 'accountValues'> {
	const accountKey = names[question];
	const accountValues = values[question];
	return { ...(accountKey && { accountKey }), ...(accountValues && { accountValues }) };
}

function accountResponse(
	resource: Resource,
	response: ResponseShape,
	profile: AccountProfile,
): ResponseShape {
	if (response.kind !== 'list' && response.kind !== 'record') return response;
	const fields = response.fields.map(
		(field): ResponseField => ({
			...field,
			...inAccount(profile, questionName(resource.value, ROW, rowParameterOf(resource, field.key))),
		}),
	);
	return { ...response, fields };
}

function accountOperationOf(
	resource: Resource,
	name: string,
	row: Operation,
	profile: AccountProfile,
): Operation {
	const question = (parameter: string) => questionName(resource.value, name, parameter);
	const accountField = (field: Field): Field => ({
		...field,
		...inAccount(profile, question(field.parameter)),
	});
	const { query, body, paging, response } = row;
	const pagingKeys = Object.fromEntries(
		PAGING_KEYS.map(({ parameter }) => [parameter, profile.names[question(parameter)]]),
	);
	return {
		...row,
		query: query.map(accountField),
		...(body && { body: { ...body, fields: body.fields.map(accountField) } }),
		...(paging && { pagingKeys }),
		...(profile.dates && { dayFormat: profile.dates }),
		response: accountResponse(resource, response, profile),
	};
}

function madeRow(resource: Resource, name: string, row: Row, profile: AccountProfile): Row {
	if (!isComposite(row)) return accountOperationOf(resource, name, row, profile);
	if (isListing(row)) return { ...row, response: listedResponse(row, profile) };
	// It asks for what the catalogue assumes, whatever an earlier check found.
	if (row.composite === 'checkAccount') return row;
	const ofStep = (step: Operation): Operation => {
		const [stepName = name] = namedRows(resource).find(([, other]) => other === step) ?? [];
		return accountOperationOf(resource, stepName, step, profile);
	};
	if (row.access === 'read') return { ...row, steps: row.steps.map(ofStep) };
	const [first, second] = row.steps;
	const dayFormat = profile.dates;
	return { ...row, ...(dayFormat && { dayFormat }), steps: [ofStep(first), ofStep(second)] };
}

/** The rows made for each profile: a run wants the same one for every item. */
const made = new WeakMap<AccountProfile, Map<Row, Row>>();

/**
 * A row of the catalogue as the account has it: under which keys and with which values things are
 * sent and read. Without a profile, the row itself.
 */
function accountRow(
	resource: Resource,
	name: string,
	row: Row,
	profile: AccountProfile | undefined,
): Row {
	if (profile === undefined) return row;
	const rows = made.get(profile) ?? new Map<Row, Row>();
	made.set(profile, rows);
	const ready = rows.get(row) ?? madeRow(resource, name, row, profile);
	rows.set(row, ready);
	return ready;
}

/** The account's row for the values of a resource and an operation; undefined if there is none. */
export function findAccountRow(
	profile: AccountProfile | undefined,
	resourceName: unknown,
	operationName: unknown,
): Row | undefined {
	const resource = catalogue.find(({ value }) => value === resourceName);
	if (resource === undefined) return undefined;
	const [name, row] = namedRows(resource).find(([one]) => one === operationName) ?? [];
	return name === undefined || row === undefined
		? undefined
		: accountRow(resource, name, row, profile);
}

/**
 * The account's row of what is sent for an offered operation: another one once its files are given.
 *
 * @param entered what is entered for an optional field of the offered operation
 */
export function sentRow(
	profile: AccountProfile | undefined,
	resourceName: unknown,
	operationName: unknown,
	entered: (offered: Row, field: Field) => unknown,
): Row | undefined {
	const offered = findAccountRow(profile, resourceName, operationName);
	const resource = catalogue.find(({ value }) => value === resourceName);
	if (offered === undefined || resource === undefined) return undefined;
	const [withFiles] = withFilesOf(resource, String(operationName)) ?? [];
	const other = findAccountRow(profile, resourceName, withFiles);
	const files = fileListOf(other);
	if (files === undefined) return offered;
	return commaSeparated(entered(offered, files)).length === 0 ? offered : other;
}

/** The account's row of an operation that the product itself calls. */
export function accountOperation(
	profile: AccountProfile | undefined,
	resource: ResourceName,
	name: string,
): Operation {
	const row = findAccountRow(profile, resource, name);
	if (row === undefined || isComposite(row)) {
		throw new Error(`The catalogue has no operation ${resource}.${name}`);
	}
	return row;
}

/** The keys of a page for an operation called by its path, if the catalogue has it. */
export function pagingKeysAt(
	profile: AccountProfile | undefined,
	{ method, path }: Pick<Operation, 'method' | 'path'>,
): Operation['pagingKeys'] {
	for (const resource of profile === undefined ? [] : catalogue) {
		for (const [name, row] of namedRows(resource)) {
			if (isComposite(row) || row.method !== method || row.path !== path) continue;
			const found = accountRow(resource, name, row, profile);
			return found.pagingKeys;
		}
	}
	return undefined;
}
