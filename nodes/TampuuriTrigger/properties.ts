import type { INodeProperties } from 'n8n-workflow';
import { DEFAULT_FETCH_CONCURRENCY, DEFAULT_LARGEST_BUNDLE, DEFAULT_WINDOW } from './settings';
import { ALL_EVENTS, EVENT_CHOICES } from './notifications/events';

const REGISTRATION_STEPS = [
	'Connect a credential with a secret below.',
	'Publish this workflow.',
	'Copy the Production URL above. It must start with https:// and be reachable from the internet.',
	"Add ?secret= and the credential's secret to the end of the URL.",
	'In Tampuuri, open Ylläpito / Webhooks, add a listener with this URL and choose its events.',
	'To check, change a service request in Tampuuri and look under Executions.',
];

/** Of HTML, n8n's notices only keep links and bulleted lists, hence the numbers in the text. */
const REGISTRATION = [
	'Register this trigger in Tampuuri by hand (requires the webhook add-on):',
	`<ul>${REGISTRATION_STEPS.map((step, index) => `<li>${index + 1}. ${step}</li>`).join('')}</ul>`,
	'The Test URL only works while this editor is listening. Register it as a second listener while you build, and remove it afterwards.',
].join('');

/** The event in the node panel, where n8n would strip brackets and capitals from the label. */
function actionOf(label: string): string {
	return `On ${label.replace(/ \(.*\)$/, '').toLowerCase()}`;
}

/** An event by its action: "Service request added" for "On service request added". */
const EVENT_NAMES = JSON.stringify(
	Object.fromEntries(
		EVENT_CHOICES.map(({ label, value }) => {
			const words = actionOf(label).slice('On '.length);
			return [value, words.charAt(0).toUpperCase() + words.slice(1)];
		}),
	),
);

/** The line under the trigger's name. An expression may give `events` as one text. */
export const SUBTITLE = `={{ $parameter["events"].includes("*") ? "All events" : [$parameter["events"]].flat().map((event) => (${EVENT_NAMES})[event] ?? event).join(", ") }}`;

const options: INodeProperties[] = [
	{
		displayName: 'Deduplicate',
		name: 'deduplicate',
		type: 'boolean',
		default: true,
		description:
			'Whether to let each event through only once, even if Tampuuri delivers it again. Manual runs and retried executions always get every event.',
	},
	{
		displayName: 'Fetch Concurrency',
		name: 'fetchConcurrency',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 8, numberPrecision: 0 },
		default: DEFAULT_FETCH_CONCURRENCY,
		description: 'How many records to fetch at the same time',
	},
	{
		displayName: 'Mask Identity Codes',
		name: 'maskIdentityCodes',
		type: 'boolean',
		default: true,
		description:
			'Whether to mask personal identity codes in the events and their records. Without this option they are not masked.',
	},
	{
		displayName: 'Maximum Bundle Size',
		name: 'largestBundle',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		displayOptions: { show: { '/output': ['bundle'] } },
		default: DEFAULT_LARGEST_BUNDLE,
		description: 'A bundle with more notifications becomes several items',
	},
	{
		displayName: 'Deduplication Window',
		name: 'window',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 1_000_000, numberPrecision: 0 },
		default: DEFAULT_WINDOW,
		description:
			'How many events to remember for deduplication. The oldest are forgotten first. n8n writes the whole list to its database for each execution: 27 bytes per event, twice that with When Workflow Finishes.',
	},
];

export const PROPERTIES: INodeProperties[] = [
	{ displayName: REGISTRATION, name: 'registrationNotice', type: 'notice', default: '' },
	// Without this, n8n shows both credentials next to the switch that one of them depends on.
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
		description: 'Exact names of further events, separated by commas',
	},
	{
		displayName: 'Accounts',
		name: 'accounts',
		type: 'string',
		default: '',
		placeholder: 'e.g. Esimerkki-isännöinti Oy',
		description:
			'Only receive events from these Tampuuri accounts (tilit), separated by commas. Leave empty for all.',
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
					'Answers Tampuuri as soon as n8n has stored the execution. Each event runs once; failed runs stay under Executions for you to retry. Not with workers (queue mode): a worker that dies takes its events with it.',
			},
			{
				name: 'When Workflow Finishes',
				value: 'lastNode',
				description:
					'Answers Tampuuri after the workflow has succeeded. Tampuuri delivers failed or crashed runs again, up to five times. If it takes more than seconds, waits, or n8n has workers, let it only start the steps: Execute Sub-workflow without waiting, as in the ready workflow "Events handed over safely".',
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
			"Whether to fetch the service request, lease, property, party or document of each event. Every fetch is a billed call. Only events from the credential's own account are fetched.",
	},
	{
		displayName: 'On Fetch Failure',
		name: 'onFetchFailure',
		type: 'options',
		options: [
			{
				name: 'Return the Event with a Note',
				value: 'note',
				description: 'The field recordNote explains why there is no record',
			},
			{
				name: 'Stop If Tampuuri Does Not Respond',
				value: 'error',
				description:
					'Fails the whole delivery after a server error or without a response. With When Workflow Finishes, Tampuuri then delivers it again. A record that does not exist only gives its event a note.',
			},
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
