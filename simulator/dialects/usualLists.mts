import type { ListOperation } from './dialect.mts';

/** Lists as the paths and models that are known suggest them: `…/selaa`, `Offset` and `Limit` in the body. */
export const USUAL_LISTS: readonly ListOperation[] = [
	{
		register: 'property',
		controller: 'Kohde',
		operation: { method: 'POST', path: 'kohteet/selaa', description: 'Selaa kohteita sivuittain.' },
		search: 'Hakusana',
		envelope: 'flat',
		model: 'ApiKohdeListaus',
		row: {
			Id: 'Id',
			ParentId: 'ParentId',
			Metaname: 'Metaname',
			Tunnus: 'Tunnus',
			Nimi: 'Nimi',
			Osoite: 'Osoite',
		},
	},
	{
		register: 'lease',
		controller: 'Sopimus',
		operation: {
			method: 'POST',
			path: 'sopimukset/selaa',
			description: 'Selaa sopimuksia sivuittain.',
		},
		search: 'Hakusana',
		envelope: 'flat',
		model: 'ApiSopimusListaus',
		row: {
			Id: 'Id',
			KohdeId: 'KohdeId',
			KohdeNimi: 'KohdeNimi',
			OsapuoliId: 'OsapuoliId',
			OsapuoliNimi: 'OsapuoliNimi',
			Alkupvm: 'Alkupvm',
			Loppupvm: 'Loppupvm',
			Tila: 'Tila',
		},
	},
	{
		register: 'party',
		controller: 'Osapuoli',
		operation: {
			method: 'POST',
			path: 'osapuolet/selaa',
			description: 'Selaa henkilöitä ja yrityksiä sivuittain.',
		},
		search: 'Hakusana',
		envelope: 'flat',
		model: 'ApiOsapuoliListaus',
		row: {
			Id: 'Id',
			Nimi: 'Nimi',
			Osapuolityyppi: 'Osapuolityyppi',
			Osoite: 'Osoite',
			Puhelin: 'Puhelin',
			Sahkoposti: 'Sahkoposti',
		},
	},
];
