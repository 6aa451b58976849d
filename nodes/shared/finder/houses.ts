import type { AddressText, Unit } from './address';
import type { FinderRecord } from './result';
import type { ReadText } from './textReading';
import { isStreetName } from './vocabulary';

/** A place in a register: a house, or what is within one. */
export interface Place<Found extends FinderRecord> {
	readonly record: Found;
	readonly house: NonNullable<AddressText['house']>;
	readonly unit: Unit;
	/** Whether the unit may rather be read in another way. */
	readonly isUnsure: boolean;
	readonly postCode: string;
	readonly town: string;
}

/** What a record's own texts say. */
interface Read {
	readonly addresses: readonly AddressText[];
	/** Of the texts that are nothing but a unit. */
	readonly units: readonly Unit[];
	readonly place: Pick<AddressText, 'postCode' | 'town'>;
	/** A property of its own, whose code is no apartment's. */
	readonly isCompany: boolean;
}

export const NO_UNIT: Unit = { letters: '', number: '', part: '', kind: '' };

/** Further up there are no addresses, and a ring of parents has no end. */
const MOST_LEVELS = 10;

function townIn({ town, after }: AddressText): string {
	const [only] = after.filter((words) => words.length === 1);
	return town === '' ? (only?.[0] ?? '') : town;
}

/** Whether a text is nothing but a unit: A 12, A-talo, Liiketila 3. */
export function isBareUnit({ house, postCode, before, after }: AddressText): boolean {
	return house === undefined && postCode === '' && before.length + after.length === 0;
}

function readRecord(
	{ texts, place = '' }: FinderRecord,
	readText: (text: string) => ReadText,
): Read {
	const read = texts.map(readText);
	const apart = readText(`, ${place}`).address;
	// What is a Liiketila 3 is no apartment L 3, whatever its code.
	const named = read
		.filter(({ address }) => isBareUnit(address))
		.flatMap(({ address }) => address.units.slice(0, 1));
	const others = read.filter(({ address }) => !isBareUnit(address));
	const forms = new Map(others.map((text) => [text, text.name().form]));
	const houses = others.filter(({ address }) => address.house !== undefined);
	// Asunto Oy Sävelmäki 6 may be in Sävelmäki, if nothing else says where it is.
	const plain = houses.filter((text) => forms.get(text) === 'none');
	const streets = houses.filter(({ address }) => hasStreetName(address));
	const addresses = (plain.length > 0 ? plain : streets).map(({ address }) => address);
	return {
		addresses,
		units: named.some(({ kind }) => kind !== '') ? named.filter(({ kind }) => kind !== '') : named,
		place: { postCode: apart.postCode, town: townIn(apart) },
		isCompany: [...forms.values()].some((form) => form === 'housing' || form === 'property'),
	};
}

/** Whether the house is in a street by its name's ending. */
function hasStreetName({ house }: Pick<AddressText, 'house'>): boolean {
	return isStreetName(house?.street.at(-1)?.text ?? '');
}

/** Whether a text is an address by itself, and not the name of something in a house: Rivitalo 3. */
function isSureAddress({ house, postCode, units }: AddressText): boolean {
	return hasStreetName({ house }) || postCode !== '' || units.length > 0;
}

/** A unit within a house that may have letters of its own: A 12 in house B is B A 12. */
function within({ letters }: Unit, unit: Unit): Unit {
	return { ...unit, letters: `${letters} ${unit.letters}`.trim() };
}

/** The addresses of a register's records, of which some are a parent's with the record's own code. */
export class Houses<Found extends FinderRecord> {
	private readonly records: ReadonlyMap<string, Found>;
	private readonly parents: ReadonlySet<string>;
	private readonly readings = new Map<Found, Read>();
	private readonly towns = new Map<Found, Pick<AddressText, 'postCode' | 'town'>>();

