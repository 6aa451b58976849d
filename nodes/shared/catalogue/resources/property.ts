import {
	listing,
	operation,
	type CreateOnce,
	type Field,
	type PathParameter,
	type Resource,
	type ResponseField,
} from '../types';

const parent = {
	key: 'ParentId',
	parameter: 'parentProperty',
	label: 'Parent Property (Yläkohde)',
	type: 'reference',
	to: 'property',
	description: 'The property to place the new one under',
} as const satisfies Field;

const name = {
	key: 'Nimi',
	parameter: 'name',
	label: 'Name (Nimi)',
	type: 'text',
	placeholder: 'e.g. Mäntylä',
	maxLength: 200,
	required: true,
} as const satisfies Field;

const additionalInformation = {
	key: 'Lisätiedot',
	parameter: 'additionalInformation',
	placeholder: 'e.g. Renovated in 2024',
	label: 'Additional Information (Lisätiedot)',
	type: 'text',
	maxLength: 2000,
	multiline: true,
} as const satisfies Field;

/** @param from the list of such records */
const createOnce = (from: 'property' | 'unit', nameParameter: string): CreateOnce => ({
	keptIn: { additionalInformation: 'Lisätiedot', [nameParameter]: 'Nimi' },
	lookups: [
		{
			from,
			details: {
				same: { ParentId: parent.parameter },
				operation: ['property', 'get'],
				placeholder: 'kohde-id',
			},
		},
	],
});

/** What each property of a path or of the children has. */
const treeFields: readonly ResponseField[] = [
	{ key: 'Id', type: 'integer', simple: true },
	{ key: 'Name', type: 'text', simple: true },
	{ key: 'Type', type: 'text', simple: true },
	{ key: 'Level', type: 'integer', simple: true },
	{ key: 'ParentId', type: 'integer', simple: true, nullable: true },
];

const unitsOnly = {
	key: 'unitsOnly',
	parameter: 'unitsOnly',
	label: 'Units Only (Vain Huoneistot)',
	type: 'boolean',
	description: 'Whether to use the list of units instead of all properties',
} as const satisfies Field;

const propertyReference = {
	type: 'reference',
	to: 'property',
	parameter: 'property',
	label: 'Property (Kohde)',
} as const satisfies PathParameter;

const pathParameters = { 'kohde-id': propertyReference };

const get = operation({
	name: 'Get',
	finnish: 'hae kohde',
	action: 'Get a property',
	description: 'Get one cost centre, building, unit or plot',
	method: 'GET',
	path: 'kohteet/{kohde-id}',
	access: 'read',
	pathParameters,
	response: {
		kind: 'record',
		fields: [
			{ key: 'Id', type: 'integer', guess: 'properties' },
			{ key: 'ParentId', type: 'integer', nullable: true, guess: 'properties' },
			{ key: 'Metaname', type: 'text', guess: 'properties' },
			{ key: 'Tunnus', type: 'text', guess: 'properties' },
			{ key: 'Nimi', type: 'text', guess: 'properties' },
		],
		guess: 'properties',
	},
	evidence: 'webinar',
	source: 'webinar: GET kohteet/{kohde-id}',
});

