import { z } from 'zod';
import { Mailbox } from '../../demo/mailbox.mts';
import type { CredentialContent, N8nClient } from '../../demo/n8nClient.mts';
import { OtherSystems } from '../../demo/otherSystems.mts';
import { withCredentials } from '../../demo/templates.mts';
import { DEFAULT_ACCOUNTS } from '../../simulator/api/accounts.mts';
import { agentWorkflow } from './agent.mts';
import { readingModel } from './readingModel.mts';
import type { Place } from './runTasks.mts';

const CHAT = 'model.example.com/v1/chat/completions';

const toolMessages = z.object({
	messages: z.array(z.object({ role: z.string(), content: z.unknown() })),
});

/** What the model was told by tools in a request. */
function toldIn(body: unknown): string {
	return toolMessages
		.parse(body)
		.messages.filter(({ role }) => role === 'tool')
		.map(({ content }) => String(content))
		.join('\n');
}

export interface OpenPlace extends Place {
	/** All that tools have told the model since this was last asked, or since the bytes were. */
	told(): string;
	close(): Promise<void>;
}

/** Makes the agent in a running n8n, with a stand-in for its model and a mailbox for its reviews. */
export async function openPlace(
	client: N8nClient,
	{ controlUrl, tampuuri }: { controlUrl: string; tampuuri: CredentialContent },
	{ isReviewed = true } = {},
): Promise<OpenPlace> {
	const account = DEFAULT_ACCOUNTS.at(-1);
	if (account === undefined) throw new Error('The simulator has no account');
	const { account: accountName, user: username, password } = account.values;
	const systems = await OtherSystems.open();
	systems.respondTo('POST', CHAT, readingModel);
	const mailbox = await Mailbox.start();
	const data = { ...tampuuri.data, accountName, username, password };
	const credentials = [
		await client.createCredential('Tampuuri', { ...tampuuri, data }),
		await client.createCredential('Mail', mailbox.credential),
		await client.createCredential('Model', {
			type: 'openAiApi',
			data: { apiKey: 'only-for-tests', url: systems.addressOf('model.example.com/v1') },
		}),
	];
	const workflow = await agentWorkflow({ isReviewed });
	const nodeTypes = await client.nodeTypes();
	const stored = await client.createWorkflow(withCredentials(workflow, nodeTypes, credentials));
	let seen = 0;
	const told = () => {
		const bodies = systems.arrivedAt('POST', CHAT).slice(seen);
		seen += bodies.length;
		return bodies.map(toldIn).join('\n');
	};
	return {
		client,
		stored,
		mailbox,
		controlUrl,
		account: account.label,
		told,
		bytesToModel: () => Buffer.byteLength(told()),
		close: async () => {
			await client.deleteWorkflow(stored.id);
			for (const { id } of credentials) await client.deleteCredential(id);
			await mailbox.stop();
			await systems.close();
		},
	};
}
