import { beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { z } from 'zod';
import type { NodeType } from '../../demo/n8nClient.mts';
import { GO, sessionOfFile, workflowOf } from './session.mts';

jest.setTimeout(120_000);

const PACKAGE = 'n8n-nodes-tampuuri.';
const codex = z.object({ categories: z.array(z.string()) });
const BOTH = ['Tampuuri', 'Tampuuri Polling'];

describe("The editor's node panel", () => {
	const session = sessionOfFile();

	describe('finds Tampuuri', () => {
		beforeAll(async () => await session().editor.openNewWorkflow());

		// n8n shows the node and its trigger as one, and leaves "Trigger" out of names.
		test.each([
			['tampuuri', BOTH],
			['visma', BOTH],
			['property management', BOTH],
			['real estate', BOTH],
			['service request', BOTH],
			['lease', ['Tampuuri']],
			['tenant', ['Tampuuri']],
			['maintenance', ['Tampuuri']],
			['webhook', ['Tampuuri']],
			['schedule', ['Tampuuri Polling']],
			['isännöinti', BOTH],
			['isännöitsijä', BOTH],
			['kiinteistönhoito', BOTH],
			['taloyhtiö', BOTH],
			['vikailmoitus', BOTH],
			['huoltopyyntö', BOTH],
			['vuokra', BOTH],
			['vuokralainen', ['Tampuuri']],
			['asukas', ['Tampuuri']],
			['huoneisto', ['Tampuuri']],
			['mittari', ['Tampuuri']],
			['dokumentti', BOTH],
			['heräte', ['Tampuuri']],
			['herate', ['Tampuuri']],
		])('by "%s"', async (word, expected) => {
			const { editor } = session();
			const found = await editor.searchNodes(word);
			for (const name of expected) {
				await found.filter({ hasText: new RegExp(`^\\s*${name}\\s*$`) }).waitFor();
			}
			if (word === 'vikailmoitus') await editor.picture('panel-search');
		});
	});

	describe('of Tampuuri', () => {
		beforeEach(async () => await session().editor.openNewWorkflow());

		test('names each trigger in a sentence', async () => {
			const { editor } = session();
			const panel = await editor.openInPanel('Tampuuri');
			await panel.getByText('Triggers (18)').waitFor();
			await editor.picture('panel-triggers');
			const items = editor.part('node-creator-item-name');
			// The panel renders its list in parts.
			await items.filter({ hasText: 'On any renovation event' }).waitFor();
			expect(await items.allInnerTexts()).toEqual(
				expect.arrayContaining([
					'On any event',
					'On service request added',
					'On lease end date set',
					'On any renovation event',
				]),
			);
		});

		test('names each polling trigger in a sentence', async () => {
			const { editor } = session();
			const panel = await editor.openInPanel('Tampuuri Polling');
			await panel.getByText('Triggers (5)').waitFor();
			expect(await editor.part('node-creator-item-name').allInnerTexts()).toEqual([
				'On new rows in any list',
				'On changed documents',
				'On leases ending soon',
				'On new service requests',
				'On service request state changed',
			]);
			await editor.picture('panel-polling');
		});

		test('lists its actions by resource, and adds the chosen one to the workflow', async () => {
			const { editor } = session();
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

	test('lets an action be dragged onto the canvas', async () => {
		const { editor } = session();
		await session().openWorkflow(workflowOf(GO));
		const panel = await editor.openInPanel('Tampuuri');
		await panel.getByText(/^Actions \(\d+\)$/).waitFor();
		await editor.picture('panel-actions');
		const action = panel.getByText('Receive a service request (vastaanota ilmoitus)', {
			exact: true,
		});
		await action.dragTo(editor.part('canvas'), { targetPosition: { x: 300, y: 560 } });
		await editor.part('ndv').waitFor();
		expect(await editor.field('operation').locator('input').inputValue()).toBe('Receive');
		await editor.part('ndv-close-button').click();
		const steps = editor.part('canvas-default-node');
		expect(await steps.allInnerTexts()).toEqual([
			expect.stringContaining('Receive a service request'),
		]);
	});

	test('offers Tampuuri to an AI agent as a tool', async () => {
		const { editor } = session();
		await session().openWorkflow(
			workflowOf({
				id: 'agent',
				name: 'AI Agent',
				type: '@n8n/n8n-nodes-langchain.agent',
				typeVersion: 2.2,
				position: [0, 0],
				parameters: {},
			}),
		);
		const plus = editor.page.locator('[data-handleid*=ai_tool]');
		await plus.locator('[data-test-id=canvas-handle-plus]').click();
		await editor.part('node-creator-search-bar').waitFor();
		const found = await editor.searchNodes('vikailmoitus');
		await found.filter({ hasText: /^\s*Tampuuri Tool\s*$/ }).waitFor();
		await editor.picture('panel-tools');
		await found.filter({ hasText: /^\s*Tampuuri Tool\s*$/ }).click();
		await editor.part('ndv').waitFor();
		expect(await editor.field('descriptionType').locator('input').inputValue()).toBe(
			'Set Automatically',
		);
		await editor.page.getByText('Fetching filters').waitFor({ state: 'hidden' });
		await editor.picture('tool');
		await editor.choose('descriptionType', 'Set Manually');
		expect(await editor.field('toolDescription').locator('textarea').inputValue()).toBe(
			'Get many service requests (hae vikailmoitukset) in Tampuuri',
		);
	});

	test('files the nodes under categories that n8n knows', async () => {
		const nodes = await session().client.nodeTypes();
		const categoriesOf = (node: NodeType) => codex.safeParse(node.codex).data?.categories ?? [];
		const known = new Set(
			nodes.filter(({ name }) => name.startsWith('n8n-nodes-base.')).flatMap(categoriesOf),
		);
		const own = nodes.filter(({ name }) => name.startsWith(PACKAGE));
		expect(own.map(({ name }) => name.replace(PACKAGE, '')).sort()).toEqual([
			'tampuuri',
			'tampuuriPollingTrigger',
			'tampuuriTool',
			'tampuuriTrigger',
		]);
		for (const node of own) {
			const categories = categoriesOf(node);
			expect(categories).not.toEqual([]);
			expect(categories.filter((category) => !known.has(category))).toEqual([]);
		}
	});
});
