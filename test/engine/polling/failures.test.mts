import { describe, expect, it } from '@jest/globals';
import { NodeApiError, type WorkflowActivateMode } from 'n8n-workflow';
import { loggedLines } from '../harness/services.mts';
import { idsOf, setUpPolling } from './setUp.mts';

const tampuuri = setUpPolling({ units: 20, sizes: { serviceRequests: 20 } });
const NEW = { event: 'newServiceRequests' };
const path = 'ilmoitukset/selaa';

describe('a poll that fails', () => {
	it.each([
		[429, 'is rate-limiting requests', { cause: 'rate-limited', retryAfterMs: 90_000 }],
		[503, 'could not process', { cause: 'temporarily-unavailable', retryAfterMs: 90_000 }],
		[401, 'key, user name or password', { cause: 'credential-invalid' }],
		[403, 'Tampuuri denied access', { cause: 'credential-invalid' }],
		[400, 'Virheellinen tila', { cause: 'configuration-invalid' }],
	])("says Tampuuri's words at %i and whether waiting helps", async (status, words, failure) => {
		const polling = await tampuuri.published(NEW);
		tampuuri.simulator.faults.set({
			path,
			action: { kind: 'status', status, retryAfter: 90, body: { Message: 'Virheellinen tila' } },
		});
		const failed = await polling.poll().catch((error: unknown) => error);
		expect(failed).toBeInstanceOf(NodeApiError);
		expect(failed).toMatchObject({
			message: expect.stringContaining(words),
			description: expect.stringContaining(`POST ilmoitukset/selaa returned ${status}`),
			httpCode: String(status),
			failure,
		});
		expect(failed).toMatchObject({ message: expect.stringContaining('Virheellinen tila') });
	});

	it('does not ask again when it would have to wait longer than allowed', async () => {
		const polling = tampuuri.publish(NEW, undefined, undefined, undefined, {
			retries: '3',
			longestWait: '5',
		});
		await polling.poll();
		tampuuri.simulator.faults.set({
			path,
			times: 'always',
			action: { kind: 'status', status: 429, retryAfter: 90 },
		});
		const before = tampuuri.simulator.calls.total;
		await expect(polling.poll()).rejects.toMatchObject({
			description: expect.stringContaining('asks to wait 90 seconds'),
			failure: { cause: 'rate-limited', retryAfterMs: 90_000 },
		});
		expect(tampuuri.simulator.calls.total).toBe(before + 1);
	});

	it('shows none of the credential’s values', async () => {
		const { key, password } = tampuuri.simulator.account.values;
		tampuuri.simulator.faults.set({
			path,
			action: { kind: 'status', status: 400, body: { Message: `${key} ${password}` } },
		});
		const failed = await tampuuri
			.publish(NEW)
			.poll()
			.catch((error: unknown) => error);
		expect(failed).toBeInstanceOf(NodeApiError);
		const { message, description } = failed as NodeApiError;
		const shown = JSON.stringify([failed, message, description]);
		expect(shown).not.toContain(key);
		expect(shown).not.toContain(password);
	});
});

describe('a poll that cannot be made', () => {
	it.each([
		['an unknown event', { event: 'nothing' }, /"nothing"/],
		[
			'an overlap below 0',
			{ event: 'changedDocuments', documentType: 'Kohde', options: { overlap: -1 } },
			/^Overlap/,
		],
	])('because of %s asks nothing', async (_why, parameters, message) => {
		await expect(tampuuri.publish(parameters).poll()).rejects.toThrow(message);
		expect(tampuuri.simulator.calls.total).toBe(0);
	});
});

