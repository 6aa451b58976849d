import type { Resource } from '../types';
import { lease } from './lease';
import { person } from './person';
import { property } from './property';
import { serviceRequest } from './serviceRequest';

/** The most calls that a check makes. */
const MOST_CALLS = 60;

export const account: Resource<'account'> = {
	value: 'account',
	name: 'Account (Tili)',
	description: 'How your own Tampuuri account spells names and lists records',
	operations: {
		check: {
			composite: 'checkAccount',
			name: 'Check',
			finnish: 'tarkista tili',
			action: 'Check an account',
			description: `Find out how your account spells what we had to assume, from the free Help pages and a few records: at most ${MOST_CALLS} billed calls, usually under 15, and nothing is changed`,
			steps: [serviceRequest, lease, property, person].flatMap(({ operations }) =>
				['getAll', 'get'].flatMap((name) => {
					const row = operations[name];
					return row === undefined || 'steps' in row ? [] : [row];
				}),
			),
			calls: `at most ${MOST_CALLS}`,
			access: 'read',
			pathParameters: {},
			query: [
				{
					key: 'maximumCalls',
					parameter: 'maximumCalls',
					label: 'Maximum Calls',
					type: 'integer',
					minimum: 1,
					maximum: MOST_CALLS,
					description: `Maximum number of billed calls, at most ${MOST_CALLS}`,
				},
				{
					key: 'property',
					parameter: 'property',
					label: 'Property (Kohde)',
					type: 'reference',
					to: 'property',
					description: 'A property to read, to learn more',
				},
				{
					key: 'lease',
					parameter: 'lease',
					label: 'Lease (Sopimus)',
					type: 'reference',
					to: 'lease',
					description: 'A lease to read, to learn more',
				},
				{
					key: 'serviceRequest',
					parameter: 'serviceRequest',
					label: 'Service Request (Ilmoitus)',
					type: 'reference',
					to: 'serviceRequest',
					description: 'A service request to read, to learn more',
				},
				{
					key: 'searchWord',
					parameter: 'searchWord',
					label: 'Search Word (Hakusana)',
					type: 'text',
					placeholder: 'e.g. Mäkinen',
					description: 'The name of a person to search for, to learn more',
				},
			],
			response: {
				kind: 'list',
				fields: [
					{ key: 'question', type: 'text' },
					{ key: 'assumed', type: 'text' },
					{ key: 'verdict', type: 'text' },
					{ key: 'found', type: 'text' },
					{ key: 'evidence', type: 'text' },
					{ key: 'calls', type: 'integer' },
					{ key: 'profile', type: 'text' },
					{ key: 'report', type: 'text' },
				],
			},
			evidence: 'helpPage',
			source: 'the Help pages and the operations it is made of',
		},
	},
};
