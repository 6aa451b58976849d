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

/** In the order of the list. */
const OPTIONS: readonly Option[] = [
	{
		applies: isAnything,
		property: {
			displayName: 'Call Budget',
			name: 'callBudget',
			type: 'number',
			typeOptions: { minValue: 1, numberPrecision: 0 },
			default: 100,
			description: 'Maximum number of API calls in this run. Items left unfinished say so.',
		},
	},
	{
		applies: isRead,
		property: {
			displayName: 'Concurrency',
			name: 'concurrency',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 32, numberPrecision: 0 },
			default: 4,
			description: 'Maximum number of API calls at the same time, items and pages together',
		},
	},
	{
		applies: (operation) => isChange(operation) && !isComposite(operation),
		property: {
			displayName: 'Concurrency for Changes',
			name: 'concurrencyForChanges',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 32, numberPrecision: 0 },
			default: 1,
			description: 'Maximum number of changes at the same time, in order for each record',
		},
	},
	{
		applies: isRead,
		property: {
			displayName: 'Mask Identity Codes',
			name: 'maskIdentityCodes',
			type: 'boolean',
			default: true,
			description: 'Whether to mask personal identity codes in the output',
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
			description: 'Larger files are rejected before anything is sent',
		},
	},
	{
		applies: isChange,
		property: {
			displayName: 'Preview',
			name: 'preview',
			type: 'boolean',
			default: true,
			description: 'Whether to show what would be sent, and its price, instead of sending it',
		},
	},
	{
		applies: (operation) => isRead(operation) && operation.paging === undefined,
		property: {
			displayName: 'Reuse Identical Reads',
			name: 'reuseReads',
			type: 'boolean',
			default: false,
			description: 'Whether identical reads within a run share one call',
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
			description: 'How long to wait before reading whether an unconfirmed record was created',
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

/** The `Options` of a call to any operation, which has no reference. */
export function allOptionsProperty(): INodeProperties {
	return collection(OPTIONS.filter(({ applies }) => applies !== createsOnce));
}
