import type { Dialect, ListOperation, OperationSpelling, Spelling } from './dialect.mts';
import { USUAL_LISTS } from './usualLists.mts';

const PERSON_FIELDS: Readonly<Record<string, Spelling>> = {
	Etunimi: { key: 'Henkilo.Etunimi', description: 'Etunimi' },
	Sukunimi: { key: 'Henkilo.Sukunimi', description: 'Sukunimi' },
	Henkilotunnus: { key: 'Henkilo.Henkilotunnus', description: 'Henkilötunnus' },
	Sahkoposti: { key: 'Yhteystiedot.Sahkoposti', description: 'Sähköpostiosoite' },
	Puhelin: { key: 'Yhteystiedot.Puhelin', description: 'Puhelinnumero' },
	Katuosoite: { key: 'Yhteystiedot.Osoite.Katuosoite', description: 'Katuosoite' },
	Postinumero: { key: 'Yhteystiedot.Osoite.Postinumero', description: 'Postinumero' },
	Postitoimipaikka: {
		key: 'Yhteystiedot.Osoite.Postitoimipaikka',
		description: 'Postitoimipaikka',
	},
};

const STATE_CHANGE: OperationSpelling = {
	model: 'ApiIlmoitusTilamuutosRequest',
	body: { Kommentti: { key: 'Viesti.Kommentti', description: 'Kommentti osallisille' } },
};

const SERVICE_REQUEST = {
	Tila: { key: 'Tilatieto.Tila', description: 'Ilmoituksen tila' },
};

/** Everything in a row but its ID is one level down. */
const LISTS = USUAL_LISTS.map((list): ListOperation => {
	const entries = Object.entries(list.row).map(([standard, key]) => [
		standard,
		standard === 'Id' ? key : `Tiedot.${key}`,
	]);
	return { ...list, row: Object.fromEntries(entries) };
});

/** Bodies and records contain objects where the catalogue has flat fields. */
export const nested: Dialect = {
	description: 'persons, parties and leases in nested bodies; unknown keys are refused',
	unknownKeys: 'refused',
	operations: {
		'POST osapuolet/henkilot': { model: 'ApiHenkiloRequest', body: PERSON_FIELDS },
		'PUT osapuolet/{osapuoli-id}': { model: 'ApiOsapuoliMuokkaaRequest', body: PERSON_FIELDS },
		'GET osapuolet/henkilot': {
			response: {
				Nimi: { key: 'Henkilo.Nimi', description: 'Nimi' },
				Turvakielto: { key: 'Henkilo.Turvakielto', description: 'Turvakielto' },
			},
		},
		'POST sopimukset': {
			model: 'ApiUusiSopimusRequest',
			wrapper: 'Sopimus',
			body: {
				OsapuoliId: { key: 'Vuokralainen.OsapuoliId', description: 'Vuokralaisen osapuoli-id' },
				KohdeId: { key: 'Vuokrakohde.KohdeId', description: 'Huoneiston kohde-id' },
			},
		},
		'PATCH sopimukset/{sopimus-id}': { model: 'ApiSopimusMuokkaaRequest', wrapper: 'Sopimus' },
		'GET sopimukset/{sopimusid}': {
			response: {
				KohdeId: { key: 'Vuokrakohde.KohdeId', description: 'Huoneiston kohde-id' },
				OsapuoliId: { key: 'Vuokralainen.OsapuoliId', description: 'Vuokralaisen osapuoli-id' },
				Alkupvm: { key: 'Sopimus.Alkupvm', description: 'Alkupäivä' },
				Loppupvm: { key: 'Sopimus.Loppupvm', description: 'Loppupäivä' },
				Tila: { key: 'Sopimus.Tila', description: 'Tila' },
				Allekirjoituspvm: { key: 'Sopimus.Allekirjoituspvm', description: 'Allekirjoituspäivä' },
			},
		},
		'POST sopimukset/{sopimus_id}/paatasopimus': {
			model: 'ApiSopimusPaataRequest',
			body: { Loppupvm: { key: 'Paattaminen.Loppupvm', description: 'Loppupäivä' } },
		},
		'POST sopimukset/{sopimus_id}/maksulajit/lisaa': {
			model: 'ApiSopimusMaksulajiLisaaRequest',
			wrapper: 'Maksulaji',
		},
		'GET kohteet/{kohde-id}': {
			response: {
				Metaname: { key: 'Perustiedot.Metaname', description: 'Kohdetyypin metanimi' },
				Tunnus: { key: 'Perustiedot.Tunnus', description: 'Tunnus' },
				Nimi: { key: 'Perustiedot.Nimi', description: 'Nimi' },
			},
		},
		'POST ilmoitukset/selaa': {
			model: 'ApiIlmoitusSelaaRequest',
			wrapper: 'Hakuehdot',
			response: SERVICE_REQUEST,
		},
		'GET ilmoitukset/{id}': { response: SERVICE_REQUEST },
		'POST ilmoitukset/{ilmoitus_id}/vastaanota': STATE_CHANGE,
		'POST ilmoitukset/{ilmoitus_id}/odotukseen': STATE_CHANGE,
		'POST ilmoitukset/{ilmoitus_id}/kuittaatehdyksi': STATE_CHANGE,
	},
	lists: LISTS,
	help: {},
};
