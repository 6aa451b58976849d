import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { openSession, type Session } from './session.mts';

jest.setTimeout(120_000);

describe("The editor's node panel", () => {
	let session: Session;

	beforeAll(async () => {
		session = await openSession();
		await session.editor.openNewWorkflow();
	});

	afterAll(async () => {
		await session.browser.close();
	});

	test.each([
		'tampuuri',
		'visma',
		'property management',
		'isännöinti',
		'vikailmoitus',
		'vuokrasopimus',
		'huoneisto',
		'asukas',
		'dokumentti',
	])('finds Tampuuri by "%s"', async (word) => {
		const { editor } = session;
		const found = await editor.searchNodes(word);
		await found.filter({ hasText: /^\s*Tampuuri\s*$/ }).waitFor();
		if (word === 'vikailmoitus') await editor.picture('panel-search');
	});

	test('lists its actions by resource, and adds the chosen one to the workflow', async () => {
		const { editor } = session;
		await editor.addAction('Get many service requests');
		await editor.picture('step-added');
		expect(await editor.field('resource').locator('input').inputValue()).toBe(
			'Service Request (Ilmoitus)',
		);
		expect(await editor.field('operation').locator('input').inputValue()).toBe('Get Many');
		await editor.part('ndv-close-button').click();
		const steps = editor.part('canvas-default-node');
		expect(await steps.allInnerTexts()).toEqual([
			expect.stringContaining('Get many service requests'),
		]);
		await editor.picture('canvas');
	});
});
