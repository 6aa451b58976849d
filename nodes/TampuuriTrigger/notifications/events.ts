import type { Evidence } from '../../shared/catalogue';

export const ALL_EVENTS = '*';

/** An event, or a group of them, that can be chosen in the editor. */
export interface EventChoice {
	readonly label: string;
	readonly value: string;
	/** What a group takes in; a single event's label says all. */
	readonly description?: string;
	/** `guess` when the literal names of a group were not seen. */
	readonly evidence: Evidence;
	/** What names of a group begin with, lower case; a single event's name is its value. */
	readonly beginnings?: readonly string[];
}

/** Blog "Proaktiivinen Tampuuri API" and webinar: names seen as written. */
const NAMED: readonly EventChoice[] = [
	['Document Added', 'DokumenttipankkiDokumenttiUusi'],
	['Document Changed', 'DokumenttipankkiDokumenttiMuokkaa'],
	['Document Removed', 'DokumenttipankkiDokumenttiPoista'],
	['Inspection Added', 'AsuntotarkastusUusi'],
	['Inspection State Changed', 'AsuntotarkastusTilamuutos'],
	['Lease End Date Set', 'SopimusPaata'],
	['Property Data Changed', 'KohderekisteriTietoMuokkaa'],
	['Service Request Added', 'IlmoitusUusi'],
	['Service Request State Changed', 'IlmoitusTilamuutos'],
].map(([label = '', value = '']) => ({
	label: `${label} (${value})`,
	value,
	evidence: 'webinar',
}));

const unconfirmed = (beginnings: string) =>
	`Unconfirmed: we could not verify the exact names, so any name that starts with ${beginnings} counts.`;

/** Webinar: groups told in words. How their names begin is a guess where no name was seen: GAPS 16. */
const GROUPS: readonly EventChoice[] = [
	{
		label: 'Any Document Event (Dokumentti)',
		value: 'group:document',
		description: 'Any name that starts with Dokument',
		evidence: 'webinar',
		beginnings: ['dokument'],
	},
	{
		label: 'Any Inspection Event (Asuntotarkastus)',
		value: 'group:inspection',
		description: 'Any name that starts with Asuntotarkastus',
		evidence: 'webinar',
		beginnings: ['asuntotarkastus'],
	},
	{
		label: 'Any Lease Event (Sopimus)',
		value: 'group:lease',
		description: `New and changed leases. ${unconfirmed('Sopimus')}`,
		evidence: 'guess',
		beginnings: ['sopimus'],
	},
	{
		label: 'Any Party Event (Osapuoli)',
		value: 'group:party',
		description: `New, changed and removed parties. ${unconfirmed('Osapuoli')}`,
		evidence: 'guess',
		beginnings: ['osapuoli'],
	},
	{
		label: 'Any Property Event (Kohde)',
		value: 'group:property',
		description: `New, changed and removed properties. ${unconfirmed('Kohde')}`,
		evidence: 'guess',
		beginnings: ['kohde'],
	},
	{
		label: 'Any Renovation Event (Remontti)',
		value: 'group:renovation',
		description: `New and changed renovations. ${unconfirmed('Remontti')}`,
		evidence: 'guess',
		beginnings: ['remont'],
	},
	{
		label: 'Any Service Request Event (Ilmoitus)',
		value: 'group:serviceRequest',
		description: 'Any name that starts with Ilmoitus or Vikailmoitus',
		evidence: 'webinar',
		beginnings: ['ilmoitus', 'vikailmoitus'],
	},
	{
		label: 'Party and Property Linked (Osapuoli, Kohde)',
		value: 'group:partyPropertyLink',
		description: `A new link. ${unconfirmed('OsapuoliKohde or KohdeOsapuoli')}`,
		evidence: 'guess',
		beginnings: ['osapuolikohde', 'osapuolenkohde', 'kohdeosapuoli', 'kohteenosapuoli'],
	},
];

export const EVENT_CHOICES: readonly EventChoice[] = [...NAMED, ...GROUPS];

/** What is listened to. */
export interface Wanted {
	/** Values of choices. */
	readonly events: readonly string[];
	/** Names typed by the user. */
	readonly otherEvents: readonly string[];
	/** Accounts; all when empty. */
	readonly accounts: readonly string[];
}

/** Decides for a notification whether it is listened to; letter case counts nowhere. */
export function filterFor({ events, otherEvents, accounts }: Wanted) {
	const chosen = EVENT_CHOICES.filter(({ value }) => events.includes(value));
	const beginnings = chosen.flatMap((choice) => choice.beginnings ?? []);
	const names = [...events, ...otherEvents].map((name) => name.toLowerCase());
	const wantedAccounts = accounts.map((account) => account.toLowerCase());
	const isWantedEvent = (action: string) =>
		names.includes(ALL_EVENTS) ||
		names.includes(action) ||
		beginnings.some((beginning) => action.startsWith(beginning));
	return ({ action, account }: { action: string; account: string | null }): boolean =>
		isWantedEvent(action.toLowerCase()) &&
		(accounts.length === 0 || wantedAccounts.includes((account ?? '').trim().toLowerCase()));
}
