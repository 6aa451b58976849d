import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { METHODS, API_OPERATION, ANY_OPERATION, ANY_OPERATION_FIELDS } from '../catalogue';

const show = { resource: [ANY_OPERATION] };

/** An operation from the list starts with its method. n8n is slow with regular expressions here. */
const FROM_LIST = METHODS.map((method) => ({
	_cnd: { startsWith: `${method} ` },
}));

/** When to show a field that only a call by path needs. */
export function shownByPath(more: IDisplayOptions['show'] = {}): IDisplayOptions {
	return {
		show: { ...show, [API_OPERATION]: [{ _cnd: { exists: true } }], ...more },
		hide: { [API_OPERATION]: FROM_LIST },
	};
}

/**
 * A resource mapper without fields, exactly as n8n's editor stores one on opening a step. With any
 * other default it would change the step then.
 */
export const EMPTY_MAPPER = {
	mappingMode: 'defineBelow',
	value: {},
	matchingColumns: [],
	schema: [],
	attemptToConvertTypes: false,
	convertFieldsToString: false,
};

/** The fields of a call to any operation, in the catalogue or not. */
export const ANY_OPERATION_PROPERTIES: readonly INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show },
		options: [
			{
				name: 'Call',
				value: 'call',
				action: 'Call any API operation',
				description: "Call any operation listed on Tampuuri's Help pages",
			},
		],
		default: 'call',
	},
	{
		displayName: 'API Operation',
		name: API_OPERATION,
		type: 'resourceLocator',
		required: true,
		displayOptions: { show },
		default: { __rl: true, mode: 'list', value: '' },
		description: "Any operation on Tampuuri's Help pages, read live",
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select an operation',
				typeOptions: { searchListMethod: 'operationList', searchable: true },
			},
			{
				displayName: 'By Path',
				name: 'path',
				type: 'string',
				placeholder: 'e.g. sopimukset/442766',
				hint: 'As on the Help page, without the base URL and with IDs filled in',
			},
		],
	},
	{
		displayName: 'Fields',
		name: ANY_OPERATION_FIELDS,
		type: 'resourceMapper',
		displayOptions: { show: { ...show, [API_OPERATION]: FROM_LIST } },
		default: EMPTY_MAPPER,
		description: "Fields read live from the operation's Help page",
		typeOptions: {
			loadOptionsDependsOn: [`${API_OPERATION}.value`],
			resourceMapper: {
				resourceMapperMethod: 'operationFields',
				mode: 'add',
				valuesLabel: 'Fields',
				fieldWords: { singular: 'field', plural: 'fields' },
				addAllFields: false,
				supportAutoMap: false,
				noFieldsError: 'This operation has no fields.',
			},
		},
	},
	{
		displayName: 'Method',
		name: 'method',
		type: 'options',
		displayOptions: shownByPath(),
		options: METHODS.map((name) => ({ name, value: name })),
		default: 'GET',
	},
	{
		displayName: 'Query Parameters',
		name: 'queryParameters',
		type: 'fixedCollection',
		placeholder: 'Add parameter',
		typeOptions: { multipleValues: true },
		displayOptions: shownByPath(),
		default: {},
		options: [
			{
				displayName: 'Parameter',
				name: 'parameter',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. Vuosi',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: 'e.g. 2026',
					},
				],
			},
		],
	},
	{
		displayName: 'Body',
		name: 'body',
		type: 'json',
		displayOptions: shownByPath({ method: ['PATCH', 'POST', 'PUT'] }),
		default: '{}',
		placeholder: 'e.g. { "Otsikko": "Hana vuotaa" }',
		description: 'Fields to send, as a JSON object',
	},
	{
		displayName: 'Pagination',
		name: 'pages',
		type: 'boolean',
		displayOptions: shownByPath({ method: ['GET', 'POST'], responseFormat: ['json'] }),
		default: false,
		description: 'Whether the operation supports Offset and Limit and can be read page by page',
	},
	{
		displayName: 'Operation Type',
		name: 'access',
		type: 'options',
		displayOptions: { show },
		options: [
			{ name: 'Write (Never Retried)', value: 'write' },
			{ name: 'Read (Retried on Failure)', value: 'read' },
			{ name: 'Detect Automatically', value: 'auto' },
		],
		default: 'auto',
		description: 'GET, and POST to paths that end in selaa or hae, are detected as a read',
	},
	{
		displayName: 'Response Format',
		name: 'responseFormat',
		type: 'options',
		displayOptions: { show },
		options: [
			{
				name: 'File',
				value: 'file',
				description: 'Return the response as a file in the binary field "data"',
			},
			{ name: 'JSON', value: 'json' },
		],
		default: 'json',
	},
];
