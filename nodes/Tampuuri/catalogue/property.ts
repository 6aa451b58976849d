import { operation, type Resource } from './types';

export const property: Resource = {
	value: 'property',
	name: 'Property (Kohde)',
	description: 'Cost centres, buildings, units and plots',
	operations: {
		get: operation({
			name: 'Get',
			action: 'Get a property',
			description: 'Get one cost centre, building, unit or plot',
			method: 'GET',
			path: 'kohteet/{kohde-id}',
			access: 'read',
			pathParameters: {
				'kohde-id': {
					type: 'reference',
					to: 'property',
					parameter: 'property',
					label: 'Property (Kohde)',
				},
			},
			answer: { kind: 'record', fields: [], evidence: 'guess' },
			evidence: 'webinar',
			source: 'webinar: GET kohteet/{kohde-id}; its answer is unseen',
		}),
	},
};
