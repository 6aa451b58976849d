import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import type { RecordList } from '../../../dist/nodes/shared/profile/schema.js';
import { runs } from '../../runs.mts';
import { inputsOf, pageOf, profileWith, type Envelope } from './listServer.mts';
import { setUpResponder, type Asked } from './responder.mts';
import { setUp, WITHOUT_RETRIES } from './setUp.mts';

const tampuuri = setUp({ units: 10 });
const responder = setUpResponder();

const list = (operation: string): RecordList => ({
	operation,
	paging: 'body',
	id: 'Id',
	label: ['Nimi'],
});

const PROFILE = profileWith({
	lease: list('POST sopimukset/selaa'),
	party: list('POST osapuolet/selaa'),
	property: list('POST kohteet/selaa'),
	unit: list('POST huoneistot/selaa'),
});

/** The lists, where each is read, and where one of its records is. */
const LISTS = [
	['lease', 'sopimukset/selaa', 'sopimukset/'],
	['party', 'osapuolet/selaa', 'osapuolitiedot/osapuolet/hae'],
	['property', 'kohteet/selaa', 'kohteet/'],
	['serviceRequest', 'ilmoitukset/selaa', 'ilmoitukset/'],
	['unit', 'huoneistot/selaa', 'kohteet/'],
] as const;

async function run(
	operation: string,
	mirroredList: string,
	parameters: IDataObject,
	profile = PROFILE,
) {
	return await tampuuri.run({
		parameters: {
			resource: 'mirror',
			operation,
			mirroredList: { __rl: true, mode: 'value', value: mirroredList },
			...(parameters as Record<string, never>),
		},
		credentials: tampuuri.credentials({
			ownAddress: responder.url,
			accountProfile: profile,
			...WITHOUT_RETRIES,
		}),
	});
}

const nextPage = async (name: string, checkpoint: unknown = '', profile?: string) =>
	await run('getNextPage', name, { additionalFields: { checkpoint } as IDataObject }, profile);

const removed = async (name: string, checkpoint: unknown, missingIds: readonly number[]) =>
	await run('getRemoved', name, { checkpoint, missingIds } as unknown as IDataObject);

type Row = IDataObject & { Id: number };

const rowsOf = (count: number, first = 1): Row[] =>
	Array.from({ length: count }, (_, index) => ({ Id: first + index, Nimi: `Ä ${first + index}` }));

/** Replies as a server with these rows, which may be others at every call. */
function serve(rows: () => readonly Row[], { cap = 250, envelope = 'flat' as Envelope } = {}) {
	responder.reply = (asked) => {
		const { method, path } = asked;
		if (path.endsWith('/hae')) {
			const wanted = inputsOf(asked).OsapuoliIdt as number[];
			return { body: rows().filter(({ Id }) => wanted.includes(Id)) };
		}
		if (method === 'GET') {
			const found = rows().find(({ Id }) => Id === Number(path.split('/').at(-1)));
			return found ? { body: found } : { status: 404, body: { Message: 'Ei löydy' } };
		}
		const { Limit = rows().length, ...others } = inputsOf(asked);
		const capped = { ...asked, body: { ...others, Limit: Math.min(Number(Limit), cap) } };
		return pageOf(capped, rows(), envelope);
	};
}

/** Reads a list to its end, with nothing changing meanwhile. */
async function readWhole(name: string) {
	const pages: IDataObject[] = [];
	for (let checkpoint: unknown = ''; pages.at(-1)?.done !== true; ) {
		const { json, error } = await nextPage(name, checkpoint);
		expect(error).toBeUndefined();
		const [page] = json;
		if (page === undefined) throw new Error('A page is one item');
		pages.push(page);
		checkpoint = page.checkpoint;
	}
	const ids = pages.flatMap(({ rows }) => (rows as Row[]).map(({ Id }) => Id));
	return { pages, ids: [...new Set(ids)], checkpoint: pages.at(-1)?.checkpoint };
}

const paths = (asked: readonly Asked[]) => asked.map(({ path }) => path);

