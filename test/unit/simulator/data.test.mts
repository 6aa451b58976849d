import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AccountData } from '../../../simulator/data/accountData.mts';
import { Collection } from '../../../simulator/data/collection.mts';
import {
	calendarDay,
	momentText,
	parseDate,
	REFERENCE_TIME,
} from '../../../simulator/data/dates.mts';
import {
	identityCode,
	identityNumber,
	parseIdentityCode,
} from '../../../simulator/data/identityCode.mts';
import { sizesFor } from '../../../simulator/data/sizes.mts';
import { runs } from '../../runs.mts';

function dataFor(units: number, seed = 7): AccountData {
	return new AccountData(seed, sizesFor(units));
}

function everythingIn(data: AccountData): string {
	const { properties, parties, leases, serviceRequests, files, contactEvents, meters } = data;
	const registers = [properties, parties, leases, serviceRequests, files.stored, files.log];
	return JSON.stringify([
		...registers.map((register) => register.all().slice(0, register.total)),
		contactEvents.thread(7_000_001),
		meters.latestConsumption(meters.idAt(0)),
		data.maintenanceCalendars.tasks(properties.idAt(0), 2025),
	]);
}

function digestOf(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}

describe('the generated data', () => {
	it('is the same, byte for byte, for the same seed', () => {
		expect(digestOf(everythingIn(dataFor(60)))).toBe(digestOf(everythingIn(dataFor(60))));
	});

	it('is the same whatever was read before', () => {
		const backwards = dataFor(60);
		for (let position = backwards.leases.total - 1; position >= 0; position--) {
			backwards.leases.at(position);
		}
		expect(everythingIn(backwards)).toBe(everythingIn(dataFor(60)));
	});

	it('differs for another seed', () => {
		expect(everythingIn(dataFor(60, 8))).not.toBe(everythingIn(dataFor(60, 7)));
	});

	it('makes only the rows that are read, of a register of 100 000', () => {
		let made = 0;
		const register = new Collection(1, 100_000, (_, id) => {
			made += 1;
			return { id };
		});
		expect(register.all().slice(99_750, 100_000)).toHaveLength(250);
		expect(made).toBe(250);
		expect(dataFor(100_000).serviceRequests.at(299_999).record.TyötehtävänOtsikko).toEqual(
			expect.any(String),
		);
	});

	it.each([
		['units', 0],
		['units', 1.5],
		['units', Number.NaN],
		['persons', 0],
		['leases', -1],
	])('refuses the size %s = %p', (register, size) => {
		expect(() => sizesFor(register === 'units' ? size : 5, { [register]: size })).toThrow(
			RangeError,
		);
	});

	it('stands with one unit and empty registers', () => {
		const sizes = sizesFor(1, {
			leases: 0,
			serviceRequests: 0,
			fileLogEntries: 0,
			contactThreads: 0,
			meters: 0,
		});
		const data = new AccountData(1, sizes);
		expect(data.properties.total).toBe(4);
		expect(data.serviceRequests.all().slice(0, 250)).toEqual([]);
		expect(data.contactEvents.thread(7_000_001)).toBeUndefined();
		expect(data.meters.latestConsumption(data.meters.idAt(0))).toBeUndefined();
	});
});

describe('the registers fit together', () => {
	const data = dataFor(45);

	it('every property but a cost centre stands under another one', () => {
		const kinds = { plot: 'costCentre', building: 'costCentre', unit: 'building' };
		const properties = data.properties.all().slice(0, data.properties.total);
		const below = properties.filter(({ kind }) => kind !== 'costCentre');
		expect(properties.length - below.length).toBe(data.properties.costCentres);
		expect(below.map(({ parentId }) => data.properties.find(parentId ?? 0)?.kind)).toEqual(
			below.map(({ kind }) => kinds[kind as keyof typeof kinds]),
		);
		expect(below.filter(({ kind }) => kind === 'unit')).toHaveLength(45);
	});

	it('a service request names a unit, the cost centre above it and the tenant in it', () => {
		const requests = data.serviceRequests.all().slice(0, data.serviceRequests.total);
		for (const { record } of requests) {
			const building = data.properties.find(
				data.properties.find(record.HuoneistoId ?? 0)?.parentId ?? 0,
			);
			expect(building?.parentId).toBe(record.KohdeId);
			const lease = data.leases
				.all()
				.slice(0, 45)
				.find(({ propertyId }) => propertyId === record.HuoneistoId);
			expect(lease?.partyId).toBe(record.IlmoittajaId);
			expect(data.parties.find(record.TyonsuorittajaYritysId ?? 0)?.kind).toBe('company');
		}
	});

	it('has leases that run, that are about to end and that have ended', () => {
		const today = calendarDay(REFERENCE_TIME);
		const ends = data.leases
			.all()
			.slice(0, data.leases.total)
			.map(({ end }) => (end === null ? 'none' : end > today ? 'coming' : 'past'));
		expect(new Set(ends)).toEqual(new Set(['none', 'coming', 'past']));
	});

	it('has every state of a service request, persons with a non-disclosure order and archived ones', () => {
		const big = dataFor(200);
		const states = big.serviceRequests
			.all()
			.slice(0, 200)
			.map(({ state }) => state);
		expect(new Set(states).size).toBe(5);
		const parties = big.parties.all().slice(0, big.parties.total);
		expect(parties.some(({ nonDisclosure }) => nonDisclosure)).toBe(true);
		expect(parties.some(({ archived }) => archived)).toBe(true);
	});

	it('balances what was due against what was paid', () => {
		const lease = data.leases.at(0);
		const owedAtStart = data.leases.balance(lease, lease.start);
		const payments = data.leases.payments(lease, lease.start, '2025-12-31');
		expect(owedAtStart).toBe(0);
		expect(payments.length).toBeGreaterThan(0);
		expect(data.leases.balance(lease, '1999-01-01')).toBe(0);
		const rent = payments[0]?.amount ?? 0;
		// Each month is either paid in full or not at all.
		expect((data.leases.balance(lease, '2025-12-31') / rent) % 1).toBeCloseTo(0);
	});
});

