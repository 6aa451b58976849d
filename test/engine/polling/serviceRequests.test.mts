import { describe, expect, it } from '@jest/globals';
import { idsOf, setUpPolling } from './setUp.mts';

const tampuuri = setUpPolling({ units: 20, sizes: { serviceRequests: 300 } });

const NEW = { event: 'newServiceRequests' };
const EVERY_STATE = { ...NEW, state: { __rl: true, mode: 'list', value: '' } };
const CHANGED = { event: 'serviceRequestStateChanged' };
const path = 'ilmoitukset/selaa';

const PROFILE = { version: 1, checkedAt: '2026-11-25' };

describe('new service requests', () => {
	it('gives nothing on the first run, then each new one once', async () => {
		const polling = tampuuri.publish(NEW);
		expect(await polling.poll()).toEqual([]);
		const first = tampuuri.create();
		expect(idsOf(await polling.poll())).toEqual([first]);
		expect(await polling.poll()).toEqual([]);
		const later = [tampuuri.create(), tampuuri.create()];
		expect(idsOf(await polling.poll())).toEqual(later);
	});

	it('gives what is there on the first run when asked to', async () => {
		const polling = tampuuri.publish({ ...EVERY_STATE, emitExisting: true });
		const existing = await polling.poll();
		expect(existing).toHaveLength(300);
		expect(new Set(idsOf(existing)).size).toBe(300);
		expect(await polling.poll()).toEqual([]);
	});

	it('does not give one again that left the list and came back', async () => {
		const polling = await tampuuri.published({
			...NEW,
			state: { __rl: true, mode: 'list', value: 'vastaanotettu' },
		});
		const id = tampuuri.create();
		tampuuri.move(id, 'vastaanotettu');
		expect(idsOf(await polling.poll())).toEqual([id]);
		tampuuri.move(id, 'odottaa');
		expect(await polling.poll()).toEqual([]);
		tampuuri.move(id, 'vastaanotettu');
		expect(await polling.poll()).toEqual([]);
	});

	it('loses nothing and doubles nothing when a page fails midway', async () => {
		const polling = await tampuuri.published(EVERY_STATE);
		const id = tampuuri.create();
		tampuuri.simulator.faults.set({ path, skip: 1, action: { kind: 'status', status: 500 } });
		const before = JSON.stringify(polling.staticData);
		await expect(polling.poll()).rejects.toThrow('could not process');
		expect(JSON.stringify(polling.staticData)).toBe(before);
		expect(idsOf(await polling.poll())).toEqual([id]);
		expect(await polling.poll()).toEqual([]);
	});

	it('finds at the next poll what a list that changed while it was read left out', async () => {
		const polling = await tampuuri.published(EVERY_STATE);
		const created = [tampuuri.create(), tampuuri.create()];
		tampuuri.simulator.faults.set({ path, times: 2, action: { kind: 'changingTotal', by: -2 } });
		const items = [...(await polling.poll()), ...(await polling.poll())];
		expect(idsOf(items).sort()).toEqual(created);
	});

	it('gives a row once that Tampuuri lists twice', async () => {
		const polling = await tampuuri.published(NEW);
		const id = tampuuri.create();
		const row = { Id: id, Tila: 'avoin' };
		tampuuri.simulator.faults.set({
			path,
			action: {
				kind: 'status',
				status: 200,
				body: { Offset: 0, Limit: 250, Total: 2, Items: [row, row] },
			},
		});
		expect(idsOf(await polling.poll())).toEqual([id]);
		expect(await polling.poll()).toEqual([]);
	});

	it('goes on after a restart where it was, be it before the first item or after', async () => {
		const before = await tampuuri.published(NEW);
		const first = tampuuri.create();
		const restarted = tampuuri.publish(NEW, before.saved);
		expect(idsOf(await restarted.poll())).toEqual([first]);
		const second = tampuuri.create();
		const again = tampuuri.publish(NEW, restarted.saved);
		expect(idsOf(await again.poll())).toEqual([second]);
		expect(await tampuuri.publish(NEW, again.saved).poll()).toEqual([]);
	});

	it('starts anew when the filters have changed', async () => {
		const before = await tampuuri.published(NEW);
		tampuuri.create();
		const changed = tampuuri.publish(EVERY_STATE, before.saved);
		expect(await changed.poll()).toEqual([]);
		const id = tampuuri.create('tehty');
		expect(idsOf(await changed.poll())).toEqual([id]);
	});

	it('does not start anew when the same is asked in other words', async () => {
		const list = { __rl: true, mode: 'list', value: 'avoin', cachedResultName: 'Open (Avoin)' };
		const { saved } = await tampuuri.published({ ...NEW, state: list });
		const id = tampuuri.create();
		const typed = { __rl: true, mode: 'value', value: 'avoin' };
		expect(idsOf(await tampuuri.publish({ ...NEW, state: typed }, saved).poll())).toEqual([id]);
	});

	it('starts anew with another account', async () => {
		const { saved } = await tampuuri.published(NEW);
		tampuuri.create();
		const { values } = tampuuri.simulator.accounts[1] ?? tampuuri.simulator.account;
		const { Polling } = await import('../harness/index.mts');
		const other = new Polling(tampuuri.nodeTypes, {
			type: 'n8n-nodes-tampuuri.tampuuriPollingTrigger',
			parameters: NEW,
			credentials: tampuuri.credentials({
				accountName: values.account,
				username: values.user,
				password: values.password,
			}),
			saved,
		});
		expect(await other.poll()).toEqual([]);
	});

	it('leaves other properties out', async () => {
		const own = tampuuri.simulator.data.properties.unitIdAt(0);
		const polling = await tampuuri.published({
			...NEW,
			filters: { property: { __rl: true, mode: 'id', value: String(own) } },
		});
		tampuuri.create();
		const { serviceRequests } = tampuuri.simulator.data;
		const id = tampuuri.create();
		const request = serviceRequests.find(id);
		if (request === undefined) throw new Error('not created');
		serviceRequests.replace({ ...request, record: { ...request.record, HuoneistoId: own } });
		expect(idsOf(await polling.poll())).toEqual([id]);
	});

	it('never polls twice at once', async () => {
		const polling = await tampuuri.published(NEW);
		const id = tampuuri.create();
		tampuuri.simulator.faults.set({ path, delay: 100 });
		tampuuri.simulator.calls.reset();
		const results = await Promise.all([polling.poll(), polling.poll(), polling.poll()]);
		expect(idsOf(results.flat())).toEqual([id]);
		expect(tampuuri.simulator.calls.total).toBe(1);
	});

	it('refuses to go past its call budget and gives out nothing', async () => {
		const polling = await tampuuri.published(EVERY_STATE);
		const limited = tampuuri.publish({ ...EVERY_STATE, options: { callBudget: 1 } }, polling.saved);
		const id = tampuuri.create();
		await expect(limited.poll()).rejects.toThrow('than its Call Budget of 1');
		expect(idsOf(await polling.poll())).toEqual([id]);
	});
});

