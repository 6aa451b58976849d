import { PROFILE_WITH_LISTS } from '../../demo/accountProfile.mts';
import type { Mailbox } from '../../demo/mailbox.mts';
import type { Credential, N8nClient } from '../../demo/n8nClient.mts';
import type { OtherSystems } from '../../demo/otherSystems.mts';
import { tampuuriCredential } from '../../demo/tampuuriConnection.mts';
import type { Simulator } from '../../simulator/start.mts';

/** The header by which n8n knows the other systems. */
export const CALLER = { name: 'X-Caller', value: 'only-for-tests' };
/** What a person or a display opens n8n's forms and pages with. */
export const LOGIN = { user: 'henkilosto', password: 'only-for-tests-0003' };
/** In the addresses of Tampuuri's listeners. */
export const SECRET = 'only-for-tests-0002';

interface Surroundings {
	systems: OtherSystems;
	mailbox: Mailbox;
	simulator: Simulator;
}

/**
 * Makes the credentials that templates need.
 *
 * @param changes what is set differently in the Tampuuri credential
 */
export async function benchCredentials(
	client: N8nClient,
	{ systems, mailbox, simulator }: Surroundings,
	changes: Readonly<Record<string, string>>,
): Promise<Credential[]> {
	const { type, data } = tampuuriCredential(simulator);
	return [
		await client.createCredential('Tampuuri', {
			type,
			data: { ...data, accountProfile: PROFILE_WITH_LISTS, ...changes },
		}),
		await client.createCredential('Listener', {
			type: 'tampuuriWebhookApi',
			data: { secret: SECRET },
		}),
		await client.createCredential('Caller', { type: 'httpHeaderAuth', data: CALLER }),
		await client.createCredential('Login', { type: 'httpBasicAuth', data: LOGIN }),
		await client.createCredential('Mailbox', mailbox.credential),
		await client.createCredential('Model', {
			type: 'openAiApi',
			data: { apiKey: 'only-for-tests', url: systems.addressOf('model.example.com/v1') },
		}),
	];
}
