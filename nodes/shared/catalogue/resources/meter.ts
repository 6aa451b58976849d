import { operation, type Resource } from '../types';

export const meter: Resource<'meter'> = {
	value: 'meter',
	name: 'Meter (Mittari)',
	description: 'Water, heat and electricity consumption',
	operations: {
		getLatestConsumption: operation({
			name: 'Get Latest Consumption',
			finnish: 'mittarin kulutus',
			action: 'Get the latest consumption of a meter',
			description: "Get a meter's latest consumption and the period it covers",
			method: 'GET',
			path: 'kulutusseuranta/mittarit/{mittariId}/lukemat/uusinkulutus',
			access: 'read',
			pathParameters: {
				mittariId: { type: 'id', parameter: 'meterId', label: 'Meter ID (Mittari)' },
			},
			response: {
				kind: 'record',
				model: 'ApiMittariKulutusResponse',
				fields: [
					{ key: 'Kulutus', type: 'decimal', nullable: true },
					{ key: 'Alkupäivä', type: 'date', nullable: true },
					{ key: 'Loppupäivä', type: 'date', nullable: true },
				],
			},
			evidence: 'helpPage',
			source: 'Help: GET kulutusseuranta/mittarit/{mittariId}/lukemat/uusinkulutus',
		}),
	},
};
