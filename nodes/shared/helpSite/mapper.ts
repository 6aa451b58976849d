import {
	UserError,
	type ILoadOptionsFunctions,
	type ResourceMapperField,
	type ResourceMapperFields,
} from 'n8n-workflow';
import { CREDENTIAL_NAME, profileTextOf } from '../api/credential';
import { itemError } from '../errors/nodeError';
import {
	API_OPERATION,
	fieldsOf,
	isComposite,
	isUnderMoreFields,
	SHOW_MORE_FIELDS,
	type Operation,
	type Row,
} from '../catalogue';
import { operationIdentity, operationNameOf, type OperationName } from './pages/operationName';
import type { OperationPage, PageFields as ParameterTable } from './pages/types';
import { openHelpSite, staleNotice, type HelpSite } from './site';
import { fieldsOfPage } from './fields/fieldsOfPage';
import { harmless, withoutFile } from './fields/label';
import type { LiveField } from './fields/liveField';
import { mapperFields } from './fields/mapperFields';

interface PageFields {
	readonly page: OperationPage;
	readonly fields: readonly LiveField[];
	readonly staleSince?: number;
}

async function fieldsOfOperation(site: HelpSite, name: OperationName): Promise<PageFields> {
	const { value, staleSince } = await site.operation(name);
	return { page: value, fields: await fieldsOfPage(value, site), staleSince };
}

/** Adds the notice to the first field, since n8n has no other place for it. */
function mapperFieldsOf(
	{ fields, staleSince }: Pick<PageFields, 'fields' | 'staleSince'>,
	contradiction = '',
): ResourceMapperField[] {
	const [first, ...others] = mapperFields(fields);
	if (first === undefined) return [];
	const notices = [contradiction, staleSince === undefined ? '' : staleNotice(staleSince)];
	const notice = notices.filter((text) => text !== '').map((text) => ` [${text}]`);
	return [{ ...first, displayName: `${first.displayName}${notice.join('')}` }, ...others];
}

async function fieldsOfChosen(context: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const chosen = context.getNodeParameter(API_OPERATION, '', { extractValue: true });
	const name = operationNameOf(String(chosen));
	if (name === undefined) {
		return { fields: [], emptyFieldsNotice: 'Choose an operation first' };
	}
	const fields = mapperFieldsOf(await fieldsOfOperation(await openHelpSite(context), name));
	return { fields, emptyFieldsNotice: 'This operation has no fields' };
}

/** Finds the row that the step's parameters choose, as the account of the credential has it. */
export type FindRow = (
	profileText: string,
	parameter: (name: string) => unknown,
) => Row | undefined;

/** The operation that sends the body: the operation itself, or the last step of a composite. */
function sendingRow(row: Row | undefined): Operation {
	const sending = row !== undefined && isComposite(row) ? row.steps[1] : row;
	if (sending === undefined) throw new UserError('Choose a resource and an operation first');
	return sending;
}

/** Files are only loaded for fields of the catalogue. */
function optional(field: LiveField): LiveField {
	const { label, ...entered } = withoutFile(field);
	return { ...entered, label: field.required ? `${label} (required)` : label, required: false };
}

/** The account's names for what an operation sends in its body. */
function accountKeysOf({ body, paging, pagingKeys = {} }: Operation): string[] {
	const keys = (body?.fields ?? []).map(({ accountKey }) => accountKey);
	return [...keys, ...(paging === 'body' ? Object.values(pagingKeys) : [])].filter(
		(key) => key !== undefined,
	);
}

/** Whether pages that were read whole do not have a dotted name. */
async function isMissing(
	{ fields, complete }: ParameterTable,
	[name = '', ...inside]: readonly string[],
	site: HelpSite,
): Promise<boolean> {
	const field = fields.find((one) => one.name.toLowerCase() === name.toLowerCase());
	if (field === undefined) return complete;
	if (inside.length === 0 || field.type.kind === 'unread') return false;
	if (field.type.kind !== 'model') return true;
	const model = await site.model(field.type.name);
	return model.kind === 'object' && (await isMissing(model, inside, site));
}

