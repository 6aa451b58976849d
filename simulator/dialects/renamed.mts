import type { Dialect, OperationSpelling } from './dialect.mts';
import { USUAL_LISTS } from './usualLists.mts';

const PERSON: OperationSpelling = {
	model: 'ApiHenkiloRequest',
	body: {
		Etunimi: { key: 'FirstName', description: 'Henkilön etunimi' },
		Sukunimi: { key: 'LastName', description: 'Henkilön sukunimi' },
		Henkilotunnus: { key: 'Hetu', description: 'Suomalainen henkilötunnus' },
		Sahkoposti: { key: 'EmailOsoite', description: 'Sähköpostiosoite' },
		Puhelin: { key: 'Matkapuhelinnumero', description: 'Puhelinnumero' },
		Katuosoite: { key: 'Lahiosoite', description: 'Katuosoite' },
		Postinumero: { key: 'PostiNro', description: 'Postinumero' },
		Postitoimipaikka: { key: 'Paikkakunta', description: 'Postitoimipaikka' },
	},
	furtherFields: [
		{
			key: 'Kutsumanimi',
			parameter: 'Kutsumanimi',
			label: 'Kutsumanimi',
			type: 'text',
			maxLength: 50,
			description: 'Kutsumanimi, jos se on muu kuin ensimmäinen etunimi',
		},
		{
			key: 'Tyopuhelin',
			parameter: 'Tyopuhelin',
			label: 'Tyopuhelin',
			type: 'text',
			maxLength: 50,
			description: 'Työpuhelin',
		},
	],
};

const STATE_CHANGE: OperationSpelling = {
	model: 'ApiIlmoitusTilamuutosRequest',
	body: { Kommentti: { key: 'Selite', description: 'Kommentti ilmoituksen osallisille' } },
};

const SERVICE_REQUEST = {
	Tila: { key: 'IlmoituksenTila', description: 'Ilmoituksen tila' },
};

/** Every guessed field has another key. */
export const renamed: Dialect = {
	description: 'other keys for every guessed field; unknown keys are ignored',
	unknownKeys: 'ignored',
	operations: {
		'POST osapuolet/henkilot': PERSON,
		'PUT osapuolet/{osapuoli-id}': PERSON,
		'GET osapuolet/henkilot': {
			response: { Nimi: { key: 'KokoNimi', description: 'Henkilön nimi' } },
		},
		'POST sopimukset': {
			model: 'ApiUusiSopimusRequest',
			body: {
				OsapuoliId: { key: 'VuokralainenId', description: 'Vuokralaisen osapuoli-id' },
				KohdeId: { key: 'HuoneistoId', description: 'Vuokrattavan huoneiston kohde-id' },
			},
		},
		'GET sopimukset/{sopimusid}': {
			response: {
				KohdeId: { key: 'HuoneistoId', description: 'Vuokratun huoneiston kohde-id' },
				OsapuoliId: { key: 'VuokralainenId', description: 'Vuokralaisen osapuoli-id' },
				Loppupvm: { key: 'PaattymisPvm', description: 'Sopimuksen päättymispäivä' },
			},
		},
		'POST sopimukset/{sopimus_id}/paatasopimus': {
			model: 'ApiSopimusPaataRequest',
			body: { Loppupvm: { key: 'PaattymisPvm', description: 'Sopimuksen päättymispäivä' } },
		},
		'POST sopimukset/{sopimus_id}/maksulajit/lisaa': {
			model: 'ApiSopimusMaksulajiLisaaRequest',
			body: {
				MaksulajiId: { key: 'LajiId', description: 'Lisättävän maksulajin id' },
				Alkupvm: { key: 'VoimaanPvm', description: 'Päivä, josta alkaen maksu peritään' },
				Loppupvm: { key: 'PaattymisPvm', description: 'Maksun viimeinen päivä' },
				Summa: { key: 'EurotKuukaudessa', description: 'Maksun määrä euroina' },
			},
		},
		'GET kohteet/{kohde-id}': {
			response: {
				ParentId: { key: 'YlakohdeId', description: 'Yläkohteen id' },
				Nimi: { key: 'KohteenNimi', description: 'Kohteen nimi' },
				Tunnus: { key: 'KohteenTunnus', description: 'Kohteen tunnus' },
			},
		},
		'POST ilmoitukset/selaa': {
			model: 'ApiIlmoitusSelaaRequest',
			body: {
				TyonsuorittajaId: { key: 'SuorittajaId', description: 'Työn suorittajan osapuoli-id' },
				Tila: { key: 'IlmoituksenTila', description: 'Ilmoituksen tila' },
				KohdeId: { key: 'KiinteistoId', description: 'Kohteen id' },
				ParentId: { key: 'ParentIlmoitusId', description: 'Pääilmoituksen id' },
			},
			response: SERVICE_REQUEST,
		},
		'GET ilmoitukset/{id}': { response: SERVICE_REQUEST },
		'POST ilmoitukset/base64': {
			model: 'ApiIlmoitusBase64Request',
			body: { Liitteet: { key: 'Tiedostot', description: 'Ilmoituksen liitetiedostot' } },
		},
		'POST ilmoitukset/{ilmoitus_id}/vastaanota': STATE_CHANGE,
		'POST ilmoitukset/{ilmoitus_id}/odotukseen': STATE_CHANGE,
		'POST ilmoitukset/{ilmoitus_id}/kuittaatehdyksi': STATE_CHANGE,
	},
	lists: USUAL_LISTS,
	help: {},
};
