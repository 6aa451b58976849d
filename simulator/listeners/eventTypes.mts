import type { AccountData } from '../data/accountData.mts';
import { FIRST_IDS } from '../data/seeding.mts';

type Register =
	| 'document'
	| 'inspection'
	| 'lease'
	| 'party'
	| 'property'
	| 'renovation'
	| 'serviceRequest';

/** A kind of event that Tampuuri sends (webinar: "Tampuuri API:n tukemat tapahtumat"). */
export interface EventType {
	/** Its literal name, the notification's `Action`. */
	readonly action: string;
	/** What has happened, in a sentence without its full stop. */
	readonly description: string;
	/** `webinar` when the webinar or Visma's blog has the literal name, `guess` when only the kind is named. */
	readonly evidence: 'webinar' | 'guess';
	/** What kind of record `ReferenceId` names. */
	readonly about: Register;
	/** What kind of record `ReferenceSecondaryId` names, when there is one. */
	readonly secondary?: Register;
}

/** Every kind of event in the webinar. Guessed names follow the pattern of the known ones: thing, then verb. */
export const EVENT_TYPES: readonly EventType[] = [
	known('AsuntotarkastusUusi', 'inspection', 'An inspection (asuntotarkastus) was added'),
	known('AsuntotarkastusTilamuutos', 'inspection', 'An inspection changed its state'),
	known('IlmoitusUusi', 'serviceRequest', 'A service request (ilmoitus) was added'),
	known('IlmoitusTilamuutos', 'serviceRequest', 'A service request changed its state'),
	{
		...known('DokumenttipankkiDokumenttiUusi', 'document', 'A document (dokumentti) was added'),
		secondary: 'property',
	},
	{
		...known('DokumenttipankkiDokumenttiMuokkaa', 'document', 'A document was changed'),
		secondary: 'property',
	},
	{
		...known('DokumenttipankkiDokumenttiPoista', 'document', 'A document was removed'),
		secondary: 'property',
	},
	guessed('OsapuoliUusi', 'party', 'A party (osapuoli) was added'),
	guessed('OsapuoliMuokkaa', 'party', 'A party was changed'),
	guessed('OsapuoliPoista', 'party', 'A party was removed'),
	guessed('KohdeUusi', 'property', 'A property (kohde) was added'),
	known('KohderekisteriTietoMuokkaa', 'property', 'The data of a property was changed'),
	guessed('KohdePoista', 'property', 'A property was removed'),
	guessed('RemonttiUusi', 'renovation', 'A renovation (remontti) was added'),
	guessed('RemonttiMuokkaa', 'renovation', 'A renovation was changed'),
	guessed('SopimusUusi', 'lease', 'A lease (sopimus) was added'),
	guessed('SopimusMuokkaa', 'lease', 'A lease was changed'),
	known('SopimusPaata', 'lease', 'A lease got an end date'),
	{
		...guessed('OsapuoliKohdeUusi', 'party', 'A party was linked to a property (kytkös)'),
		secondary: 'property',
	},
];

function known(action: string, about: Register, description: string): EventType {
	return { action, about, description, evidence: 'webinar' };
}

function guessed(action: string, about: Register, description: string): EventType {
	return { action, about, description, evidence: 'guess' };
}

/** The id of a record for an event that is sent by hand. */
export function sampleId(register: Register, data: AccountData): number {
	switch (register) {
		case 'document':
			return data.files.stored.idAt(0);
		case 'lease':
			return data.leases.idAt(0);
		case 'party':
			return data.parties.personIdAt(0);
		case 'property':
			return data.properties.unitIdAt(0);
		case 'serviceRequest':
			return data.serviceRequests.idAt(0);
		// The simulator has no register of these.
		case 'inspection':
		case 'renovation':
			return FIRST_IDS.other;
	}
}
