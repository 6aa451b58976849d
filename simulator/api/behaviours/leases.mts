import { calendarDay, midnightOf } from '../../data/dates.mts';
import type { Charge, Lease } from '../../data/leases.mts';
import type { Behaviour, Call, Outcome } from '../call.mts';
import { badRequest, invalid, notFound } from '../errorResponse.mts';
import type { Values } from '../values.mts';

export const leaseBehaviours: Readonly<Record<string, Behaviour>> = {
	'get sopimukset/{}': (call) => ({ record: leaseModel(leaseOf(call)) }),
	'post sopimukset': create,
	'patch sopimukset/{}': update,
	'post sopimukset/{}/paatasopimus': end,
	'get sopimukset/{}/suoritukset': payments,
	'get sopimukset/{}/saldo/erapvm': balance,
	'post sopimukset/{}/maksulajit/lisaa': addCharge,
	'post sopimukset/{}/maksulajit/{}/paata': endCharge,
};

/** Keys that are stored in a lease's own properties or cannot be edited, in lower case. */
const OWN_KEYS = ['id', 'alkupvm', 'loppupvm', 'allekirjoituspvm', 'tila', 'kohdeid', 'osapuoliid'];

/** @throws ErrorResponse 404 when there is no such lease */
export function leaseOf({ data, ids }: Call): Lease {
	const [id = 0] = ids;
	const lease = data.leases.find(id);
	if (!lease) throw notFound(`Sopimusta ${id} ei löydy.`);
	return lease;
}

/**
 * Guess: the read model has the names of ApiSopimusRequest, with KohdeId and OsapuoliId as in other
 * models (EVIDENCE.md#leases).
 */
function leaseModel(lease: Lease): Record<string, unknown> {
	return {
		Id: lease.id,
		KohdeId: lease.propertyId,
		OsapuoliId: lease.partyId,
		Alkupvm: midnightOf(lease.start),
		Loppupvm: midnightOrNull(lease.end),
		Tila: lease.signed === null ? 'Esisopimus' : 'Sopimus',
		Allekirjoituspvm: midnightOrNull(lease.signed),
		...lease.fields,
	};
}

/** The body is assumed (EVIDENCE.md#leases). The row tells which of its required fields name a property and a party. */
function create({ operation, data, body, now }: Call): Outcome {
	const idOf = (...targets: string[]) =>
		operation.body?.fields
			.filter((field) => field.required && field.type === 'reference' && targets.includes(field.to))
			.map(({ key }) => body.number(key))
			.find((id) => id !== undefined) ?? null;
	const { id } = data.leases.add((newId) => ({
		id: newId,
		propertyId: idOf('property') ?? body.number('KohdeId') ?? null,
		partyId: idOf('person', 'party') ?? body.number('OsapuoliId') ?? null,
		start: body.day('Alkupvm') ?? calendarDay(now),
		end: body.day('Loppupvm') ?? null,
		signed: body.day('Allekirjoituspvm') ?? null,
		charges: [],
		fields: furtherFields(body),
	}));
	return { id };
}

/** A plain merge, where absent fields stay and null clears (assumed: EVIDENCE.md#leases). */
function update(call: Call): Outcome {
	const { data, body } = call;
	const lease = leaseOf(call);
	const keep = (key: string, old: string | null) => (body.has(key) ? (body.day(key) ?? null) : old);
	const start = keep('Alkupvm', lease.start);
	// Help, ApiSopimusRequest: Alkupvm is mandatory and can't be removed.
	if (start === null) throw invalid({ 'request.Alkupvm': ['The Alkupvm field is required.'] });
	const end = keep('Loppupvm', lease.end);
	data.leases.replace({
		...lease,
		start,
		end,
		// Help, ApiSopimusRequest: setting it moves the lease to the state Sopimus.
		signed: keep('Allekirjoituspvm', lease.signed),
		fields: { ...lease.fields, ...furtherFields(body) },
	});
	// Webinar: sent when a lease gets an end date.
	const hasNewEnd = end !== null && end !== lease.end;
	return { id: lease.id, furtherEvents: hasNewEnd ? ['SopimusPaata'] : [] };
}

