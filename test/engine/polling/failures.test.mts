import { describe, expect, it } from '@jest/globals';
import { NodeApiError } from 'n8n-workflow';
import { setUpPolling } from './setUp.mts';

const tampuuri = setUpPolling({ units: 20, sizes: { serviceRequests: 20 } });
const NEW = { event: 'newServiceRequests' };
const path = 'ilmoitukset/selaa';

describe('a poll that fails', () => {
	it.each([
		[429, 'is rate-limiting requests', { cause: 'rate-limited', retryAfterMs: 90_000 }],
		[503, 'could not process', { cause: 'temporarily-unavailable', retryAfterMs: 90_000 }],
		[401, 'key, user name or password', { cause: 'credential-invalid' }],
		[403, 'key, user name or password', { cause: 'credential-invalid' }],
		[400, 'Virheellinen tila', { cause: 'configuration-invalid' }],
	])("says Tampuuri's words at %i and whether waiting helps", async (status, words, failure) => {
		tampuuri.simulator.faults.set({
			path,
			action: { kind: 'status', status, retryAfter: 90, body: { Message: 'Virheellinen tila' } },
		});
		const failed = await tampuuri
			.publish(NEW)
			.poll()
			.catch((error: unknown) => error);
		expect(failed).toBeInstanceOf(NodeApiError);
		expect(failed).toMatchObject({
			message: expect.stringContaining(words),
			description: expect.stringContaining(`POST ilmoitukset/selaa returned ${status}`),
			httpCode: String(status),
			failure,
		});
		expect(failed).toMatchObject({ message: expect.stringContaining('Virheellinen tila') });
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
		expect(polling.staticData).toEqual({});
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
