import type { INodeProperties } from 'n8n-workflow';
import {
	canBeEmpty,
	catalogue,
	collectionOf,
	ANY_OPERATION,
	EXTERNAL_REFERENCE,
	fieldsOf,
	isUpdate,
	offeredBy,
	simpleKeysOf,
	MORE_FIELDS,
	REFERENCE_FIELD,
	SHOW_MORE_FIELDS,
	takesMoreFields,
	type CollectionName,
	type Row,
	type Resource,
} from '../../shared/catalogue';
import { ALLOW_CHANGES_BY_AI } from '../../shared/call/agentChanges';
import {
	ANY_OPERATION_PROPERTIES,
	EMPTY_MAPPER,
	shownByPath,
} from '../../shared/helpSite/properties';
import { fieldProperty, withNames } from './fieldProperty';
import { mergeProperties, type Placed } from './mergeProperties';
import { allOptionsProperty, optionsProperty } from './optionProperties';

function byName<Named extends { name: string }>(one: Named, other: Named): number {
	return one.name.localeCompare(other.name, 'en');
}

function resourceProperty(resources: readonly Resource[]): INodeProperties {
	const options = [
		...resources.map(({ name, value, description }) => ({ name, value, description })).sort(byName),
		{
			name: 'Any Operation',
			value: ANY_OPERATION,
			description: "Any operation on Tampuuri's Help pages",
		},
	];
	return {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options,
		default: 'serviceRequest',
	};
}

function operationProperty(resource: Resource): INodeProperties {
	const options = offeredBy(resource)
		.map(([name, row]) => ({
			name: row.name,
			value: name,
			action: row.finnish === undefined ? row.action : `${row.action} (${row.finnish})`,
			description: row.description,
		}))
		.sort(byName);
	const preset = 'getAll' in resource.operations ? 'getAll' : (options[0]?.value ?? '');
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource.value] } },
		options,
		default: preset,
	};
}

const PAGING_PROPERTIES: readonly INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
	},
];

/** As n8n's guidelines ask: a switch for people, a list of choices for AI tools. */
const OUTPUT_PROPERTIES: readonly INodeProperties[] = [
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: [
			{ name: 'Raw', value: 'raw' },
			{ name: 'Selected Fields', value: 'selectedFields' },
			{ name: 'Simplified', value: 'simplified' },
		],
		default: 'simplified',
	},
	{
		displayName: 'Fields',
		name: 'selectedFields',
		type: 'string',
		default: '',
		placeholder: 'e.g. Otsikko, Tila',
		description: 'API names, separated by commas',
	},
];

/** Shown in the node's tool variant only. */
const ALLOW_CHANGES_PROPERTY: INodeProperties = {
	displayName: 'Allow Changes by AI',
	name: ALLOW_CHANGES_BY_AI,
	type: 'boolean',
	noDataExpression: true,
	default: false,
};

const COLLECTIONS: Readonly<Record<CollectionName, { label: string; placeholder: string }>> = {
	filters: { label: 'Filters', placeholder: 'Add filter' },
	updateFields: { label: 'Update Fields', placeholder: 'Add field' },
	additionalFields: { label: 'Additional Fields', placeholder: 'Add field' },
};

/**
 * More fields, read live from the operation's Help page. On a list they are filters. They are only
 * shown when asked for: n8n stores a mapper's fields in the step as soon as it has any, and a step
 * that was only opened must not change.
 */
function moreFieldsProperties(operation: Row): INodeProperties[] {
	const word = collectionOf(operation) === 'filters' ? 'filter' : 'field';
	const label = word === 'filter' ? 'More Filters' : 'More Fields';
	return [
		{
			displayName: `Show ${label}`,
			name: SHOW_MORE_FIELDS,
			type: 'boolean',
			noDataExpression: true,
			default: false,
		},
		{
			displayName: label,
			name: MORE_FIELDS,
			type: 'resourceMapper',
			default: EMPTY_MAPPER,
			typeOptions: {
				loadOptionsDependsOn: ['resource', 'operation', SHOW_MORE_FIELDS],
				resourceMapper: {
					resourceMapperMethod: 'moreFields',
					mode: 'map',
					valuesLabel: label,
					fieldWords: { singular: word, plural: `${word}s` },
					addAllFields: false,
					supportAutoMap: false,
					noFieldsError: `The Help page has no more ${word}s.`,
				},
			},
		},
	];
}

/** The ID in the system that a new record comes from, and where Tampuuri keeps it. */
function referenceProperties(operation: Row): INodeProperties[] {
	if (operation.createOnce === undefined) return [];
	const { keptIn } = operation.createOnce;
	const choices = fieldsOf(operation)
		.filter(({ parameter }) => parameter in keptIn)
		.map(({ label, parameter }) => ({ name: label, value: parameter }))
		.sort(byName);
	const reference: INodeProperties = {
		displayName: 'External Reference',
		name: EXTERNAL_REFERENCE,
		type: 'string',
		default: '',
		placeholder: 'e.g. web-2041',
		description: 'ID in another system, to create the record only once',
	};
	const preset = choices[0]?.value;
	if (preset === undefined) return [reference];
	return [
		reference,
		{
			displayName: 'Reference Field',
			name: REFERENCE_FIELD,
			type: 'options',
			options: choices,
			default: preset,
			description: 'Where Tampuuri keeps it',
		},
	];
}

