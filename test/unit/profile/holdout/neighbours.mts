/** Values of enumerations: their names, and what may be said of them. */
export const VALUES: Readonly<Record<string, ReadonlyArray<readonly [string, string]>>> = {
	Esisopimus: [
		['Esisopimus', ''],
		['EsiSopimus', 'Esisopimus'],
		['Preliminary', 'Preliminary lease'],
		['PreliminaryLease', ''],
		['Alustava', 'Esisopimus, ei vielä allekirjoitettu'],
		['PreContract', 'Preliminary contract'],
		['Es', 'Esisopimus'],
	],
	Sopimus: [
		['Sopimus', ''],
		['VuokraSopimus', 'Sopimus'],
		['Lease', ''],
		['Contract', 'Contract in force'],
		['Varsinainen', 'Varsinainen sopimus'],
		['Agreement', 'Lease'],
		['So', 'Sopimus'],
	],
	avoin: [
		['Avoin', ''],
		['Avoinna', 'Ilmoitus on avoin'],
		['Open', ''],
		['Uusi', 'Uusi, avoin ilmoitus'],
		['New', 'Open, not yet received'],
		['Tila10', 'Avoin'],
	],
	vastaanotettu: [
		['Vastaanotettu', ''],
		['OtettuVastaan', 'Vastaanotettu'],
		['Received', ''],
		['Acknowledged', 'Received by the contractor'],
		['Kuitattu', 'Kuitattu vastaanotetuksi'],
		['Tila20', 'Vastaanotettu'],
	],
	odottaa: [
		['Odottaa', ''],
		['Odotuksessa', 'Ilmoitus odottaa'],
		['OnHold', ''],
		['Waiting', 'On hold'],
		['Odotustilassa', ''],
		['Tila30', 'Odottaa'],
	],
	tehty: [
		['Tehty', ''],
		['KuitattuTehdyksi', 'Työ on tehty'],
		['Done', ''],
		['WorkDone', 'The work is done'],
		['TyoTehty', ''],
		['Tila40', 'Tehty'],
	],
	valmis: [
		['Valmis', ''],
		['Valmistunut', 'Ilmoitus on valmis'],
		['Finished', ''],
		['Closed', 'Finished and closed'],
		['Paatetty', 'Ilmoitus on valmis ja päätetty'],
		['Tila50', 'Valmis'],
	],
};

/** Other values that an enumeration may have, by its resource. */
export const OTHER_VALUES: Readonly<Record<string, ReadonlyArray<readonly [string, string]>>> = {
	lease: [
		['Paattynyt', 'Päättynyt sopimus'],
		['Irtisanottu', 'Irtisanottu sopimus'],
		['Terminated', 'Terminated lease'],
		['Peruttu', ''],
	],
	serviceRequest: [
		['Peruttu', 'Ilmoitus on peruttu'],
		['Laskutettavana', ''],
		['Cancelled', ''],
		['Hylatty', 'Hylätty'],
		['Invoiced', 'Invoiced'],
	],
};

type Decoy = readonly [name: string, type: string, finnish: string, english: string];

