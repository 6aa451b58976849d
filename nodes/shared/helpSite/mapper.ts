import {
	UserError,
	type ILoadOptionsFunctions,
	type ResourceMapperField,
	type ResourceMapperFields,
} from 'n8n-workflow';
import { itemError } from '../errors/nodeError';
import {
	API_OPERATION,
	findRow,
	isComposite,
	SHOW_MORE_FIELDS,
	type Operation,
} from '../catalogue';
import { operationIdentity, operationNameOf, type OperationName } from './pages/operationName';
import { openHelpSite, staleNotice, type HelpSite } from './site';
import { fieldsOfPage } from './fields/fieldsOfPage';
import { withoutFile } from './fields/label';
import type { LiveField } from './fields/liveField';
import { mapperFields } from './fields/mapperFields';

interface PageFields {
	readonly fields: readonly LiveField[];
	readonly staleSince?: number;
}

async function fieldsOfOperation(site: HelpSite, name: OperationName): Promise<PageFields> {
	const { value, staleSince } = await site.operation(name);
	return { fields: await fieldsOfPage(value, site), staleSince };
}

/** Adds the notice to the first field, since n8n has no other place for it. */
function mapperFieldsOf({ fields, staleSince }: PageFields): ResourceMapperField[] {
	const [first, ...others] = mapperFields(fields);
	if (first === undefined) return [];
	const notice = staleSince === undefined ? '' : ` [${staleNotice(staleSince)}]`;
	return [{ ...first, displayName: `${first.displayName}${notice}` }, ...others];
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

/** The operation that sends the body: the operation itself, or the last step of a composite. */
function sendingRow(resourceName: unknown, operationName: unknown): Operation {
	const row = findRow(resourceName, operationName);
	if (row === undefined) throw new UserError('Choose a resource and an operation first');
	return isComposite(row) ? row.steps[1] : row;
}

/** Files are only loaded for fields of the catalogue. */
function optional(field: LiveField): LiveField {
	const { label, ...entered } = withoutFile(field);
	return { ...entered, label: field.required ? `${label} (required)` : label, required: false };
}

/** Whether a field is a single field of the body that the catalogue's operation does not have. */
function isUnknownTo(row: Operation, { place, kind, key }: LiveField): boolean {
	const known = (row.body?.fields ?? []).map((field) => field.key.toLowerCase());
	const isSingle = place === 'body' && kind !== 'whole' && kind !== 'rest';
	return isSingle && !known.includes(key.toLowerCase());
}

async function fieldsUnknown(context: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	if (context.getNodeParameter(SHOW_MORE_FIELDS, false) !== true) return { fields: [] };
	const row = sendingRow(
		context.getNodeParameter('resource', ''),
		context.getNodeParameter('operation', ''),
	);
	const site = await openHelpSite(context);
	const { value: index } = await site.index();
	const listed = index.find((one) => operationIdentity(one) === operationIdentity(row));
	if (listed === undefined) {
		return { fields: [], emptyFieldsNotice: 'The Help site does not list this operation' };
	}
	const { fields, staleSince } = await fieldsOfOperation(site, listed);
	const unknown = fields.filter((field) => isUnknownTo(row, field)).map(optional);
	return {
		fields: mapperFieldsOf({ fields: unknown, staleSince }),
		emptyFieldsNotice: 'The Help page has no more fields',
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
 * is required, because fields can also be entered as JSON, and none is read before it is asked for.
 * Fails if the page is unavailable.
 */
export const moreFields = shownErrors(fieldsUnknown);
