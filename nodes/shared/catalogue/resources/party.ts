import { personFields } from './person';
import { listing, operation, type Resource } from '../types';

export const party: Resource<'party'> = {
	value: 'party',
	name: 'Party (Osapuoli)',
	description: 'People and companies',
	operations: {
		getAll: listing({
			name: 'Get Many',
			finnish: 'hae osapuolet',
			action: 'Get many parties',
			description: 'Get people and companies by the list that your account has',
			lists: ['party'],
		}),
		find: {
			composite: 'findParty',
			name: 'Find',
			finnish: 'etsi osapuoli',
			action: 'Find a party',
			description: 'Find a person or company by name or business ID',
			steps: [],
			calls: '1 for each 250 rows of the list, once for all items',
			access: 'read',
			pathParameters: {},
			query: [
				{
					key: 'nameOrBusinessId',
					parameter: 'nameOrBusinessId',
					label: 'Name or Business ID (Y-tunnus)',
					type: 'text',
					required: true,
					placeholder: 'e.g. Huoltopalvelu Mäntykäpy Oy',
					description: 'What could mean several parties is an error that lists them',
				},
			],
			response: {
				kind: 'list',
				open: true,
				fields: [
					{ key: 'Id', type: 'integer', simple: true },
					{ key: 'Name', type: 'text', simple: true },
					{ key: 'Match', type: 'text', simple: true },
				],
			},
			evidence: 'helpPage',
			source: "the operation that the account's profile names",
		},
		getByIds: operation({
			name: 'Get by IDs',
			finnish: 'hae osapuolet tunnuksilla',
			action: 'Get many parties by id',
			description: 'Get parties by ID in one call, without archived ones',
			method: 'POST',
			path: 'osapuolitiedot/osapuolet/hae',
			access: 'read',
			body: {
				model: 'ApiOsapuoletRequestModel',
				fields: [
					{
						key: 'OsapuoliIdt',
						parameter: 'partyIds',
						label: 'Party IDs (Osapuolet)',
						type: 'integerList',
						to: 'party',
						required: true,
						description:
							'IDs or names, separated by commas, or by semicolons if a name has a comma',
					},
					{
						key: 'Metanimet',
						parameter: 'parameterMetaNames',
						label: 'Parameters by Meta Name (Metanimet)',
						type: 'textList',
						description: 'Parameters to return with each party, separated by commas',
					},
					{
						key: 'ParametriIdt',
						parameter: 'parameterIds',
						label: 'Parameters by ID (Parametrit)',
						type: 'integerList',
						description: 'Parameters to return with each party, separated by commas',
					},
				],
				complete: true,
			},
			response: {
				kind: 'list',
				model: 'ApiOsapuoliResponseModel',
				idsAskedFor: 'partyIds',
				fields: [
					{ key: 'Id', type: 'integer' },
					{ key: 'YritysId', type: 'integer', nullable: true },
					{ key: 'Nimi', type: 'text' },
					{ key: 'Turvakielto', type: 'boolean', nullable: true },
					{ key: 'Osapuolityyppi', type: 'text' },
					{ key: 'Tunnistautuminen', type: 'object', nullable: true },
					{ key: 'Parametrit', type: 'array', nullable: true },
				],
			},
			evidence: 'helpPage',
			source: 'Help: POST osapuolitiedot/osapuolet/hae',
		}),
		update: operation({
			name: 'Update',
			finnish: 'muuta osapuolta',
			action: 'Update a party',
			description:
				'Update a party, sending every field you want to keep: we could not confirm whether omitted fields are cleared',
			method: 'PUT',
			path: 'osapuolet/{osapuoli-id}',
			access: 'write',
			pathParameters: {
				'osapuoli-id': {
					type: 'reference',
					to: 'person',
					parameter: 'party',
					label: 'Party (Osapuoli)',
				},
			},
			body: {
				fields: personFields,
				requiresAnyField: true,
				complete: false,
				guess: 'persons',
			},
			response: { kind: 'nothing', guess: 'empty-responses' },
			recordIds: { Id: 'party' },
			evidence: 'webinar',
			source: 'webinar: PUT osapuolet/{osapuoli-id}',
		}),
	},
};