function collectionProperty(operation: Row): INodeProperties[] {
	const options = fieldsOf(operation)
		.filter(({ required }) => !required)
		.map((field) =>
			withNames(field, fieldProperty(field, false, isUpdate(operation) && canBeEmpty(field))),
		)
		.sort((one, other) => one.displayName.localeCompare(other.displayName, 'en'));
	options.push(...referenceProperties(operation));
	if (options.length === 0) return [];
	const name = collectionOf(operation);
	const { label, placeholder } = COLLECTIONS[name];
	return [{ displayName: label, name, type: 'collection', placeholder, default: {}, options }];
}

function propertiesOf(operation: Row): INodeProperties[] {
	return [
		...Object.values(operation.pathParameters).map((parameter) =>
			withNames(parameter, fieldProperty(parameter, true)),
		),
		...fieldsOf(operation)
			.filter(({ required }) => required)
			.map((field) => withNames(field, fieldProperty(field, true))),
		...(operation.paging === undefined ? [] : PAGING_PROPERTIES),
		...(simpleKeysOf(operation) === undefined ? [] : OUTPUT_PROPERTIES),
		...collectionProperty(operation),
		...(takesMoreFields(operation) ? moreFieldsProperties(operation) : []),
		...(operation.access === 'write' ? [ALLOW_CHANGES_PROPERTY] : []),
		optionsProperty(operation),
	];
}

type Shown = NonNullable<NonNullable<INodeProperties['displayOptions']>['show']>;

/** Conditions for showing a property, besides resource and operation. */
const CONDITIONS: Readonly<Record<string, Shown>> = {
	limit: { returnAll: [false] },
	simplify: { '@tool': [false] },
	output: { '@tool': [true] },
	selectedFields: { '@tool': [true], output: ['selectedFields'] },
	[ALLOW_CHANGES_BY_AI]: { '@tool': [true] },
};

function withCondition(property: INodeProperties): INodeProperties {
	const condition = CONDITIONS[property.name];
	if (condition === undefined) return property;
	return {
		...property,
		displayOptions: {
			...property.displayOptions,
			show: { ...property.displayOptions?.show, ...condition },
		},
	};
}

/** The order of what follows an operation's required fields. */
const BELOW = [
	'returnAll',
	'limit',
	'simplify',
	'output',
	'selectedFields',
	'filters',
	'additionalFields',
	'updateFields',
	SHOW_MORE_FIELDS,
	MORE_FIELDS,
	ALLOW_CHANGES_BY_AI,
	'options',
];

function inReadingOrder(properties: readonly INodeProperties[]): INodeProperties[] {
	return properties.toSorted((one, other) => BELOW.indexOf(one.name) - BELOW.indexOf(other.name));
}

/** The paging properties of the catalogue's lists, shown for *Any Operation* by path. */
function anyOperationPaging(): INodeProperties[] {
	const displayOptions = shownByPath({ pages: [true] });
	return PAGING_PROPERTIES.map((property) => ({ ...property, displayOptions }));
}

/** The line under a step's name: the operation's action from the node panel, without articles. */
export function subtitle(): string {
	const actions = catalogue.flatMap((resource) =>
		offeredBy(resource).map(([name, { action }]) => [
			`${resource.value} ${name}`,
			action.replace(/ (?:a|an|the)(?= )/g, ''),
		]),
	);
	const byOperation = {
		...Object.fromEntries(actions),
		[`${ANY_OPERATION} call`]: 'Call any API operation',
	};
	const key = '$parameter["resource"] + " " + $parameter["operation"]';
	return `={{ (${JSON.stringify(byOperation)})[${key}] }}`;
}

/** Makes all of the node's properties from the catalogue. */
export function nodeProperties(resources: readonly Resource[] = catalogue): INodeProperties[] {
	const placed: Placed[] = resources.flatMap((resource) =>
		offeredBy(resource).flatMap(([name, row]) =>
			propertiesOf(row).map((property) => ({
				resource: resource.value,
				operation: name,
				property,
			})),
		),
	);
	return [
		resourceProperty(resources),
		...resources.map(operationProperty),
		...ANY_OPERATION_PROPERTIES,
		...inReadingOrder([
			...mergeProperties(placed),
			...anyOperationPaging(),
			{ ...ALLOW_CHANGES_PROPERTY, displayOptions: { show: { resource: [ANY_OPERATION] } } },
			{ ...allOptionsProperty('write'), displayOptions: { show: { resource: [ANY_OPERATION] } } },
		]).map(withCondition),
	];
}