describe('a manual test', () => {
	it('shows samples and what the poll has cost, and leaves no trace', async () => {
		const polling = tampuuri.publish({ ...NEW, state: { __rl: true, mode: 'list', value: '' } });
		const items = await polling.test();
		expect(items).toHaveLength(3);
		expect(items[0]).toMatchObject({
			Id: expect.any(Number),
			pollingTest: {
				calls: 1,
				note: expect.stringContaining('every 15 minutes, 2 880 calls, 10 / 240 / 400 €'),
			},
		});
		expect(items[1]).not.toHaveProperty('pollingTest');
		expect(Object.values(polling.staticData)).toEqual([{}]);
	});

	it('tells how many of the last polls found something', async () => {
		const polling = await tampuuri.published(NEW);
		const [before] = await polling.test();
		expect(before?.pollingTest).not.toMatchObject({ note: expect.stringContaining('% found') });
		for (let poll = 1; poll < 20; poll++) {
			if (poll % 4 === 0) tampuuri.create();
			await polling.poll();
		}
		const [after] = await polling.test();
		expect(after?.pollingTest).toMatchObject({
			note: expect.stringContaining(
				'Of the last 20 polls 20 % found something. Webhooks cost 500 € a month',
			),
		});
		for (let poll = 0; poll < 500; poll++) await polling.poll();
		expect((await polling.test())[0]?.pollingTest).toMatchObject({
			note: expect.stringContaining('Of the last 500 polls 0 % found something.'),
		});
	});

	it.each([
		[{ event: 'changedDocuments', documentType: 'Kohde' }, 'to look back. A poll reads only'],
		[{ event: 'leasesEnding', days: 9_000, leaseIds: '' }, 'once a day: 30 API calls a month'],
	])('tells for %p what polls will use', async (parameters, words) => {
		const { leases, files } = tampuuri.simulator.data;
		const { id } = leases.replace({ ...leases.at(0), end: '2040-01-01' });
		files.log.add((entry) => ({
			id: entry,
			time: Date.now(),
			eventType: 'Lisätty',
			fileId: 1,
			entityId: 1,
			attachmentKind: 'Kohde',
			fileName: 'a.pdf',
		}));
		const [first] = await tampuuri.publish({ ...parameters, leaseIds: `${id}` }).test();
		expect(first?.pollingTest).toEqual({ calls: 1, note: expect.stringContaining(words) });
	});

	it('says so when there is nothing to show', async () => {
		const nowhere = { __rl: true, mode: 'id', value: '999999' };
		const polling = tampuuri.publish({ ...NEW, filters: { property: nowhere } });
		await expect(polling.test()).rejects.toMatchObject({
			message: 'No matching records to show as a sample',
			description: expect.stringContaining('This test used 1 API call'),
		});
	});
});

describe('a workflow that becomes active while Tampuuri is down', () => {
	const down = (status: number) =>
		tampuuri.simulator.faults.set({ path, times: 'always', action: { kind: 'status', status } });

	it.each<[WorkflowActivateMode, number]>([
		['activate', 503],
		['activate', 429],
		['update', 503],
		['init', 503],
		['init', 401],
		['leadershipChange', 503],
	])('(%s, %i) is polled all the same, and the log says why it was late', async (mode, status) => {
		down(status);
		const firstLine = loggedLines().length;
		const polling = tampuuri.publish(NEW, undefined, mode);
		expect(await polling.poll()).toEqual([]);
		expect(loggedLines().slice(firstLine)).toContainEqual(
			expect.stringMatching(/^warn Polling: The first poll failed, the next one tries again/),
		);
		await expect(polling.poll()).rejects.toThrow();
		tampuuri.simulator.faults.clear();
		expect(await polling.poll()).toEqual([]);
		const id = tampuuri.create();
		expect(idsOf(await polling.poll())).toEqual([id]);
	});

	it('goes on from where it was before n8n started again', async () => {
		const { saved } = await tampuuri.published(NEW);
		const id = tampuuri.create();
		down(503);
		const polling = tampuuri.publish(NEW, saved, 'init');
		expect(await polling.poll()).toEqual([]);
		tampuuri.simulator.faults.clear();
		expect(idsOf(await polling.poll())).toEqual([id]);
	});

	it('is not published when a person has something to correct', async () => {
		down(401);
		await expect(tampuuri.publish(NEW).poll()).rejects.toThrow('key, user name or password');
	});
});
