import { randomBytes } from 'node:crypto';
import type { Simulator } from '../simulator/start.mts';
import { callerCredential } from './callers.mts';
import type { N8nClient } from './n8nClient.mts';
import type { OtherSystems } from './otherSystems.mts';
import { listenersOf } from './tampuuriConnection.mts';
import { tampuuriCredential } from './tampuuriCredential.mts';
import { importTemplates, waitsForCalls, type ImportedTemplate } from './templates.mts';

interface Surroundings {
	client: N8nClient;
	n8nUrl: string;
	simulator: Simulator;
	systems: OtherSystems;
}

/**
 * Imports every ready workflow so that it works here: with credentials, the simulator as Tampuuri and
 * the other systems in the place of those it names. What is called from outside is published, and
 * registered in the simulator where Tampuuri calls.
 *
 * @throws when n8n refuses one, or can't start one's triggers
 */
export async function workingTemplates({
	client,
	n8nUrl,
	simulator,
	systems,
}: Surroundings): Promise<ImportedTemplate[]> {
	const secret = randomBytes(16).toString('hex');
	const credentials = await Promise.all([
		client.createCredential('Tampuuri simulator', tampuuriCredential(simulator)),
		client.createCredential('Tampuuri simulator calls n8n', {
			type: 'tampuuriWebhookApi',
			data: { secret },
		}),
		client.createCredential('Other systems call n8n', callerCredential),
	]);
	const templates = await importTemplates(client, credentials, (text) =>
		systems.inPlaceOfExamples(text),
	);
	// One after the other: n8n starts triggers so anyway.
	for (const { workflow, stored } of templates) {
		if (waitsForCalls(workflow)) await client.publishWorkflow(stored);
	}
	for (const { workflow } of templates) {
		for (const { address, events } of listenersOf(workflow, n8nUrl, secret)) {
			simulator.listeners.add({ address, events, signingSecret: '' });
		}
	}
	return templates;
}
