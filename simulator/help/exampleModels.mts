import type { ModelPage, PageField } from '../../dist/nodes/shared/helpSite/pages/types.js';

const plain = (name: string, type: string, required = false): PageField => ({
	name,
	description: '',
	type: { kind: 'simple', name: type },
	required,
});

const linked = (name: string, model: string): PageField => ({
	name,
	description: '',
	type: { kind: 'model', name: model },
	required: false,
});

function enumeration(name: string, values: readonly string[]): ModelPage {
	return {
		kind: 'enumeration',
		name,
		description: '',
		values: values.map((one, value) => ({ name: one, value: String(value), description: '' })),
	};
}

/** Models of the invented operations: enumerations, a model inside another, and one inside itself. */
export const EXAMPLE_MODELS: readonly ModelPage[] = [
	enumeration('ApiEsimerkkiKiireellisyys', ['EiKiireellinen', 'Kiireellinen', 'Hätätapaus']),
	enumeration('ApiEsimerkkiTilaInt', ['Uusi', 'Avoin', 'Valmis']),
	enumeration('ApiEsimerkkiMaakoodi', ['Suomi', 'Ruotsi']),
	{
		kind: 'object',
		name: 'ApiEsimerkkiOsoite',
		description: 'Keksitty osoite.',
		fields: [
			plain('Katuosoite', 'string', true),
			plain('Postinumero', 'string'),
			linked('Maa', 'ApiEsimerkkiMaa'),
		],
		complete: true,
	},
	{
		kind: 'object',
		name: 'ApiEsimerkkiMaa',
		description: 'Keksitty maa.',
		fields: [linked('Koodi', 'ApiEsimerkkiMaakoodi'), linked('Naapuri', 'ApiEsimerkkiMaa')],
		complete: true,
	},
	{
		kind: 'object',
		name: 'ApiEsimerkkiRivi',
		description: 'Keksitty rivi.',
		fields: [plain('TuoteId', 'integer', true), plain('Maara', 'decimal number')],
		complete: true,
	},
];
