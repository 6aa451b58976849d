import type { NonEmpty } from './random.mts';

/** Words from which names are generated. None of them names a real person or company. */
export const FIRST_NAMES_OF_MEN: NonEmpty<string> = [
	'Antti',
	'Eino',
	'Heikki',
	'Jyri',
	'Kyösti',
	'Matti',
	'Onni',
	'Pär',
	'Sampo',
	'Tapio',
	'Väinö',
	'Yrjö',
];

export const FIRST_NAMES_OF_WOMEN: NonEmpty<string> = [
	'Aino',
	'Anna',
	'Elina',
	'Helmi',
	'Inkeri',
	'Kyllikki',
	'Lempi',
	'Päivi',
	'Säde',
	'Tyyne',
	'Venla',
	'Ylva',
];

export const LAST_NAMES: NonEmpty<string> = [
	'Ääri',
	'Esimerkki',
	'Hämärä-aho',
	'Jäkälä',
	'Kärppälä',
	'Lähteenkorva',
	'Malli',
	'Mäntykangas',
	'Näyte',
	'Öljymäki',
	'Pöllölä',
	'Ränninsuu',
	'Sävelsalo',
	'Testaaja',
	'Vähäkäpy',
	'Yläpiha',
];

export interface City {
	readonly name: string;
	readonly genitive: string;
	readonly postalCode: string;
}

export const CITIES: NonEmpty<City> = [
	{ name: 'Helsinki', genitive: 'Helsingin', postalCode: '00100' },
	{ name: 'Hämeenlinna', genitive: 'Hämeenlinnan', postalCode: '13100' },
	{ name: 'Jyväskylä', genitive: 'Jyväskylän', postalCode: '40100' },
	{ name: 'Oulu', genitive: 'Oulun', postalCode: '90100' },
	{ name: 'Seinäjoki', genitive: 'Seinäjoen', postalCode: '60100' },
	{ name: 'Tampere', genitive: 'Tampereen', postalCode: '33100' },
	{ name: 'Turku', genitive: 'Turun', postalCode: '20100' },
];

export const STREETS: NonEmpty<string> = [
	'Esimerkkikatu',
	'Kärpänpolku',
	'Lähdepellontie',
	'Mallikuja',
	'Mäntytie',
	'Näytekaari',
	'Pöllönkatu',
	'Simulaattorinraitti',
];

export const HOUSING_COMPANY_NAMES: NonEmpty<string> = [
	'Hämäränhelmi',
	'Jäkäläpiha',
	'Kärpänpesä',
	'Lähdepelto',
	'Mäntylinna',
	'Näytepuisto',
	'Pöllönkolo',
	'Sävelmäki',
	'Yläpihanranta',
];

export const CONTRACTOR_NAMES: NonEmpty<string> = [
	'Huoltopalvelu Mäntykäpy Oy',
	'Putkityö Vesiläikkä Oy',
	'Sähkötyö Kipinäinen Oy',
	'Lukkoliike Säppi ja Salpa Oy',
	'Piha ja Räntä Oy',
	'Siivouspalvelu Pölyhäntä Oy',
	'Maalaamo Sävyläikkä Oy',
	'Kodinkonehuolto Jääkalikka Oy',
];

export interface Defect {
	readonly title: string;
	readonly description: string;
	readonly category: string;
}

/** Choice lists differ by customer; these categories are invented. */
export const DEFECTS: NonEmpty<Defect> = [
	{
		title: 'Keittiön hana vuotaa',
		description: 'Hana tippuu jatkuvasti, ja allaskaapin pohjalla on vettä.',
		category: 'LVI',
	},
	{
		title: 'Patteri ei lämpene',
		description: 'Makuuhuoneen patteri on kylmä, vaikka termostaatti on auki.',
		category: 'LVI',
	},
	{
		title: 'Viemäri haisee',
		description: 'Kylpyhuoneen lattiakaivosta tulee hajua.',
		category: 'LVI',
	},
	{
		title: 'Ulko-ovi ei lukkiudu',
		description: 'Porraskäytävän ovi jää raolleen, kun sitä ei vedä kiinni.',
		category: 'Lukitus',
	},
	{
		title: 'Valo ei syty porrashuoneessa',
		description: 'Toisen kerroksen tasanteen lamppu on pimeänä.',
		category: 'Sähkö',
	},
	{
		title: 'Jääkaappi ei kylmene',
		description: 'Jääkaapin lämpötila on yli kymmenen astetta.',
		category: 'Kodinkoneet',
	},
	{
		title: 'Ikkuna ei mene kiinni',
		description: 'Olohuoneen ikkunan sarana on irronnut.',
		category: 'Rakenteet',
	},
	{
		title: 'Piha on jäässä',
		description: 'Kulkuväylä A-rapulle on liukas, hiekoitus puuttuu.',
		category: 'Piha-alueet',
	},
];

export const URGENCIES: NonEmpty<string> = ['Normaali', 'Normaali', 'Normaali', 'Kiireellinen'];

export const FILE_NAMES: NonEmpty<string> = [
	'Energiatodistus.pdf',
	'Hämeenpiha-pohjapiirros.pdf',
	'Kattoremontti ennen jälkeen.jpg',
	'Lämmönjakohuone.jpg',
	'Pelastussuunnitelma.pdf',
	'Vuokrasopimus allekirjoitettu.pdf',
];

export const MAINTENANCE_TASKS: NonEmpty<string> = [
	'Kattokaivojen puhdistus',
	'Lämmönjakohuoneen tarkastus',
	'Palovaroittimien koestus',
	'Rännien tyhjennys',
	'Saunan kiukaan kivien vaihto',
	'Väestönsuojan tarkastus',
];

export const CONTACT_SUBJECTS: NonEmpty<string> = [
	'Autopaikan hinta',
	'Avain hävisi',
	'Kysymys vuokran eräpäivästä',
	'Muuttoilmoitus',
	'Saunavuoron vaihto',
];
