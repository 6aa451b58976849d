import type { INodeProperties } from 'n8n-workflow';
import {
	ANY_OPERATION,
	fieldsOf,
	isComposite,
	offeredBy,
	type Row,
	type Resource,
} from '../../shared/catalogue';
import { PLAN_NAMES, PLANS } from '../../shared/call/cost';
import { DEFAULT_OPTIONS } from '../../shared/call/options';
import { DEFAULT_SETTINGS } from '../../shared/api/request';

type Applies = (operation: Row) => boolean;

interface Option {
	readonly property: INodeProperties;
	readonly applies: Applies;
	/** Whether a call by path also has this option. */
	readonly forAnyOperation?: boolean;
}

const { retries, timeout, longestWait } = DEFAULT_SETTINGS;
const timeoutSeconds = timeout / 1000;
const settlingSeconds = DEFAULT_OPTIONS.settlingTime / 1000;
const longestWaitSeconds = longestWait / 1000;

const SETTINGS: readonly Option[] = [
	{
		applies: () => true,
		property: {
			displayName: 'Call Budget',
			name: 'callBudget',
			type: 'number',
			typeOptions: { minValue: 1, numberPrecision: 0 },
			default: 100,
			description:
				'Maximum number of API calls in this run. When it is reached, no more are made, and each unfinished item says so.',
		},
	},
	{
		applies: ({ access }) => access === 'read',
		forAnyOperation: true,
		property: {
			displayName: 'Concurrency',
			name: 'concurrency',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 32, numberPrecision: 0 },
			default: 4,
			description:
				'Maximum number of API calls at the same time, for all items and pages together. Keep it low: Tampuuri is a live system.',
		},
	},
	{
		applies: (operation) => operation.access === 'write' && !isComposite(operation),
		forAnyOperation: true,
		property: {
			displayName: 'Concurrency for Changes',
			name: 'concurrencyForChanges',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 32, numberPrecision: 0 },
			default: 1,
			description:
				'Maximum number of changes at the same time. Changes of the same record keep their order, others may not.',
		},
	},
	{
		applies: () => true,
		property: {
			displayName: 'Mask Identity Codes',
			name: 'maskIdentityCodes',
			type: 'boolean',
			default: true,
			description:
				'Whether to mask personal identity codes in the output. AI tools only see them if you add this option and turn it off.',
		},
	},
	{
		applies: () => true,
		property: {
			displayName: 'Plan',
			name: 'plan',
			type: 'options',
			options: PLAN_NAMES.map((plan) => ({
				name: `${plan.charAt(0).toUpperCase()}${plan.slice(1)} (${PLANS[plan].callPrice} € per Call)`,
				value: plan,
			})),
			default: 'standard',
			description: 'Your Visma plan, used to estimate the cost beyond your free calls',
		},
	},
	{
		applies: ({ access }) => access === 'write',
		forAnyOperation: true,
		property: {
			displayName: 'Preview',
			name: 'preview',
			type: 'boolean',
			default: true,
			description:
				'Whether to show what would be sent to Tampuuri, how many calls it takes and their price, instead of changing anything',
		},
	},
	{
		applies: ({ access }) => access === 'read',
		forAnyOperation: true,
		property: {
			displayName: 'Reuse Identical Reads',
			name: 'reuseReads',
			type: 'boolean',
			default: false,
			description: 'Whether identical reads within a run share one call',
		},
	},
	{
		applies: (operation) =>
			fieldsOf(operation).some((field) => field.type === 'date' && field.format === undefined),
		forAnyOperation: true,
		property: {
			displayName: 'Date Format',
			name: 'dayFormat',
			type: 'options',
			options: [
				{ name: '2026-11-05T00:00:00', value: 'midnight' },
				{ name: '2026-11-05', value: 'bare' },
			],
			default: 'midnight',
			description:
				'Unconfirmed: we could not verify which date format Tampuuri expects. Try the other one if Tampuuri rejects a date.',
		},
	},
	{
		applies: (operation) =>
			fieldsOf(operation).some(({ type }) => type === 'file' || type === 'fileList'),
		forAnyOperation: true,
		property: {
			displayName: 'Maximum File Size (MB)',
			name: 'largestFile',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 500 },
			default: 25,
			description: 'Larger files are rejected before anything is sent',
		},
	},
	{
		applies: ({ access }) => access === 'read',
		forAnyOperation: true,
		property: {
			displayName: 'Retries',
			name: 'retries',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 10, numberPrecision: 0 },
			default: retries,
			description:
				'How many times to retry a read when Tampuuri is busy or unreachable. Every attempt is billed. Changes are never retried.',
		},
	},
	{
		applies: ({ access }) => access === 'read',
		forAnyOperation: true,
		property: {
			displayName: 'Longest Wait (Seconds)',
			name: 'longestWait',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 3600 },
			default: longestWaitSeconds,
			description:
				'How long a retry may wait if Tampuuri asks for a pause. If it asks for more, reading ends at once.',
		},
	},
	{
		applies: (operation) =>
			operation.createOnce !== undefined ||
			(isComposite(operation) && operation.composite === 'findOrCreatePerson'),
		property: {
			displayName: 'Settling Time (Seconds)',
			name: 'settlingTime',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 600 },
			default: settlingSeconds,
			description:
				'How long to wait, if Tampuuri did not confirm a new record, before reading whether it is there',
		},
	},
	{
		applies: () => true,
		property: {
			displayName: 'Timeout (Seconds)',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 3600 },
			default: timeoutSeconds,
			description: 'How long to wait for a response',
		},
	},
];

function unique(values: readonly string[]): string[] {
	return [...new Set(values)];
}

/** Makes the `Options` collection. Each entry is shown for the operations it applies to. */
export function optionsProperty(resources: readonly Resource[]): INodeProperties {
	const operations = resources.flatMap((resource) =>
		offeredBy(resource).map(([name, operation]) => ({
			resource: resource.value,
			name,
			operation,
		})),
	);
	const options = SETTINGS.map(({ property, applies, forAnyOperation }) => ({
		property,
		forAnyOperation,
		shown: operations.filter(({ operation }) => applies(operation)),
	}))
		.filter(({ shown }) => shown.length > 0)
		.map(({ property, shown, forAnyOperation }) => {
			if (shown.length === operations.length) return property;
			return {
				...property,
				displayOptions: {
					show: {
						'/resource': unique([
							...shown.map(({ resource }) => resource),
							...(forAnyOperation ? [ANY_OPERATION] : []),
						]),
						'/operation': unique([
							...shown.map(({ name }) => name),
							...(forAnyOperation ? ['call'] : []),
						]),
					},
				},
			};
		})
		.sort((one, other) => one.displayName.localeCompare(other.displayName, 'en'));
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options,
	};
}
