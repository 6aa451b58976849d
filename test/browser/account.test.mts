import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Credential } from '../../demo/n8nClient.mts';
import { startSimulator, type Simulator } from '../../simulator/start.mts';
import { surroundingsNow } from '../e2e/surroundings.mts';
import { sessionOfFile } from './session.mts';

jest.setTimeout(120_000);

const CREDENTIAL = 'Tampuuri (oma tili)';

describe('An account that spells things differently', () => {
	const session = sessionOfFile();
	let simulator: Simulator;
	let credential: Credential;

	beforeAll(async () => {
		simulator = await startSimulator({ port: 0, dialect: 'renamed' });
		const { credential: content } = surroundingsNow();
		const { key, customer, softwareVersion, account, user, password } = simulator.account.values;
		credential = await session().credential(CREDENTIAL, {
			...content,
			data: {
				...content.data,
				ownAddress: simulator.url,
				apiKey: key,
				customerName: customer,
				softwareVersion,
				accountName: account,
				username: user,
				password,
			},
		});
	});
	afterAll(async () => await simulator.close());

	test('is checked, its profile pasted, and then understood', async () => {
		const editor = await session().openStep(credential, {
			resource: 'account',
			operation: 'check',
		});
		await editor.runStep();
		await editor.showOutputAs('table');
		await editor.output().getByText('corrected').first().waitFor();
		await editor.picture('account-check');
		await editor.documentPicture('account-check', editor.part('ndv'));

		const { json } = await lastItem();
		await editor.part('credential-edit-button').first().click();
		await editor.part('editCredential-modal').waitFor();
		const field = editor.field('accountProfile');
		await field.locator('textarea').fill(String(json.profile));
		await field.scrollIntoViewIfNeeded();
		await editor.picture('account-profile');
		await editor.documentPicture('account-profile', editor.part('editCredential-modal'));
		await editor.part('credential-save-button').click();
		await editor
			.part('editCredential-modal')
			.getByText(/Connection tested successfully/)
			.waitFor();

		const lease = simulator.data.leases.at(0).id;
		const reading = await session().openStep(credential, {
			resource: 'lease',
			operation: 'get',
			lease: { __rl: true, mode: 'id', value: String(lease) },
		});
		await reading.runStep();
		await reading.showOutputAs('json');
		await reading.output().getByText('PaattymisPvm').first().waitFor();
		await reading.output().getByText('Loppupvm').first().waitFor();
		await reading.picture('account-lease');
	});

	/** The last item of the step's latest run. */
	async function lastItem() {
		const { client, editor } = session();
		const id = /workflow\/([^/?]+)/.exec(editor.page.url())?.[1] ?? '';
		const [execution] = await client.executions(id);
		if (execution === undefined) throw new Error('The step has not run');
		const { nodes } = await client.finishedExecution(execution.id);
		const item = nodes.Tampuuri?.at(-1)?.data?.main?.[0]?.at(-1);
		if (item === undefined) throw new Error('The step gave nothing');
		return item;
	}

	test('is shown what a change would send', async () => {
		const { id } = simulator.data.serviceRequests.at(0);
		const editor = await session().openStep(credential, {
			resource: 'serviceRequest',
			operation: 'putOnHold',
			serviceRequest: { __rl: true, mode: 'id', value: String(id) },
			additionalFields: { comment: 'Odottaa varaosaa' },
			options: { preview: true },
		});
		await editor.runStep();
		await editor.showOutputAs('json');
		await editor.output().getByText('Odottaa varaosaa').first().waitFor();
		await editor.output().getByText('Preview: 1 change would be made').first().waitFor();
		await editor.picture('preview');
		await editor.documentPicture('preview', editor.part('ndv'));
		expect(Object.keys(simulator.calls.byOperation)).not.toContain(
			'POST ilmoitukset/{ilmoitus_id}/odotukseen',
		);
	});
});
