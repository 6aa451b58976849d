import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import axios from 'axios';
import { z } from 'zod';
import type { Credential } from '../../demo/n8nClient.mts';
import { surroundingsNow } from '../e2e/surroundings.mts';
import type { Editor } from './editor.mts';
import { sessionOfFile } from './session.mts';

jest.setTimeout(180_000);

const requestLog = z.array(z.object({ method: z.string(), path: z.string(), body: z.unknown() }));
const id = (value: string) => ({ __rl: true, mode: 'id', value });

/** Adds fields of the step's first collection and fills in none of them. */
async function add(editor: Editor, labels: readonly string[]): Promise<void> {
	for (const label of labels) {
		await editor.part('collection-parameter-add').first().click();
		await editor.options().filter({ hasText: label }).first().click();
	}
}

describe('Fields that were added in the editor and left alone', () => {
	const { simulatorControlUrl } = surroundingsNow();
	const session = sessionOfFile();
	let credential: Credential;

	beforeAll(async () => {
		credential = await session().credential();
	});

	const open = async (parameters: object) => await session().openStep(credential, parameters);
	const journal = async () =>
		requestLog.parse((await axios.get<unknown>(`${simulatorControlUrl}requests`)).data);

	test('do not filter a list', async () => {
		const editor = await open({ resource: 'serviceRequest', operation: 'getAll', limit: 5 });
		await add(editor, ['Contractor', 'State (Tila)']);
		await editor.picture('untouched-filters');
		await editor.runStep();
		expect((await journal()).at(-1)).toMatchObject({
			path: expect.stringMatching(/ilmoitukset\/selaa$/),
			body: { Offset: 0, Limit: 5 },
		});
		expect(Object.keys((await journal()).at(-1)?.body ?? {})).toEqual(['Offset', 'Limit']);
	});

	test('are not sent with a new record, but for a switch, which is off', async () => {
		const editor = await open({
			resource: 'serviceRequest',
			operation: 'create',
			costCentre: id('1000001'),
			title: 'Hana vuotaa',
			taskDescription: 'Keittiön hana tippuu.',
		});
		await add(editor, ['Contractor', 'Earliest Time', 'Cost Estimate', 'Urgency', 'Private']);
		await editor.picture('untouched-fields');
		await editor.runStep();
		expect((await journal()).at(-1)?.body).toEqual({
			KustannuspaikkaId: 1000001,
			Otsikko: 'Hana vuotaa',
			TyotehtavanKuvaus: 'Keittiön hana tippuu.',
			Yksityinen: false,
		});
	});

	test('are no update, which is refused unsent and in words', async () => {
		const before = await journal();
		const editor = await open({ resource: 'lease', operation: 'update', lease: id('3000001') });
		await add(editor, ['End Date', 'State (Tila)', 'Lease Type ID', 'Contact Person']);
		await editor.runStep();
		expect(await editor.output().innerText()).toContain('There is nothing to update');
		await editor.picture('untouched-update');
		expect(await journal()).toEqual(before);
	});

	test('of a live Help page are not sent', async () => {
		const editor = await open({
			resource: 'anyOperation',
			operation: 'call',
			apiOperation: { __rl: true, mode: 'list', value: 'POST esimerkki/avaimet' },
		});
		await editor.field('Otsikko (body, text)').locator('input, textarea').first().fill('Avain');
		await editor.fill('KohdeId (body, integer)', '1000001');
		for (const name of ['AlkuPvm', 'Kerros', 'EsimerkkiKiireellisyys', 'EsimerkkiOsoite']) {
			await editor.part('add-fields-select').locator('button, input').first().click();
			await editor.page
				.getByText(new RegExp(`^${name}\\b`))
				.last()
				.click();
		}
		await editor.picture('untouched-live');
		await editor.runStep();
		expect((await journal()).at(-1)?.body).toEqual({ Otsikko: 'Avain', KohdeId: 1000001 });
	});
});
