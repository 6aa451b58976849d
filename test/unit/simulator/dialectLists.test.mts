import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import axios from 'axios';
import type { ListOperation } from '../../../simulator/dialects/dialect.mts';
import { DIALECT_NAMES, dialectOf, type DialectName } from '../../../simulator/dialects/index.mts';
import { startSimulator, type Simulator } from '../../../simulator/start.mts';
import { clientOf, type Received } from './calls.mts';

const LISTS = DIALECT_NAMES.flatMap((dialect) =>
	dialectOf(dialect).lists.map((list) => ({ dialect, path: list.operation.path, list })),
);

/** The value under a dotted key. */
function valueAt(record: unknown, key: string): unknown {
	return key
		.split('.')
		.reduce<unknown>(
			(part, name) =>
				typeof part === 'object' && part !== null
					? Object.entries(part).find(([one]) => one === name)?.[1]
					: undefined,
			record,
		);
}

describe('the lists of dialects', () => {
	const simulators = new Map<DialectName, Simulator>();

	beforeAll(async () => {
		for (const dialect of new Set(LISTS.map((one) => one.dialect))) {
			simulators.set(dialect, await startSimulator({ port: 0, units: 260, dialect }));
		}
	});

	afterAll(async () => {
		for (const simulator of simulators.values()) await simulator.close();
	});

	function simulatorIn(dialect: DialectName): Simulator {
		const simulator = simulators.get(dialect);
		if (simulator === undefined) throw new Error(`No simulator speaks ${dialect}`);
		return simulator;
	}

	async function read(dialect: DialectName, { operation, search }: ListOperation, asked: object) {
		const values = Object.fromEntries(
			Object.entries(asked).map(([key, value]) => [key === 'word' ? search : key, value]),
		);
		const isGet = operation.method === 'GET';
		const { status, data } = await clientOf(simulatorIn(dialect)).request<unknown>({
			method: operation.method,
			url: operation.path,
			...(isGet ? { params: values } : { data: values }),
		});
		expect(status).toBe(200);
		return data;
	}

	function rowsIn(page: unknown): Received[] {
		if (Array.isArray(page)) return page;
		const rows = valueAt(page, 'Items') ?? valueAt(page, 'items');
		expect(rows).toEqual(expect.any(Array));
		return rows as Received[];
	}

	const totalIn = (page: unknown) =>
		['Total', 'total', 'Metadata.Total', 'metadata.total']
			.map((key) => valueAt(page, key))
			.find((total) => total !== undefined);

	function idsOf(dialect: DialectName, { register }: ListOperation): number[] {
		const { properties, leases, parties } = simulatorIn(dialect).data;
		const all = {
			property: () => properties.all().slice(0, properties.total),
			unit: () =>
				properties
					.all()
					.slice(0, properties.total)
					.filter(({ kind }) => kind === 'unit'),
			lease: () => leases.all().slice(0, leases.total),
			party: () =>
				parties
					.all()
					.slice(0, parties.total)
					.filter(({ archived }) => !archived),
		};
		return all[register]().map(({ id }) => id);
	}

	it.each(LISTS)('$dialect: $path lists the whole register', async ({ dialect, list }) => {
		const ids = idsOf(dialect, list);
		expect(ids.length).toBeGreaterThan(250);
		const found: unknown[] = [];
		for (let calls = 0; calls < 10; calls++) {
			const page = await read(dialect, list, { Offset: found.length, Limit: 250 });
			const rows = rowsIn(page);
			if (list.envelope !== undefined && list.envelope !== 'bare') {
				expect(totalIn(page)).toBe(ids.length);
			}
			found.push(...rows.map((row) => valueAt(row, list.row.Id ?? '')));
			if (list.envelope === undefined || rows.length < 250) break;
		}
		expect(found).toEqual(ids);
	});

	it.each(LISTS)('$dialect: $path has the keys of its rows', async ({ dialect, list }) => {
		const [row] = rowsIn(await read(dialect, list, { Limit: 1 }));
		const missing = Object.values(list.row).filter((key) => valueAt(row, key) === undefined);
		expect(missing).toEqual([]);
		const topLevel = Object.values(list.row).map((key) => key.split('.')[0]);
		expect(Object.keys(row ?? {}).toSorted()).toEqual([...new Set(topLevel)].toSorted());
	});

	it.each(LISTS.filter(({ list }) => list.search !== undefined))(
		'$dialect: $path finds by a part of a name, or by ID',
		async ({ dialect, list }) => {
			const [, second] = rowsIn(await read(dialect, list, { Limit: 2 }));
			const id = valueAt(second, list.row.Id ?? '');
			expect(rowsIn(await read(dialect, list, { word: String(id) }))).toEqual([second]);
			const nameKey = list.row.Nimi ?? list.row.OsapuoliNimi ?? '';
			const name = String(valueAt(second, nameKey));
			const found = rowsIn(await read(dialect, list, { word: name.toUpperCase(), Limit: 250 }));
			expect(found).toContainEqual(second);
			const isMeant = (row: Received) =>
				JSON.stringify(row).toLowerCase().includes(name.toLowerCase());
			expect(found.filter((row) => !isMeant(row))).toEqual([]);
			expect(rowsIn(await read(dialect, list, { word: 'ei ole olemassa' }))).toEqual([]);
		},
	);

	it('are not in the standard dialect, nor in "none", whose Help site stays down', async () => {
		const simulator = await startSimulator({ port: 0, units: 1, dialect: 'none' });
		for (const { list } of LISTS) {
			const { method, path } = list.operation;
			const { status } = await clientOf(simulator).request({ method, url: path, data: {} });
			expect([404, 405]).toContain(status);
		}
		const help = async () =>
			(await axios.get(`${simulator.url}Help`, { validateStatus: () => true })).status;
		expect(await help()).toBe(503);
		simulator.reset();
		expect(await help()).toBe(503);
		await simulator.close();
	});
});