/** Other fields of such pages, near to those in question but never meant. By resource and place. */
export const NEIGHBOURS: Readonly<Record<string, readonly Decoy[]>> = {
	'lease.body': [
		['alkuperäinen loppu|pvm', 'date', 'Alkuperäinen päättymispäivä', 'Original end date'],
		['irtisanomis|pvm', 'date', 'Päivä, jona sopimus irtisanottiin', 'Date of notice'],
		['luonti|pvm', 'date', 'Sopimuksen luontipäivä', 'Date of creation'],
		['muokkaus|pvm', 'date', 'Muokkauspäivä', 'Last change'],
		['vuokran tarkistus|päivä', 'date', 'Seuraava vuokrantarkistus', 'Next rent review'],
		['edellinen sopimus id', 'integer', 'Edellisen sopimuksen id', 'Previous lease'],
		['vuokran|antaja id', 'integer', 'Vuokranantajan osapuoli-id', 'Landlord'],
		['takaaja id', 'integer', 'Takaajan osapuoli-id', 'Guarantor'],
		['kanta|asiakas|numero', 'string', 'Kanta-asiakasnumero', 'Customer number'],
		['irtisanomis|aika', 'integer', 'Irtisanomisaika kuukausina', 'Notice period in months'],
		['sisäinen muistio', 'string', 'Sisäinen muistio', 'Internal note'],
	],
	'lease.row': [
		['luonti|pvm', 'date', 'Luontipäivä', 'Created'],
		['muokkaus|pvm', 'date', 'Viimeisin muokkaus', 'Changed'],
		['alkuperäinen loppu|pvm', 'date', 'Alkuperäinen päättymispäivä', 'Original end date'],
		['vuokran|antaja id', 'integer', 'Vuokranantajan id', 'Landlord'],
		['sopimus|numero', 'string', 'Sopimuksen numero', 'Number of the lease'],
	],
	'person.body': [
		['laskutus|osoite', 'string', 'Laskutusosoite', 'Billing address'],
		['vanha osoite', 'string', 'Vanha osoite', 'Old address'],
		['syntymä|aika', 'date', 'Syntymäaika', 'Date of birth'],
		['työ|puhelin', 'string', 'Puhelin työpaikalle', 'Work phone'],
		['laskutus|sähkö|posti', 'string', 'Laskujen sähköposti', 'Email for invoices'],
		['maa|koodi', 'string', 'Maakoodi', 'Country code'],
		['entinen suku|nimi', 'string', 'Entinen sukunimi', 'Former last name'],
		['y|tunnus', 'string', 'Yrityksen y-tunnus', 'Business id'],
	],
	'person.row': [
		['laskutus|osoite', 'string', 'Laskutusosoite', 'Billing address'],
		['entinen nimi', 'string', 'Entinen nimi', 'Former name'],
		['arkistoitu', 'boolean', 'Onko henkilö arkistoitu', 'Archived'],
		['markkinointi|kielto', 'boolean', 'Markkinointikielto', 'No marketing'],
	],
	'property.row': [
		['luonti|pvm', 'date', 'Luontipäivä', 'Created'],
		['virallinen nimi', 'string', 'Virallinen nimi', 'Official name'],
		['tyyppi id', 'integer', 'Tyypin id', 'Type id'],
		['kiinteistö|tunnus', 'string', 'Kiinteistötunnus', 'Real estate code'],
		['arkistoitu', 'boolean', 'Onko kohde arkistoitu', 'Archived'],
	],
	'serviceRequest.body': [
		['luonti|pvm', 'date', 'Ilmoituksen luontipäivä', 'Created'],
		['kirjaaja id', 'integer', 'Kirjaajan käyttäjä-id', 'Recorded by'],
		['takuu|työ', 'boolean', 'Onko takuutyö', 'Warranty work'],
		['laskun viite', 'string', 'Laskun viite', 'Reference of the invoice'],
		['toteutuneet kustannukset', 'decimal number', 'Toteutuneet kustannukset', 'Actual cost'],
		['sisäinen huomio', 'string', 'Sisäinen', 'Internal'],
		['avain|numero', 'string', 'Avaimen numero', 'Number of the key'],
	],
	'serviceRequest.row': [
		['laskutus|tila', 'string', 'Laskutuksen tila', 'Invoicing status'],
		['edellinen tila', 'string', 'Edellinen tila', 'Previous status'],
		['tilattu pvm', 'date', 'Tilauksen päivä', 'Ordered'],
	],
	'serviceRequest.query': [],
};

/** Objects that hold several of the fields, where a vendor nests them. */
export const GROUPS: Readonly<
	Record<string, Readonly<Record<string, { readonly parent: string; readonly name: string }>>>
> = {
	finnish: {
		Alkupvm: { parent: 'Voimassaolo', name: 'Alku' },
		Loppupvm: { parent: 'Voimassaolo', name: 'Loppu' },
		Katuosoite: { parent: 'Osoite', name: 'Katu' },
		Postinumero: { parent: 'Osoite', name: 'Postinumero' },
		Postitoimipaikka: { parent: 'Osoite', name: 'Kaupunki' },
		SuoritusaikaAikaisintaan: { parent: 'Suoritusaika', name: 'Aikaisintaan' },
		SuoritusaikaViimeistaan: { parent: 'Suoritusaika', name: 'Viimeistaan' },
	},
	english: {
		Alkupvm: { parent: 'Period', name: 'Start' },
		Loppupvm: { parent: 'Period', name: 'End' },
		Katuosoite: { parent: 'Address', name: 'Street' },
		Postinumero: { parent: 'Address', name: 'PostalCode' },
		Postitoimipaikka: { parent: 'Address', name: 'City' },
	},
};

/** What is in the objects that the API takes whole. */
export const INSIDE: Readonly<Record<string, ReadonlyArray<readonly [string, string]>>> = {
	Vakuustiedot: [
		['summa', 'decimal number'],
		['maksu|pvm', 'date'],
		['alku|pvm', 'date'],
		['loppu|pvm', 'date'],
		['lisä|tiedot', 'string'],
	],
	MaaraaikaisuusTiedot: [
		['alku|pvm', 'date'],
		['loppu|pvm', 'date'],
		['peruste', 'string'],
	],
	PalautusTiedot: [
		['palautus|pvm', 'date'],
		['summa', 'decimal number'],
	],
	Luottotiedot: [
		['tarkistus|pvm', 'date'],
		['tila', 'string'],
		['lisä|tiedot', 'string'],
	],
	Asunnonesittelija: [
		['etu|nimi', 'string'],
		['suku|nimi', 'string'],
		['puhelin', 'string'],
	],
	Ilmoittaja: [
		['nimi', 'string'],
		['puhelin', 'string'],
		['sähkö|posti', 'string'],
		['osapuoli id', 'integer'],
	],
	Tilaaja: [
		['nimi', 'string'],
		['puhelin', 'string'],
		['osapuoli id', 'integer'],
	],
	Maksaja: [
		['nimi', 'string'],
		['osapuoli id', 'integer'],
		['lisä|tiedot', 'string'],
	],
};
