/** A call that Tampuuri shall get: what is named of it must be so. */
export interface ExpectedCall {
	readonly method: string;
	readonly path: string;
	/** Of the query or the body. */
	readonly values?: Readonly<Record<string, unknown>>;
}

/** Something that a property manager asks an agent for, in Finnish. */
export interface Task {
	readonly task: string;
	/** The tool that it takes, by its name in templates/agent-evaluation.json. */
	readonly tool: string;
	readonly call: ExpectedCall;
	/** What the person says who is asked whether a change may be made. */
	readonly reviewer?: 'approves' | 'refuses';
}

const list = (Tila: string): ExpectedCall => ({
	method: 'POST',
	path: 'ilmoitukset/selaa',
	values: { Tila },
});
const get = (path: string, values?: ExpectedCall['values']): ExpectedCall => ({
	method: 'GET',
	path,
	...(values && { values }),
});
const post = (path: string, values?: ExpectedCall['values']): ExpectedCall => ({
	method: 'POST',
	path,
	...(values && { values }),
});

const READS: readonly Task[] = [
	{ task: 'Listaa avoimet vikailmoitukset.', tool: 'Service Requests', call: list('avoin') },
	{ task: 'Mitkä vikailmoitukset odottavat?', tool: 'Service Requests', call: list('odottaa') },
	{
		task: 'Näytä kaikki vastaanotetut vikailmoitukset.',
		tool: 'Service Requests',
		call: list('vastaanotettu'),
	},
	{ task: 'Mitkä vikailmoitukset on tehty?', tool: 'Service Requests', call: list('tehty') },
	{ task: 'Luettele valmiit vikailmoitukset.', tool: 'Service Requests', call: list('valmis') },
	{
		task: 'Näytä vikailmoituksen 4000007 tiedot.',
		tool: 'Service Request',
		call: get('ilmoitukset/4000007'),
	},
	{
		task: 'Kerro vikailmoituksesta 4000011 kaikki tiedot.',
		tool: 'Service Request',
		call: get('ilmoitukset/4000011'),
	},
	{
		task: 'Milloin vuokrasopimus 3000001 päättyy?',
		tool: 'Lease',
		call: get('sopimukset/3000001'),
	},
	{
		task: 'Hae vuokrasopimuksen 3000002 tiedot.',
		tool: 'Lease',
		call: get('sopimukset/3000002'),
	},
	{
		task: 'Paljonko on sopimuksen 3000003 saldo päivänä 31.10.2026?',
		tool: 'Lease Balance',
		call: get('sopimukset/3000003/saldo/erapvm', { tilannepvm: '2026-10-31T00:00:00' }),
	},
	{
		task: 'Mikä oli sopimuksen 3000004 saldo 1.6.2026?',
		tool: 'Lease Balance',
		call: get('sopimukset/3000004/saldo/erapvm', { tilannepvm: '2026-06-01T00:00:00' }),
	},
	{
		task: 'Hae sopimuksen 3000002 suoritukset ajalta 1.1.2026–30.6.2026.',
		tool: 'Lease Payments',
		call: get('sopimukset/3000002/suoritukset', {
			AlkuPvm: '2026-01-01T00:00:00',
			LoppuPvm: '2026-06-30T00:00:00',
		}),
	},
	{
		task: 'Onko sopimukselle 3000005 tullut suorituksia välillä 1.9.2026 ja 30.9.2026?',
		tool: 'Lease Payments',
		call: get('sopimukset/3000005/suoritukset', {
			AlkuPvm: '2026-09-01T00:00:00',
			LoppuPvm: '2026-09-30T00:00:00',
		}),
	},
	{
		task: 'Etsi henkilö nimeltä ”Ränninsuu”.',
		tool: 'Find People',
		call: get('osapuolet/henkilot', { Hakusana: 'Ränninsuu' }),
	},
	{
		task: 'Löytyykö henkilöitä nimellä ”Äijö”?',
		tool: 'Find People',
		call: get('osapuolet/henkilot', { Hakusana: 'Äijö' }),
	},
	{ task: 'Näytä kohteen 1000013 tiedot.', tool: 'Property', call: get('kohteet/1000013') },
	{ task: 'Mikä kohde on 1000002?', tool: 'Property', call: get('kohteet/1000002') },
	{
		task: 'Mikä on mittarin 8000001 viimeisin kulutus?',
		tool: 'Meter Consumption',
		call: get('kulutusseuranta/mittarit/8000001/lukemat/uusinkulutus'),
	},
	{
		task: 'Näytä kohteen 1000001 huoltokalenteri vuodelle 2026.',
		tool: 'Maintenance Calendar',
		call: get('huoltokirja/huoltokalenteri', { KohdeId: '1000001', Vuosi: '2026-01-01' }),
	},
];

