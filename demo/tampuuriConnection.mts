import { z } from 'zod';
import type { Simulator } from '../simulator/start.mts';
import type { CredentialContent, Workflow } from './n8nClient.mts';

const TRIGGER = 'n8n-nodes-tampuuri.tampuuriTrigger';
const triggerParameters = z.object({ events: z.array(z.string()).default([]) });

/** What an administrator enters in Tampuuri under Ylläpito / Webhooks for one trigger. */
export interface TampuuriListener {
	address: string;
	/** Event names; empty for all events, of which a trigger picks those of its groups itself. */
	events: string[];
}

/** The address of a published Tampuuri Trigger, by its node's webhook id. */
export function listenerAddress(n8nUrl: string, webhookId: string, secret: string): string {
	return `${n8nUrl}/webhook/${webhookId}/webhook?secret=${secret}`;
}

/** The listeners to register in Tampuuri for the Tampuuri Triggers of a published workflow. */
export function listenersOf(
	{ nodes }: Workflow,
	n8nUrl: string,
	secret: string,
): TampuuriListener[] {
	return nodes.flatMap(({ type, webhookId, parameters }) => {
		if (type !== TRIGGER || webhookId === undefined) return [];
		const { events } = triggerParameters.parse(parameters);
		const hasGroup = events.some((event) => event.startsWith('group:'));
		return {
			address: listenerAddress(n8nUrl, webhookId, secret),
			events: hasGroup ? [] : events,
		};
	});
}

/** The credential for the simulator's first account. */
export function tampuuriCredential({ url, account }: Simulator) {
	return {
		type: 'tampuuriApi',
		data: {
			environment: 'own',
			ownAddress: url,
			apiKey: account.values.key,
			customerName: account.values.customer,
			softwareVersion: account.values.softwareVersion,
			accountName: account.values.account,
			username: account.values.user,
			password: account.values.password,
			headerEncoding: 'latin1',
		},
	} satisfies CredentialContent;
}
