import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import axios from 'axios';
import { z } from 'zod';
import type { Credential } from '../../demo/n8nClient.mts';
import { surroundingsNow } from '../e2e/surroundings.mts';
import { sessionOfFile } from './session.mts';

jest.setTimeout(120_000);

const requestLog = z.array(z.object({ method: z.string(), path: z.string(), body: z.unknown() }));

const CUSTOM_CALL = { resource: 'anyOperation', operation: 'call' };

describe('Fields of the live Help pages in the editor', () => {
	const { credential: simulator, simulatorControlUrl } = surroundingsNow();
	const session = sessionOfFile();
	let credential: Credential;

	beforeAll(async () => {
		credential = await session().credential();
	});

	const lastRequest = async () => {
		const { data } = await axios.get<unknown>(`${simulatorControlUrl}requests`);
		return requestLog.parse(data).at(-1);
	};

	test('Any Operation picks an operation no row knows, fills its fields and sends just that', async () => {
		const editor = await session().openStep(credential, CUSTOM_CALL);
		const search = await editor.openList();
		await editor.entries().first().waitFor();
		await search.fill('avaimet lisää uuden');
		const wanted = editor.entries().filter({ hasText: 'lisää uuden avaimen' }).first();
		await wanted.waitFor();
		await editor.picture('operation-search');
		await wanted.click();

		await editor.field('Otsikko (body, text)').waitFor();
		await editor
			.field('Otsikko (body, text)')
			.locator('input, textarea')
			.first()
			.fill('Pöllön avain');
		await editor.fill('KohdeId (body, integer)', '1000001');
		await editor.part('add-fields-select').locator('button, input').first().click();
		await editor.page
			.getByText(/^EsimerkkiKiireellisyys: Kiireellisyys/)
			.last()
			.click();
		await editor.field('EsimerkkiKiireellisyys (body, choice)').click();
		await editor.options().filter({ hasText: 'Hätätapaus' }).first().click();
		await editor.picture('operation-fields');

		await editor.runStep();
		await editor.picture('operation-run');
		expect(await lastRequest()).toMatchObject({
			method: 'POST',
			path: expect.stringMatching(/esimerkki\/avaimet$/),
			body: {
				Otsikko: 'Pöllön avain',
				KohdeId: 1000001,
				EsimerkkiKiireellisyys: 'Hätätapaus',
			},
		});
	});

	test('Any Operation says when the Help pages are out of reach', async () => {
		const unreachable = await session().credential('Ei vastaa', {
			...simulator,
			data: { ...simulator.data, ownAddress: 'http://127.0.0.1:9/v10/api/' },
		});
		const editor = await session().openStep(unreachable, CUSTOM_CALL);
		await editor.openList();
		await editor.page.getByText("Tampuuri's Help site at 127.0.0.1:9 does not respond").waitFor();
		await editor.picture('operation-list-unreachable');
	});

	test('More Fields adds to an operation what its Help page shows beside the known fields', async () => {
		const editor = await session().openStep(credential, {
			resource: 'serviceRequest',
			operation: 'create',
			costCentre: { __rl: true, mode: 'id', value: '1000001' },
			title: 'Hana vuotaa',
			taskDescription: 'Keittiön hana tippuu.',
		});
		await editor.switchOn('showMoreFields');
		await editor.part('add-fields-select').locator('button').first().click();
		await editor.page.getByText(/^EsimerkkiLisatieto: /).click();
		const added = editor.part('parameter-input-EsimerkkiLisatieto (body, text)');
		await added.locator('input, textarea').first().fill('Ylimääräinen tieto äö');
		await editor.picture('more-fields');
		await editor.runStep();
		expect(await lastRequest()).toMatchObject({
			method: 'POST',
			path: expect.stringMatching(/ilmoitukset\/lisaa$/),
			body: {
				Otsikko: 'Hana vuotaa',
				EsimerkkiLisatieto: 'Ylimääräinen tieto äö',
			},
		});
	});

	test('a list has More Filters instead', async () => {
		const editor = await session().openStep(credential, {
			resource: 'serviceRequest',
			operation: 'getAll',
		});
		expect(await editor.page.getByText('Add filter to send').count()).toBe(0);
		await editor.switchOn('showMoreFields');
		await editor.page.getByText('Add filter to send').waitFor();
		expect(await editor.part('node-parameters').innerText()).toContain('More Filters');
		await editor.picture('more-filters');
	});
});
