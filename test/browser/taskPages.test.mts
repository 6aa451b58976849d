import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Credential } from '../../demo/n8nClient.mts';
import { surroundingsNow } from '../e2e/surroundings.mts';
import { sessionOfFile } from './session.mts';

jest.setTimeout(120_000);

const id = (value: string) => ({ __rl: true, mode: 'id', value });
const listed = (value: string, cachedResultName: string) => ({
	__rl: true,
	mode: 'list',
	value,
	cachedResultName,
});

interface ShownStep {
	/** The picture's name. */
	picture: string;
	parameters: object;
	/** What the step shows besides its fields. */
	shows: string[];
}

/** Steps as the pages of docs/ describe them. */
const FILLED_IN: readonly ShownStep[] = [
	{
		picture: 'maintenance-filters',
		parameters: {
			resource: 'serviceRequest',
			operation: 'getAll',
			returnAll: true,
			filters: { state: listed('avoin', 'Open (Avoin)'), contractor: id('2000003') },
		},
		shows: ['Return All', 'State (Tila)', 'Contractor (Työnsuorittaja)', 'Simplify'],
	},
	{
		picture: 'crm-person',
		parameters: {
			resource: 'person',
			operation: 'findOrCreate',
			identityCode: '={{ $json.identityCode }}',
			additionalFields: { firstName: '={{ $json.firstName }}', lastName: '={{ $json.lastName }}' },
		},
		shows: ['Identity Code (Henkilötunnus)', 'Additional Fields'],
	},
	{
		picture: 'crm-lease',
		parameters: {
			resource: 'lease',
			operation: 'create',
			tenant: id('={{ $json.Id }}'),
			unit: id('1000054'),
			startDate: '1.1.2027',
		},
		shows: ['Tenant (Osapuoli)', 'Unit (Huoneisto)', 'Start Date (Alkupäivä)'],
	},
	{
		picture: 'documents-add',
		parameters: {
			resource: 'document',
			operation: 'addToProperty',
			property: id('1000001'),
			category: 'Kokoukset',
			binaryFields: 'data',
		},
		shows: ['Property (Kohde)', 'Category (Kategoria)', 'Input Binary Fields (Tiedostot)'],
	},
	{
		picture: 'create-once',
		parameters: {
			resource: 'serviceRequest',
			operation: 'create',
			costCentre: id('1000001'),
			title: '={{ $json.title }}',
			taskDescription: '={{ $json.description }}',
			additionalFields: {
				externalReference: 'web-2041',
				referenceField: 'additionalTaskInformation',
			},
		},
		shows: ['External Reference', 'Reference Field'],
	},
];

describe('The steps of the task pages', () => {
	const session = sessionOfFile();
	let credential: Credential;

	beforeAll(async () => {
		credential = await session().credential();
	});

	test.each(FILLED_IN)('$picture', async ({ picture, parameters, shows }) => {
		const editor = await session().openStep(credential, parameters);
		const fields = editor.part('node-parameters');
		for (const text of shows) await fields.getByText(text, { exact: true }).first().waitFor();
		await editor.page.waitForLoadState('networkidle');
		await editor.page.getByText(/^Fetching /).waitFor({ state: 'detached' });
		await editor.documentPicture(picture, fields);
	});

	test('the changes of documents', async () => {
		const editor = await session().openStep(credential, {
			resource: 'document',
			operation: 'getChanges',
			documentType: 'Kohde',
			changedAfter: '2026-01-01',
			limit: 5,
		});
		await editor.runStep();
		await editor.showOutputAs('table');
		await editor.output().getByText('LiiteId').first().waitFor();
		await editor.documentPicture('documents-changes', editor.part('ndv'));
	});

	test('a creation that ran twice', async () => {
		const parameters = FILLED_IN.at(-1)?.parameters;
		const editor = await session().openStep(credential, {
			...parameters,
			title: 'Hana vuotaa',
			taskDescription: 'Keittiön hana tippuu.',
		});
		await editor.runStep();
		await editor.runStep();
		await editor.showOutputAs('table');
		await editor.output().getByText('created').first().waitFor();
		await editor.output().getByText('false').first().waitFor();
		await editor.documentPicture('create-once-again', editor.part('ndv'));
	});

	test('a credential that only reads', async () => {
		const { credential: content } = surroundingsNow();
		const readsOnly = await session().credential('Tampuuri (vain luku)', {
			...content,
			data: { ...content.data, allowedCalls: 'readsOnly' },
		});
		const editor = await session().openStep(readsOnly, {
			resource: 'serviceRequest',
			operation: 'getAll',
		});
		await editor.part('credential-edit-button').first().click();
		const modal = editor.part('editCredential-modal');
		await modal.waitFor();
		await editor.field('allowedCalls').waitFor();
		expect(await editor.field('allowedCalls').locator('input').inputValue()).toBe('Reads Only');
		await editor.documentPicture('reads-only', modal);
	});
});
