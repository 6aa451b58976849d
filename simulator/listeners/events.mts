import { momentText } from '../data/dates.mts';
import type { Notification } from './listener.mts';

/** A write that was carried out. */
export interface Write {
	/** For example `POST ilmoitukset/lisaa`. */
	readonly operation: string;
	/** The account's name as its calls give it. */
	readonly account: string;
	/** Ids in the path, in their order. */
	readonly ids: readonly number[];
	/** The id of the record that was created. */
	readonly created: number | undefined;
	/** Milliseconds. */
	readonly now: number;
}

interface Event {
	readonly action: string;
	/** Whether the created record or the one in the path is the one it is about. */
	readonly about: 'created' | 'path';
	readonly state?: string;
}

/** The event each write causes, by its operation; only events of which the literal name was seen. */
const EVENTS: Readonly<Record<string, Event>> = {
	'POST ilmoitukset/lisaa': { action: 'IlmoitusUusi', about: 'created', state: 'avoin' },
	'POST ilmoitukset/base64': { action: 'IlmoitusUusi', about: 'created', state: 'avoin' },
	'POST ilmoitukset/{ilmoitus_id}/vastaanota': {
		action: 'IlmoitusTilamuutos',
		about: 'path',
		state: 'vastaanotettu',
	},
	'POST ilmoitukset/{ilmoitus_id}/odotukseen': {
		action: 'IlmoitusTilamuutos',
		about: 'path',
		state: 'odottaa',
	},
	'POST ilmoitukset/{ilmoitus_id}/kuittaatehdyksi': {
		action: 'IlmoitusTilamuutos',
		about: 'path',
		state: 'tehty',
	},
	'POST sopimukset/{sopimus_id}/paatasopimus': { action: 'SopimusPaata', about: 'path' },
	'POST kohteet/liitteet/lisaa': { action: 'DokumenttipankkiDokumenttiUusi', about: 'created' },
	'POST sopimukset/{sopimus_id}/liitteet/lisaa': {
		action: 'DokumenttipankkiDokumenttiUusi',
		about: 'created',
	},
};

/** The notification a write causes, if any. */
export function notificationOf(write: Write): Notification | undefined {
	const { operation, account, ids, created, now } = write;
	const event = EVENTS[operation];
	if (event === undefined) return undefined;
	const [inPath = null] = ids;
	const { action, about, state } = event;
	return {
		Action: action,
		Account: account,
		ReferenceId: about === 'created' ? (created ?? null) : inPath,
		ReferenceSecondaryId: about === 'created' ? inPath : null,
		ReferenceData: null,
		ReferenceJson: state === undefined ? null : JSON.stringify({ Tila: state }),
		Timestamp: momentText(now),
	};
}

/** The step to _valmis_, which no call of the API takes. */
export function serviceRequestFinished(id: number, account: string, now: number): Notification {
	return {
		Action: 'IlmoitusTilamuutos',
		Account: account,
		ReferenceId: id,
		ReferenceSecondaryId: null,
		ReferenceData: null,
		ReferenceJson: JSON.stringify({ Tila: 'valmis' }),
		Timestamp: momentText(now),
	};
}
