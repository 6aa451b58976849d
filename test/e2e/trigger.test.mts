import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import axios from 'axios';
import { z } from 'zod';
import type { Credential, N8nClient, StoredWorkflow, Workflow } from '../../demo/n8nClient.mts';
import { itemsOf } from '../../demo/n8nExecution.mts';
import { waitUntil } from '../../demo/waitUntil.mts';
import {
	listenerAddress,
	SECRET,
	TRIGGER_NODE,
	triggerWorkflow,
} from '../stress/triggerWorkflow.mts';
import { registerListener } from './listeners.mts';
import { signedIn, surroundingsNow } from './surroundings.mts';

const anyStatus = { validateStatus: () => true, maxRedirects: 0 };
const stateChanges = z.array(z.object({ serviceRequestId: z.number(), to: z.string() }));
const created = z.object({ Id: z.number() });
const withProperty = z.object({ Items: z.tuple([z.object({ KohdeId: z.number() })]) });

/** A step on the service request that the event is about. */
function step(name: string, operation: string, credential: Credential): Workflow['nodes'][number] {
	const value = `={{ $('${TRIGGER_NODE}').item.json.referenceId }}`;
	return {
		id: name,
		name,
		type: 'n8n-nodes-tampuuri.tampuuri',
		typeVersion: 1,
		position: [200, 0],
		parameters: {
			resource: 'serviceRequest',
			operation,
			serviceRequest: { __rl: true, mode: 'id', value },
			additionalFields: {},
			options: {},
		},
		credentials: { tampuuriApi: { id: credential.id, name: credential.name } },
	};
}

