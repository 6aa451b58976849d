import { operation, type Resource } from './types';

export const person: Resource = {
	value: 'person',
	name: 'Person (Henkilö)',
	description: 'People in the party register',
	operations: {
		getAll: operation({
			name: 'Get Many',
			action: 'Get many persons',
			description:
				'Search persons by a search word, for example a name or a personal identity code',
			method: 'GET',
			path: 'osapuolet/henkilot',
			access: 'read',
			query: [
				{
					key: 'Hakusana',
					parameter: 'searchWord',
					label: 'Search Word (Hakusana)',
					type: 'text',
					required: true,
					description: 'A name or a personal identity code (henkilötunnus)',
				},
			],
			answer: { kind: 'list', fields: [], evidence: 'guess' },
			evidence: 'webinar',
			source: 'webinar: GET osapuolet/henkilot?Hakusana=; its answer is unseen',
		}),
	},
};
