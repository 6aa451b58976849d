import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import axios from 'axios';
import { z } from 'zod';
import type { Credential, N8nClient, StoredWorkflow } from '../../demo/n8nClient.mts';
import { itemsOf } from '../../demo/n8nExecution.mts';
import { signedIn, surroundingsNow } from './surroundings.mts';
import { GO, workflowInLine, type Step } from './workflowInLine.mts';

const requestLog = z.array(z.object({ operation: z.string().nullable(), body: z.unknown() }));

const located = (value: string) => ({ __rl: true, mode: 'id', value });
const lease = located("={{ $('Lease').item.json.Id }}");

describe('In a real n8n', () => {
	const { credential: content, simulatorControlUrl } = surroundingsNow();
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

	async function run(steps: readonly Step[]) {
		const stored = await client.createWorkflow(workflowInLine(steps, credential));
		made.push(stored);
		const execution = await client.runWorkflow(stored.id, GO);
		expect(execution).toMatchObject({ status: 'success', error: undefined });
		return execution;
	}

	async function bodiesOf(operation: string): Promise<unknown[]> {
		const { data } = await axios.get<unknown>(`${simulatorControlUrl}requests`);
		return requestLog
			.parse(data)
			.filter((request) => request.operation === operation)
			.map(({ body }) => body);
	}

	test('a lead becomes a person with a lease and a charge, edited and ended', async () => {
		const execution = await run([
			{
				name: 'Person',
				parameters: {
					resource: 'person',
					operation: 'findOrCreate',
					identityCode: '030390-934P',
					additionalFields: { firstName: 'Äijö', lastName: 'Öhman' },
				},
			},
			{
				name: 'Lease',
				parameters: {
					resource: 'lease',
					operation: 'create',
					tenant: located('={{ $json.Id }}'),
					unit: located('1000001'),
					startDate: '2027-01-01',
				},
			},
			{
				name: 'Charge',
				parameters: {
					resource: 'lease',
					operation: 'addCharge',
					lease,
					chargeTypeId: 12,
					amount: 25.5,
				},
			},
			{
				name: 'Edit',
				parameters: {
					resource: 'lease',
					operation: 'update',
					lease,
					updateFields: { hasPets: true },
				},
			},
			{
				name: 'End',
				parameters: { resource: 'lease', operation: 'end', lease, endDate: '31.12.2027' },
			},
		]);
		expect(itemsOf(execution, 'Person')[0]?.json).toMatchObject({ created: true });
		expect(itemsOf(execution, 'End')[0]?.json).toEqual({ success: true, Id: expect.any(Number) });
		expect((await bodiesOf('PATCH sopimukset/{sopimus-id}')).at(-1)).toEqual({ Kotielaimia: true });
		expect((await bodiesOf('POST sopimukset/{sopimus_id}/paatasopimus')).at(-1)).toEqual({
			Loppupvm: '2027-12-31T00:00:00',
		});
	});

	test('a file becomes a document of a property and is found in the log', async () => {
		const execution = await run([
			{
				name: 'Text',
				type: 'n8n-nodes-base.set',
				typeVersion: 3.4,
				parameters: {
					mode: 'raw',
					jsonOutput: '{ "text": "Yhtiökokouksen pöytäkirja" }',
					options: {},
				},
			},
			{
				name: 'File',
				type: 'n8n-nodes-base.convertToFile',
				typeVersion: 1.1,
				parameters: {
					operation: 'toText',
					sourceProperty: 'text',
					options: { fileName: 'pöytäkirja.txt' },
				},
			},
			{
				name: 'Document',
				parameters: {
					resource: 'document',
					operation: 'addToProperty',
					property: located('1000001'),
					category: 'Kokoukset',
					binaryFields: 'data',
				},
			},
			{
				name: 'Log',
				parameters: {
					resource: 'document',
					operation: 'getChanges',
					documentType: 'Kohde',
					changedAfter: '2020-01-01',
					returnAll: true,
				},
			},
		]);
		const id = itemsOf(execution, 'Document')[0]?.json.Id;
		const logged = itemsOf(execution, 'Log').find(({ json }) => json.LiiteId === id);
		expect(logged?.json).toMatchObject({ Tiedostonimi: 'pöytäkirja.txt' });
		expect((await bodiesOf('POST kohteet/liitteet/lisaa')).at(-1)).toMatchObject({
			KohdeId: 1000001,
			Tiedostosisalto: Buffer.from('Yhtiökokouksen pöytäkirja').toString('base64'),
		});
	});
});
