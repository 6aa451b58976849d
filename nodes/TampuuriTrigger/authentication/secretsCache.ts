import type { IWebhookFunctions } from 'n8n-workflow';
import { listenerSecretsOf, WEBHOOK_CREDENTIAL, type ListenerSecrets } from './secrets';

/** Milliseconds for which a changed credential may go unnoticed. */
const FRESH_FOR = 5_000;

interface Cached {
	readonly until: number;
	readonly secrets: Promise<ListenerSecrets | undefined>;
}

const cache = new Map<string, Cached>();

/**
 * What a call must carry; undefined if the credential is missing or unreadable, and then no call is
 * accepted. Cached for a few seconds: reading a credential takes n8n tens of milliseconds, and
 * anyone could make it do so.
 */
export async function secretsFor(context: IWebhookFunctions): Promise<ListenerSecrets | undefined> {
	const node = context.getNode();
	const credentialId = node.credentials?.[WEBHOOK_CREDENTIAL]?.id;
	const name = JSON.stringify([context.getWorkflow().id, node.id, credentialId]);
	const now = Date.now();
	const known = cache.get(name);
	if (known !== undefined && known.until > now) return await known.secrets;

	for (const [old, { until }] of cache) if (until <= now) cache.delete(old);
	const secrets = context
		.getCredentials(WEBHOOK_CREDENTIAL)
		.then(listenerSecretsOf, () => undefined);
	cache.set(name, { until: now + FRESH_FOR, secrets });
	return await secrets;
}
