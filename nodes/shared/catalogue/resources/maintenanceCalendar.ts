import { operation, type Resource } from '../types';

export const maintenanceCalendar: Resource = {
	value: 'maintenanceCalendar',
	name: 'Maintenance Calendar (Huoltokalenteri)',
	description: 'Scheduled maintenance tasks of a property',
	operations: {
		get: operation({
			name: 'Get',
			action: 'Get the maintenance calendar of a property',
			description: "Get a property's maintenance tasks for one year",
			method: 'GET',
			path: 'huoltokirja/huoltokalenteri',
			access: 'read',
			query: [
				{
					key: 'KohdeId',
					parameter: 'property',
					label: 'Property (Kohde)',
					type: 'reference',
					to: 'property',
					required: true,
				},
				{
					key: 'Vuosi',
					parameter: 'year',
					label: 'Year (Vuosi)',
					type: 'date',
					format: 'bare',
					required: true,
					description: 'Any day in the year',
				},
			],
			response: {
				kind: 'record',
				fields: [
					{ key: 'KohdeId', type: 'integer' },
					{ key: 'Tehtavat', type: 'array' },
				],
				evidence: 'thirdParty',
			},
			evidence: 'thirdParty',
			source: 'third-party client code; no Help page was seen',
		}),
	},
};
