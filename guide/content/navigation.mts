/** A page of the guide: its file without its extension, and its name in the menu. */
interface Entry {
	readonly page: string;
	readonly text: string;
}

interface Group {
	readonly text: string;
	readonly entries: readonly Entry[];
}

/** The menu, in the order of reading. */
export const navigation: readonly Group[] = [
	{
		text: 'Alkuun',
		entries: [
			{ page: 'index', text: 'Aloita tästä' },
			{ page: 'yhdista', text: 'Yhdistä' },
			{ page: 'ensimmainen-tyonkulku', text: 'Ensimmäinen työnkulku' },
			{ page: 'kokeile-turvallisesti', text: 'Kokeile turvallisesti' },
			{ page: 'tarkista-tili', text: 'Tarkista tili' },
		],
	},
	{
		text: 'Arjen työt',
		entries: [
			{ page: 'vikailmoitukset', text: 'Vikailmoitukset' },
			{ page: 'vuokrasuhteet', text: 'Vuokrasuhteet ja CRM' },
			{ page: 'dokumentit', text: 'Dokumentit' },
			{ page: 'nimet', text: 'Nimet ID:iden sijaan' },
			{ page: 'luo-kerran', text: 'Luo vain kerran' },
			{ page: 'mallityonkulut', text: 'Mallityönkulut' },
		],
	},
	{
		text: 'Päätä ennen tuotantoa',
		entries: [
			{ page: 'webhookit-vai-kysely', text: 'Webhookit vai kysely' },
			{ page: 'henkilotiedot', text: 'Henkilötiedot' },
			{ page: 'useita-tileja', text: 'Useita tilejä' },
			{ page: 'mita-ei-kannata', text: 'Mitä ei kannata rakentaa' },
		],
	},
	{
		text: 'Apua',
		entries: [
			{ page: 'vianetsinta', text: 'Vianetsintä' },
			{ page: 'sanasto', text: 'Sanasto' },
		],
	},
	{
		text: 'Tulorekisteri',
		entries: [{ page: 'tulorekisteri', text: 'Tulorekisterin varmenne' }],
	},
];
