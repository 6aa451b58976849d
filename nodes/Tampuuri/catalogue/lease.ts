import { operation, type Resource } from './types';

export const lease: Resource = {
	value: 'lease',
	name: 'Lease (Sopimus)',
	description: 'Rental agreements and their charges',
	operations: {
		get: operation({
			name: 'Get',
			action: 'Get a lease',
			description: 'Get one lease, for example to see whether it has an end date',
			method: 'GET',
			path: 'sopimukset/{sopimusid}',
			access: 'read',
			pathParameters: {
				sopimusid: {
					type: 'reference',
					to: 'lease',
					parameter: 'lease',
					label: 'Lease (Sopimus)',
				},
			},
			answer: { kind: 'record', fields: [], evidence: 'guess' },
			evidence: 'webinar',
			source: 'webinar: GET sopimukset/{sopimusid}; its answer is unseen',
		}),
	},
};