	constructor(
		records: readonly Found[],
		private readonly readText: (text: string) => ReadText,
	) {
		this.records = new Map(records.map((record) => [record.id, record]));
		this.parents = new Set(records.flatMap(({ parent }) => parent ?? []));
	}

	/** The records above one, the nearest first. */
	above(record: Found): Found[] {
		const found: Found[] = [];
		let { parent } = record;
		while (parent !== undefined && found.length < MOST_LEVELS) {
			const next = this.records.get(parent);
			if (next === undefined || next === record) break;
			found.push(next);
			({ parent } = next);
		}
		return found;
	}

	/** What a record is called within its house; nothing if it is a house. */
	unitsOf(record: Found): Unit[] {
		const { units, isCompany } = this.read(record);
		if (isCompany) return [];
		if (!this.parents.has(record.id)) {
			const isCode = ({ letters, number }: Unit) => letters === '' && number.length > 3;
			return record.parent === undefined ? units.filter((unit) => !isCode(unit)) : [...units];
		}
		return units.filter(({ letters, number, kind }) => letters !== '' && number + kind === '');
	}

	/** Where a record is, by its address or by its code and the address above it. */
	placesOf(record: Found): Array<Place<Found>> {
		const own = this.addressOf(record);
		const address = own ?? this.inheritedBy(record);
		if (address?.house === undefined) return [];
		const { house } = address;
		const [outer = NO_UNIT] = address.units;
		const { postCode, town } = this.townOf(record);
		const place = (unit: Unit, reading = 0): Place<Found> => {
			return { record, house, unit, isUnsure: reading > 0, postCode, town };
		};
		if (own !== undefined && outer.number !== '')
			return own.units.map((unit, reading) => place(unit, reading));
		const inside = this.unitsOf(record).map((unit) => place(within(outer, unit), 0));
		return inside.length > 0 || own === undefined ? inside : [place(outer)];
	}

	private read(record: Found): Read {
		const read = this.readings.get(record) ?? readRecord(record, this.readText);
		this.readings.set(record, read);
		return read;
	}

	/** The record's own address: the one that says the most, else the last, as a name comes first. */
	private addressOf(record: Found): AddressText | undefined {
		const { addresses } = this.read(record);
		const isBelow = this.above(record).some((one) => this.read(one).addresses.length > 0);
		const own = isBelow ? addresses.filter(isSureAddress) : addresses;
		return (
			own.find(({ units }) => units.some(({ number }) => number !== '')) ??
			own.find(({ postCode }) => postCode !== '') ??
			own.at(-1)
		);
	}

	/** The nearest address above, with the letter of a building below it. */
	private inheritedBy(record: Found): AddressText | undefined {
		const chain = this.above(record);
		const level = chain.findIndex((one) => this.addressOf(one) !== undefined);
		const holder = chain[level];
		const address = holder && this.addressOf(holder);
		if (holder === undefined || address === undefined) return undefined;
		const start = this.unitsOf(holder).slice(0, 1);
		const below = chain.slice(0, level).flatMap((one) => this.unitsOf(one).slice(0, 1));
		const [outer = NO_UNIT] = address.units;
		const unit = [...start, ...below.toReversed()].reduce(within, outer);
		return { ...address, units: unit === NO_UNIT ? [] : [unit] };
	}

	/** The post code and town of a record, or of what it is part of. */
	townOf(record: Found): Pick<AddressText, 'postCode' | 'town'> {
		const known = this.towns.get(record);
		if (known !== undefined) return known;
		const texts = [record, ...this.above(record)].flatMap((one) => {
			const address = this.addressOf(one);
			return [...(address ? [{ ...address, town: townIn(address) }] : []), this.read(one).place];
		});
		const found = {
			postCode: texts.find(({ postCode }) => postCode !== '')?.postCode ?? '',
			town: texts.find(({ town }) => town !== '')?.town ?? '',
		};
		this.towns.set(record, found);
		return found;
	}
}
