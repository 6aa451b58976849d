export const ALL_EVENTS = '*';

/** An event or group of events to choose in the editor. */
export interface EventChoice {
	readonly label: string;
	readonly value: string;
	/** What a group includes; a single event's label says enough. */
	readonly description?: string;
	/** What the names of a group start with, in lower case. A single event's name is its value. */
	readonly beginnings?: readonly string[];
}

/** Names as Visma spells them (EVIDENCE.md#event-names). */
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
}));

const unconfirmed = (beginnings: string) =>
	`Unconfirmed: we could not verify the exact names, so any name that starts with ${beginnings} counts.`;

/** Groups from the webinar. What their names start with is assumed (EVIDENCE.md#event-names). */
const GROUPS: readonly EventChoice[] = [
	{
		label: 'Any Document Event (Dokumentti)',
		value: 'group:document',
		description: 'Any name that starts with Dokument',
		beginnings: ['dokument'],
	},
	{
		label: 'Any Inspection Event (Asuntotarkastus)',
		value: 'group:inspection',
		description: 'Any name that starts with Asuntotarkastus',
		beginnings: ['asuntotarkastus'],
	},
	{
		label: 'Any Lease Event (Sopimus)',
		value: 'group:lease',
		description: `New and changed leases. ${unconfirmed('Sopimus')}`,
		beginnings: ['sopimus'],
	},
	{
		label: 'Any Party Event (Osapuoli)',
		value: 'group:party',
		description: `New, changed and removed parties. ${unconfirmed('Osapuoli')}`,
		beginnings: ['osapuoli'],
	},
	{
		label: 'Any Property Event (Kohde)',
		value: 'group:property',
		description: `New, changed and removed properties. ${unconfirmed('Kohde')}`,
		beginnings: ['kohde'],
	},
	{
		label: 'Any Renovation Event (Remontti)',
		value: 'group:renovation',
		description: `New and changed renovations. ${unconfirmed('Remontti')}`,
		beginnings: ['remont'],
	},
	{
		label: 'Any Service Request Event (Ilmoitus)',
		value: 'group:serviceRequest',
		description: 'Any name that starts with Ilmoitus or Vikailmoitus',
		beginnings: ['ilmoitus', 'vikailmoitus'],
	},
	{
		label: 'Party and Property Linked (Osapuoli, Kohde)',
		value: 'group:partyPropertyLink',
		description: `A new link. ${unconfirmed('OsapuoliKohde or KohdeOsapuoli')}`,
		beginnings: ['osapuolikohde', 'osapuolenkohde', 'kohdeosapuoli', 'kohteenosapuoli'],
	},
];

export const EVENT_CHOICES: readonly EventChoice[] = [...NAMED, ...GROUPS];

/** Which events the trigger listens to. */
export interface Wanted {
	/** Values of choices. */
	readonly events: readonly string[];
	/** Names entered by the user. */
	readonly otherEvents: readonly string[];
	/** Accounts; all if empty. */
	readonly accounts: readonly string[];
}

/** Makes a function that decides whether a notification is wanted. Letter case never matters. */
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
