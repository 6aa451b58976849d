import type { ResponseField } from '../../dist/nodes/shared/catalogue/index.js';

/**
 * What the simulator returns where the catalogue does not know the response, by operation. The Help
 * pages of dialects show it.
 */
export const READ_MODELS: Readonly<
	Record<string, { readonly model: string; readonly fields: readonly ResponseField[] }>
> = {
	'GET sopimukset/{sopimusid}': {
		model: 'ApiSopimusResponse',
		fields: [
			{ key: 'Id', type: 'integer' },
			{ key: 'KohdeId', type: 'integer' },
			{ key: 'OsapuoliId', type: 'integer' },
			{ key: 'Alkupvm', type: 'date' },
			{ key: 'Loppupvm', type: 'date' },
			{ key: 'Tila', type: 'text' },
			{ key: 'Allekirjoituspvm', type: 'date' },
			{ key: 'Kotielaimia', type: 'boolean' },
			{ key: 'YleisavaimenKaytto', type: 'boolean' },
			{ key: 'SahkoisestiAllekirjoitettavissa', type: 'boolean' },
			{ key: 'Lisatiedot', type: 'text' },
		],
	},
	'GET kohteet/{kohde-id}': {
		model: 'ApiKohdeResponse',
		fields: [
			{ key: 'Id', type: 'integer' },
			{ key: 'ParentId', type: 'integer' },
			{ key: 'Metaname', type: 'text' },
			{ key: 'Tunnus', type: 'text' },
			{ key: 'Nimi', type: 'text' },
			{ key: 'Huoneistoala', type: 'text' },
			{ key: 'HuoneistotyyppiId', type: 'integer' },
			{ key: 'Lisätiedot', type: 'text' },
		],
	},
	'GET osapuolet/henkilot': {
		model: 'ApiOsapuoliResponseModel',
		fields: [
			{ key: 'Id', type: 'integer' },
			{ key: 'YritysId', type: 'integer' },
			{ key: 'Nimi', type: 'text' },
			{ key: 'Turvakielto', type: 'boolean' },
			{ key: 'Osapuolityyppi', type: 'text' },
			{ key: 'Tunnistautuminen', type: 'object' },
			{ key: 'Parametrit', type: 'array' },
		],
	},
};

/** What a row of a list can have, by its standard key. */
export const LIST_FIELDS: Readonly<Record<string, ResponseField['type']>> = {
	Id: 'integer',
	ParentId: 'integer',
	Metaname: 'text',
	Tunnus: 'text',
	Nimi: 'text',
	Osoite: 'text',
	KohdeId: 'integer',
	KohdeNimi: 'text',
	OsapuoliId: 'integer',
	OsapuoliNimi: 'text',
	Alkupvm: 'date',
	Loppupvm: 'date',
	Tila: 'text',
	Osapuolityyppi: 'text',
	Henkilotunnus: 'text',
	Puhelin: 'text',
	Sahkoposti: 'text',
};
