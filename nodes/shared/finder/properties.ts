import { ASIDE, NOTE, readAddress, type AddressText, type Unit } from './address';
import { Houses, isBareUnit, NO_UNIT, type Place } from './houses';
import { Names } from './names';
import { MOST_CANDIDATES, theOnly, type FinderRecord, type FinderResult } from './result';
import { mistypingOf } from './spellings';
import { spelledStreet, streetKey, Streets, type StreetMatch } from './streets';
import { withoutAe } from './text';
import { readOnce, readText } from './textReading';
import { townOf } from './vocabulary';

type House = NonNullable<AddressText['house']>;

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
	const values = map.get(key);
	if (values === undefined) map.set(key, [value]);
	else values.push(value);
}

/** Whether two towns are the same, in Finnish or Swedish, but for a typing error. */
function isSameTown(one: string, other: string): boolean {
	const [first, second] = [one, other].map((town) => townOf(town) ?? withoutAe(town));
	if (first === second) return true;
	const mayBeMistyped = one.length > 4 && townOf(one) === undefined;
	return mayBeMistyped && mistypingOf(one, other) !== undefined;
}

function isSameUnit(asked: Unit, unit: Unit): boolean {
	return asked.letters === unit.letters && isSameApartment(asked, unit);
}

/**
 * Whether a unit is in a staircase of the house with the letter asked for: B A 12 for B 12. The
 * numbers by which buildings are known, as in Talo 2, people leave out.
 */
function isInside(asked: Unit, unit: Unit): boolean {
	const { letters, number } = asked;
	const isLetter =
		unit.letters.startsWith(`${letters} `) || unit.letters.replace(/^(\d+ )+/, '') === letters;
	return letters !== '' && number !== '' && isLetter && isSameApartment(asked, unit);
}

function isSameApartment(one: Unit, other: Unit): boolean {
	return one.number === other.number && one.part === other.part && one.kind === other.kind;
}

function codeOfUnit({ letters, number, part, kind }: Unit): string {
	return [kind, letters, number, part].join('').replaceAll(' ', '');
}

/** What a query says about where the house is. */
interface Asked {
	readonly postCode: string;
	/** Known towns, and words that stand where a town does. */
	readonly towns: readonly string[];
}

/** Finds properties by what people write: an address, a name, a code. Made once for a register. */
export class PropertyFinder<Found extends FinderRecord> {
	private readonly read = readOnce();
	private readonly houses: Houses<Found>;
	private readonly streets = new Streets();
	private readonly names = new Names<Found>();
	private readonly spelledStreets = new Set<string>();
	private readonly towns = new Set<string>();
	private readonly byHouse = new Map<string, Array<Place<Found>>>();
	private readonly byStreet = new Map<string, Found[]>();
	private readonly byText = new Map<string, Found[]>();
	private readonly byCode = new Map<string, Found[]>();
	/** The units below each record that has a name. */
	private readonly below = new Map<Found, Array<{ readonly record: Found; readonly unit: Unit }>>();

	constructor(records: readonly Found[]) {
		this.houses = new Houses(records, this.read);
		for (const record of records) this.add(record);
	}

	/** Finds the property that a text means. */
	find(query: string): FinderResult<Found> {
		const { address, name, spelled, code } = readText(query);
		// Asunto Oy Kuusitie 4 is a company before it is an address.
		const isCompany = name().form !== 'none';
		const way =
			this.theOnlyWith(this.byText.get(spelled)) ??
			(isCompany ? this.names.find(query) : undefined) ??
			this.atAddress(address) ??
			this.names.find(query) ??
			theOnly(this.byCode.get(code) ?? [], 'exact') ??
			this.unitOfName(query);
		return way ?? { isAmbiguous: false, candidates: this.suggested(query, address) };
	}

