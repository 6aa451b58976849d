import type { INodeProperties } from 'n8n-workflow';
import { catalogue } from '../shared/catalogue';
import { optionsProperty } from '../Tampuuri/properties/optionProperties';

const SERVICE_REQUESTS = ['newServiceRequests', 'serviceRequestStateChanged'];
const LISTS = [...SERVICE_REQUESTS, 'anyList', 'leasesEnding'];
const ALL = [...LISTS, 'changedDocuments'];

/** The Tampuuri node's options that a poll takes too, with the events for which they are shown. */
const TAKEN: Readonly<Record<string, readonly string[]>> = {
	callBudget: ALL,
	fieldNameContractor: SERVICE_REQUESTS,
	fieldNameLimit: LISTS,
	fieldNameOffset: LISTS,
	fieldNameState: SERVICE_REQUESTS,
	maskIdentityCodes: ALL,
	pageConcurrency: ALL,
	retries: ALL,
	timeout: ALL,
};

const OWN: readonly INodeProperties[] = [
	{
		displayName: 'Look Back (Days)',
		name: 'lookBack',
		type: 'number',
		typeOptions: { minValue: 0 },
		displayOptions: { show: { '/event': ['changedDocuments'] } },
		default: 7,
		description: 'How far back the first run and a manual test read the log',
	},
	{
		displayName: 'Overlap (Minutes)',
		name: 'overlap',
		type: 'number',
		typeOptions: { minValue: 0 },
		displayOptions: { show: { '/event': ['changedDocuments'] } },
		default: 10,
		description:
			'How far each poll reads behind the newest entry it knows, for entries that come late. None is given out twice.',
	},
	{
		displayName: 'State Field',
		name: 'stateField',
		type: 'string',
		displayOptions: { show: { '/event': ['serviceRequestStateChanged'] } },
		default: 'Tila',
		description: 'Unconfirmed: the field of a service request that holds its state',
	},
];

const BUDGET =
	'The most calls one poll may make. A poll that needs more fails and gives out nothing; the next one starts over.';

function taken(option: INodeProperties): INodeProperties {
	return {
		...option,
		...(option.name === 'callBudget' ? { description: BUDGET } : {}),
		displayOptions: { show: { '/event': [...(TAKEN[option.name] ?? [])] } },
	};
}

/** The one `Options` collection. */
export function pollingOptions(): INodeProperties {
	const { options = [], ...collection } = optionsProperty(catalogue);
	const shared = options.filter(
		(option): option is INodeProperties => 'type' in option && option.name in TAKEN,
	);
	return {
		...collection,
		options: [...shared.map(taken), ...OWN].sort((one, other) =>
			one.displayName.localeCompare(other.displayName, 'en'),
		),
	};
}
