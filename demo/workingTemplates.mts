import { randomBytes } from 'node:crypto';
import axios from 'axios';
import { DateTime } from 'luxon';
import type { Simulator } from '../simulator/start.mts';
import { callerCredential, displayCredential } from './callers.mts';
import type { Credential, CredentialContent, N8nClient } from './n8nClient.mts';
import type { Mailbox } from './mailbox.mts';
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
	mailbox: Mailbox;
}

/**
 * Imports every ready workflow so that it works here: with credentials, the simulator as Tampuuri and the
 * stand-ins as the other systems. Workflows that are called from outside are published; those that
 * Tampuuri calls are registered in the simulator. In an n8n that was kept, workflows stay as they are.
 *
 * @throws Error when n8n refuses a workflow or cannot start its triggers
 */
export async function workingTemplates(surroundings: Surroundings): Promise<ImportedTemplate[]> {
	const { client, n8nUrl, simulator, systems, mailbox } = surroundings;
	const secret = randomBytes(16).toString('hex');
	const credentials = await upToDateCredentials(client, {
		'Tampuuri simulator': tampuuriCredential(simulator),
		'Tampuuri simulator calls n8n': { type: 'tampuuriWebhookApi', data: { secret } },
		'Other systems call n8n': callerCredential,
		'Mailbox of the demo': mailbox.credential,
		'Display in the stairwell': displayCredential,
	});
	const templates = await importTemplates(client, credentials, {
		adapt: (text) => systems.inPlaceOfExamples(text),
		kept: await client.workflows(),
	});
	// One after the other, because n8n starts triggers one at a time anyway.
	for (const { workflow, stored, isKept } of templates) {
		if (!isKept && waitsForCalls(workflow)) await client.publishWorkflow(stored);
	}
	for (const { workflow } of templates) {
		for (const { address, events } of listenersOf(workflow, n8nUrl, secret)) {
			simulator.listeners.add({ address, events, signingSecret: '' });
		}
	}
	return templates;
}

/** Creates the credentials, or changes those of the same name: kept workflows go on using them. */
async function upToDateCredentials(
	client: N8nClient,
	contents: Readonly<Record<string, CredentialContent>>,
): Promise<Credential[]> {
	const existing = await client.credentials();
	return await Promise.all(
		Object.entries(contents).map(async ([name, content]) => {
			const known = existing.find((one) => one.name === name && one.type === content.type);
			if (!known) return await client.createCredential(name, content);
			await client.updateCredential(known.id, name, content);
			return known;
		}),
	);
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
