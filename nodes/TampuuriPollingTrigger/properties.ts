import type { INodeProperties } from 'n8n-workflow';
import { catalogue, MORE_FIELDS, type Field } from '../shared/catalogue';
import { fieldProperty } from '../Tampuuri/properties/fieldProperty';
import { costNotice } from './pollingCost';
import { callProperties } from './events/callProperties';
import { pollingOptions } from './options';

const EVENT: INodeProperties = {
	displayName: 'Event',
	name: 'event',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Any List',
			value: 'anyList',
			action: 'On new rows of any list',
			description: 'New or changed rows of any operation that reads a list',
		},
		{
			name: 'Changed Documents (Tiedostoloki)',
			value: 'changedDocuments',
			action: 'On changed documents',
			description: 'New entries of the log of document changes; usually one call a poll',
		},
		{
			name: 'Leases Ending Within N Days (Sopimukset)',
			value: 'leasesEnding',
			action: 'On leases ending soon',
			description: 'Each lease once for each end date, looked at once a day',
		},
		{
			name: 'New Service Requests (Uudet Ilmoitukset)',
			value: 'newServiceRequests',
			action: 'On new service requests',
			description: 'Each service request once, when it is first in the list',
		},
		{
			name: 'Service Request State Changed (Ilmoituksen Tila)',
			value: 'serviceRequestStateChanged',
			action: 'On service requests that changed state',
			description: 'Each state in which a poll finds a service request anew',
		},
	],
	default: 'newServiceRequests',
};

/** A field of one of the catalogue's operations. */
function rowField(resource: string, operation: string, parameter: string): Field {
	const row = catalogue.find(({ value }) => value === resource)?.operations[operation];
	const fields = [...(row?.query ?? []), ...(row?.body?.fields ?? [])];
	const field = fields.find((one) => one.parameter === parameter);
	if (field === undefined) throw new Error(`No field ${parameter} in ${resource}.${operation}`);
	return field;
}

interface Preset {
	readonly value: string;
	/** What the editor shows for it. */
	readonly cachedResultName?: string;
}

/** Chosen by itself, since the number of calls depends on it most. */
function stateProperty(event: string, preset: Preset, description: string): INodeProperties {
	return {
		...fieldProperty(rowField('serviceRequest', 'getAll', 'state'), false),
		displayOptions: { show: { event: [event] } },
		default: { mode: 'list', ...preset },
		description,
	};
}

function serviceRequestFilters(): INodeProperties {
	const contractor = fieldProperty(rowField('serviceRequest', 'getAll', 'contractor'), false);
	const property = fieldProperty(
		{
			type: 'reference',
			to: 'property',
			key: 'KohdeId',
			parameter: 'property',
			label: 'Property (Kohde)',
			description:
				'No such filter of Tampuuri was seen: all rows are read, and those of other cost centres and units left out',
		},
		false,
	);
	return {
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add filter',
		displayOptions: { show: { event: ['newServiceRequests', 'serviceRequestStateChanged'] } },
		default: {},
		description: 'The fewer rows Tampuuri gives, the fewer calls a poll takes',
		options: [
			{
				displayName: 'Additional Fields (JSON)',
				name: MORE_FIELDS,
				type: 'json',
				default: '{}',
				description: "Further filters, by their names on Tampuuri's Help page",
			},
			contractor,
			property,
		],
	};
}

const DOCUMENT_FIELDS: readonly INodeProperties[] = [
	{
		displayName: 'Document Type (Tyyppi)',
		name: 'documentType',
		type: 'string',
		required: true,
		displayOptions: { show: { event: ['changedDocuments'] } },
		default: '',
		placeholder: 'e.g. Kohde',
		description: 'A name or number of ApiLiitetyyppi; its values are on the Help page',
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add filter',
		displayOptions: { show: { event: ['changedDocuments'] } },
		default: {},
		options: [fieldProperty(rowField('document', 'getChanges', 'attachmentType'), false)],
	},
];

const LEASE_FIELDS: readonly INodeProperties[] = [
	{
		displayName:
			'Tampuuri is not known to offer a list of leases. Enter the IDs of the leases (one call a day for each), or name a list that you know to hold leases with their end dates.',
		name: 'leaseNotice',
		type: 'notice',
		displayOptions: { show: { event: ['leasesEnding'] } },
		default: '',
	},
	{
		displayName: 'Days',
		name: 'days',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		displayOptions: { show: { event: ['leasesEnding'] } },
		default: 30,
		description: 'A lease is given out when its end date is at most this many days ahead',
	},
	{
		displayName: 'Leases From',
		name: 'leasesFrom',
		type: 'options',
		displayOptions: { show: { event: ['leasesEnding'] } },
		options: [
			{ name: 'A List of the API', value: 'list' },
			{ name: 'Lease IDs', value: 'ids' },
		],
		default: 'ids',
	},
	{
		displayName: 'Lease IDs (Sopimukset)',
		name: 'leaseIds',
		type: 'string',
		displayOptions: { show: { event: ['leasesEnding'], leasesFrom: ['ids'] } },
		default: '',
		placeholder: 'e.g. 442766, 442767',
		description: 'Separated by commas, or an array from an expression; one call a day for each',
	},
	{
		displayName: 'End Date Field',
		name: 'endDateField',
		type: 'string',
		displayOptions: { show: { event: ['leasesEnding'] } },
		default: 'Loppupvm',
		description: 'Unconfirmed: the field of a lease that holds its end date',
	},
];

const ROWS: INodeProperties = {
	displayName: 'Rows',
	name: 'rows',
	type: 'options',
	displayOptions: { show: { event: ['anyList'] } },
	options: [
		{ name: 'New', value: 'new' },
		{ name: 'New and Changed', value: 'newAndChanged' },
	],
	default: 'new',
};

/** The trigger's fields. */
export function properties(): INodeProperties[] {
	return [
		{ displayName: costNotice(), name: 'costNotice', type: 'notice', default: '' },
		EVENT,
		stateProperty(
			'newServiceRequests',
			{ value: 'avoin', cachedResultName: 'Open (Avoin)' },
			'One that leaves this state before a poll sees it is not given out. Empty it to see every one, at the price of reading the whole list each time.',
		),
		stateProperty(
			'serviceRequestStateChanged',
			{ value: '' },
			'Only changes to this state, for fewer calls. Without it the whole list is read each time, and items tell the previous state.',
		),
		serviceRequestFilters(),
		...DOCUMENT_FIELDS,
		...LEASE_FIELDS,
		...callProperties(),
		ROWS,
		{
			displayName: 'Emit Existing on First Run',
			name: 'emitExisting',
			type: 'boolean',
			default: false,
			description:
				'Whether what is there already is given out when the workflow is first published, or the fields above are changed',
		},
		{
			displayName: 'Simplify',
			name: 'simplify',
			type: 'boolean',
			displayOptions: { show: { event: ['newServiceRequests', 'serviceRequestStateChanged'] } },
			default: true,
			description: 'Whether to return a simplified version of the response instead of the raw data',
		},
		pollingOptions(),
	];
}