const CHANGES: readonly Task[] = [
	{
		task: 'Luo vikailmoitus kustannuspaikalle 1000001: ”Hana vuotaa”. Kuvaus: ”Keittiön hana tippuu.”',
		tool: 'Report Fault',
		call: post('ilmoitukset/lisaa', {
			KustannuspaikkaId: 1000001,
			Otsikko: 'Hana vuotaa',
			TyotehtavanKuvaus: 'Keittiön hana tippuu.',
		}),
		reviewer: 'approves',
	},
	{
		task: 'Tee uusi vikailmoitus kustannuspaikalle 1000002: ”Ovi ei lukitu”. Kuvaus: ”Ulko-oven lukko jää auki.”',
		tool: 'Report Fault',
		call: post('ilmoitukset/lisaa', { KustannuspaikkaId: 1000002, Otsikko: 'Ovi ei lukitu' }),
		reviewer: 'refuses',
	},
	{
		task: 'Vastaanota ilmoitus 4000004.',
		tool: 'Receive',
		call: post('ilmoitukset/4000004/vastaanota'),
		reviewer: 'approves',
	},
	{
		task: 'Ota työ 4000009 vastaan.',
		tool: 'Receive',
		call: post('ilmoitukset/4000009/vastaanota'),
		reviewer: 'refuses',
	},
	{
		task: 'Siirrä ilmoitus 4000003 odottamaan. Kommentti: ”Varaosa tulee perjantaina.”',
		tool: 'Put on Hold',
		call: post('ilmoitukset/4000003/odotukseen', { Kommentti: 'Varaosa tulee perjantaina.' }),
		reviewer: 'approves',
	},
	{
		task: 'Kuittaa ilmoitus 4000008 tehdyksi.',
		tool: 'Mark Done',
		call: post('ilmoitukset/4000008/kuittaatehdyksi'),
		reviewer: 'approves',
	},
	{
		task: 'Kuittaa ilmoitus 4000014 tehdyksi.',
		tool: 'Mark Done',
		call: post('ilmoitukset/4000014/kuittaatehdyksi'),
		reviewer: 'refuses',
	},
	{
		task: 'Päätä vuokrasopimus 3000006 päivänä 31.12.2026.',
		tool: 'End Lease',
		call: post('sopimukset/3000006/paatasopimus', { Loppupvm: '2026-12-31T00:00:00' }),
		reviewer: 'approves',
	},
	{
		task: 'Päätä vuokrasopimus 3000007 päivänä 31.1.2027.',
		tool: 'End Lease',
		call: post('sopimukset/3000007/paatasopimus'),
		reviewer: 'refuses',
	},
	{
		task: 'Lisää sopimukselle 3000002 maksulaji 5, summa 25 euroa.',
		tool: 'Add Charge',
		call: post('sopimukset/3000002/maksulajit/lisaa', { MaksulajiId: 5, Summa: 25 }),
		reviewer: 'approves',
	},
	{
		task: 'Kirjaa puhelu henkilöltä 2000011, aihe ”Avainten nouto”.',
		tool: 'Log Contact',
		call: post('yhteydenotot', { OsapuoliId: 2000011, Aihe: 'Avainten nouto' }),
		reviewer: 'approves',
	},
];

/** The whole set, also in templates/agent-tasks.csv. The IDs are those of the simulator. */
export const TASKS: readonly Task[] = [...READS, ...CHANGES];
