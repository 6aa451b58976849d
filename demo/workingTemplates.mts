import { randomBytes } from 'node:crypto';
import axios from 'axios';
import { DateTime } from 'luxon';
import type { Simulator } from '../simulator/start.mts';
import { callerCredential } from './callers.mts';
import type { N8nClient } from './n8nClient.mts';
import type { OtherSystems } from './otherSystems.mts';
import { listenersOf, tampuuriCredential } from './tampuuriConnection.mts';
import { importTemplates, waitsForCalls, type ImportedTemplate } from './templates.mts';

/** The leases that the templates name. */
const LEASES = [3000001, 3000002];
const DAYS_TO_LEASE_END = 30;

interface Surroundings {
	client: N8nClient;
	n8nUrl: string;
	simulator: Simulator;
	systems: OtherSystems;
}

/**
 * Imports every ready workflow so that it works here: with credentials, the simulator as Tampuuri and the
 * stand-ins as the other systems. Workflows that are called from outside are published; those that
 * Tampuuri calls are registered in the simulator.
 *
 * @throws Error when n8n refuses a workflow or cannot start its triggers
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
	// One after the other, because n8n starts triggers one at a time anyway.
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

/** Prepares data so that the scheduled workflows have something to do when they are run by hand. */
export async function giveWork(simulator: Simulator, systems: OtherSystems): Promise<void> {
	const end = DateTime.now().setZone('Europe/Helsinki').plus({ days: DAYS_TO_LEASE_END });
	const leaseEnd = { lease: LEASES.at(-1), day: end.toISODate() };
	await axios.post(`${simulator.controlUrl}by-hand/lease-end`, leaseEnd);
	const leases = LEASES.map((leaseId) => ({ leaseId }));
	systems.respondTo('GET', 'crm.example.com/api/leases', leases);
	systems.respondTo('GET', 'contractor.example.com/api/orders/done', []);
}
