import type { INodeProperties } from 'n8n-workflow';
import { DEFAULT_FETCH_CONCURRENCY, DEFAULT_LARGEST_BUNDLE, DEFAULT_WINDOW } from './settings';
import { ALL_EVENTS, EVENT_CHOICES } from './notifications/events';

const REGISTRATION_STEPS = [
	'Connect a credential with a secret below.',
	'Publish this workflow.',
	'Copy the Production URL above. It must start with https:// and be reachable from the internet.',
	"Add ?secret= and the credential's secret to its end.",
	'In Tampuuri, open Ylläpito / Webhooks, add a listener with that address and choose its events.',
	'To check, change a service request in Tampuuri and look under Executions.',
];

/** Of HTML, n8n lets lists and links pass in a notice, and takes all else away. */
const REGISTRATION = [
	'Register this trigger in Tampuuri by hand, in this order (the webhook add-on is needed):',
	`<ul>${REGISTRATION_STEPS.map((step) => `<li>${step}</li>`).join('')}</ul>`,
	'The Test URL works only while this editor listens: register it as a second listener for trying out, and remove it afterwards.',
].join('');

/** The event in the node panel, where n8n would take brackets and capitals out of the label. */
function actionOf(label: string): string {
	return `On ${label.replace(/ \(.*\)$/, '').toLowerCase()}`;
}

const options: INodeProperties[] = [
	{
		displayName: 'De-Duplicate',
		name: 'deduplicate',
		type: 'boolean',
		default: true,
		description:
			'Whether an event that is delivered again is passed on only once. Runs by hand and retried executions always pass on everything.',
	},
	{
		displayName: 'Fetch Concurrency',
		name: 'fetchConcurrency',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 8, numberPrecision: 0 },
		default: DEFAULT_FETCH_CONCURRENCY,
		description: 'How many records are fetched at the same time',
	},
	{
		displayName: 'Largest Bundle',
		name: 'largestBundle',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: DEFAULT_LARGEST_BUNDLE,
		description: 'A call with more notifications is refused (413)',
	},
	{
		displayName: 'Window',
		name: 'window',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 1_000_000, numberPrecision: 0 },
		default: DEFAULT_WINDOW,
		description:
			'How many events are remembered for de-duplication; the oldest are forgotten first',
	},
];

export const PROPERTIES: INodeProperties[] = [
	{ displayName: REGISTRATION, name: 'registrationNotice', type: 'notice', default: '' },
	// Without it n8n shows both credentials at the switch that one of them depends on.
	{ displayName: 'Credentials', name: 'credentials', type: 'credentials', default: '' },
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		options: [
			{
				name: '[All Events]',
				value: ALL_EVENTS,
				action: 'On any event',
				description: 'Everything the listener in Tampuuri sends',
			},
			...EVENT_CHOICES.map(({ label, value, description }) => ({
				name: label,
				value,
				action: actionOf(label),
				description,
			})),
		],
		default: [ALL_EVENTS],
	},
	{
		displayName: 'Other Event Names',
		name: 'otherEvents',
		type: 'string',
		default: '',
		placeholder: 'e.g. OsapuoliUusi, RemonttiTilamuutos',
		description: 'More events by their literal names, separated by commas',
	},
	{
		displayName: 'Accounts',
		name: 'accounts',
		type: 'string',
		default: '',
		placeholder: 'e.g. Visma Tampuuri',
		description:
			'Only events of these Tampuuri accounts (tilit), separated by commas. All when empty.',
	},
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: [
			{ name: 'One Item per Notification', value: 'notification' },
			{ name: 'One Item per Bundle', value: 'bundle' },
		],
		default: 'notification',
	},
	{
		displayName: 'Respond',
		name: 'respond',
		type: 'options',
		options: [
			{
				name: 'Immediately',
				value: 'onReceived',
				description:
					'Tampuuri gets its answer once n8n has stored the execution. No event passes twice; one that fails or crashes stays visible under Executions, to be retried there. Holds for one n8n process: with workers (queue mode), choose the other if nothing may be lost.',
			},
			{
				name: 'When Workflow Finishes',
				value: 'lastNode',
				description:
					'Tampuuri gets its answer after the workflow has succeeded, and delivers again (at most five times) what failed or crashed. Only for workflows that take seconds and do not wait.',
			},
		],
		default: 'onReceived',
	},
	{
		displayName: 'Fetch Full Record',
		name: 'fetchFullRecord',
		type: 'boolean',
		default: false,
		description:
			"Whether to fetch the service request, lease, property, party or document of each event. Every fetch is a billed call. Only events of the credential's own account are fetched.",
	},
	{
		displayName: 'On Fetch Failure',
		name: 'onFetchFailure',
		type: 'options',
		options: [
			{
				name: 'Pass the Event On with a Note',
				value: 'note',
				description: 'The field recordNote says why there is no record',
			},
			{ name: 'Stop with an Error', value: 'error' },
		],
		default: 'note',
		displayOptions: { show: { fetchFullRecord: [true] } },
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options,
	},
];
