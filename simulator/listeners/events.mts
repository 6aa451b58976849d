import type { Outcome } from '../api/call.mts';
import { momentText } from '../data/dates.mts';
import type { Notification } from './listener.mts';

/** A write that was carried out. */
export interface Write {
	/** For example `POST ilmoitukset/lisaa`. */
	readonly operation: string;
	/** The account's name as its calls give it. */
	readonly account: string;
	/** The ids in the path, in order. */
	readonly ids: readonly number[];
	readonly outcome: Pick<Outcome, 'id' | 'furtherEvents'>;
	/** Milliseconds. */
	readonly now: number;
}

interface Cause {
	readonly operation: string;
	readonly action: string;
	/** Whether the event is about the record that was created or the one in the path. */
	readonly about: 'created' | 'path';
	/** The new state of a service request. */
	readonly state?: string;
}

const CAUSES: readonly Cause[] = [
	created('POST ilmoitukset/lisaa', 'IlmoitusUusi', 'avoin'),
	created('POST ilmoitukset/base64', 'IlmoitusUusi', 'avoin'),
	changed('POST ilmoitukset/{ilmoitus_id}/vastaanota', 'IlmoitusTilamuutos', 'vastaanotettu'),
	changed('POST ilmoitukset/{ilmoitus_id}/odotukseen', 'IlmoitusTilamuutos', 'odottaa'),
	changed('POST ilmoitukset/{ilmoitus_id}/kuittaatehdyksi', 'IlmoitusTilamuutos', 'tehty'),
	created('POST sopimukset', 'SopimusUusi'),
	changed('PATCH sopimukset/{sopimus-id}', 'SopimusMuokkaa'),
	changed('POST sopimukset/{sopimus_id}/paatasopimus', 'SopimusPaata'),
	created('POST kohteet/liitteet/lisaa', 'DokumenttipankkiDokumenttiUusi'),
	created('POST sopimukset/{sopimus_id}/liitteet/lisaa', 'DokumenttipankkiDokumenttiUusi'),
	created('POST osapuolet/henkilot', 'OsapuoliUusi'),
	changed('PUT osapuolet/{osapuoli-id}', 'OsapuoliMuokkaa'),
	created('POST kohteet/tontti/create', 'KohdeUusi'),
	created('POST kohteet/huoneisto/create', 'KohdeUusi'),
	created('POST kohdetiedot/kohteet/lisaa', 'KohdeUusi'),
];

function created(operation: string, action: string, state?: string): Cause {
	return { operation, action, about: 'created', ...(state === undefined ? {} : { state }) };
}

function changed(operation: string, action: string, state?: string): Cause {
	return { ...created(operation, action, state), about: 'path' };
}

/** The operations whose calls always cause an event. */
export function causesOf(action: string): string[] {
	return CAUSES.filter((cause) => cause.action === action).map(({ operation }) => operation);
}

/** The notifications that a write causes. */
export function notificationsOf(write: Write): Notification[] {
	const { operation, account, ids, outcome, now } = write;
	const [inPath = null] = ids;
	const common = { account, now };
	const usual = CAUSES.filter((cause) => cause.operation === operation).map((cause) =>
		cause.about === 'created'
			? notification({ ...common, ...cause, id: outcome.id ?? null, secondaryId: inPath })
			: notification({ ...common, ...cause, id: inPath }),
	);
	const further = (outcome.furtherEvents ?? []).map((action) =>
		notification({ ...common, action, id: inPath }),
	);
	return [...usual, ...further];
}

/** An event as it goes to the listeners. */
export function notification(event: {
	readonly action: string;
	readonly account: string;
	/** Milliseconds. */
	readonly now: number;
	readonly id: number | null;
	readonly secondaryId?: number | null;
	readonly state?: string;
}): Notification {
	const { action, account, now, id, secondaryId = null, state } = event;
	return {
		Action: action,
		Account: account,
		ReferenceId: id,
		ReferenceSecondaryId: secondaryId,
		ReferenceData: null,
		ReferenceJson: state === undefined ? null : JSON.stringify({ Tila: state }),
		Timestamp: momentText(now),
	};
}
