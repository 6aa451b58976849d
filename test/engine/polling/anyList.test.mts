import { describe, expect, it } from '@jest/globals';
import { idsOf, setUpPolling } from './setUp.mts';

const tampuuri = setUpPolling({ units: 20, sizes: { serviceRequests: 300 } });
const path = 'ilmoitukset/selaa';
const LIST = { event: 'anyList', method: 'POST', path };

/** The next response with the list, whatever the simulator holds. */
function respond(...rows: object[]): void {
	tampuuri.simulator.faults.set({ path, action: { kind: 'status', status: 200, body: rows } });
}

/** The responses to the first poll, which reads the list twice. */
function respondAtFirst(...rows: object[]): void {
	respond(...rows);
	respond(...rows);
}

describe('any list', () => {
	it('gives new rows of a path that pages', async () => {
		const polling = await tampuuri.published(LIST);
		const id = tampuuri.create();
		tampuuri.move(id, 'vastaanotettu');
		expect(idsOf(await polling.poll())).toEqual([id]);
		tampuuri.move(id, 'tehty');
		expect(await polling.poll()).toEqual([]);
	});

	it('gives changed rows too when asked to', async () => {
		const polling = await tampuuri.published({ ...LIST, rows: 'newAndChanged' });
		const id = tampuuri.create();
		expect(idsOf(await polling.poll())).toEqual([id]);
		tampuuri.move(id, 'vastaanotettu');
		expect(idsOf(await polling.poll())).toEqual([id]);
		expect(await polling.poll()).toEqual([]);
	});

	describe('when removed rows are told too', () => {
		const REMOVED = { ...LIST, rows: 'newChangedAndRemoved', pages: false };

		it('says of each row what happened to it', async () => {
			respondAtFirst({ Id: 1 }, { Id: 2, a: 1 }, { Id: 'x-3' });
			const polling = await tampuuri.published(REMOVED);
			respondAtFirst({ Id: 2, a: 2 }, { Id: 4 });
			expect(await polling.poll()).toEqual([
				{ Id: 2, a: 2, rowChange: 'changed' },
				{ Id: 4, rowChange: 'new' },
				{ Id: 1, rowChange: 'removed' },
				{ Id: 'x-3', rowChange: 'removed' },
			]);
			respondAtFirst({ Id: 1 }, { Id: 2, a: 2 }, { Id: 4 });
			expect(await polling.poll()).toEqual([{ Id: 1, rowChange: 'new' }]);
		});

		it.each<[string, object[] | null]>([
			['lacks a row', [{ Id: 1 }]],
			['is empty', []],
			['is null', null],
		])('a list that %s once removes nothing', async (_what, rows) => {
			const all = [{ Id: 1 }, { Id: 2 }];
			respondAtFirst(...all);
			const polling = await tampuuri.published(REMOVED);
			const body: unknown = rows;
			tampuuri.simulator.faults.set({ path, action: { kind: 'status', status: 200, body } });
			respond(...all);
			expect(await polling.poll().catch(() => [])).toEqual([]);
			tampuuri.simulator.faults.clear();
			respond(...all);
			expect(await polling.poll()).toEqual([]);
		});

		it('what left the list before that was asked for is not told', async () => {
			respondAtFirst({ Id: 1 }, { Id: 2 });
			const { saved } = await tampuuri.published({ ...REMOVED, rows: 'newAndChanged' });
			const polling = tampuuri.publish(REMOVED, saved);
			respondAtFirst({ Id: 2 });
			expect(await polling.poll()).toEqual([]);
		});

		it('a list that was not read completely removes nothing', async () => {
			const polling = await tampuuri.published({ ...LIST, rows: 'newChangedAndRemoved' });
			tampuuri.simulator.faults.set({ path, times: 4, action: { kind: 'pageCap', rows: 2 } });
			tampuuri.simulator.faults.set({
				path,
				skip: 4,
				times: 'always',
				action: { kind: 'emptyBody' },
			});
			expect(await polling.poll().catch(() => [])).toEqual([]);
			tampuuri.simulator.faults.clear();
			expect(await polling.poll()).toEqual([]);
		});
	});

	it.each(['Tunnus', 'tunnus'])(
		'knows rows by a field of the user’s choice (%s)',
		async (idField) => {
			const long = 'ä'.repeat(500);
			respondAtFirst({ Tunnus: 'a' });
			const polling = await tampuuri.published({ ...LIST, pages: false, idField });
			respond({ Tunnus: 'a' }, { Tunnus: long });
			expect(await polling.poll()).toEqual([{ Tunnus: long }]);
			respond({ Tunnus: long }, { Tunnus: 'a' });
			expect(await polling.poll()).toEqual([]);
		},
	);

	it('takes an empty list for one, not null', async () => {
		tampuuri.simulator.faults.set({ path, action: { kind: 'nullBody' } });
		await expect(tampuuri.publish({ ...LIST, pages: false }).poll()).rejects.toMatchObject({
			message: "Tampuuri's response is not a list",
			description: expect.stringContaining('The response begins with: null'),
		});
		respondAtFirst();
		const polling = await tampuuri.published({ ...LIST, pages: false });
		respond({ Id: 1 });
		expect(idsOf(await polling.poll())).toEqual([1]);
	});

	it('says which fields there are when rows have no such ID', async () => {
		respond({ Nimi: 'x' });
		await expect(tampuuri.publish({ ...LIST, pages: false }).poll()).rejects.toMatchObject({
			message: 'A row has no field "Id" to identify it by',
			description: expect.stringContaining('Nimi'),
		});
	});

	it.each([
		['ilmoitukset/lisaa', 'may change data'],
		['../henkilot', 'is not valid'],
		['https://example.com/selaa', 'is not valid'],
	])('refuses POST %s before anything is sent', async (refused, message) => {
		const polling = tampuuri.publish({ ...LIST, path: refused });
		await expect(polling.poll()).rejects.toThrow(message);
		expect(tampuuri.simulator.calls.total).toBe(0);
	});
});

describe('large lists', () => {
	it('reads 10 000 rows in 40 calls, at first twice, and finds the new ones among them', async () => {
		const large = await import('../../../simulator/start.mts');
		const simulator = await large.startSimulator({
			port: 0,
			units: 20,
			sizes: { serviceRequests: 10_000 },
		});
		try {
			const { Polling } = await import('../harness/index.mts');
			const polling = new Polling(tampuuri.nodeTypes, {
				type: 'n8n-nodes-tampuuri.tampuuriPollingTrigger',
				parameters: LIST,
				credentials: tampuuri.credentials({ ownAddress: simulator.url }),
			});
			await polling.poll();
			expect(simulator.calls.total).toBe(80);
			const added = simulator.data.serviceRequests.add((id) => ({
				...simulator.data.serviceRequests.at(0),
				id,
				record: { ...simulator.data.serviceRequests.at(0).record, Id: id },
			}));
			expect(idsOf(await polling.poll())).toEqual([added.id]);
			expect(simulator.calls.total).toBe(80 + 41);
			expect(Buffer.byteLength(polling.saved)).toBeLessThan(150_000);
		} finally {
			await simulator.close();
		}
	});

	it('refuses a list that is longer than what it can remember', async () => {
		const rows = Array.from({ length: 20_001 }, (_, index) => ({ Id: index + 1 }));
		respond(...rows);
		const polling = tampuuri.publish({ ...LIST, pages: false });
		await expect(polling.poll()).rejects.toThrow('20001 rows, but at most 20000');
		respondAtFirst(...rows.slice(1));
		expect(await polling.poll()).toEqual([]);
	});
});
