import type { INodeProperties } from 'n8n-workflow';
import { CUSTOM_API_CALL } from '../catalogue';

const show = { resource: [CUSTOM_API_CALL] };

/** The fields of a call of any operation, whether the catalogue knows it or not. */
export const CUSTOM_CALL_PROPERTIES: readonly INodeProperties[] = [
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
				action: 'Call any operation of the API',
				description: "Call any operation that Tampuuri's Help pages list",
			},
		],
		default: 'call',
	},
	{
		displayName: 'Method',
		name: 'method',
		type: 'options',
		displayOptions: { show },
		options: ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'].map((name) => ({ name, value: name })),
		default: 'GET',
	},
	{
		displayName: 'Path',
		name: 'path',
		type: 'string',
		required: true,
		displayOptions: { show },
		default: '',
		placeholder: 'e.g. sopimukset/442766',
		description: 'As on the Help page, with IDs filled in and without the address in front',
	},
	{
		displayName: 'Query Parameters',
		name: 'queryParameters',
		type: 'fixedCollection',
		placeholder: 'Add Parameter',
		typeOptions: { multipleValues: true },
		displayOptions: { show },
		default: {},
		options: [
			{
				displayName: 'Parameter',
				name: 'parameter',
				values: [
					{ displayName: 'Name', name: 'name', type: 'string', default: '' },
					{ displayName: 'Value', name: 'value', type: 'string', default: '' },
				],
			},
		],
	},
	{
		displayName: 'Body',
		name: 'body',
		type: 'json',
		displayOptions: { show: { ...show, method: ['PATCH', 'POST', 'PUT'] } },
		default: '{}',
		description: 'The fields to send, as one JSON object',
	},
	{
		displayName: 'Pages',
		name: 'pages',
		type: 'boolean',
		displayOptions: { show: { ...show, method: ['GET', 'POST'], answerFormat: ['json'] } },
		default: false,
		description: 'Whether the operation takes Offset and Limit, so that it is read page by page',
	},
	{
		displayName: 'Reads or Changes',
		name: 'access',
		type: 'options',
		displayOptions: { show },
		options: [
			{ name: 'Changes (Never Repeated)', value: 'write' },
			{ name: 'Reads (Repeated After a Fault)', value: 'read' },
			{ name: 'Tell From Method and Path', value: 'auto' },
		],
		default: 'auto',
		description: 'GET, and POST to a path ending in selaa or hae, count as reading',
	},
	{
		displayName: 'Answer',
		name: 'answerFormat',
		type: 'options',
		displayOptions: { show },
		options: [
			{ name: 'File', value: 'file', description: 'Put the answer into the binary field "data"' },
			{ name: 'JSON', value: 'json' },
		],
		default: 'json',
	},
];
