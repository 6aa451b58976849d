import { operation, type ResponseField, type Resource } from '../types';

/** The types are inferred from how the client uses the keys. */
const taskFields: readonly ResponseField[] = [
	{ key: 'Id', type: 'integer' },
	{ key: 'Nimi', type: 'text' },
	{ key: 'TyoOhje', type: 'text' },
	{
		key: 'Vastuut',
		type: 'array',
		fields: [
			{
				key: 'Vastuullinen',
				type: 'array',
				fields: [
					{ key: 'Id', type: 'integer' },
					{ key: 'YritysId', type: 'integer', nullable: true },
					{ key: 'Nimi', type: 'text' },
				],
			},
		],
	},
	{
		key: 'Toimenpiteet',
		type: 'array',
		fields: [
			{ key: 'Id', type: 'integer' },
			{ key: 'Alkaa', type: 'date' },
			{ key: 'Loppuu', type: 'date' },
			{ key: 'Tyonsuoritusaika', type: 'date', nullable: true },
			{ key: 'Kuitattu', type: 'boolean' },
			{ key: 'Kuittausaika', type: 'date', nullable: true },
			{
				key: 'Kuittaaja',
				type: 'array',
				fields: [
					{ key: 'Id', type: 'integer' },
					{ key: 'Nimi', type: 'text' },
				],
			},
		],
	},
];

export const maintenanceCalendar: Resource<'maintenanceCalendar'> = {
	value: 'maintenanceCalendar',
	name: 'Maintenance Calendar (Huoltokalenteri)',
	description: 'Scheduled maintenance tasks of a property',
	operations: {
		get: operation({
			name: 'Get',
			finnish: 'hae huoltokalenteri',
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
					{ key: 'Tehtavat', type: 'array', fields: taskFields },
				],
			},
			evidence: 'thirdParty',
			source: 'client code: GET huoltokirja/huoltokalenteri?KohdeId=&Vuosi=',
		}),
	},
};
