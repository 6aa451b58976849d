import type { IDataObject, INodeProperties, IPollFunctions } from 'n8n-workflow';
import { readShape } from '../../shared/call/output';
import type { CallParameters } from '../../shared/call/parameters';
import { finnishTimeOf, momentText } from '../../shared/call/dates';
import { isEmpty } from '../../shared/call/entered';
import { idOf } from '../../shared/call/values';
import { MORE_FIELDS_JSON, type Field } from '../../shared/catalogue';
import { plainText, propertyOf } from '../../shared/foreignValues';
import { accountOperation } from '../../shared/profile/accountRow';
import { merged, placedAt } from '../../shared/profile/nestedKeys';
import type { AccountProfile } from '../../shared/profile/schema';
import { fieldProperty, withNames } from '../../Tampuuri/properties/fieldProperty';
import { MOST_REMEMBERED } from '../memory';
import type { EventDefinition, Moment, PolledEvent, WithIds } from './event';
import {
	askedOf,
	beginning,
	callOf,
	readRows,
	requireField,
	rowField,
	rowKey,
	sourceOf,
} from './rows';

interface Preset {
	readonly value: string;
	/** The label the editor shows for it. */
	readonly cachedResultName?: string;
}

/** A field of its own rather than a filter, since the number of calls depends on it most. */
export function stateField(preset: Preset, description: string): INodeProperties {
	return {
		...fieldProperty(rowField('serviceRequest', 'getAll', 'state'), false),
		default: { __rl: true, mode: 'list', ...preset },
		description,
	};
}

const CONTRACTOR = rowField('serviceRequest', 'getAll', 'contractor');

const PROPERTY: Field = {
	type: 'reference',
	to: 'property',
	key: 'KohdeId',
	parameter: 'property',
	label: 'Property (Kohde)',
	description:
		'Applied after reading, since we could not confirm such a filter in Tampuuri. It saves no calls.',
};

/** The fields of both service request events, besides the state. */
function filtersField(): INodeProperties {
	return {
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add filter',
		default: {},
		description: 'The fewer rows Tampuuri returns, the fewer calls a poll needs',
		options: [
			{
				displayName: 'More Filters (JSON)',
				name: MORE_FIELDS_JSON,
				placeholder: '{ "Tila": "avoin" }',
				type: 'json',
				default: '{}',
				description: "More filters as a JSON object, by their names on Tampuuri's Help page",
			},
			...[CONTRACTOR, PROPERTY].map((field) => withNames(field, fieldProperty(field, false))),
		],
	};
}

/** The fields that both service request events share. */
export const SERVICE_REQUEST_FIELDS: readonly INodeProperties[] = [
	filtersField(),
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
];

export const SERVICE_REQUEST_OPTIONS: EventDefinition['sharedOptions'] = [
	'callBudget',
	'concurrency',
	'maskIdentityCodes',
];

/** What is asked of the list of service requests. */
interface Browsing {
	readonly call: CallParameters;
	/** That Tampuuri filters by property is only assumed, so rows of others are left out here. */
	readonly property: number | undefined;
}

function isAt(row: IDataObject, property: number | undefined): boolean {
	return (
		property === undefined ||
		[propertyOf(row, 'KohdeId'), propertyOf(row, 'HuoneistoId')].includes(property)
	);
}

/** Assumed (EVIDENCE.md#service-request-list). */
const STATE = 'Tila';

const DAY = 24 * 60 * 60_000;

/** The same call, for requests since a day before the last poll that found any. */
function newerThan(call: CallParameters, filter: string, moment: Moment): CallParameters {
	const since = finnishTimeOf(new Date(beginning(moment, DAY)));
	if (since === undefined) return call;
	const moreFields = merged(call.moreFields, placedAt(filter, momentText(since)));
	return { ...call, moreFields };
}

interface ListSettings {
	/** Whether to remember each row's state. */
	readonly byState?: boolean;
	/** The account's filter that takes a time and leaves out what is older. */
	readonly newerThanFilter?: string;
}

export function listedBy(
	context: IPollFunctions,
	{ call, property }: Browsing,
	{ byState = false, newerThanFilter = '' }: ListSettings = {},
): Pick<PolledEvent, 'asked' | 'byTime' | 'list' | 'shape'> {
	const stampOf = (row: IDataObject) =>
		byState ? plainText(propertyOf(row, STATE)).toLowerCase() : '';
	const source = sourceOf(context, {});
	const isByTime = newerThanFilter !== '';
	const emitsExisting = context.getNodeParameter('emitExisting', false) === true;
	const wantsAll = ({ memory, isTest }: Moment) =>
		isTest === true || (memory === undefined && emitsExisting);
	return {
		asked: [askedOf(call), property, byState, newerThanFilter],
		byTime: isByTime || undefined,
		shape: readShape(source, 0, call.operation),
		list: async (client, moment) => {
			// The rows of one property may be few in a list that is long.
			const most = property === undefined || isByTime ? MOST_REMEMBERED : Infinity;
			const wanted =
				isByTime && !wantsAll(moment) ? newerThan(call, newerThanFilter, moment) : call;
			const { rows, ...read } = await readRows(wanted, client, most);
			if (byState) requireField(rows, STATE, 'the state of a service request');
			const entries = rows
				.filter((row) => isAt(row, property))
				.map((row) => ({ key: rowKey(row, 'Id'), stamp: stampOf(row), row, time: moment.now }));
			return { ...read, entries, rows: rows.length };
		},
	};
}

/**
 * Reads the state, which is a field of its own in the editor, as one of the filters. The property is
 * none: a poll that Tampuuri refuses for it would find nothing.
 */
export async function browsing(
	context: IPollFunctions,
	profile: AccountProfile | undefined,
	withIds: WithIds,
): Promise<Browsing> {
	const entered = context.getNodeParameter('filters', {}) as IDataObject;
	const contractor = await withIds(entered.contractor, { kind: 'party', label: CONTRACTOR.label });
	const property = await withIds(entered.property, { kind: 'property', label: PROPERTY.label });
	const state = context.getNodeParameter('state', '');
	const filters = { ...entered, contractor, property: undefined, state };
	return {
		call: callOf(context, accountOperation(profile, 'serviceRequest', 'getAll'), { filters }),
		property: isEmpty(property) ? undefined : idOf(PROPERTY, property),
	};
}
