import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadPackage, type NodeTypes, type WorkflowToRun } from '../harness/index.mts';
import { deliver, notification } from './setUp.mts';

let nodeTypes: NodeTypes;

beforeAll(async () => {
	nodeTypes = await loadPackage();
});

const PUBLIC = 'https://n8n.example.fi/';
const PRIVATE = 'http://192.168.1.5:5678/';
const waitingAt = (base: string) => `${base}webhook-waiting`;

async function hintsAt(settings: Pick<WorkflowToRun, 'mode' | 'addresses'>): Promise<string[]> {
	const outcome = await deliver(nodeTypes, [notification(1)], { settings });
	return outcome.hints('Trigger').map(({ message }) => message);
}

describe('the address that Tampuuri is to call', () => {
	it('is the one of webhooks, though the editor has another', async () => {
		const behindProxy = { instanceBaseUrl: PRIVATE, webhookWaitingBaseUrl: waitingAt(PUBLIC) };
		expect(await hintsAt({ mode: 'manual', addresses: behindProxy })).toEqual([]);
		const closed = { instanceBaseUrl: PUBLIC, webhookWaitingBaseUrl: waitingAt(PRIVATE) };
		expect(await hintsAt({ mode: 'manual', addresses: closed })).toEqual([
			expect.stringContaining('(192.168.1.5) is only reachable from its own network'),
		]);
	});

	it('is looked at in manual runs only', async () => {
		const closed = { webhookWaitingBaseUrl: waitingAt(PRIVATE) };
		expect(await hintsAt({ mode: 'webhook', addresses: closed })).toEqual([]);
	});
});
