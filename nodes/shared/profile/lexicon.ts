/**
 * What the words of API keys and Help pages mean, in Finnish and English: the beginnings of words by
 * what they stand for, without dots over letters. A beginning of three letters or fewer is a whole word.
 */

/** Words that tell nothing about which field is meant. */
const GENERIC = {
	id: 'id idt tunniste identifier',
	day: 'pvm paiva paivays pv date day',
	number: 'numero nro number',
	whole: 'koko full complete',
	information: 'tiedot tietoja tieto tiedon tietue data info perustie details basic',
	contactDetails: 'yhteystie contactinfo contactdetail',
	search: 'haku hakueh hakusan hakutek search query filter criteria',
	added: 'lisatta lisataan add lisaa',
	belongs: 'joka jonka jolle josta jossa johon jolloin which',
	given: 'annet anneta given',
	official: 'virall suomal finnish official',
} as const;

/** What records there are. */
const RECORDS = {
	person: 'henkilo hlo person',
	party: 'osapuol party parties asiakas asiakka customer client',
	property: 'kohde kohte kohtee kiinteisto property propert realestate',
	unit: 'huoneisto asunto asunno asunnon apartment unit flat dwelling vuokrakohde vuokrakohte',
	lease: 'sopimu vuokrasopimu lease contract agreement tenancy',
	serviceRequest: 'ilmoitu vikailmoitu servicerequest request ticket palvelupyyn',
	charge: 'maksu maksun maksut charge fee',
	rent: 'vuokra vuokrat vuokrau rent rental',
	change: 'muuto muutok change',
} as const;

/** What a field can be. */
const FIELDS = {
	firstName: 'etunim firstname givenname forename',
	lastName: 'sukunim lastname surname familyname',
	nickname: 'kutsumanim nickname callingname',
	title: 'otsik title subject heading',
	name: 'nimi nimen nimet nimike name',
	identityCode:
		'henkilotunnu hlotunnu hetu identitycode personalidentitycode personalidentity socialsecurity ssn sotu personid nationalid',
	email: 'sahkopost sahkoposti email mail sposti maili',
	phone: 'puheli puhelin phone telephone gsm mobile matkapuh puh tel kannyk',
	streetAddress: 'katuosoit lahiosoit streetaddress street katu addressline',
	address: 'osoit osoite address addr sijain location',
	postalCode: 'postinumer postinro postnro posti postalcode postcode zipcode zip',
	city: 'postitoimipai paikkakun kaupun city town postoffice toimipaik postaldistrict kunta',
	comment: 'kommen selit viesti comment message huomau remark saate',
	moreInformation: 'lisatie lisatiet additionalinfo moreinfo furtherinfo',
	contractor:
		'tyonsuorit suoritta suorittaj urakoits contractor palveluntuott palveluntarjo serviceprovider huoltoyhti huoltoliik vendor supplier toimittaj assignee performer tyontekij',
	state: 'tila tilan tilaa status state vaihe',
	situation: 'tilanne situation',
	space: 'tilat space',
	start: 'alku alka alkae voimaan start begin aloit effective validfrom lahtien',
	end: 'loppu loppuu paatt viimei end until validto validuntil umpeut lakka asti saakka lastday',
	amount: 'summa maara euro eur hinta amount sum price',
	chargeType: 'maksulaj maksutyyp chargetype feetype',
	type: 'tyyp tyypp tyypi type laji kind luokka category',
	code: 'tunnus tunnuk tunnuksen code koodi symbol',
	metaName: 'metanim metaname',
	parent: 'parent ylakoh ylatas ylaobj ylempi ylemman yla',
	protection: 'turvakiel nondisclosure protectionorder securityban',
	tenant: 'vuokralai asuk asukas tenant renter lessee resident occupant',
	attachment: 'liite liitt attachment tiedosto file dokumen document',
	offset: 'offset ohita ohite skip siirtym',
	limit: 'limit sivunkoko sivukoko pagesize take rajoi',
} as const;

