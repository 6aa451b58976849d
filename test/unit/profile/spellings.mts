/** How an account may spell a field: its key, and what its Help page may say about it. */
export interface FieldSpelling {
	readonly key: string;
	readonly descriptions: readonly string[];
	/** Whether the key tells by itself what it is. */
	readonly tells?: true;
}

const told = (key: string, ...descriptions: string[]): FieldSpelling => ({
	key,
	descriptions,
	tells: true,
});
const untold = (key: string, ...descriptions: string[]): FieldSpelling => ({ key, descriptions });

/** By the catalogue's key. */
export const SPELLINGS: Readonly<Record<string, readonly FieldSpelling[]>> = {
	Etunimi: [
		told('FirstName', 'Henkilön etunimi', 'First name'),
		told('Etunimet', 'Henkilön etunimet', 'Etunimet välilyönnein erotettuna'),
		told('GivenName', 'Given name of the person', 'Etunimi'),
	],
	Sukunimi: [
		told('LastName', 'Henkilön sukunimi', 'Sukunimi'),
		told('Surname', 'Family name', 'Sukunimi'),
		told('HenkilonSukunimi', 'Sukunimi, pakollinen', 'Uuden henkilön sukunimi'),
	],
	Henkilotunnus: [
		told('Hetu', 'Suomalainen henkilötunnus', 'Henkilötunnus'),
		told('HloTunnus', 'Henkilötunnus muodossa ppkkvv-nnnn', 'Henkilön henkilötunnus'),
		told('PersonalIdentityCode', 'Finnish personal identity code', 'Henkilötunnus'),
		told('Ssn', 'Henkilötunnus'),
	],
	Sahkoposti: [
		told('Email', 'Sähköpostiosoite', 'Email address'),
		told('EmailOsoite', 'Sähköposti', 'Henkilön sähköpostiosoite'),
		told('Sahkopostiosoite', 'Sähköpostiosoite'),
	],
	Puhelin: [
		told('Puhelinnumero', 'Puhelinnumero kansainvälisessä muodossa', 'Puhelin'),
		told('PhoneNumber', 'Phone number', 'Puhelinnumero'),
		told('Matkapuhelin', 'Matkapuhelinnumero', 'Puhelinnumero'),
		told('Gsm', 'Puhelinnumero'),
	],
	Katuosoite: [
		told('Lahiosoite', 'Lähiosoite', 'Katuosoite'),
		told('StreetAddress', 'Street address', 'Katuosoite'),
		untold('Osoiterivi1', 'Katuosoite', 'Lähiosoite'),
	],
	Postinumero: [
		told('PostiNro', 'Postinumero', 'Viisinumeroinen postinumero'),
		told('PostalCode', 'Postal code', 'Postinumero'),
		told('Zip', 'Postinumero'),
	],
	Postitoimipaikka: [
		told('Paikkakunta', 'Postitoimipaikka', 'Paikkakunta'),
		told('City', 'Postitoimipaikka', 'City'),
		told('Kaupunki', 'Postitoimipaikka'),
	],
	OsapuoliId: [
		told('VuokralainenId', 'Vuokralaisen osapuoli-id', 'Vuokralaisen tunniste'),
		told('TenantId', 'Tenant', 'Vuokralainen'),
		told('AsukasId', 'Asukkaan id', 'Vuokralaisen id'),
	],
	KohdeId: [
		told('HuoneistoId', 'Vuokrattavan huoneiston kohde-id', 'Huoneiston tunniste'),
		told('ApartmentId', 'Apartment', 'Huoneisto'),
		told('UnitId', 'Huoneiston id'),
	],
	Alkupvm: [
		told('AlkamisPvm', 'Alkamispäivä', 'Voimassaolon alkupäivä'),
		told('StartDate', 'Start date', 'Alkupäivä'),
		untold('VoimaanPvm', 'Päivä, josta alkaen on voimassa', 'Alkupäivä'),
	],
	Loppupvm: [
		told('PaattymisPvm', 'Sopimuksen päättymispäivä', 'Päättymispäivä'),
		told('EndDate', 'End date', 'Viimeinen voimassaolopäivä'),
		told('PaattyyPvm', 'Loppupäivä', 'Päivä, jona päättyy'),
	],
	MaksulajiId: [
		told('MaksutyyppiId', 'Maksulajin id', 'Maksulaji'),
		told('ChargeTypeId', 'Charge type', 'Maksulajin tunniste'),
		untold('LajiId', 'Lisättävän maksulajin id'),
	],
	Summa: [
		told('Amount', 'Amount in euros', 'Summa'),
		told('Maara', 'Maksun määrä euroina', 'Rahamäärä'),
		untold('EurotKuukaudessa', 'Maksun määrä euroina', 'Summa euroina kuukaudessa'),
	],
	TyonsuorittajaId: [
		told('SuorittajaId', 'Työn suorittajan osapuoli-id', 'Työnsuorittaja'),
		told('ContractorId', 'Contractor', 'Työnsuorittajan id'),
		told('UrakoitsijaId', 'Urakoitsijan osapuoli-id', 'Työn suorittava osapuoli'),
	],
	Tila: [
		told('Status', 'Tila', 'Status'),
		told('TilaKoodi', 'Tila', 'Tilan koodi'),
		told('State', 'Tila'),
	],
	Kommentti: [
		told('Viesti', 'Kommentti ilmoituksen osallisille', 'Viesti'),
		told('Selite', 'Kommentti', 'Selite tilamuutokselle'),
		told('Comment', 'Comment', 'Kommentti asukkaalle'),
	],
	Liitteet: [
		told('Tiedostot', 'Ilmoituksen liitetiedostot', 'Liitteet'),
		told('Attachments', 'Attachments', 'Liitetiedostot'),
	],
	ParentId: [
		told('YlakohdeId', 'Yläkohteen id', 'Yläkohde'),
		told('ParentPropertyId', 'Parent property', 'Yläkohteen tunniste'),
	],
	Nimi: [told('Name', 'Nimi', 'Name'), told('KokoNimi', 'Nimi', 'Koko nimi')],
	Tunnus: [told('Koodi', 'Tunnus', 'Kohteen tunnus'), told('KohteenTunnus', 'Kohteen tunnus')],
	Metaname: [told('Metanimi', 'Kohdetyypin metanimi', 'Metanimi')],
	Turvakielto: [told('OnTurvakielto', 'Onko turvakielto', 'Turvakielto')],
	Offset: [told('Ohita', 'Ohitettavien tuloksien määrä')],
	Limit: [told('SivunKoko', 'Sivun koko')],
};

