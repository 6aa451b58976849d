import { afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import axios from 'axios';
import type { Credential } from '../../demo/n8nClient.mts';
import { surroundingsNow } from '../e2e/surroundings.mts';
import { sessionOfFile } from './session.mts';

jest.setTimeout(120_000);

const READ = { resource: 'serviceRequest', operation: 'getAll' };

describe('A Tampuuri step in the editor', () => {
	const { simulatorControlUrl } = surroundingsNow();
	const faults = `${simulatorControlUrl}faults`;
	const session = sessionOfFile();
	let credential: Credential;

	beforeAll(async () => {
		credential = await session().credential();
	});
	afterEach(async () => await axios.delete(faults));

	const open = async (parameters: object) => await session().openStep(credential, parameters);

	test('offers resources and operations in English with the Finnish term', async () => {
		const editor = await open(READ);
		await editor.field('resource').click();
		await editor.options().filter({ hasText: 'Any Operation' }).waitFor();
		const resources = await editor.options().allInnerTexts();
		expect(resources.map((text) => text.split('\n')[0])).toEqual([
			'Account (Tili)',
			'Contact Event (Yhteydenotto)',
			'Document (Liite)',
			'Lease (Sopimus)',
			'Maintenance Calendar (Huoltokalenteri)',
			'Meter (Mittari)',
			'Mirror (Kopio)',
			'Party (Osapuoli)',
			'Person (Henkilö)',
			'Property (Kohde)',
			'Service Request (Ilmoitus)',
			'Any Operation',
			// n8n's own, in every list of a node with a credential.
			'Custom API Call',
		]);
		await editor.picture('resources');
		await editor.options().filter({ hasText: 'Lease (Sopimus)' }).click();
		await editor.choose('operation', 'Add Charge');
		await editor.page
			.getByText('Charge Type ID (Maksulaji)')
			.or(editor.part('collection-parameter-add').first())
			.first()
			.waitFor();
		await editor.picture('operation-add-charge');
	});

	test('runs with a filter, shows the rows and what they cost', async () => {
		const editor = await open({ ...READ, limit: 5 });
		await editor.part('collection-parameter-add').first().click();
		await editor.options().filter({ hasText: 'State (Tila)' }).click();
		await editor.openList();
		const states = editor.entries();
		await states.first().waitFor();
		expect(await states.allInnerTexts()).toContain('Open (Avoin)');
		await editor.picture('filter-state');
		await states.filter({ hasText: 'Open (Avoin)' }).click();
		await editor.runStep();
		await editor.output().getByText('TyötehtävänOtsikko').first().waitFor();
		const output = await editor.output().innerText();
		expect(output).toContain('5 items');
		expect(output).toMatch(/\d+ matching rows in total/);
		expect(output).toContain('1 API call used');
		await editor.picture('output');
		await editor.documentPicture('output', editor.part('ndv'));

		await editor.showOutputAs('json');
		await editor.output().getByText('"TyötehtävänOtsikko"').first().waitFor();
		await editor.picture('output-json');
	});

	test('shows what Tampuuri said when it refuses a call', async () => {
		const editor = await open({
			resource: 'lease',
			operation: 'get',
			lease: { __rl: true, mode: 'id', value: '999' },
		});
		await editor.runStep();
		await editor.picture('refused-not-found');
		await editor.documentPicture('refused-not-found', editor.part('ndv'));
		expect(await editor.output().innerText()).toContain('Sopimusta 999 ei löydy.');
	});

	test('marks required fields that are empty', async () => {
		const editor = await open({ resource: 'serviceRequest', operation: 'create' });
		const marks = editor.part('parameter-issues');
		await marks.nth(2).waitFor();
		expect(await marks.count()).toBe(3);
		await marks.nth(1).hover();
		await editor.page.getByText('Parameter "Title (Otsikko)" is required').first().waitFor();
		await editor.picture('required-fields');
	});

	test('tells before sending what Tampuuri would not take', async () => {
		const before = await axios.get<{ total: number }>(`${simulatorControlUrl}calls`);
		const editor = await open({
			resource: 'serviceRequest',
			operation: 'create',
			costCentre: { __rl: true, mode: 'id', value: '1000001' },
			title: 'Keittiön hana vuotaa '.repeat(20),
			taskDescription: 'Hana tippuu jatkuvasti.',
		});
		await editor.runStep();
		await editor.picture('refused-before-sending');
		expect(await editor.output().innerText()).toMatch(/Title \(Otsikko\).*255/s);
		const after = await axios.get<{ total: number }>(`${simulatorControlUrl}calls`);
		expect(after.data.total).toBe(before.data.total);
	});

	test('says that Tampuuri is busy when it stays so', async () => {
		await axios.post(faults, {
			path: 'ilmoitukset/selaa',
			times: 'always',
			action: { kind: 'status', status: 503 },
		});
		const editor = await open(READ);
		await editor.runStep();
		await editor.picture('refused-busy');
		expect(await editor.output().innerText()).toContain('returned 503. Try again later.');
	});
});
