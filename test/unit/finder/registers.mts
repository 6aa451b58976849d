/** A record as the finder takes it. */
export interface Listed {
	readonly id: string;
	readonly texts: readonly string[];
	readonly place?: string;
	readonly parent?: string;
}

/** An apartment as a person knows it. */
export interface Home {
	readonly street: string;
	readonly number: string;
	/** Empty where the house has no staircases. */
	readonly letter: string;
	readonly apartment: string;
	readonly part: string;
	readonly postCode: string;
	readonly town: string;
}

/** The same numbers in the same order for a seed. */
export class Random {
	private state: number;

	constructor(seed: number) {
		this.state = seed;
	}

	/** From 0 to below 1. */
	next(): number {
		this.state = (this.state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	}

	below(end: number): number {
		return Math.floor(this.next() * end);
	}

	pick<Value>(values: readonly Value[]): Value {
		return values[this.below(values.length)] as Value;
	}

	chance(percent: number): boolean {
		return this.next() * 100 < percent;
	}
}

const STEMS =
	'Kuusi Koivu Mänty Haapa Leppä Pihlaja Tammi Lehmus Vaahtera Kataja Paju Tuomi Saarni Jalava Raita Rauduskoivu Metsä Mäki Laakso Niitty Pelto Kallio Harju Ranta Järvi Lahti Saari Niemi Koski Puro Lähde Suo Hämeen Turun Porvoon Vanha Läntinen Itäinen Kirkko Koulu Asema Tehtaan Puisto Puutarhurin Kauppa Raatihuoneen Hallitus Käsityöläisen Öljymäen Ääni Sähkö Ylä Ala Keski Päivän Yön Aamu Ilta Tähti Kuun Aurinko Myrsky Tuuli Sade Pilvi Lumi Jää'.split(
		' ',
	);
const ENDINGS = ['tie', 'katu', 'kuja', 'polku', 'kaari', 'raitti', 'rinne', 'piha'];
const LONG_STREETS = [
	'Iso Roobertinkatu',
	'Pieni Roobertinkatu',
	'Läntinen Pitkäkatu',
	'Itäinen Pitkäkatu',
	'Vanha Turuntie',
	'Mannerheimintie',
	'Hämeentie',
	'Fredrikinkatu',
	'Pohjoinen Rautatiekatu',
	'Eteläinen Rautatiekatu',
	'Aleksanterinkatu',
	'Bulevardi',
	'Mantytie',
];
const TOWNS = [
	['Helsinki', '00100 00120 00250 00500'],
	['Espoo', '02100 02200 02600'],
	['Tampere', '33100 33200'],
	['Turku', '20100 20500'],
	['Jyväskylä', '40100 40200'],
	['Hämeenlinna', '13100'],
	['Seinäjoki', '60100'],
	['Masku', '21250'],
] as const;

export const COMPANIES =
	'Kuusikko Mänty Mäntylä Mäntylinna Harju Harjula Koivuranta Koivurinne Hämäränhelmi Jäkäläpiha Kärpänpesä Lähdepelto Näytepuisto Pöllönkolo Sävelmäki Yläpiha Tähti Tähtelä Päivänkakkara Satakieli Kielo Kanerva Vuokko Orvokki Esikko'.split(
		' ',
	);

export function streetNames(): string[] {
	return [...STEMS.flatMap((stem) => ENDINGS.map((ending) => stem + ending)), ...LONG_STREETS];
}

export function anyTown(random: Random): Pick<Home, 'postCode' | 'town'> {
	const [town, codes] = random.pick(TOWNS);
	return { town, postCode: random.pick(codes.split(' ')) };
}

/** The homes of one house. */
function homesOf(random: Random, house: Omit<Home, 'apartment' | 'letter' | 'part'>): Home[] {
	const stairs = random.pick([0, 1, 2, 3]);
	const homes = 2 + random.below(14);
	const running = random.chance(70);
	const letters = stairs === 0 ? [''] : Array.from('ABC').slice(0, stairs);
	return letters.flatMap((letter, place) =>
		Array.from({ length: homes }, (_home, index) => ({
			...house,
			letter,
			apartment: String(index + 1 + (running ? place * homes : 0)),
			part: random.chance(2) ? 'b' : '',
		})),
	);
}

/** Homes in streets of which many have near-twins, some of them in another town. */
export function homesIn(random: Random, houses: number): Home[] {
	const streets = streetNames().filter(() => random.chance(35));
	return Array.from({ length: houses }, () => {
		const number = String(1 + random.below(28));
		const isRange = random.chance(5);
		const house = {
			street: random.pick(streets),
			number: isRange ? `${number}–${Number(number) + 2}` : number + (random.chance(5) ? 'b' : ''),
			...anyTown(random),
		};
		return homesOf(random, house);
	}).flat();
}

export function keyOf({ street, number, letter, apartment, part, town }: Home): string {
	return [street, number, letter, apartment, part, town].join('|');
}

/** Apartments with whole addresses, as one text or several. */
export function flatRegister(random: Random, homes: readonly Home[]): Listed[] {
	const style = random.below(3);
	return homes.map(({ street, number, letter, apartment, part, postCode, town }, index) => {
		const code = [letter, apartment, part].filter(Boolean).join(' ');
		const id = String(index + 1);
		const house = `${street} ${number}`;
		const inHouse = letter === '' ? `as. ${code}` : code;
		if (style === 0) return { id, texts: [`${house} ${inHouse}, ${postCode} ${town}`] };
		if (style === 1) return { id, texts: [code, house], place: `${postCode} ${town}` };
		return { id, texts: [code.replace(/ /g, ''), `${house} ${inHouse}`, 'Asunto'], place: town };
	});
}

/** Cost centres with an address or their buildings with one, and apartments with nothing but codes. */
export function treeRegister(random: Random, homes: readonly Home[]): Listed[] {
	const records: Listed[] = [];
	const houses = new Map<string, string>();
	for (const [index, home] of homes.entries()) {
		const { street, number, letter, apartment, part, postCode, town } = home;
		const key = `${street} ${number}, ${postCode} ${town}`;
		let parent = houses.get(key);
		if (parent === undefined) {
			const costCentre = `c${houses.size}`;
			parent = `h${houses.size}`;
			const name = `Asunto Oy ${random.pick(COMPANIES)} ${houses.size}`;
			records.push({ id: costCentre, texts: [name, String(1001 + houses.size)] });
			records.push({ id: parent, texts: [key], parent: costCentre });
			houses.set(key, parent);
		}
		const zeros = random.chance(20) ? apartment.padStart(3, '0') : apartment;
		records.push({ id: String(index + 1), texts: [`${letter}${zeros}${part}`], parent });
	}
	return records;
}
