import type { Dialect } from './dialect.mts';

/** Properties, units, leases and parties are listed, each in its own way. */
export const otherLists: Dialect = {
	description: 'lists under unusual paths, each with its own paging',
	unknownKeys: 'ignored',
	operations: {},
	lists: [
		{
			register: 'property',
			controller: 'Kohderekisteri',
			operation: {
				method: 'GET',
				path: 'kohderekisteri/kohteet',
				description: 'Hakee kohderekisterin kohteet.',
			},
			search: 'Haku',
			envelope: 'metadata',
			model: 'ApiKohderekisteriKohde',
			row: {
				Id: 'KohdeId',
				ParentId: 'YlakohdeId',
				Metaname: 'Kohdetyyppi',
				Nimi: 'Kohdenimi',
				Osoite: 'Katuosoite',
			},
		},
		{
			register: 'unit',
			controller: 'Kohderekisteri',
			operation: {
				method: 'POST',
				path: 'kohderekisteri/huoneistot/hae',
				description: 'Hakee huoneistot hakuehdoilla.',
			},
			search: 'Hakuteksti',
			envelope: 'lowerCaseMetadata',
			model: 'ApiHuoneistoRivi',
			row: {
				Id: 'HuoneistoId',
				ParentId: 'RakennusId',
				Nimi: 'Huoneistotunnus',
				Osoite: 'Sijainti.Osoite',
			},
		},
		{
			register: 'lease',
			controller: 'Vuokrasopimus',
			operation: {
				method: 'GET',
				path: 'vuokrasopimukset',
				description: 'Listaa vuokrasopimukset.',
			},
			model: 'ApiVuokrasopimusRivi',
			row: {
				Id: 'Sopimusnumero',
				KohdeNimi: 'Huoneisto',
				Osoite: 'Osoite',
				OsapuoliNimi: 'Vuokralainen',
				Alkupvm: 'Alkaa',
				Loppupvm: 'Paattyy',
			},
		},
		{
			register: 'party',
			controller: 'Osapuolirekisteri',
			operation: {
				method: 'POST',
				path: 'osapuolirekisteri/listaa',
				description: 'Listaa osapuolirekisterin henkilöt ja yritykset.',
			},
			search: 'Nimi',
			envelope: 'bare',
			model: 'ApiOsapuolirekisteriRivi',
			row: {
				Id: 'OsapuoliId',
				Nimi: 'KokoNimi',
				Osapuolityyppi: 'Laji',
				Henkilotunnus: 'Hetu',
				Osoite: 'Yhteystiedot.Osoite',
				Sahkoposti: 'Yhteystiedot.Sahkoposti',
			},
		},
	],
	help: {},
};
