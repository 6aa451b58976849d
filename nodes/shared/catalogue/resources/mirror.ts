import type { ChoiceField, Resource, TextField } from '../types';

const list: ChoiceField = {
	key: 'list',
	parameter: 'mirroredList',
	label: 'List',
	type: 'choice',
	required: true,
	choices: [
		{ label: 'Lease (Sopimus)', value: 'lease' },
		{ label: 'Party (Osapuoli)', value: 'party' },
		{ label: 'Property (Kohde)', value: 'property' },
		{ label: 'Service Request (Ilmoitus)', value: 'serviceRequest' },
		{ label: 'Unit (Huoneisto)', value: 'unit' },
	],
};

const checkpoint = {
	key: 'checkpoint',
	parameter: 'checkpoint',
	label: 'Checkpoint',
	placeholder: 'e.g. {{ $json.checkpoint }}',
	type: 'text',
} as const satisfies TextField;

export const mirror: Resource<'mirror'> = {
	value: 'mirror',
	name: 'Mirror (Kopio)',
	description: 'A copy of your lists in your own database',
	operations: {
		getNextPage: {
			composite: 'getNextPage',
			name: 'Get Next Page',
			finnish: 'listan seuraava sivu',
			action: 'Get the next page of a list to mirror',
			description: 'Get up to 250 rows and the checkpoint to go on from, even after a crash',
			steps: [],
			calls: '1, or a few when rows have moved meanwhile',
			access: 'read',
			pathParameters: {},
			query: [
				list,
				{ ...checkpoint, description: 'From the page before; leave it out to begin a new reading' },
			],
			response: {
				kind: 'record',
				fields: [
					{ key: 'list', type: 'text' },
					{ key: 'readingId', type: 'text' },
					{ key: 'rows', type: 'array' },
					{ key: 'checkpoint', type: 'text' },
					{ key: 'done', type: 'boolean' },
					{ key: 'total', type: 'integer', nullable: true },
				],
			},
			evidence: 'helpPage',
			source: "the operation that the account's profile names",
		},
		getRemoved: {
			composite: 'getRemoved',
			name: 'Get Removed',
			finnish: 'poistuneet tiedot',
			action: 'Get removed records of a mirror',
			description: 'Tell which records that a finished reading did not find are really gone',
			steps: [],
			calls: '0 if the list comes in the order of its IDs, otherwise 1 for each ID',
			access: 'read',
			pathParameters: {},
			query: [
				list,
				{ ...checkpoint, required: true, description: 'From the last page of the reading' },
				{
					key: 'ids',
					parameter: 'missingIds',
					label: 'Missing IDs',
					type: 'integerList',
					required: true,
					description: 'IDs in the mirror that no page of the reading had',
				},
			],
			response: {
				kind: 'record',
				fields: [
					{ key: 'list', type: 'text' },
					{ key: 'removed', type: 'array' },
					{ key: 'present', type: 'array' },
				],
			},
			evidence: 'helpPage',
			source: 'the operations that read one record',
		},
	},
};