	private add(record: Found): void {
		const places = this.houses.placesOf(record);
		for (const place of places) this.addPlace(place);
		for (const text of record.texts) {
			const { address, name, spelled, code } = this.read(text);
			push(this.byText, spelled, record);
			push(this.byCode, code, record);
			if (isBareUnit(address)) continue;
			const isAddress = this.byStreet.has(streetKey(address.house?.street ?? []));
			if (!isAddress || name().form !== 'none') this.names.add(record, name());
		}
		const units = this.houses.unitsOf(record);
		for (const unit of units) push(this.byCode, codeOfUnit(unit), record);
		const inHouse = places.map(({ unit }) => unit);
		for (const above of units.length === 0 ? [] : this.houses.above(record)) {
			for (const unit of [...units, ...inHouse]) push(this.below, above, { record, unit });
		}
	}

	private addPlace(place: Place<Found>): void {
		const { house, town, record } = place;
		const street = streetKey(house.street);
		this.streets.add(street);
		this.spelledStreets.add(spelledStreet(house.street));
		if (town !== '') this.towns.add(town);
		for (const number of new Set([house.number, house.upTo])) {
			if (number !== '') push(this.byHouse, `${street} ${number}`, place);
		}
		push(this.byStreet, street, record);
	}

	private theOnlyWith(records: readonly Found[] = []): FinderResult<Found> | undefined {
		const only = theOnly(records, 'exact');
		return only !== undefined && 'found' in only ? only : undefined;
	}

	private streetOf({ house, before }: AddressText): StreetMatch {
		const isAside = before.some(([first]) => first === ASIDE);
		const mayPrecede = (words: readonly string[]) =>
			isAside || words.every((word) => this.isTown(word)) || this.isName(words.join(' '));
		return this.streets.find(house?.street ?? [], mayPrecede);
	}

	private isName(text: string): boolean {
		const result = this.names.find(text);
		return result !== undefined && 'found' in result;
	}

	private isTown(word: string): boolean {
		return townOf(word) !== undefined || this.towns.has(word) || this.towns.has(withoutAe(word));
	}

	/** @returns undefined unless the text has an address in a street that is known */
	private atAddress(address: AddressText): FinderResult<Found> | undefined {
		const { house, units } = address;
		if (house === undefined) return undefined;
		const { streets, isExact, leftOver } = this.streetOf(address);
		const [street] = streets;
		if (street === undefined) return undefined;
		const asked = this.askedOf(address, leftOver);
		// Harjutie and Karjutie are both streets, so the rest must tell which is meant.
		const written = streetKey(house.street);
		const needsTown = street[0] !== written[0] && mistypingOf(written, street) === 'other';
		const places = streets
			.flatMap((one) => this.byHouse.get(`${one} ${house.number}`) ?? [])
			.filter((place) => this.mayBeIn(asked, place, needsTown))
			.filter((place) => this.isSpelledAs(house, place));
		const match = isExact ? 'exact' : 'similar';
		const wanted = units.length === 0 ? [NO_UNIT] : units;
		const result = this.inHouse(house, places, wanted, match);
		if (result === undefined)
			return { isAmbiguous: false, candidates: this.near(address, streets) };
		const isUnsure = 'found' in result && streets.length > 1;
		return isUnsure ? { isAmbiguous: true, candidates: [result.found] } : result;
	}

	/** The house as it is written first, then a range of numbers that begins or ends with it. */
	private inHouse(
		{ number, upTo }: House,
		places: ReadonlyArray<Place<Found>>,
		units: readonly Unit[],
		match: 'exact' | 'similar',
	): FinderResult<Found> | undefined {
		const same = places.filter(({ house }) => house.number === number && house.upTo === upTo);
		if (same.length > 0 || upTo !== '') return this.ofUnit(same, units, match);
		return this.ofUnit(places, units, 'similar');
	}

	private ofUnit(
		places: ReadonlyArray<Place<Found>>,
		units: readonly Unit[],
		match: 'exact' | 'similar',
	): FinderResult<Found> | undefined {
		const recordsWith = (
			isSame: (asked: Unit, unit: Unit) => boolean,
			among: ReadonlyArray<Place<Found>> = places,
		) =>
			among
				.filter((place) => units.some((unit) => isSame(unit, place.unit)))
				.map(({ record }) => record);
		// Apartments are mostly numbered through all staircases, so that people leave out the letter.
		const isWithoutLetter = units.every(({ letters, number }) => letters === '' && number !== '');
		const sure = isWithoutLetter ? places.filter(({ isUnsure }) => !isUnsure) : [];
		return (
			theOnly(recordsWith(isSameUnit), match) ??
			theOnly(recordsWith(isInside), match) ??
			theOnly(recordsWith(isSameApartment, sure), 'similar')
		);
	}

