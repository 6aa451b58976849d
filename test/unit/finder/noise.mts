import type { Home, Random } from './registers.mts';

/** What a query says of a home. What is left out may make it another's too. */
export interface Said {
	readonly letter: boolean;
	readonly town: boolean;
	readonly postCode: boolean;
	/** Whether the street is written as it is, apart from letter case. */
	readonly street: boolean;
}

export interface Noisy {
	readonly query: string;
	readonly said: Said;
}

const ALPHABET = 'abcdefghijklmnoprstuvyäö';

/** One typing error, as fingers make them. */
export function mistyped(random: Random, text: string): string {
	const place = random.chance(5) ? 0 : 1 + random.below(text.length - 1);
	const [start, letter, end] = [text.slice(0, place), text.charAt(place), text.slice(place + 1)];
	switch (random.below(5)) {
		case 0:
			return start + end;
		case 1:
			return start + letter + letter + end;
		case 2:
			return start + random.pick(Array.from(ALPHABET)) + letter + end;
		case 3:
			return start + end.charAt(0) + letter + end.slice(1);
		default:
			return start + random.pick(Array.from(ALPHABET)) + end;
	}
}

const SHORT: ReadonlyArray<readonly [RegExp, readonly string[]]> = [
	[/katu$/, ['k.', 'k', 'kadun']],
	[/tie$/, ['t.', 't', 'tien']],
	[/kuja$/, ['kj.', 'kujan']],
];

function streetOf(random: Random, street: string): { text: string; isWhole: boolean } {
	const short = SHORT.find(([ending]) => ending.test(street));
	if (short !== undefined && random.chance(10)) {
		return { text: street.replace(short[0], random.pick(short[1])), isWhole: false };
	}
	if (street.length > 7 && random.chance(12)) {
		return { text: mistyped(random, street), isWhole: false };
	}
	if (street.includes(' ') && random.chance(20)) {
		return { text: street.replace(' ', random.pick(['', '-', '  '])), isWhole: true };
	}
	return { text: street, isWhole: true };
}

/** A home's letter, apartment and part as people write them. */
function unitOf(random: Random, { letter, apartment, part }: Home, withLetter: boolean): string {
	const number = (random.chance(6) ? apartment.padStart(3, '0') : apartment) + part;
	const label = random.pick(['as', 'as.', 'asunto', 'hsto', 'hsto.', 'huoneisto', 'huon.', 'As']);
	if (letter === '' || !withLetter) return random.chance(80) ? `${label} ${number}` : number;
	const small = random.chance(30) ? letter.toLowerCase() : letter;
	const stair = random.pick(['rappu', 'porras', 'rp.']);
	return random.pick([
		`${small} ${number}`,
		`${small} ${number}`,
		`${small}${number}`,
		`${small} ${number}`,
		`${small}-${number}`,
		`${small}/${number}`,
		`${small} ${label} ${number}`,
		`${small}, ${label} ${number}`,
		`${stair} ${small} ${label} ${number}`,
		`${stair} ${small}, ${label} ${number}`,
		`${small}-${stair} ${label} ${number}`,
		`${label} ${number}, ${small}-${stair}`,
		`${label} ${small} ${number}`,
	]);
}

const OTHER_TOWN_NAMES: Readonly<Record<string, readonly string[]>> = {
	Helsinki: ['Hki', 'HELSINGFORS', 'hki'],
	Tampere: ['Tre', 'Tammerfors'],
	Turku: ['Tku', 'Åbo'],
	Jyväskylä: ['Jkl'],
	Espoo: ['Esbo'],
};

function placeOf(
	random: Random,
	{ postCode, town }: Home,
): Pick<Said, 'postCode' | 'town'> & { text: string } {
	const named = random.chance(15) ? random.pick(OTHER_TOWN_NAMES[town] ?? [town]) : town;
	const code = random.chance(8) ? `FI-${postCode}` : postCode;
	switch (random.below(6)) {
		case 0:
			return { text: '', postCode: false, town: false };
		case 1:
			return { text: named, postCode: false, town: true };
		case 2:
			return { text: code, postCode: true, town: false };
		default:
			return { text: `${code} ${named}`, postCode: true, town: true };
	}
}

/** A writer's habits, and what happened to the text on its way. */
function transmitted(random: Random, text: string): string {
	switch (random.below(14)) {
		case 0:
			return text.toUpperCase();
		case 1:
			return text.toLowerCase();
		case 2:
			return text.normalize('NFD');
		case 3:
			return text.normalize('NFD').replace(/\p{M}/gu, '');
		case 4:
			return text.replace(/ä/g, 'ae').replace(/ö/g, 'oe').replace(/Ä/g, 'Ae').replace(/Ö/g, 'Oe');
		case 5:
			return text.replace(/ /g, random.pick(['  ', '\u00a0', '\t ']));
		case 6:
			return ` ${text}${random.pick([' ', ',', '.', '\n'])}`;
		case 7:
			return Buffer.from(text, 'utf8').toString('latin1');
		case 8:
			return text.replace(/, /g, random.pick(['\n', '; ', ',', ' , ', '\r\n']));
		default:
			return text;
	}
}

const ASIDES = [
	'2. krs',
	'3 krs',
	'krs 4',
	'1. kerros',
	'c/o Virtanen',
	'Suomi',
	'FINLAND',
	'(Meikäläinen)',
	'puh. 040 123 4567',
];

/** A home's address as somebody may write it. */
export function noisyAddress(random: Random, home: Home): Noisy {
	const withLetter = random.chance(92);
	const street = streetOf(random, home.street);
	const dash = random.pick(['–', '-', ' - ', '—']);
	const number = home.number.replace('–', dash).replace('b', random.pick(['b', ' b', 'B', ' B']));
	const house = `${street.text} ${random.chance(4) ? `nro ${number}` : number}`;
	const unit = unitOf(random, home, withLetter);
	const isTight = /^[A-Za-z]/.test(unit) && home.number === number && random.chance(15);
	const whole = random.chance(14)
		? `${unit}${random.pick([' ', ', '])}${house}`
		: house + (isTight ? '' : random.pick([' ', ' ', ' ', ', '])) + unit;
	const place = placeOf(random, home);
	const isFirst = place.text !== '' && !place.postCode && random.chance(20);
	const separator = random.pick([', ', ', ', ' ']);
	const aside = random.chance(12) ? random.pick(ASIDES) : '';
	const parts = isFirst ? [place.text, whole] : [whole, ...(place.text === '' ? [] : [place.text])];
	const text = parts.join(isFirst ? ', ' : separator) + (aside === '' ? '' : `, ${aside}`);
	return {
		query: transmitted(random, text),
		said: {
			letter: withLetter,
			town: place.town,
			postCode: place.postCode,
			street: street.isWhole,
		},
	};
}

/** Whether a house number is the other, or the first or last of its range. */
function isNumberOf(number: string, other: string): boolean {
	return number === other || other.split('–').includes(number);
}

/** Whether a query that says so much of one home may mean the other as well. */
export function mayMean(said: Said, one: Home, other: Home): boolean {
	const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
	return (
		one.apartment === other.apartment &&
		isNumberOf(one.number, other.number) &&
		plain(one.street) === plain(other.street) &&
		one.part === other.part &&
		(!said.letter || one.letter === other.letter) &&
		(!said.town || one.town === other.town) &&
		(!said.postCode || one.postCode === other.postCode)
	);
}