describe('Mirror → Get Next Page', () => {
	it.each(LISTS.map(([name, path]) => [name, path] as const))(
		'reads the list of %s to its end',
		async (name, path) => {
			serve(() => rowsOf(620));
			const { pages, ids } = await readWhole(name);
			expect(ids).toEqual(rowsOf(620).map(({ Id }) => Id));
			expect(paths(responder.asked)).toEqual([path, path, path]);
			expect(new Set(pages.map(({ readingId }) => readingId)).size).toBe(1);
			expect(pages.map(({ done, total }) => [done, total])).toEqual([
				[false, 620],
				[false, 620],
				[true, 620],
			]);
		},
	);

	it.each([
		[0, 'flat', 1],
		[1, 'flat', 1],
		[250, 'flat', 1],
		[251, 'flat', 2],
		[499, 'flat', 2],
		[500, 'flat', 3],
		// Without a total, only a page that brings nothing new ends a list for certain.
		[0, 'bare', 1],
		[1, 'bare', 2],
		[250, 'noTotal', 2],
		[499, 'bare', 3],
	] as const)('reads %i rows in pages that are %s in %i calls', async (count, envelope, calls) => {
		serve(() => rowsOf(count), { envelope });
		expect((await readWhole('lease')).ids).toHaveLength(count);
		expect(responder.asked).toHaveLength(calls);
	});

	it('takes all of a list without pages in one call, under the names of the account', async () => {
		const rows = Array.from({ length: 300 }, (_, index) => ({
			Avain: { Nro: `${index + 1}` },
			Id: 7,
		}));
		responder.reply = () => ({ body: rows });
		const own = { ...list('GET sopimukset'), paging: undefined, id: 'Avain.Nro' };
		const { json } = await nextPage('lease', '', profileWith({ lease: own }));
		expect((json[0]?.rows as Row[]).map(({ Id }) => Id)).toEqual(rowsOf(300).map(({ Id }) => Id));
		expect(json[0]).toMatchObject({ done: true });
	});

	it('gets what was added since when a finished reading goes on', async () => {
		let rows = rowsOf(620);
		serve(() => rows);
		const { checkpoint } = await readWhole('lease');
		rows = [...rows.slice(3), ...rowsOf(5, 9_001)];
		responder.asked.length = 0;
		const { json } = await nextPage('lease', checkpoint);
		const ids = (json[0]?.rows as Row[]).map(({ Id }) => Id).sort();
		expect(ids.filter((id) => id > 9_000)).toEqual([9_001, 9_002, 9_003, 9_004, 9_005]);
		expect(json[0]?.done).toBe(true);
		expect(responder.asked.length).toBeLessThanOrEqual(2);
	});

	it('masks identity codes in all rows if asked', async () => {
		serve(() => [{ Id: 1, Tunnus: '131052-308T' }]);
		const { json } = await run('getNextPage', 'party', { options: { maskIdentityCodes: true } });
		expect(JSON.stringify(json)).not.toContain('308T');
		expect(json[0]).toMatchObject({ rows: [{ Id: 1 }], done: true });
	});

	it.each<[string, () => unknown, RegExp]>([
		['without IDs', () => [{ Nimi: 'A' }], /^The rows of sopimukset\/selaa have no ID/],
		[
			'that share an ID',
			() => [
				{ Id: 1, Nimi: 'A' },
				{ Id: 1, Nimi: 'B' },
			],
			/^Different rows of sopimukset\/selaa have the same ID 1/,
		],
	])('refuses rows %s', async (_name, body, message) => {
		responder.reply = () => ({ body: body() });
		expect((await nextPage('lease')).error?.message).toMatch(message);
	});

	it('says how many rows have no ID', async () => {
		responder.reply = () => ({ body: [{ Id: 1 }, { Nimi: 'B' }] });
		const { hints, json } = await nextPage('lease');
		expect(hints[0]?.message).toMatch(/^1 rows of sopimukset\/selaa have no ID/);
		expect(json[0]?.rows).toEqual([{ Id: 1 }]);
	});

	it.each<[string, unknown, RegExp]>([
		['text of anything else', 'ääkköset', /^Checkpoint is not one that Get Next Page returned/],
		['JSON of anything else', '{"list":"lease"}', /^Checkpoint is not one/],
		['another list', 'party', /^Checkpoint is of the list party, not of lease/],
	])('refuses a checkpoint with %s, before a call', async (_name, given, message) => {
		serve(() => rowsOf(1));
		const checkpoint = given === 'party' ? (await nextPage('party')).json[0]?.checkpoint : given;
		responder.asked.length = 0;
		const { error } = await nextPage('lease', checkpoint);
		expect(error?.message).toMatch(message);
		expect(responder.asked).toEqual([]);
	});

	it('refuses a list that is none, and one that the account has not', async () => {
		expect((await nextPage('mittari')).error?.message).toMatch(/^List is none of/);
		const { error } = await nextPage('unit', '', profileWith({ property: list('GET kohteet') }));
		expect(error?.message).toMatch(/^How your account lists units is not known/);
		expect(responder.asked).toEqual([]);
	});

	it('ends with a server that returns the same page for every offset', async () => {
		responder.reply = () => ({ body: { Offset: 0, Limit: 250, Total: 700, Items: rowsOf(250) } });
		const { checkpoint, pages } = await readWhole('lease');
		expect(pages.length).toBeLessThanOrEqual(4);
		responder.asked.length = 0;
		serve(() => rowsOf(700));
		expect((await removed('lease', checkpoint, [251, 700])).json[0]).toMatchObject({
			removed: [],
			present: [251, 700],
		});
	});
});

