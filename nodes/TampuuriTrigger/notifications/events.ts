export const ALL_EVENTS = '*';

/** An event, or a group of them, that can be chosen in the editor. */
export interface EventChoice {
	readonly label: string;
	readonly value: string;
	/** What a group takes in; a single event's label says all. */
	readonly description?: string;
	/** What names of a group begin with, lower case; a single event's name is its value. */
	readonly beginnings?: readonly string[];
}

/** Names as Visma spells them (EVIDENCE.md#event-names). */
const NAMED: readonly EventChoice[] = [
	['Document Added', 'DokumenttipankkiDokumenttiUusi'],
	['Document Changed', 'DokumenttipankkiDokumenttiMuokkaa'],
	['Document Removed', 'DokumenttipankkiDokumenttiPoista'],
	['Inspection Added', 'AsuntotarkastusUusi'],
	['Inspection Changed State', 'AsuntotarkastusTilamuutos'],
	['Lease Got an End Date', 'SopimusPaata'],
	['Property Data Changed', 'KohderekisteriTietoMuokkaa'],
	['Service Request Added', 'IlmoitusUusi'],
	['Service Request Changed State', 'IlmoitusTilamuutos'],
].map(([label = '', value = '']) => ({
	label: `${label} (${value})`,
	value,
}));

const unseen =
	'Named in the webinar; the literal names were not seen, so any name beginning so counts';

/** Groups the webinar describes in words; how their names begin is assumed (EVIDENCE.md#event-names). */
const GROUPS: readonly EventChoice[] = [
	{
		label: 'Any Document Event (Dokumentti)',
		value: 'group:document',
		description: 'Any name beginning with Dokument',
		beginnings: ['dokument'],
	},
	{
		label: 'Any Inspection Event (Asuntotarkastus)',
		value: 'group:inspection',
		description: 'Any name beginning with Asuntotarkastus',
		beginnings: ['asuntotarkastus'],
	},
	{
		label: 'Any Lease Event (Sopimus)',
		value: 'group:lease',
		description: `New and changed leases. ${unseen} (Sopimus).`,
		beginnings: ['sopimus'],
	},
	{
		label: 'Any Party Event (Osapuoli)',
		value: 'group:party',
		description: `New, changed and removed parties. ${unseen} (Osapuoli).`,
		beginnings: ['osapuoli'],
	},
	{
		label: 'Any Property Event (Kohde)',
		value: 'group:property',
		description: `New, changed and removed properties. ${unseen} (Kohde).`,
		beginnings: ['kohde'],
	},
	{
		label: 'Any Renovation Event (Remontti)',
		value: 'group:renovation',
		description: `New and changed renovations. ${unseen} (Remontti).`,
		beginnings: ['remont'],
	},
	{
		label: 'Any Service Request Event (Ilmoitus)',
		value: 'group:serviceRequest',
		description: 'Any name beginning with Ilmoitus or Vikailmoitus',
		beginnings: ['ilmoitus', 'vikailmoitus'],
	},
	{
		label: 'Party and Property Linked (Osapuoli, Kohde)',
		value: 'group:partyPropertyLink',
		description: `A new link. ${unseen} (OsapuoliKohde, KohdeOsapuoli).`,
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