/** What to tell if the page has changed since the account was checked. */
async function contradictionOf(
	row: Operation,
	{ body }: OperationPage,
	site: HelpSite,
): Promise<string> {
	if (body?.type.kind !== 'model') return '';
	const keys = accountKeysOf(row);
	const missing = await Promise.all(keys.map((key) => isMissing(body, key.split('.'), site)));
	if (!missing.includes(true)) return '';
	const names = keys.filter((_, place) => missing[place]).join(', ');
	return `The Help page no longer has ${names}, as in the credential's Account Profile. Run Account → Check again`;
}

/** Whether a field is a single one of what the operation sends, and its row does not have it. */
function isUnknownTo(row: Operation, { place, kind, key }: LiveField): boolean {
	const known = fieldsOf(row)
		.filter((field) => !isUnderMoreFields(row, field))
		.map((field) => (field.accountKey ?? field.key).toLowerCase());
	const sent = row.body === undefined ? 'query' : 'body';
	const isSingle = place === sent && kind !== 'whole';
	return isSingle && !known.includes(key.toLowerCase());
}

async function fieldsUnknown(
	context: ILoadOptionsFunctions,
	findAccountRow: FindRow,
): Promise<ResourceMapperFields> {
	if (context.getNodeParameter(SHOW_MORE_FIELDS, false) !== true) return { fields: [] };
	const row = sendingRow(
		findAccountRow(profileTextOf(await context.getCredentials(CREDENTIAL_NAME)), (name) =>
			context.getNodeParameter(name, ''),
		),
	);
	try {
		return await fieldsOnPage(row, await openHelpSite(context));
	} catch (error) {
		return asJsonOnly(row, itemError(context.getNode(), error, undefined, []).message);
	}
}

/** One field for all, if there is no page to name them. */
function asJsonOnly(row: Operation, why: string): ResourceMapperFields {
	const place = row.body === undefined ? 'query' : 'body';
	const label = harmless(`Other Fields (JSON): ${why}`);
	return { fields: mapperFields([{ place, kind: 'rest', key: '', label, required: false }]) };
}

async function fieldsOnPage(row: Operation, site: HelpSite): Promise<ResourceMapperFields> {
	const { value: index } = await site.index();
	const listed = index.find((one) => operationIdentity(one) === operationIdentity(row));
	if (listed === undefined) return asJsonOnly(row, 'the Help site does not list this operation');
	const { page, fields, staleSince } = await fieldsOfOperation(site, listed);
	const unknown = fields.filter((field) => isUnknownTo(row, field)).map(optional);
	const contradiction = await contradictionOf(row, page, site);
	return {
		fields: mapperFieldsOf({ fields: unknown, staleSince }, contradiction),
		emptyFieldsNotice: contradiction || 'The Help page has no more fields',
	};
}

function shownErrors(
	load: (context: ILoadOptionsFunctions) => Promise<ResourceMapperFields>,
): (this: ILoadOptionsFunctions) => Promise<ResourceMapperFields> {
	return async function () {
		try {
			return await load(this);
		} catch (error) {
			throw itemError(this.getNode(), error, undefined, []);
		}
	};
}

/** The fields of the operation chosen from the list. Fails if its page is unavailable. */
export const operationFields = shownErrors(fieldsOfChosen);

/**
 * The fields of a body that the catalogue does not have, read from the operation's Help page. None
 * is required, and none is read before it is asked for. If the page is unavailable, there is a field
 * for JSON that says so. Tells if the page contradicts what is known of the account.
 */
export function moreFieldsWith(findRow: FindRow): ReturnType<typeof shownErrors> {
	return shownErrors(async (context) => await fieldsUnknown(context, findRow));
}