	private askedOf(
		{ postCode, town, before, after }: AddressText,
		leftOver: readonly string[],
	): Asked {
		const others = [...before, leftOver].filter(([first]) => first !== ASIDE).flat();
		const behind = after
			.filter(([first]) => first !== ASIDE)
			.flatMap((words) => (words.length === 1 ? words : words.filter((word) => this.isTown(word))))
			.filter((word) => word !== NOTE);
		const towns = [town, ...behind, ...others.filter((word) => this.isTown(word))];
		return { postCode, towns: towns.filter((word) => word !== '') };
	}

	private mayBeIn(
		{ postCode, towns }: Asked,
		place: Pick<Place<Found>, 'postCode' | 'town'>,
		needsTown: boolean,
	): boolean {
		const isSameCode = postCode !== '' && postCode === place.postCode;
		if (postCode !== '' && place.postCode !== '' && !isSameCode) return false;
		const told = isSameCode ? towns.filter((town) => this.isTown(town)) : towns;
		if (place.town !== '' && !told.every((town) => isSameTown(town, place.town))) return false;
		return !needsTown || isSameCode || (place.town !== '' && told.length > 0);
	}

	/** Mäntytie is not Mantytie if there are both; without its umlauts it may be either. */
	private isSpelledAs(asked: House, { house }: Place<Found>): boolean {
		const spelled = spelledStreet(asked.street);
		const isKnown = /[äöå]/.test(spelled) && this.spelledStreets.has(spelled);
		return !isKnown || spelled === spelledStreet(house.street);
	}

	private named(text: string): FinderResult<Found> | undefined {
		return this.names.find(text) ?? theOnly(this.byCode.get(readText(text).code) ?? [], 'exact');
	}

	/** A unit by the name or code of its housing company: As Oy Kuusikko A 12, 1003 A 12. */
	private unitOfName(query: string): FinderResult<Found> | undefined {
		const words = query.split(/[\s,;]+/).filter(Boolean);
		for (let length = words.length - 1; length > 0; length--) {
			const rest = readAddress(`, ${words.slice(length).join(' ')}`);
			const { units, house, after } = rest;
			const isUnit = house === undefined && after.flat().every((word) => this.isTown(word));
			const named = isUnit ? this.named(words.slice(0, length).join(' ')) : undefined;
			if (named === undefined || !('found' in named)) continue;
			const asked = this.askedOf(rest, []);
			const isThere = this.mayBeIn(asked, this.houses.townOf(named.found), false);
			if (!isThere) return { isAmbiguous: false, candidates: [named.found] };
			if (units.length === 0) return named;
			const below = this.below.get(named.found) ?? [];
			const inside = below.filter((one) => units.some((unit) => isSameUnit(unit, one.unit)));
			return theOnly(
				inside.map(({ record }) => record),
				named.match,
			);
		}
		return undefined;
	}

	/** Records of the same house or street, those that have the most in common first. */
	private near({ house, units }: AddressText, streets: readonly string[]): Found[] {
		const inHouse = streets.flatMap(
			(street) => this.byHouse.get(`${street} ${house?.number ?? ''}`) ?? [],
		);
		const same = inHouse.filter((place) => units.some((unit) => unit.number === place.unit.number));
		const records = [...same, ...inHouse].map(({ record }) => record);
		const inStreet = streets.flatMap((street) =>
			(this.byStreet.get(street) ?? []).slice(0, MOST_CANDIDATES),
		);
		return [...new Set([...records, ...inStreet])].slice(0, MOST_CANDIDATES);
	}

	private suggested(query: string, address: AddressText): Found[] {
		const streets = this.streets.suggested(address.house?.street ?? []);
		const records = [...this.near(address, streets), ...this.names.suggested(query)];
		return [...new Set(records)].slice(0, MOST_CANDIDATES);
	}
}