describe('an identity code', () => {
	const checkCharacters = '0123456789ABCDEFHJKLMNPRSTUVWXY';

	it('is artificial and has a valid check character', () => {
		fc.assert(
			fc.property(fc.nat(2_410_599), (number) => {
				const code = identityCode(number);
				const [, birthday = '', individual = '', check] =
					/^(\d{6})[-A](9\d{2})([0-9A-Y])$/.exec(code) ?? [];
				expect(check).toBe(checkCharacters[Number(birthday + individual) % 31]);
				expect(parseIdentityCode(code.toLowerCase())).toBe(number);
			}),
			{ numRuns: runs(100) },
		);
	});

	it("is nobody else's", () => {
		const numbers = Array.from({ length: 100_000 }, (_, index) => identityNumber(7, index));
		expect(new Set(numbers).size).toBe(100_000);
	});

	it.each(['', 'Pöllö', '010101-123N', '320199-900X', '010190-9000', '010190+900X'])(
		'%p is none of ours',
		(text) => {
			expect(parseIdentityCode(text)).toBeUndefined();
		},
	);
});

describe('dates', () => {
	it.each([
		['2025-03-30T00:59:59Z', '2025-03-30T02:59:59.0000000+02:00'],
		['2025-03-30T01:00:00Z', '2025-03-30T04:00:00.0000000+03:00'],
		['2025-10-26T00:59:59Z', '2025-10-26T03:59:59.0000000+03:00'],
		['2025-10-26T01:00:00Z', '2025-10-26T03:00:00.0000000+02:00'],
		['2025-12-31T22:30:00Z', '2026-01-01T00:30:00.0000000+02:00'],
	])('%s is written as %s', (moment, written) => {
		expect(momentText(Date.parse(moment))).toBe(written);
	});

	it.each([
		['2025-07-01', '2025-07-01'],
		['2025-07-01T00:00:00', '2025-07-01'],
		['2025-07-01T23:59:59', '2025-07-01'],
		['2025-01-01T23:59', '2025-01-01'],
		['2025-06-30T21:00:00Z', '2025-07-01'],
		['2025-06-30T20:59:59.9999999Z', '2025-06-30'],
		['2024-02-29T00:00:00+02:00', '2024-02-29'],
		['2025-07-01 12:00:00', '2025-07-01'],
	])('%s falls on %s', (text, day) => {
		expect(calendarDay(parseDate(text) ?? Number.NaN)).toBe(day);
	});

	it.each(['', '2025', '2025-02-30', '2025-13-01', '1.7.2025', '2025-07-01T25:00:00', 'huomenna'])(
		'%p is no date',
		(text) => {
			expect(parseDate(text)).toBeUndefined();
		},
	);
});

describe('searching persons', () => {
	const data = dataFor(120);
	const search = (word: string) => {
		const found = data.parties.searchPersons(word);
		return found.slice(0, found.total);
	};

	it('finds by a part of the name in any letter case, and never a company', () => {
		const found = search('pÖLL');
		expect(found.length).toBeGreaterThan(0);
		expect(found.every(({ kind, name }) => kind === 'person' && name.includes('Pöll'))).toBe(true);
		expect(search('Putkityö')).toEqual([]);
	});

	it('finds exactly one by identity code', () => {
		const person = data.parties.personAt(5);
		expect(search(person.identityCode ?? '')).toEqual([person]);
		expect(search(` ${person.identityCode?.toLowerCase()} `)).toEqual([person]);
	});

	it('leaves out archived ones', () => {
		const archived = data.parties.personAt(28);
		expect(archived.archived).toBe(true);
		expect(search(archived.identityCode ?? '')).toEqual([]);
		expect(search(archived.name)).not.toContainEqual(archived);
	});
});
