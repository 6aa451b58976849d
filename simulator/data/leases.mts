import { Collection } from './collection.mts';
import { calendarDay, MILLISECONDS_IN_DAY, REFERENCE_TIME } from './dates.mts';
import { bitsFor, FIRST_IDS, randomFor } from './seeding.mts';
import type { Parties } from './parties.mts';
import type { Properties } from './properties.mts';
import type { Sizes } from './sizes.mts';

/** A charge type (maksulaji) on a lease. */
export interface Charge {
	readonly chargeTypeId: number;
	/** Euros a month. */
	readonly amount: number;
	readonly start: string;
	readonly end: string | null;
	/** The body the API received, for a charge added or ended through it. */
	readonly given: Readonly<Record<string, unknown>>;
}

/** Days are calendar days, `2025-11-05`. */
export interface Lease {
	readonly id: number;
	readonly propertyId: number | null;
	readonly partyId: number | null;
	readonly start: string;
	readonly end: string | null;
	readonly signed: string | null;
	readonly charges: readonly Charge[];
	/** Further fields of ApiSopimusRequest, generated or received through the API. */
	readonly fields: Readonly<Record<string, unknown>>;
}

export interface Payment {
	readonly number: number;
	readonly paid: string;
	readonly booked: string;
	readonly amount: number;
	readonly reference: string;
}

const DUE_DAY = 5;
const TODAY = calendarDay(REFERENCE_TIME);

/** Leases: position i is the current lease of unit i; then come ended leases of every fourth unit. */
export class Leases extends Collection<Lease> {
	private readonly seed: number;

	constructor(seed: number, sizes: Sizes, properties: Properties, parties: Parties) {
		super(FIRST_IDS.lease, sizes.leases, (position, id) => {
			const isCurrent = position < sizes.units;
			const unit = isCurrent ? position : (position - sizes.units) * 4;
			return {
				id,
				propertyId: properties.unitIdAt(unit),
				partyId: parties.personIdAt(position),
				...madeLease(seed, position, isCurrent),
			};
		});
		this.seed = seed;
	}

	/** Payments (suoritukset) from one day to another, both included. */
	payments(lease: Lease, from: string, to: string): Payment[] {
		return this.allPayments(lease).filter(({ paid }) => paid >= from && paid <= to);
	}

	/** Charges due by the day minus payments made by the day, in euros. */
	balance(lease: Lease, day: string): number {
		const due = dueDays(lease)
			.filter((dueDay) => dueDay <= day)
			.reduce((sum, dueDay) => sum + chargesOn(lease, dueDay), 0);
		const paid = this.payments(lease, '0000', day).reduce((sum, { amount }) => sum + amount, 0);
		return Math.round((due - paid) * 100) / 100;
	}

	private allPayments(lease: Lease): Payment[] {
		const position = lease.id - FIRST_IDS.lease;
		return dueDays(lease)
			.map((dueDay, month) => ({ dueDay, month }))
			.filter(({ month }) => bitsFor(this.seed, 'payment', position * 1_000 + month) % 20 !== 0)
			.map(({ dueDay, month }) => ({
				number: position * 1_000 + month + 1,
				paid: `${dueDay.slice(0, 8)}03`,
				booked: `${dueDay.slice(0, 8)}04`,
				amount: chargesOn(lease, dueDay),
				reference: referenceNumber(String(lease.id)),
			}));
	}
}

function madeLease(
	seed: number,
	position: number,
	isCurrent: boolean,
): Omit<Lease, 'id' | 'propertyId' | 'partyId'> {
	const random = randomFor(seed, 'lease', position);
	const daysAgo = random.integer(60, 2_400) + (isCurrent ? 0 : 2_500);
	const start = REFERENCE_TIME - daysAgo * MILLISECONDS_IN_DAY;
	const endsSoon = random.chance(12);
	const lasts = isCurrent ? daysAgo + random.integer(14, 180) : random.integer(365, 2_400);
	const startDay = calendarDay(start);
	const charges = [
		chargeFrom(startDay, 1, random.integer(52_000, 159_000) / 100),
		chargeFrom(startDay, 2, random.integer(20, 60)),
		...(random.chance(30) ? [chargeFrom(startDay, 3, 15)] : []),
		...(random.chance(40) ? [chargeFrom(startDay, 4, random.integer(15, 45))] : []),
	];
	return {
		start: startDay,
		end: isCurrent && !endsSoon ? null : calendarDay(start + lasts * MILLISECONDS_IN_DAY),
		signed: calendarDay(start - random.integer(1, 40) * MILLISECONDS_IN_DAY),
		charges,
		fields: {
			Kotielaimia: random.chance(25),
			YleisavaimenKaytto: random.chance(80),
			SahkoisestiAllekirjoitettavissa: random.chance(60),
			Lisatiedot: random.chance(15) ? 'Vuokralaisella käytössä häkkivarasto ja pyöräpaikka' : null,
		},
	};
}

function chargeFrom(start: string, chargeTypeId: number, amount: number): Charge {
	return { chargeTypeId, amount, start, end: null, given: {} };
}

/** The fifth of each month from the lease's start to its end or the date of the data. */
function dueDays(lease: Lease): string[] {
	const last = lease.end !== null && lease.end < TODAY ? lease.end : TODAY;
	const days: string[] = [];
	let year = Number(lease.start.slice(0, 4));
	let month = Number(lease.start.slice(5, 7));
	for (;;) {
		const day = `${year}-${String(month).padStart(2, '0')}-${String(DUE_DAY).padStart(2, '0')}`;
		if (day > last) return days;
		if (day >= lease.start) days.push(day);
		month = (month % 12) + 1;
		if (month === 1) year += 1;
	}
}

function chargesOn(lease: Lease, day: string): number {
	const amount = lease.charges
		.filter(({ start, end }) => start <= day && (end === null || end >= day))
		.reduce((sum, charge) => sum + charge.amount, 0);
	return Math.round(amount * 100) / 100;
}

/** A Finnish bank reference number with its check digit (weights 7, 3, 1 from the right). */
function referenceNumber(digits: string): string {
	const weights = [7, 3, 1];
	const sum = [...digits]
		.reverse()
		.reduce((total, digit, index) => total + Number(digit) * (weights[index % 3] ?? 1), 0);
	return `${digits}${(10 - (sum % 10)) % 10}`;
}
