import type { Dialect, Enumeration, Spelling } from './dialect.mts';
import { USUAL_LISTS } from './usualLists.mts';

const SERVICE_REQUEST_STATE: Enumeration = {
	model: 'ApiIlmoitusTila',
	writtenAs: 'number',
	values: [
		{ standard: 'avoin', name: 'Avoinna', number: 10, description: 'Avoin ilmoitus' },
		{ standard: 'vastaanotettu', name: 'Tyonalla', number: 20, description: 'Vastaanotettu' },
		{ standard: 'odottaa', name: 'Odotuksessa', number: 30, description: 'Odottaa' },
		{ standard: 'tehty', name: 'Kuitattu', number: 40, description: 'Tehty' },
		{ standard: 'valmis', name: 'Valmistunut', number: 90, description: 'Valmis' },
	],
};

const LEASE_STATE: Enumeration = {
	model: 'ApiSopimusTila',
	writtenAs: 'name',
	values: [
		{ standard: 'Esisopimus', name: 'Alustava', number: 1, description: 'Esisopimus' },
		{ standard: 'Sopimus', name: 'Voimassa', number: 2, description: 'Allekirjoitettu sopimus' },
	],
};

const serviceRequestState: Spelling = {
	key: 'Tila',
	description: 'Ilmoituksen tila',
	enumeration: SERVICE_REQUEST_STATE,
};

const leaseState: Spelling = {
	key: 'Tila',
	description: 'Sopimuksen tila',
	enumeration: LEASE_STATE,
};

/** The catalogue's keys, but other names of states, and states of service requests by number. */
export const otherEnumerations: Dialect = {
	description: 'other state names, states of service requests by number; unknown keys are refused',
	unknownKeys: 'refused',
	operations: {
		'POST ilmoitukset/selaa': {
			model: 'ApiIlmoitusSelaaRequest',
			body: { Tila: serviceRequestState },
			response: { Tila: serviceRequestState },
		},
		'GET ilmoitukset/{id}': { response: { Tila: serviceRequestState } },
		'POST sopimukset': { model: 'ApiUusiSopimusRequest', body: { Tila: leaseState } },
		'PATCH sopimukset/{sopimus-id}': { body: { Tila: leaseState }, responds: 'created' },
		'GET sopimukset/{sopimusid}': { response: { Tila: leaseState } },
	},
	lists: USUAL_LISTS,
	help: {},
};
