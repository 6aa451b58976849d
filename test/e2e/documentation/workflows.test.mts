import { afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import {
	parseWorkflow,
	type Credential,
	type N8nClient,
	type StoredWorkflow,
	type Workflow,
} from '../../../demo/n8nClient.mts';
import { withCredentials } from '../../../demo/templates.mts';
import { blocksOf } from '../../documentation/pages.mts';
import { SECRET } from '../../stress/triggerWorkflow.mts';
import { signedIn, surroundingsNow } from '../surroundings.mts';
import { OUTCOMES, WEBHOOK_ID } from './outcomes.mts';
import { TampuuriRecord } from './tampuuriRecord.mts';

jest.setTimeout(120_000);

/** What "Paste" on the canvas makes of a workflow: each node gets an id, the whole a name. */
function pasted(text: string): Workflow {
	const content = JSON.parse(text) as { nodes: object[] };
	const nodes = content.nodes.map((node, index) => ({
		id: `pasted-${index}`,
		webhookId: WEBHOOK_ID,
		...node,
	}));
	return parseWorkflow(JSON.stringify({ name: 'Pasted', settings: {}, ...content, nodes }));
}

describe('a workflow of the documentation, pasted into n8n,', () => {
	const { credential: content, simulatorControlUrl } = surroundingsNow();
	const record = new TampuuriRecord(simulatorControlUrl);
	const made: StoredWorkflow[] = [];
	let client: N8nClient;
	let credentials: Credential[];

	beforeAll(async () => {
		client = signedIn();
		credentials = [
			await client.createCredential('Simulator', content),
			await client.createCredential('Listener', {
				type: 'tampuuriWebhookApi',
				data: { secret: SECRET },
			}),
		];
	});

	afterEach(async () => {
		for (const { id } of made.splice(0)) await client.deleteWorkflow(id);
		await record.reset();
	});

	test.each(blocksOf('json workflow'))('does what $file says', async ({ file, content: text }) => {
		const outcome = OUTCOMES[file];
		if (outcome === undefined) throw new Error(`Nothing says what the workflow of ${file} does`);
		const chosen = withCredentials(pasted(text), await client.nodeTypes(), credentials);
		const workflow = (await outcome.prepare?.(chosen, client, record)) ?? chosen;
		const stored = await client.createWorkflow(workflow);
		made.push(stored);
		await record.forgetCalls();
		const execution = outcome.run
			? await outcome.run(stored, client)
			: await client.runWorkflow(stored.id, 'Start');
		expect(execution).toMatchObject({ status: 'success', error: undefined });
		await outcome.check({ execution, record });
	});

	test('stands on every page whose outcome is known', () => {
		const files = blocksOf('json workflow').map(({ file }) => file);
		expect(files.sort()).toEqual(Object.keys(OUTCOMES).sort());
	});
});