describe('The trigger in n8n', () => {
	const { n8nUrl, credential: content, simulatorControlUrl } = surroundingsNow();
	const made: StoredWorkflow[] = [];
	let client: N8nClient;
	let webhook: Credential;
	let api: Credential;
	const listeners: Array<() => Promise<void>> = [];

	beforeAll(async () => {
		client = signedIn();
		webhook = await client.createCredential('Listener', {
			type: 'tampuuriWebhookApi',
			data: { secret: SECRET },
		});
		api = await client.createCredential('Simulator', content);
	});
	afterEach(async () => {
		for (const { id } of made.splice(0)) {
			await client.unpublishWorkflow(id);
			await client.deleteWorkflow(id);
		}
	});
	afterAll(async () => {
		for (const remove of listeners) await remove();
	});

	const publish = async (workflow: Workflow) => {
		const stored = await client.createWorkflow(workflow);
		made.push(stored);
		await client.publishWorkflow(stored);
		return stored;
	};
	const apiHeaders = {
		'X-TampuuriAvain': content.data.apiKey,
		'X-AsiakasNimi': content.data.customerName,
		'X-Ohjelmistoversio': content.data.softwareVersion,
		'X-TiliNimi': content.data.accountName,
		'X-Kayttajatunnus': content.data.username,
		'X-Salasana': content.data.password,
	};
	const notification = (id: number) => ({
		Action: 'IlmoitusUusi',
		Account: content.data.accountName,
		ReferenceId: id,
		Timestamp: '2026-11-05T10:00:00+02:00',
	});

	test('takes a new service request from the simulator through the maintenance flow', async () => {
		const webhookId = 'e2e-maintenance';
		const stored = await publish(
			triggerWorkflow({
				name: 'Event-driven maintenance',
				webhookId,
				credential: webhook,
				parameters: { events: ['IlmoitusUusi'] },
				then: [
					step('Receive', 'receive', api),
					step('Put on Hold', 'putOnHold', api),
					step('Receive Again', 'receive', api),
					step('Mark Done', 'markDone', api),
				],
			}),
		);
		const address = listenerAddress(n8nUrl, webhookId);
		listeners.push(await registerListener(address));

		const tampuuri = axios.create({ baseURL: content.data.ownAddress, headers: apiHeaders });
		const { data: page } = await tampuuri.post<unknown>('ilmoitukset/selaa', { Limit: 1 });
		const answer = await tampuuri.post<unknown>('ilmoitukset/lisaa', {
			KustannuspaikkaId: withProperty.parse(page).Items[0].KohdeId,
			Otsikko: 'Hana vuotaa',
			TyotehtavanKuvaus: 'Keittiön hana tippuu.',
		});
		const { Id } = created.parse(answer.data);
		const steps = await waitUntil(
			'A service request that is done',
			async () => {
				const { data } = await axios.get<unknown>(`${simulatorControlUrl}state-changes`);
				const own = stateChanges
					.parse(data)
					.filter(({ serviceRequestId }) => serviceRequestId === Id);
				return own.at(-1)?.to === 'tehty' && own;
			},
			{ limitMs: 30_000 },
		);
		expect(steps.map(({ to }) => to)).toEqual([
			'avoin',
			'vastaanotettu',
			'odottaa',
			'vastaanotettu',
			'tehty',
		]);
		// The flow's own changes are events too, and are filtered out.
		const [execution, ...others] = await client.executions(stored.id);
		expect(others).toEqual([]);
		const finished = await client.finishedExecution(execution?.id ?? '');
		expect(finished.status).toBe('success');
		expect(itemsOf(finished, TRIGGER_NODE)[0]?.json).toMatchObject({ referenceId: Id });
		expect(finished.stored).not.toContain(SECRET);
	});

	test('answers as its documentation says and stores nothing of strangers', async () => {
		const webhookId = 'e2e-answers';
		const after = { ...step('After', 'receive', api), type: 'n8n-nodes-base.noOp', parameters: {} };
		const stored = await publish(
			triggerWorkflow({ name: 'Answers', webhookId, credential: webhook, then: [after] }),
		);
		const address = listenerAddress(n8nUrl, webhookId);
		const open = address.replace(/\?.*/, '');

		for (const wrong of [open, `${open}?secret=wrong-wrong-wrong-wrong`]) {
			for (const body of [[notification(1)], '{"broken', '5', '']) {
				const headers = { 'Content-Type': 'application/json' };
				const { status, data } = await axios.post(wrong, body, { ...anyStatus, headers });
				expect([401, 422]).toContain(status);
				if (status === 401) expect(data).toBe('');
			}
		}
		expect(await axios.get(`${open}?echo=abc%20123`, anyStatus)).toMatchObject({
			status: 200,
			data: 'abc 123',
			headers: { 'content-type': expect.stringMatching(/^text\/plain/) },
		});
		expect(await axios.get(open, anyStatus)).toMatchObject({ status: 200, data: '' });
		expect((await axios.head(open, anyStatus)).status).toBe(200);
		expect((await axios.post(address, {}, anyStatus)).status).toBe(400);
		expect(await client.executions(stored.id)).toEqual([]);

		const taken = await axios.post(address, [notification(1)], anyStatus);
		expect(taken).toMatchObject({ status: 200, data: '' });
		expect(await client.executions(stored.id)).toHaveLength(1);
	});

	test.each([
		['success', {}, 200],
		['failure', { additionalFields: {}, resource: 'nonsense' }, 500],
	])('answers at the end of the workflow: %s', async (name, parameters, expected) => {
		const webhookId = `e2e-finished-${name}`;
		const ok = { ...step('After', 'receive', api), type: 'n8n-nodes-base.noOp', parameters: {} };
		const bad = { ...step('After', 'receive', api), parameters };
		await publish(
			triggerWorkflow({
				name,
				webhookId,
				credential: webhook,
				parameters: { respond: 'lastNode' },
				then: [name === 'success' ? ok : bad],
			}),
		);
		const address = listenerAddress(n8nUrl, webhookId);
		for (let delivery = 0; delivery < 2; delivery++) {
			const { status, data } = await axios.post(address, [notification(1)], anyStatus);
			expect(status).toBe(expected);
			if (status === 200) expect(data).toBe('');
		}
	});

	test('is not published without a secret, and the reason is told', async () => {
		const empty = await client.createCredential('Empty', {
			type: 'tampuuriWebhookApi',
			data: { secret: '' },
		});
		const workflow = triggerWorkflow({
			name: 'No secret',
			webhookId: 'e2e-no-secret',
			credential: empty,
			then: [],
		});
		await expect(publish(workflow)).rejects.toThrow(/secret/i);
	});
});
