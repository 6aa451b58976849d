import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import axios from 'axios';
import { z } from 'zod';
import type { Credential, N8nClient, StoredWorkflow } from '../../demo/n8nClient.mts';
import { signedIn, surroundingsNow } from '../e2e/surroundings.mts';
import { openSession, stepWorkflow, type Session } from './session.mts';

jest.setTimeout(120_000);

const requestLog = z.array(z.object({ method: z.string(), path: z.string(), body: z.unknown() }));

describe('Custom API Call in the editor', () => {
	const { credential: content, simulatorControlUrl } = surroundingsNow();
	let session: Session;
	let client: N8nClient;
	let credential: Credential;
	let stored: StoredWorkflow;

	beforeAll(async () => {
		session = await openSession();
		client = signedIn();
		credential = await client.createCredential('Tampuuri (simulaattori)', content);
		const parameters = { resource: 'customApiCall', operation: 'call' };
		stored = await client.createWorkflow(stepWorkflow(credential, parameters));
	});

	afterAll(async () => {
		await session.browser.close();
		await client.deleteWorkflow(stored.id);
		await client.deleteCredential(credential.id);
	});

	test('picks an operation no row knows, fills its fields and sends just that', async () => {
		const { editor } = session;
		await editor.openWorkflow(stored.id);
		await editor.openNode('Tampuuri');
		await editor.part('resource-locator-apiOperation').last().locator('input').last().click();
		await editor.part('rlc-item').first().waitFor();
		await editor.part('rlc-search').fill('avaimet lisää uuden');
		const wanted = editor.part('rlc-item').filter({ hasText: 'lisää uuden avaimen' }).first();
		await wanted.waitFor();
		await editor.picture('operation-search');
		await wanted.click();

		await editor.field('body:text:Otsikko').waitFor();
		await editor.field('body:text:Otsikko').locator('input, textarea').first().fill('Pöllön avain');
		await editor.fill('body:integer:KohdeId', '1000001');
		await editor.part('add-fields-select').locator('button, input').first().click();
		await editor.page
			.getByText(/^EsimerkkiKiireellisyys: Kiireellisyys/)
			.last()
			.click();
		await editor.field('body:choice:EsimerkkiKiireellisyys').click();
		await editor.options().filter({ hasText: 'Hätätapaus' }).first().click();
		await editor.picture('operation-fields');

		await editor.runStep();
		await editor.picture('operation-run');
		const { data } = await axios.get<unknown>(`${simulatorControlUrl}requests`);
		expect(requestLog.parse(data).at(-1)).toMatchObject({
			method: 'POST',
			path: expect.stringMatching(/esimerkki\/avaimet$/),
			body: {
				Otsikko: 'Pöllön avain',
				KohdeId: 1000001,
				EsimerkkiKiireellisyys: 'Hätätapaus',
			},
		});
	});
});
