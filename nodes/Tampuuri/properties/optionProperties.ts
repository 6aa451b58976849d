import type { INodeProperties } from 'n8n-workflow';
import { fieldsOf, isComposite, type Row } from '../../shared/catalogue';
import { DEFAULT_OPTIONS } from '../../shared/call/options';

interface Option {
	readonly property: INodeProperties;
	/** The operations that have it. A call to any operation has nearly all. */
	readonly applies: (operation: Row) => boolean;
}

const isAnything = (): boolean => true;
const isRead = ({ access }: Row): boolean => access === 'read';
const isChange = ({ access }: Row): boolean => access === 'write';
const takesFiles = (operation: Row): boolean =>
	fieldsOf(operation).some(({ type }) => type === 'file' || type === 'fileList');
const createsOnce = (operation: Row): boolean =>
	operation.createOnce !== undefined ||
	(isComposite(operation) && operation.composite === 'findOrCreatePerson');

const settlingSeconds = DEFAULT_OPTIONS.settlingTime / 1000;

function concurrencyProperty(preset: number): INodeProperties {
	return {
		displayName: 'Concurrency',
		name: 'concurrency',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 32, numberPrecision: 0 },
		default: preset,
		description: 'Calls at the same time',
	};
}

/**
 * In the order of the list. The names say enough: n8n's AI builder reads each text once for every
 * operation.
 */
const OPTIONS: readonly Option[] = [
	{
		applies: isAnything,
		property: {
			displayName: 'Call Budget',
			name: 'callBudget',
			type: 'number',
			typeOptions: { minValue: 1, numberPrecision: 0 },
			default: 100,
			description: 'Maximum calls in a run',
		},
	},
	{
		applies: isRead,
		property: concurrencyProperty(4),
	},
	{
		applies: (operation) => isChange(operation) && !isComposite(operation),
		property: concurrencyProperty(1),
	},
	{
		applies: isRead,
		property: {
			displayName: 'Mask Identity Codes',
			name: 'maskIdentityCodes',
			type: 'boolean',
			default: true,
		},
	},
	{
		applies: takesFiles,
		property: {
			displayName: 'Maximum File Size (MB)',
			name: 'largestFile',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 500 },
			default: 25,
		},
	},
	{
		applies: isChange,
		property: {
			displayName: 'Preview',
			name: 'preview',
			type: 'boolean',
			default: true,
			description: 'Whether to only show what would be sent',
		},
	},
	{
		applies: (operation) => isRead(operation) && operation.paging === undefined,
		property: {
			displayName: 'Reuse Identical Reads',
			name: 'reuseReads',
			type: 'boolean',
			default: true,
		},
	},
	{
		applies: createsOnce,
		property: {
			displayName: 'Settling Time (Seconds)',
			name: 'settlingTime',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 600 },
			default: settlingSeconds,
		},
	},
];

function collection(options: readonly Option[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: options.map(({ property }) => property),
	};
}

/** The `Options` of an operation. */
export function optionsProperty(operation: Row): INodeProperties {
	return collection(OPTIONS.filter(({ applies }) => applies(operation)));
}

/**
 * The `Options` of a call to any operation, which has no reference.
 *
 * @param access whether it may change something: then calls start one at a time
 */
export function allOptionsProperty(access: Row['access']): INodeProperties {
	const others = OPTIONS.filter(
		({ applies, property }) =>
			applies !== createsOnce &&
			(property.name !== 'concurrency' || (applies === isRead) === (access === 'read')),
	);
	return collection(others);
}