describe('changes of state', () => {
	it('tells each state it finds anew, and the one before', async () => {
		const id = tampuuri.create();
		const polling = await tampuuri.published(CHANGED);
		expect(await polling.poll()).toEqual([]);
		const told: unknown[] = [];
		for (const state of ['vastaanotettu', 'odottaa', 'vastaanotettu', 'tehty'] as const) {
			tampuuri.move(id, state);
			told.push(...(await polling.poll()));
		}
		expect(told).toEqual(
			[
				['avoin', 'vastaanotettu'],
				['vastaanotettu', 'odottaa'],
				['odottaa', 'vastaanotettu'],
				['vastaanotettu', 'tehty'],
			].map(([previousState, Tila]) => expect.objectContaining({ Id: id, previousState, Tila })),
		);
	});

	it('does not take a new request for a change, but one that has moved on already', async () => {
		const polling = await tampuuri.published(CHANGED);
		tampuuri.create();
		const moved = tampuuri.create();
		tampuuri.move(moved, 'vastaanotettu');
		expect(idsOf(await polling.poll())).toEqual([moved]);
	});

	it('with a state chosen asks for that state only, and tells each return to it', async () => {
		const id = tampuuri.create();
		const polling = await tampuuri.published({
			...CHANGED,
			state: { __rl: true, mode: 'list', value: 'odottaa' },
		});
		tampuuri.simulator.calls.reset();
		const told: unknown[][] = [];
		for (const state of ['vastaanotettu', 'odottaa', 'vastaanotettu', 'odottaa'] as const) {
			tampuuri.move(id, state);
			told.push(idsOf(await polling.poll()));
		}
		expect(told).toEqual([[], [id], [], [id]]);
		expect(tampuuri.simulator.calls.total).toBe(4);
	});

	it('takes no request for gone that a page left out', async () => {
		const ids = [tampuuri.create(), tampuuri.create()];
		for (const id of ids) tampuuri.move(id, 'vastaanotettu');
		const only = { __rl: true, mode: 'list', value: 'vastaanotettu' };
		const contractor = { __rl: true, mode: 'id', value: '999' };
		const page = (...present: number[]) =>
			tampuuri.simulator.faults.set({
				path,
				action: {
					kind: 'status',
					status: 200,
					body: { Offset: 0, Limit: 250, Total: 2, Items: present.map((Id) => ({ Id })) },
				},
			});
		const [first = 0] = ids;
		page(...ids);
		page(...ids);
		const polling = await tampuuri.published({ ...CHANGED, state: only, filters: { contractor } });
		for (let reading = 0; reading < 2; reading++) {
			page(first);
			page();
		}
		expect(await polling.poll()).toEqual([]);
		page(...ids);
		expect(await polling.poll()).toEqual([]);
	});

	it('says which fields there are when none is the state', async () => {
		const accountProfile = JSON.stringify({
			...PROFILE,
			names: { 'serviceRequest.row.state': 'Status' },
		});
		tampuuri.simulator.faults.set({
			path,
			times: 'always',
			action: { kind: 'status', status: 200, body: [{ Id: 1, Vaihe: 'avoin' }] },
		});
		const polling = tampuuri.publish(CHANGED, undefined, undefined, undefined, { accountProfile });
		await expect(polling.poll()).rejects.toMatchObject({
			message: 'None of the rows has the field "Tila"',
			description: expect.stringContaining('Id, Vaihe. Run Account → Check'),
		});
	});
});
