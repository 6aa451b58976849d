import type { INodeProperties } from 'n8n-workflow';
import { fieldsOf, keyParameterOf, PAGING_KEYS, type Operation, type Resource } from '../catalogue';
import { DEFAULT_SETTINGS } from '../../shared/transport/request';

type Applies = (operation: Operation) => boolean;

interface Option {
	readonly property: INodeProperties;
	readonly applies: Applies;
}

const { retries, timeout } = DEFAULT_SETTINGS;
const timeoutSeconds = timeout / 1000;

const SETTINGS: readonly Option[] = [
	{
		applies: (operation) => fieldsOf(operation).some(({ type }) => type === 'date'),
		property: {
			displayName: 'Date Format Sent',
			name: 'dayFormat',
			type: 'options',
			options: [
				{ name: '2026-11-05T00:00:00', value: 'midnight' },
				{ name: '2026-11-05', value: 'bare' },
			],
			default: 'midnight',
			description: 'Unconfirmed: how Tampuuri wants a calendar day',
		},
	},
	{
		applies: ({ paging }) => paging !== undefined,
		property: {
			displayName: 'Page Concurrency',
			name: 'pageConcurrency',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 8, numberPrecision: 0 },
			default: 3,
			description:
				'How many pages of 250 are fetched at once. The load falls on a live system: keep it low.',
		},
	},
	{
		applies: ({ access }) => access === 'read',
		property: {
			displayName: 'Retries',
			name: 'retries',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 10, numberPrecision: 0 },
			default: retries,
			description:
				'How often a read is repeated when Tampuuri is busy or out of reach. Each try is billed. Changes are never repeated.',
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
			description: 'How long to wait for an answer',
		},
	},
];

/** One option for each guessed key, so that a wrong guess costs a setting and not a release. */
function keyOptions(operations: readonly Operation[]): Option[] {
	const guessed = new Map<string, Option>();
	const add = (parameter: string, label: string, key: string, applies: Applies) => {
		const english = label.replace(/ \(.*\)$/, '');
		guessed.set(parameter, {
			applies,
			property: {
				displayName: `Unconfirmed Name: ${english}`,
				name: keyParameterOf({ parameter }),
				type: 'string',
				default: key,
				description: `The name under which "${english}" is sent. Look it up on Tampuuri's Help page.`,
			},
		});
	};
	for (const operation of operations) {
		for (const { parameter, label, key, evidence } of fieldsOf(operation)) {
			if (evidence !== 'guess') continue;
			add(parameter, label, key, (other) =>
				fieldsOf(other).some(
					(field) => field.parameter === parameter && field.evidence === 'guess',
				),
			);
		}
	}
	for (const { parameter, label, key } of PAGING_KEYS) {
		add(parameter, label, key, ({ paging }) => paging === 'body');
	}
	return [...guessed.values()];
}

/** The one `Options` collection; each entry shows itself for the operations it applies to. */
export function optionsProperty(resources: readonly Resource[]): INodeProperties {
	const operations = resources.flatMap(({ value, operations: rows }) =>
		Object.entries(rows).map(([name, operation]) => ({ resource: value, name, operation })),
	);
	const all = [...SETTINGS, ...keyOptions(operations.map(({ operation }) => operation))];
	const options = all
		.map(({ property, applies }) => ({
			property,
			shown: operations.filter(({ operation }) => applies(operation)),
		}))
		.filter(({ shown }) => shown.length > 0)
		.map(({ property, shown }) => {
			if (shown.length === operations.length) return property;
			return {
				...property,
				displayOptions: {
					show: {
						'/resource': [...new Set(shown.map(({ resource }) => resource))],
						'/operation': [...new Set(shown.map(({ name }) => name))],
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