/** The body has Loppupvm, or a date under another key (assumed: EVIDENCE.md#lease-ending). */
function end(call: Call): Outcome {
	const { data, body } = call;
	const lease = leaseOf(call);
	const day = endDayIn(body);
	if (day < lease.start) {
		throw badRequest(`Sopimuksen ${lease.id} loppupäivä on ennen sen alkupäivää.`);
	}
	data.leases.replace({ ...lease, end: day });
	return { id: lease.id };
}

function endDayIn(body: Values): string {
	const day =
		body.day('Loppupvm') ??
		Object.keys(body.all)
			.map((key) => body.day(key))
			.find((found) => found !== undefined);
	if (day === undefined) {
		throw invalid({ 'request.Loppupvm': ['The Loppupvm field is required.'] });
	}
	return day;
}

function payments(call: Call): Outcome {
	const { data, query } = call;
	const lease = leaseOf(call);
	const payer = data.parties.find(lease.partyId ?? 0)?.name ?? 'Tuntematon';
	const found = data.leases.payments(
		lease,
		query.day('AlkuPvm') ?? '0000',
		query.day('LoppuPvm') ?? '9999',
	);
	const rows = found.map((payment) => ({
		Suoritusnumero: payment.number,
		MaksuPvm: midnightOf(payment.paid),
		KirjausPvm: midnightOf(payment.booked),
		Maksaja: payer,
		Summa: payment.amount,
		SuoritusTyyppi: 1,
		Viitenumero: payment.reference,
	}));
	return { rows: { total: rows.length, slice: (from, to) => rows.slice(from, to) } };
}

function balance(call: Call): Outcome {
	const { data, query, now } = call;
	const lease = leaseOf(call);
	const day = query.day('tilannepvm') ?? calendarDay(now);
	return {
		record: {
			SopimusId: lease.id,
			Saldo: data.leases.balance(lease, day),
			TilannePvm: midnightOf(day),
		},
	};
}

/** The charge type's id is the number under a key that mentions Maksulaji (assumed: EVIDENCE.md#charges). */
function addCharge(call: Call): Outcome {
	const { data, body, now } = call;
	const lease = leaseOf(call);
	const chargeTypeId = numberAt(body, /maksulaji/i) ?? data.nextOtherId();
	const charge: Charge = {
		chargeTypeId,
		amount: numberAt(body, /summa|hinta|m(ää|aa)r(ä|a)/i) ?? 0,
		start: body.day('Alkupvm') ?? calendarDay(now),
		end: body.day('Loppupvm') ?? null,
		given: body.all,
	};
	data.leases.replace({ ...lease, charges: [...lease.charges, charge] });
	return { id: chargeTypeId };
}

/** Help: raises an error when the charge type is not on the lease. Its status and text are assumed (EVIDENCE.md#errors). */
function endCharge(call: Call): Outcome {
	const { data, ids, body } = call;
	const lease = leaseOf(call);
	const [, chargeTypeId = 0] = ids;
	if (!lease.charges.some((charge) => charge.chargeTypeId === chargeTypeId)) {
		throw badRequest(`Maksulajia ${chargeTypeId} ei ole kytketty sopimukselle ${lease.id}.`);
	}
	const day = endDayIn(body);
	const charges = lease.charges.map((charge) =>
		charge.chargeTypeId === chargeTypeId ? { ...charge, end: day, given: body.all } : charge,
	);
	data.leases.replace({ ...lease, charges });
	return { id: chargeTypeId };
}

function numberAt(body: Values, name: RegExp): number | undefined {
	return Object.keys(body.all)
		.filter((key) => name.test(key))
		.map((key) => body.number(key))
		.find((value) => value !== undefined);
}

function furtherFields(body: Values): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(body.all).filter(([key]) => !OWN_KEYS.includes(key.toLowerCase())),
	);
}

function midnightOrNull(day: string | null): string | null {
	return day === null ? null : midnightOf(day);
}
