import type { INodeProperties } from 'n8n-workflow';
import {
	catalogue,
	collectionOf,
	fieldsOf,
	MORE_FIELDS,
	takesMoreFields,
	type CollectionName,
	type Operation,
	type Resource,
} from '../catalogue';
import { fieldProperty } from './fieldProperty';
import { mergeProperties, type Placed } from './mergeProperties';
import { optionsProperty } from './optionProperties';

function byName<Named extends { name: string }>(one: Named, other: Named): number {
	return one.name.localeCompare(other.name, 'en');
}

function resourceProperty(resources: readonly Resource[]): INodeProperties {
	return {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: resources
			.map(({ name, value, description }) => ({ name, value, description }))
			.sort(byName),
		default: 'serviceRequest',
	};
}

function operationProperty({ value, operations }: Resource): INodeProperties {
	const options = Object.entries(operations)
		.map(([name, row]) => ({
			name: row.name,
			value: name,
			action: row.action,
			description: row.description,
		}))
		.sort(byName);
	const preset = 'getAll' in operations ? 'getAll' : (options[0]?.value ?? '');
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [value] } },
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

const COLLECTIONS: Readonly<Record<CollectionName, { label: string; placeholder: string }>> = {
	filters: { label: 'Filters', placeholder: 'Add filter' },
	updateFields: { label: 'Update Fields', placeholder: 'Add field' },
	additionalFields: { label: 'Additional Fields', placeholder: 'Add field' },
};

const MORE_FIELDS_PROPERTY: INodeProperties = {
	displayName: 'Additional Fields (JSON)',
	name: MORE_FIELDS,
	type: 'json',
	default: '{}',
	description:
		"Fields that Tampuuri's Help page shows and this node does not offer yet, as one JSON object. They are sent as they are.",
};

function collectionProperty(operation: Operation): INodeProperties[] {
	const options = fieldsOf(operation)
		.filter(({ required }) => !required)
		.map((field) => fieldProperty(field, false))
		.sort((one, other) => one.displayName.localeCompare(other.displayName, 'en'));
	if (takesMoreFields(operation)) options.push(MORE_FIELDS_PROPERTY);
	if (options.length === 0) return [];
	const name = collectionOf(operation);
	const { label, placeholder } = COLLECTIONS[name];
	return [{ displayName: label, name, type: 'collection', placeholder, default: {}, options }];
}

function propertiesOf(operation: Operation): INodeProperties[] {
	return [
		...Object.values(operation.pathParameters).map((parameter) => fieldProperty(parameter, true)),
		...fieldsOf(operation)
			.filter(({ required }) => required)
			.map((field) => fieldProperty(field, true)),
		...(operation.paging === undefined ? [] : PAGING_PROPERTIES),
		...collectionProperty(operation),
	];
}

/** `Limit` shows only while not everything is wanted. */
function withLimitRule(property: INodeProperties): INodeProperties {
	if (property.name !== 'limit') return property;
	const show = { ...property.displayOptions?.show, returnAll: [false] };
	return { ...property, displayOptions: { show } };
}

/** All of the node's properties, made from the catalogue. */
export function nodeProperties(resources: readonly Resource[] = catalogue): INodeProperties[] {
	const placed: Placed[] = resources.flatMap(({ value, operations }) =>
		Object.entries(operations).flatMap(([name, row]) =>
			propertiesOf(row).map((property) => ({ resource: value, operation: name, property })),
		),
	);
	return [
		resourceProperty(resources),
		...resources.map(operationProperty),
		...mergeProperties(placed).map(withLimitRule),
		optionsProperty(resources),
	];
}
