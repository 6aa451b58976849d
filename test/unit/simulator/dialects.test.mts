import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AxiosInstance } from 'axios';
import { catalogue } from '../../../dist/nodes/shared/catalogue/index.js';
import { operationName } from '../../../simulator/api/call.mts';
import { controllersIn, type ServedOperation } from '../../../simulator/api/served.mts';
import { DIALECT_NAMES, dialectOf, type DialectName } from '../../../simulator/dialects/index.mts';
import { nest } from '../../../simulator/dialects/nestedKeys.mts';
import { startSimulator, type Simulator } from '../../../simulator/start.mts';
import { clientOf, fullBody, sampleCall, type Received } from './calls.mts';

const NAMES = DIALECT_NAMES.filter((name) => name !== 'standard');

interface Case {
	readonly dialect: DialectName;
	readonly name: string;
	readonly served: ServedOperation;
}

const ALL: readonly Case[] = NAMES.flatMap((dialect) =>
	controllersIn(dialectOf(dialect), catalogue)
		.flatMap(({ operations }) => operations)
		.map((served) => ({ dialect, name: operationName(served.row), served })),
);
const SPELLED = ALL.filter(
	({ served }) => served.spellings.length > 0 && served.row.body !== undefined,
);

/** Pairs of a standard key and the dialect's, in the order of the row. */
function keysOf({ standard, row }: ServedOperation): Array<[standard: string, key: string]> {
	const fields = row.body?.fields ?? [];
	return (standard.body?.fields ?? []).map(({ key }, place) => [key, fields[place]?.key ?? key]);
}

const renamedKeysOf = (served: ServedOperation) =>
	keysOf(served).filter(([standard, key]) => standard !== key);
const RENAMED = SPELLED.filter(({ served }) => renamedKeysOf(served).length > 0);
const policyIs =
	(policy: 'ignored' | 'refused') =>
	({ dialect }: Case) =>
		dialectOf(dialect).unknownKeys === policy;

describe('in a dialect', () => {
	const simulators = new Map<DialectName, Simulator>();

	beforeAll(async () => {
		for (const dialect of NAMES) {
			simulators.set(dialect, await startSimulator({ port: 0, units: 25, dialect }));
		}
	});

	beforeEach(() => simulators.forEach((simulator) => simulator.reset()));

	afterAll(async () => {
		for (const simulator of simulators.values()) await simulator.close();
	});

	function simulatorIn(dialect: DialectName): Simulator {
		const simulator = simulators.get(dialect);
		if (simulator === undefined) throw new Error(`No simulator speaks ${dialect}`);
		return simulator;
	}

	const clientIn = (dialect: DialectName): AxiosInstance => clientOf(simulatorIn(dialect));
	const lastWrite = (dialect: DialectName) => simulatorIn(dialect).data.writes.at(-1)?.body;

	async function send({ dialect, served }: Case, body?: object) {
		const call = sampleCall(served.row, simulatorIn(dialect).data);
		const data = body ?? (call.body && nest(call.body));
		const request = { method: call.method, url: call.path, data };
		const { status, data: received } = await clientIn(dialect).request<unknown>(request);
		return { status, text: JSON.stringify(received), received };
	}

	it.each(ALL)('$dialect carries out $name', async (one) => {
		const { status, text } = await send(one);
		expect([status, text]).toEqual([status < 300 ? status : 'success', text]);
	});

	it.each(SPELLED.filter(({ served }) => served.row.access === 'write'))(
		'$dialect takes every field of $name under its own key',
		async (one) => {
			const { standard, row } = one.served;
			const { data } = simulatorIn(one.dialect);
			const { status, text } = await send(one, nest(fullBody(row, data)));
			expect([status, text]).toEqual([status < 300 ? status : 'success', text]);
			expect(lastWrite(one.dialect)).toEqual(fullBody(standard, data));
		},
	);

	/** A body that is right but for the standard keys beside the dialect's. */
	function bodyWithStandardKeys({ dialect, served }: Case): Received {
		const { data } = simulatorIn(dialect);
		const all = fullBody(served.standard, data);
		const wrong = renamedKeysOf(served).map(([standard]) => [standard, all[standard]]);
		const right = sampleCall(served.row, data).body ?? {};
		return { ...nest(right), ...Object.fromEntries(wrong) };
	}

	it.each(RENAMED.filter(policyIs('refused')))(
		'$dialect refuses the standard keys of $name',
		async (one) => {
			const { status, text } = await send(one, bodyWithStandardKeys(one));
			const [first] = renamedKeysOf(one.served);
			expect(status).toBe(400);
			expect(text).toContain(`Could not find member '${first?.[0]}'`);
		},
	);

	it.each(
		RENAMED.filter(policyIs('ignored')).filter(({ served }) => served.row.access === 'write'),
	)('$dialect ignores the standard keys of $name', async (one) => {
		const { status } = await send(one, bodyWithStandardKeys(one));
		expect(status).toBeLessThan(300);
		const right = sampleCall(one.served.row, simulatorIn(one.dialect).data).body ?? {};
		const expected = keysOf(one.served).filter(([, key]) => key in right);
		expect(Object.keys(lastWrite(one.dialect) ?? {}).toSorted()).toEqual(
			expected.map(([standard]) => standard).toSorted(),
		);
	});

	it.each(SPELLED.filter(policyIs('ignored')).filter(({ name }) => name === 'POST sopimukset'))(
		'$dialect misses the required fields of $name under their own keys',
		async (one) => {
			const body = fullBody(one.served.standard, simulatorIn(one.dialect).data);
			const { status, received } = await send(one, body);
			const missing = renamedKeysOf(one.served).map(([, key]) => [
				`request.${key}`,
				[`The ${key} field is required.`],
			]);
			expect([status, received]).toEqual([
				400,
				{ Message: 'The request is invalid.', ModelState: Object.fromEntries(missing) },
			]);
		},
	);

	it.each(ALL.filter(({ name }) => name === 'POST ilmoitukset/selaa'))(
		'$dialect returns the service requests asked for, in its own words',
		async ({ dialect, served }) => {
			const { data } = simulatorIn(dialect);
			const contractorId = data.parties.companyIdAt(2);
			const expected = data.serviceRequests.browse({ contractorId, states: ['avoin'] });
			expect(expected.total).toBeGreaterThan(0);
			const filters = (served.row.body?.fields ?? [])
				.filter(({ parameter }) => ['contractor', 'state'].includes(parameter))
				.map((field) => [
					field.key,
					field.type === 'choice' ? field.choices[0].value : contractorId,
				]);
			const body = nest({ ...Object.fromEntries(filters), Limit: 250 });
			const { data: page } = await clientIn(dialect).post<unknown>('ilmoitukset/selaa', body);
			expect(page).toMatchObject({
				Total: expected.total,
				Items: expected.slice(0, 250).map(({ record }) => served.toWire({ ...record })),
			});
		},
	);

	it.each(NAMES)(
		'%s lets a person end a lease by hand, and is named on the overview',
		async (dialect) => {
			const { controlUrl, data } = simulatorIn(dialect);
			const leaseEnd = { lease: 3_000_001, day: '2027-01-31' };
			await clientIn(dialect).post(`${controlUrl}by-hand/lease-end`, leaseEnd);
			expect(data.leases.find(3_000_001)?.end).toBe('2027-01-31');
			const { data: page } = await clientIn(dialect).get<string>(controlUrl);
			expect(page).toContain(dialectOf(dialect).description);
		},
	);
});

