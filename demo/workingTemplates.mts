import { randomBytes } from 'node:crypto';
import axios from 'axios';
import { DateTime } from 'luxon';
import type { Simulator } from '../simulator/start.mts';
import type { ImapServer } from './imapServer.mts';
import { callerCredential, displayCredential } from './callers.mts';
import type { Credential, CredentialContent, N8nClient } from './n8nClient.mts';
import { PROFILE_WITH_LISTS } from './accountProfile.mts';
import type { Mailbox } from './mailbox.mts';
import type { OtherSystems } from './otherSystems.mts';
import { listenersOf, tampuuriCredential } from './tampuuriConnection.mts';
import { importTemplates, waitsForCalls, type ImportedTemplate } from './templates.mts';

/** A lease that the templates name. */
const LEASE = 3000002;
const DAYS_TO_LEASE_END = 30;

interface Surroundings {
	client: N8nClient;
	n8nUrl: string;
	simulator: Simulator;
	systems: OtherSystems;
	mailbox: Mailbox;
	/** A mailbox to read, where the machine can have one. */
	imap?: ImapServer | undefined;
	/** Where the ready workflows are; `templates`, unless told otherwise. */
	folder?: string;
}

/**
 * Imports every ready workflow so that it works here: with credentials, the simulator as Tampuuri and the
 * stand-ins as the other systems. Workflows that are called from outside are published; those that
 * Tampuuri calls are registered in the simulator. In an n8n that was kept, workflows stay as they are.
 *
 * @throws Error when n8n refuses a workflow or cannot start its triggers
 */
export async function workingTemplates(surroundings: Surroundings): Promise<ImportedTemplate[]> {
	const { client, n8nUrl, simulator, systems, mailbox, imap, folder = 'templates' } = surroundings;
	const secret = randomBytes(16).toString('hex');
	const tampuuri = tampuuriCredential(simulator);
	const credentials = await upToDateCredentials(client, {
		'Tampuuri simulator': {
			...tampuuri,
			data: { ...tampuuri.data, accountProfile: PROFILE_WITH_LISTS },
		},
		'Tampuuri simulator calls n8n': { type: 'tampuuriWebhookApi', data: { secret } },
		'Other systems call n8n': callerCredential,
		'Mailbox of the demo': mailbox.credential,
		'Display in the stairwell': displayCredential,
		...(imap && { 'Mail to read': { type: 'imap', data: imap.credential } }),
	});
	const templates = await importTemplates(client, credentials, {
		folder,
		adapt: (text) => systems.inPlaceOfExamples(text),
		kept: await client.workflows(),
	});
	// One after the other, because n8n starts triggers one at a time anyway.
	for (const { workflow, stored, isKept } of templates) {
		if (!isKept && waitsForCalls(workflow, imap !== undefined))
			await client.publishWorkflow(stored);
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
	const leaseEnd = { lease: LEASE, day: end.toISODate() };
	await axios.post(`${simulator.controlUrl}by-hand/lease-end`, leaseEnd);
	systems.respondTo('GET', 'contractor.example.com/api/orders/reports', []);
}