export const property: Resource<'property'> = {
	value: 'property',
	name: 'Property (Kohde)',
	description: 'Cost centres, buildings, units and plots',
	operations: {
		get,
		getAll: listing({
			name: 'Get Many',
			finnish: 'hae kohteet',
			action: 'Get many properties',
			description: 'Get cost centres, buildings and units by the list that your account has',
			lists: ['property', 'unit'],
			query: [unitsOnly],
			fields: [
				{ key: 'Type', type: 'text', simple: true },
				{ key: 'ParentId', type: 'integer', simple: true, nullable: true },
			],
		}),
		find: {
			composite: 'findProperty',
			name: 'Find',
			finnish: 'etsi kohde osoitteella',
			action: 'Find a property',
			description: 'Find a property by its address, name or code, in whatever spelling',
			steps: [],
			calls: '1 for each 250 rows of the list, once for all items',
			access: 'read',
			pathParameters: {},
			query: [
				{
					key: 'addressNameOrCode',
					parameter: 'addressNameOrCode',
					label: 'Address, Name or Code (Osoite)',
					type: 'text',
					required: true,
					placeholder: 'e.g. Kuusitie 4 A 12, 00100 Helsinki',
					description: 'What could mean several properties is an error that lists them',
				},
				unitsOnly,
			],
			response: {
				kind: 'list',
				open: true,
				fields: [
					{ key: 'Id', type: 'integer', simple: true },
					{ key: 'Name', type: 'text', simple: true },
					{ key: 'Type', type: 'text', simple: true },
					{ key: 'Address', type: 'text', simple: true },
					{ key: 'ParentId', type: 'integer', simple: true, nullable: true },
					{ key: 'Match', type: 'text', simple: true },
				],
			},
			evidence: 'helpPage',
			source: "the operation that the account's profile names",
		},
		getPath: {
			composite: 'getPath',
			name: 'Get Path',
			finnish: 'hae kohteen polku',
			action: 'Get the path to a property',
			description: 'Get a property and what it is part of: its building, then its cost centre',
			steps: [get],
			calls: '1 for each level that no other item needs, or 1 for each 250 rows of the list',
			access: 'read',
			pathParameters,
			query: [],
			response: { kind: 'list', open: true, fields: treeFields, guess: 'properties' },
			evidence: 'webinar',
			source: 'webinar: GET kohteet/{kohde-id}, once for each level',
		},
		getChildren: {
			composite: 'getChildren',
			name: 'Get Children',
			finnish: 'hae kohteen alakohteet',
			action: 'Get the children of a property',
			description:
				'Get what is part of a property: the buildings of a cost centre, the units of a building',
			steps: [],
			calls: '1 for each 250 rows of the list, once for all items',
			access: 'read',
			pathParameters,
			query: [
				{
					key: 'allLevels',
					parameter: 'allLevels',
					label: 'All Levels (Kaikki Tasot)',
					type: 'boolean',
					description: 'Whether to get what is below the children too',
				},
			],
			response: { kind: 'list', open: true, fields: treeFields },
			evidence: 'helpPage',
			source: "the operation that the account's profile names",
		},
		create: operation({
			name: 'Create',
			finnish: 'luo kohde',
			action: 'Create a property',
			description: 'Create a property of any type, given by meta name or type ID',
			method: 'POST',
			path: 'kohdetiedot/kohteet/lisaa',
			access: 'write',
			body: {
				model: 'ApiKohdeLisaaRequest',
				fields: [
					{
						key: 'Metaname',
						parameter: 'metaName',
						placeholder: 'as on the Help page',
						label: 'Type by Meta Name (Metanimi)',
						type: 'text',
						maxLength: 50,
						description: 'Required if Type ID is empty',
					},
					{
						key: 'TypeId',
						parameter: 'typeId',
						label: 'Type ID (Tyyppi)',
						type: 'integer',
						minimum: 1,
						description: 'Required if Type by Meta Name is empty',
					},
					parent,
					{
						key: 'PropertyName',
						parameter: 'propertyName',
						label: 'Property Name (Nimi)',
						type: 'text',
						placeholder: 'e.g. Mäntylä',
					},
					{ ...additionalInformation, key: 'AdditionalInformation' },
				],
				requiresOneOf: ['metaName', 'typeId'],
				complete: true,
			},
			response: { kind: 'created' },
			createOnce: createOnce('property', 'propertyName'),
			evidence: 'helpPage',
			source: 'Help: POST kohdetiedot/kohteet/lisaa',
		}),
		createPlot: operation({
			name: 'Create Plot',
			finnish: 'luo tontti',
			action: 'Create a plot',
			description: 'Create a plot (tontti) with its basic details',
			method: 'POST',
			path: 'kohteet/tontti/create',
			access: 'write',
			body: {
				model: 'ApiTonttiCreateRequest',
				fields: [{ ...parent, required: true }, name, additionalInformation],
				complete: true,
			},
			response: { kind: 'created' },
			createOnce: createOnce('property', 'name'),
			evidence: 'helpPage',
			source: 'Help: POST kohteet/tontti/create',
		}),
		createUnit: operation({
			name: 'Create Unit',
			finnish: 'luo huoneisto',
			action: 'Create a unit',
			description: 'Create a unit (huoneisto) with its basic details',
			method: 'POST',
			path: 'kohteet/huoneisto/create',
			access: 'write',
			body: {
				model: 'ApiHuoneistoCreateRequest',
				fields: [
					{ ...parent, required: true },
					{
						key: 'Tunnus',
						parameter: 'code',
						label: 'Code (Tunnus)',
						type: 'text',
						maxLength: 10,
						required: true,
						placeholder: 'e.g. A 12',
					},
					name,
					{
						key: 'Huoneistoala',
						parameter: 'floorArea',
						label: 'Floor Area (Huoneistoala)',
						type: 'text',
						maxLength: 10,
						required: true,
						placeholder: 'e.g. 54,5',
						description: 'Sent to Tampuuri as text',
					},
					{
						key: 'HuoneistotyyppiId',
						parameter: 'unitTypeId',
						label: 'Unit Type ID (Huoneistotyyppi)',
						type: 'integer',
						minimum: 1,
						required: true,
					},
					additionalInformation,
				],
				complete: true,
			},
			response: { kind: 'created' },
			createOnce: createOnce('unit', 'name'),
			evidence: 'helpPage',
			source: 'Help: POST kohteet/huoneisto/create',
		}),
	},
};