/** What makes a field another one: `Loppupvm` of a lease is not that of its invoices. */
const QUALIFIERS = {
	invoice: 'lasku laskut invoice billing',
	internal: 'sisai internal muistiinp muistiin memo muisti salai',
	previous: 'edelli entinen entise vanha aiem aikais previous former old prior tytto',
	alternative: 'toinen toissij vaihtoeh vara secondary alternative muukuin other second',
	spouse: 'puoliso spouse',
	guardian: 'huoltaja edunval guardian',
	work: 'tyopuh tyosah tyoosoi tyonanta employer work',
	contactPerson: 'yhteyshen contactperson lahiomai',
	company: 'yrity company business firma toiminim organisa organiza yhtio',
	owner: 'omista owner',
	landlord: 'vuokranan landlord lessor',
	manager: 'isannoi manager',
	orderer: 'tilaaj order tilaus',
	payer: 'maksaj payer',
	reporter: 'ilmoittaj reporter',
	recorder: 'kirjaaj kirjau kirjatt recorded',
	handler: 'kasitteli kasittelij handler',
	supervisor: 'valvoj supervisor',
	created: 'luonti luotu luoti created creation',
	modified: 'muokat muokkau modified updated paivity paivite',
	due: 'erapai erapv eraantym due',
	notice: 'irtisan notice termination',
	signing: 'allekirj sign signed signing',
	moving: 'muutto muuttop asutta movein moveout',
	possession: 'hallin possession',
	review: 'tarkist tarkast review inspection',
	deposit: 'vakuu deposit panttau',
	warranty: 'takuu warranty',
	option: 'optio option',
	tax: 'alv vero verol vat tax prosen percent',
	quantity: 'kappale kpl lkm lukumaar quantity count',
	discount: 'alennu discount',
	maximum: 'enimmais enintaan vahimmai maximum minimum',
	fixedTerm: 'maaraaik fixedterm',
	room: 'huone room',
	building: 'rakennu building',
	plot: 'tontti tontin plot',
	group: 'ryhma group',
	file: 'tiedostonim filename',
	user: 'kayttaj user',
} as const;

export type Kind = 'generic' | 'record' | 'field' | 'qualifier';

export type Meaning =
	| keyof typeof GENERIC
	| keyof typeof RECORDS
	| keyof typeof FIELDS
	| keyof typeof QUALIFIERS;

/** What a word may contain that stands for one thing. */
export const PARTS: Readonly<Partial<Record<string, readonly Meaning[]>>> = {
	identityCode: ['person', 'code', 'number'],
	firstName: ['name', 'person'],
	lastName: ['name', 'person'],
	streetAddress: ['address'],
	postalCode: ['address', 'code', 'number'],
	city: ['address', 'postalCode'],
	email: ['address'],
	phone: ['number'],
	chargeType: ['charge', 'type'],
	contractor: ['work', 'party', 'person'],
	tenant: ['party', 'person', 'rent'],
	unit: ['property', 'rent'],
	parent: ['property'],
	party: ['person'],
	metaName: ['type', 'name', 'property'],
	end: ['day'],
	start: ['day'],
	amount: ['charge', 'rent'],
	comment: ['moreInformation', 'change'],
	state: ['change', 'code', 'type', 'name'],
	limit: ['number'],
};

interface Stem {
	readonly stem: string;
	readonly meaning: Meaning;
}

const kinds = new Map<string, Kind>();
const byFirstLetter = new Map<string, Stem[]>();

for (const [kind, meanings] of [
	['generic', GENERIC],
	['record', RECORDS],
	['field', FIELDS],
	['qualifier', QUALIFIERS],
] as const) {
	for (const [meaning, stems] of Object.entries(meanings)) {
		kinds.set(meaning, kind);
		for (const stem of stems.split(' ')) {
			const [letter = ''] = stem;
			const known = byFirstLetter.get(letter) ?? [];
			known.push({ stem, meaning: meaning as Meaning });
			byFirstLetter.set(letter, known);
		}
	}
}
for (const stems of byFirstLetter.values()) {
	stems.sort((one, other) => other.stem.length - one.stem.length);
}

/** What sort of thing a meaning is; undefined for a word that is not in the lexicon. */
export function kindOfMeaning(meaning: string): Kind | undefined {
	return kinds.get(meaning);
}

/** The stems that begin with a letter, the longest first. */
export function stemsFrom(letter: string): readonly Stem[] {
	return byFirstLetter.get(letter) ?? [];
}
