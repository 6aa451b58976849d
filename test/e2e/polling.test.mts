import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Credential, N8nClient, StoredWorkflow, Workflow } from '../../demo/n8nClient.mts';
import { itemsOf } from '../../demo/n8nExecution.mts';
import { waitUntil } from '../../demo/waitUntil.mts';
import { signedIn, surroundingsNow } from './surroundings.mts';

const TYPE = 'n8n-nodes-tampuuri.tampuuriPollingTrigger';
const NAME = 'Poll';

function workflowWith(parameters: object, credential: Credential): Workflow {
	return {
		name: 'Polling test',
		nodes: [
			{
				id: 'polling',
				name: NAME,
				type: TYPE,
				typeVersion: 1,
				position: [0, 0],
				parameters: {
					pollTimes: { item: [{ mode: 'everyX', value: 15, unit: 'minutes' }] },
					...parameters,
				},
				credentials: { tampuuriApi: { id: credential.id, name: credential.name } },
			},
			{
				id: 'after',
				name: 'After',
				type: 'n8n-nodes-base.noOp',
				typeVersion: 1,
				position: [200, 0],
				parameters: {},
			},
		],
		connections: { [NAME]: { main: [[{ node: 'After', type: 'main', index: 0 }]] } },
		settings: {},
	};
}

describe('the polling trigger in n8n', () => {
	const { credential: content } = surroundingsNow();
	const made: StoredWorkflow[] = [];
	let client: N8nClient;
	let credential: Credential;

	beforeAll(async () => {
		client = signedIn();
		credential = await client.createCredential('Simulator for polling', content);
	});

	afterEach(async () => {
		for (const { id } of made.splice(0)) await client.deleteWorkflow(id);
	});

	const store = async (parameters: object) => {
		const stored = await client.createWorkflow(workflowWith(parameters, credential));
		made.push(stored);
		return stored;
	};

	test('is loaded, with the polling times that n8n adds', async () => {
		const node = (await client.nodeTypes()).find(({ name }) => name === TYPE);
		expect(node).toMatchObject({ displayName: 'Tampuuri Polling Trigger', polling: true });
		expect(node?.properties.map(({ name }) => name)).toEqual(
			expect.arrayContaining(['pollTimes', 'event', 'costNotice']),
		);
	});

	test.each([
		['newServiceRequests', { state: { __rl: true, mode: 'list', value: '' } }],
		['serviceRequestStateChanged', {}],
		['anyList', { method: 'POST', path: 'ilmoitukset/selaa', pages: true }],
	])('a manual test of %s gives samples and says what they cost', async (event, parameters) => {
		const stored = await store({ event, ...parameters });
		const execution = await client.runWorkflow(stored.id, NAME);
		expect(execution).toMatchObject({ status: 'success', error: undefined });
		const items = itemsOf(execution, 'After');
		expect(items.length).toBeGreaterThan(0);
		expect(items[0]?.json).toMatchObject({
			Id: expect.any(Number),
			pollingTest: { calls: expect.any(Number), note: expect.stringContaining('every 15 minutes') },
		});
	});

	test('a manual test that fails says why', async () => {
		const stored = await store({ event: 'leasesEnding', leaseIds: '' });
		const execution = await client.runWorkflow(stored.id, NAME);
		expect(execution.status).toBe('error');
		expect(execution.error?.message).toContain('Lease IDs (Sopimukset) is empty');
	});

	test('polls at once when it is published, and gives out what is there when asked to', async () => {
		const stored = await store({ event: 'newServiceRequests', emitExisting: true });
		await client.publishWorkflow(stored);
		const [first] = await waitUntil(
			'The first poll',
			async () => {
				const executions = await client.executions(stored.id);
				return executions.length > 0 && executions;
			},
			{ limitMs: 30_000 },
		);
		const execution = await client.finishedExecution(first?.id ?? '');
		expect(execution).toMatchObject({ status: 'success', error: undefined });
		expect(itemsOf(execution, 'After').length).toBeGreaterThan(0);
		await client.unpublishWorkflow(stored.id);
	});
});