describe('Mirror → Get Removed', () => {
	/** A reading of two pages, in an order that the IDs do not tell. */
	const unordered = () => [...rowsOf(200, 301), ...rowsOf(299)];

	it('asks nothing where the list comes in the order of its IDs', async () => {
		for (const rows of [rowsOf(300), rowsOf(300).reverse()]) {
			serve(() => rows);
			const { checkpoint } = await readWhole('lease');
			responder.asked.length = 0;
			const { json } = await removed('lease', checkpoint, [301, 302, 301]);
			expect(json).toEqual([{ list: 'lease', removed: [301, 302], present: [] }]);
			expect(responder.asked).toEqual([]);
		}
	});

	it.each(LISTS)('looks at each record of %s otherwise', async (name, _path, single) => {
		serve(unordered);
		const { checkpoint } = await readWhole(name);
		responder.asked.length = 0;
		const { json, error } = await removed(name, checkpoint, [300, 7, 9_999]);
		expect(error).toBeUndefined();
		expect(json).toEqual([{ list: name, removed: [300, 9_999], present: [7] }]);
		const last = '299';
		const each = [last, '300', '7', '9999'].map((id) => `${single}${id}`);
		expect(paths(responder.asked).sort()).toEqual(name === 'party' ? [single] : each.sort());
	});

	it.each<[string, object]>([
		['is refused', { status: 403, body: { Message: 'Ei oikeutta' } }],
		['fails', { status: 500, body: {} }],
		[
			'is answered by a gateway',
			{ status: 404, headers: { 'content-type': 'text/html' }, body: '<html>Not here</html>' },
		],
		['finds nothing, not even what was just listed', { status: 404, body: { Message: 'Ei' } }],
	])('calls nothing removed when a read %s', async (_name, reply) => {
		serve(unordered);
		const { checkpoint } = await readWhole('lease');
		responder.reply = () => reply;
		const { json, error } = await removed('lease', checkpoint, [300, 7]);
		expect(error).toBeDefined();
		expect(json).toEqual([]);
	});

	it('refuses a reading that is not finished, before a call', async () => {
		serve(() => rowsOf(300));
		const { json } = await nextPage('lease');
		responder.asked.length = 0;
		const { error } = await removed('lease', json[0]?.checkpoint, [1]);
		expect(error?.message).toMatch(/^The reading is not finished/);
		expect(responder.asked).toEqual([]);
	});

	it('does not take an empty page for an empty list', async () => {
		responder.reply = () => ({ body: { Offset: 0, Limit: 250, Total: 5, Items: [] } });
		const { checkpoint } = await readWhole('lease');
		serve(() => rowsOf(5));
		expect((await removed('lease', checkpoint, [1, 5])).json[0]).toMatchObject({ removed: [] });
	});
});

/** A mirror as a workflow keeps it in a database. */
class Copy {
	readonly rows = new Map<number, { row: Row; readingId: unknown }>();
	checkpoint: unknown = '';

	keep({ rows, readingId, checkpoint }: IDataObject): void {
		for (const row of rows as Row[]) this.rows.set(row.Id, { row, readingId });
		this.checkpoint = checkpoint;
	}

	missing(reading: unknown): number[] {
		return [...this.rows].filter(([, { readingId }]) => readingId !== reading).map(([id]) => id);
	}
}

/** What happens between two pages. */
type Event = 'nothing' | 'insert' | 'delete' | 'edit' | 'fault' | 'kill';

const events = fc.array(
	fc.record({
		event: fc.constantFrom<Event>('nothing', 'insert', 'delete', 'edit', 'fault', 'kill'),
		place: fc.nat({ max: 999 }),
		count: fc.integer({ min: 1, max: 25 }),
	}),
	{ maxLength: 8 },
);

const states = fc.record({
	size: fc.nat({ max: 36 }),
	cap: fc.constantFrom(6, 250),
	order: fc.constantFrom('ascending', 'descending', 'name' as const),
	envelope: fc.constantFrom<Envelope>('flat', 'bare'),
	nights: fc.array(events, { minLength: 1, maxLength: 2 }),
});