type Decoy = readonly [key: string, type: string, description: string];

/** Fields that are near in name and other in meaning, by the catalogue's key that they resemble. */
export const DECOYS: Readonly<Record<string, readonly Decoy[]>> = {
	Etunimi: [
		['Kutsumanimi', 'string', 'Kutsumanimi, jos se on muu kuin ensimmäinen etunimi'],
		['PuolisonEtunimi', 'string', 'Puolison etunimi'],
		['YhteyshenkilonEtunimi', 'string', ''],
	],
	Sukunimi: [
		['EdellinenSukunimi', 'string', 'Aiempi sukunimi'],
		['PuolisonSukunimi', 'string', ''],
	],
	Henkilotunnus: [['PuolisonHetu', 'string', 'Puolison henkilötunnus']],
	Sahkoposti: [
		['LaskutusSahkoposti', 'string', 'Sähköposti laskuja varten'],
		['TyoSahkoposti', 'string', 'Työsähköposti'],
	],
	Puhelin: [
		['Tyopuhelin', 'string', 'Työpuhelin'],
		['Puhelin2', 'string', 'Toinen puhelinnumero'],
	],
	Katuosoite: [['LaskutusKatuosoite', 'string', 'Laskutusosoite']],
	Loppupvm: [
		['LaskunPaattymisPvm', 'date', 'Laskutuksen päättymispäivä'],
		['IrtisanomisPvm', 'date', 'Päivä, jona irtisanottu'],
		['MuuttoPvm', 'date', 'Muuttopäivä'],
		['LuontiPvm', 'date', ''],
	],
	Alkupvm: [['LaskutuksenAlkuPvm', 'date', 'Laskutuksen alkupäivä']],
	Summa: [
		['AlvProsentti', 'decimal number', 'Arvonlisäveroprosentti'],
		['Kappalemaara', 'decimal number', 'Kappalemäärä'],
	],
	MaksulajiId: [['LaskulajiId', 'integer', 'Laskun laji']],
	TyonsuorittajaId: [
		['TyonsuorittajaYritysId', 'integer', 'Työnsuorittajan yrityksen id'],
		['TilaajaId', 'integer', 'Tilaajan osapuoli-id'],
	],
	OsapuoliId: [
		['VuokranantajaId', 'integer', 'Vuokranantajan osapuoli-id'],
		['MaksajaOsapuoliId', 'integer', 'Maksajan osapuoli-id'],
	],
	KohdeId: [
		['HuoneId', 'integer', 'Huoneen id'],
		['RakennusId', 'integer', 'Rakennuksen id'],
	],
	Kommentti: [
		['SisainenKommentti', 'string', 'Sisäinen muistiinpano, ei näy asukkaalle'],
		['Otsikko', 'string', 'Viestin otsikko'],
	],
	Tila: [['TilaMuutettuPvm', 'date', 'Tilan muutospäivä']],
	Nimi: [['YrityksenNimi', 'string', 'Yrityksen nimi']],
};

/** Values of the enumerations of states, by the catalogue's value. */
export const STATES: Readonly<Record<string, ReadonlyArray<readonly [string, string]>>> = {
	avoin: [
		['Avoin', ''],
		['Avoinna', 'Avoin ilmoitus'],
		['Open', 'Avoin'],
		['Uusi', 'Avoin'],
	],
	vastaanotettu: [
		['Vastaanotettu', ''],
		['Tyonalla', 'Vastaanotettu'],
		['Received', 'Vastaanotettu'],
	],
	odottaa: [
		['Odottaa', ''],
		['Odotuksessa', 'Odottaa'],
		['OnHold', 'Odottaa'],
	],
	tehty: [
		['Tehty', ''],
		['Kuitattu', 'Tehty'],
		['Done', 'Tehty'],
	],
	valmis: [
		['Valmis', ''],
		['Valmistunut', 'Valmis'],
		['Finished', 'Valmis'],
	],
	Esisopimus: [
		['Esisopimus', ''],
		['Alustava', 'Esisopimus'],
		['Preliminary', 'Esisopimus'],
	],
	Sopimus: [
		['Sopimus', ''],
		['Voimassa', 'Allekirjoitettu sopimus'],
		['Active', 'Sopimus'],
	],
};