describe('the states of "otherEnumerations"', () => {
	let simulator: Simulator;

	beforeAll(async () => {
		simulator = await startSimulator({ port: 0, units: 25, dialect: 'otherEnumerations' });
	});

	afterAll(() => simulator.close());

	it.each<[unknown, number]>([
		['Avoinna', 200],
		['avoinna', 200],
		[10, 200],
		['10', 200],
		['avoin', 400],
		[0, 400],
		['', 400],
	])('are asked for by name or number: %p gives %p', async (Tila, status) => {
		const response = await clientOf(simulator).post<unknown>('ilmoitukset/selaa', { Tila });
		expect(response.status).toBe(status);
		if (status === 200) {
			expect(response.data).toMatchObject({ Items: expect.arrayContaining([]) });
			const { Items } = response.data as { Items: Received[] };
			expect(new Set(Items.map((item) => item.Tila))).toEqual(new Set([10]));
		} else {
			expect(JSON.stringify(response.data)).toContain("to type 'ApiIlmoitusTila'");
		}
	});

	it('are written into a lease by name, and read so', async () => {
		const client = clientOf(simulator);
		const { status, data } = await client.patch<unknown>('sopimukset/3000001', {
			Tila: 'Voimassa',
		});
		expect([status, data]).toEqual([200, { Id: 3_000_001 }]);
		const { data: lease } = await client.get<Received>('sopimukset/3000001');
		expect(lease.Tila).toBe('Voimassa');
	});
});

describe('the dialects', () => {
	it.each(NAMES)('spell operations and fields that the catalogue has: %s', (name) => {
		const { operations, lists, help } = dialectOf(name);
		const standard = new Map(
			controllersIn(dialectOf('standard'), catalogue)
				.flatMap((controller) => controller.operations)
				.map((served) => [operationName(served.standard), served.standard]),
		);
		const listed = lists.map(({ operation }) => operationName(operation));
		const named = [
			...Object.keys(operations),
			...[help.missing, help.broken, help.finnishPages].flatMap((names) => names ?? []),
		];
		expect(named.filter((one) => !standard.has(one) && !listed.includes(one))).toEqual([]);
		const unknown = Object.entries(operations).flatMap(([operation, { body = {} }]) => {
			const keys = standard.get(operation)?.body?.fields.map(({ key }) => key) ?? [];
			return Object.keys(body).filter((key) => !keys.includes(key));
		});
		expect(unknown).toEqual([]);
	});

	it('have one with another key for every field that the catalogue guesses', () => {
		const kept = ALL.filter(({ dialect }) => dialect === 'renamed').flatMap(({ name, served }) =>
			(served.standard.body?.fields ?? [])
				.filter(({ guess }) => guess !== undefined)
				.filter(({ key }) => !renamedKeysOf(served).some(([standard]) => standard === key))
				.map(({ key }) => `${name} ${key}`),
		);
		expect(kept).toEqual([]);
	});
});
