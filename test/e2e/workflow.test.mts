import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import axios from 'axios';
import { z } from 'zod';
import type { Credential, N8nClient, StoredWorkflow, Workflow } from '../../demo/n8nClient.mts';
import { itemsOf } from '../../demo/n8nExecution.mts';
import { importTemplates, manualTriggerOf } from '../../demo/templates.mts';
import { signedIn, surroundingsNow } from './surroundings.mts';
import { workflowInLine } from './workflowInLine.mts';

const SECRET_FIELDS = ['apiKey', 'username', 'password'] as const;

const stateChanges = z.array(z.object({ serviceRequestId: z.number(), to: z.string() }));

/** A manual trigger and one Tampuuri node. */
function workflowWith(parameters: object, credential: Credential): Workflow {
	return workflowInLine([{ name: 'Tampuuri', parameters }], credential);
}

describe('A workflow in n8n', () => {
	const { credential: content, simulatorControlUrl } = surroundingsNow();
	const secrets = SECRET_FIELDS.map((field) => content.data[field]);
	const made: StoredWorkflow[] = [];
	let client: N8nClient;
	let credential: Credential;

	beforeAll(async () => {
		client = signedIn();
		credential = await client.createCredential('Simulator', content);
	});

	afterEach(async () => {
		for (const { id } of made.splice(0)) await client.deleteWorkflow(id);
	});

	const run = async (workflow: Workflow) => {
		const stored = await client.createWorkflow(workflow);
		made.push(stored);
		return await client.runWorkflow(stored.id, manualTriggerOf(workflow));
	};

	test('takes a service request from open to done (templates/maintenance.json)', async () => {
		const templates = await importTemplates(client, [credential]);
		made.push(...templates.map(({ stored }) => stored));
		const maintenance = templates.find(({ key }) => key === 'maintenance');
		if (maintenance === undefined) throw new Error('templates/maintenance.json was not imported');
		const trigger = manualTriggerOf(maintenance.workflow);
		const execution = await client.runWorkflow(maintenance.stored.id, trigger);

		expect(execution).toMatchObject({ status: 'success', error: undefined });
		const [request] = itemsOf(execution, 'Open Service Requests');
		const { data } = await axios.get<unknown>(`${simulatorControlUrl}state-changes`);
		const steps = stateChanges
			.parse(data)
			.filter(({ serviceRequestId }) => serviceRequestId === request?.json.Id);
		expect(steps.map(({ to }) => to)).toEqual([
			'vastaanotettu',
			'odottaa',
			'vastaanotettu',
			'tehty',
		]);
		for (const secret of secrets) expect(execution.stored).not.toContain(secret);
	});

	test('gets rows with ä and ö in keys and values as the API sent them', async () => {
		const read = { resource: 'serviceRequest', operation: 'getAll', limit: 5, options: {} };
		const execution = await run(
			workflowWith({ ...read, returnAll: false, simplify: false, filters: {} }, credential),
		);
		const rows = itemsOf(execution, 'Tampuuri');
		expect(rows).toHaveLength(5);
		for (const { json } of rows) expect(json).toHaveProperty('TyötehtävänOtsikko');
	});

	test('fails with words that tell what to do, and no secret, when the key is wrong', async () => {
		const wrong = { ...content.data, apiKey: 'Väärä-avain-250' };
		const refused = await client.createCredential('Wrong key', { ...content, data: wrong });
		const read = { resource: 'serviceRequest', operation: 'getAll', limit: 1, filters: {} };
		const execution = await run(workflowWith(read, refused));

		expect(execution.status).toBe('error');
		expect(execution.error?.message).toMatch(/^Tampuuri denied access: /);
		expect(execution.stored).toMatch(/the account entered in the credential \W+Wrong key\W/);
		for (const secret of [...secrets, wrong.apiKey]) expect(execution.stored).not.toContain(secret);
		await client.deleteCredential(refused.id);
	});
});