/** A list that people change while it is read. */
class Source {
	rows: Row[];
	private nextId: number;
	private readonly order: 'ascending' | 'descending' | 'name';
	/** IDs that were there all the time since the last reset, and unchanged. */
	steady = new Set<number>();

	constructor(size: number, order: 'ascending' | 'descending' | 'name') {
		this.order = order;
		this.rows = this.sorted(rowsOf(size).map((row) => ({ ...row, Nimi: this.name(row.Id) })));
		this.nextId = size + 1;
	}

	change(event: Event, place: number, count: number): void {
		const at = this.rows.length === 0 ? 0 : place % this.rows.length;
		if (event === 'insert') {
			const added = rowsOf(count, this.nextId).map((row) => ({ ...row, Nimi: this.name(row.Id) }));
			this.nextId += count;
			this.rows = this.sorted([...this.rows, ...added]);
		}
		if (event === 'delete') {
			for (const { Id } of this.rows.splice(at, count)) this.steady.delete(Id);
		}
		if (event === 'edit') {
			const edited = this.rows.slice(at, at + count).map(({ Id }) => Id);
			this.rows = this.sorted(
				this.rows.map((row) =>
					edited.includes(row.Id) ? { ...row, Nimi: this.name(row.Id * 31 + place) } : row,
				),
			);
			for (const id of edited) this.steady.delete(id);
		}
	}

	private name(number: number): string {
		return `${(number * 7919) % 997}`.padStart(3, '0');
	}

	private sorted(rows: Row[]): Row[] {
		const { order } = this;
		if (order === 'name') {
			return rows.sort((one, other) => (String(one.Nimi) < String(other.Nimi) ? -1 : 1));
		}
		return rows.sort((one, other) =>
			order === 'ascending' ? one.Id - other.Id : other.Id - one.Id,
		);
	}
}

/** Reads a night's list into the copy, as the workflow does, with something between the pages. */
async function readNight(
	source: Source,
	copy: Copy,
	night: readonly { event: Event; place: number; count: number }[],
) {
	copy.checkpoint = '';
	let done = false;
	for (let page = 0; !done; page++) {
		const { event = 'nothing', place = 0, count = 1 } = night[page] ?? {};
		source.change(event, place, count);
		const usual = responder.reply;
		if (event === 'fault') responder.reply = () => ({ status: 503, body: {} });
		const { json } = await nextPage('lease', copy.checkpoint);
		responder.reply = usual;
		const [read] = json;
		// When n8n is killed, the page is read and paid for, but not kept.
		if (event === 'kill' || event === 'fault' || read === undefined) continue;
		copy.keep(read);
		done = read.done === true;
	}
	const { readingId } = JSON.parse(String(copy.checkpoint)) as IDataObject;
	const missing = copy.missing(readingId);
	if (missing.length === 0) return readingId;
	const { json, error } = await removed('lease', copy.checkpoint, missing);
	// The row that is read to be certain may be gone by then: nothing is removed until the next night.
	if (error) expect(error.message).toMatch(/was in the list, but can't be read alone/);
	for (const id of (json[0]?.removed ?? []) as number[]) copy.rows.delete(id);
	return readingId;
}

describe('a mirror of a list that changes while it is read', () => {
	it('loses no row, passes over none in the order of IDs, and is equal after a quiet night', async () => {
		await fc.assert(
			fc.asyncProperty(states, async ({ size, cap, order, envelope, nights }) => {
				const source = new Source(size, order);
				serve(() => source.rows, { cap, envelope });
				const copy = new Copy();
				for (const night of nights) {
					const known = new Set(copy.rows.keys());
					source.steady = new Set(source.rows.map(({ Id }) => Id));
					const readingId = await readNight(source, copy, night);
					const isOrdered = order !== 'name';
					for (const row of source.rows.filter(({ Id }) => source.steady.has(Id))) {
						const kept = copy.rows.get(row.Id);
						if (known.has(row.Id)) expect(kept).toBeDefined();
						if (isOrdered) expect(kept).toEqual({ row, readingId });
					}
				}
				await readNight(source, copy, []);
				const kept = [...copy.rows.values()].map(({ row }) => row);
				const byId = (one: Row, other: Row) => one.Id - other.Id;
				expect(kept.sort(byId)).toEqual([...source.rows].sort(byId));
			}),
			{ numRuns: runs(12) },
		);
	});
});
