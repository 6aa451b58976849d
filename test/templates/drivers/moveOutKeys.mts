import axios from 'axios';
import type { Credential } from '../../../demo/n8nClient.mts';
import type { ReceivedMail } from '../../../demo/mailbox.mts';
import { surroundingsNow } from '../../e2e/surroundings.mts';
import { mailsOf } from '../simulatorPages.mts';
import type { TemplateBench } from '../templateBench.mts';

/** What staff opens the form with. */
export const STAFF = { user: 'henkilosto', password: 'only-for-tests-0004' };

/** Sends the published form. */
export async function sendForm(unit: string, auth?: { username: string; password: string }) {
	const form = new FormData();
	[unit, '2026-12-31'].forEach((value, index) => form.set(`field-${index}`, value));
	const address = `${surroundingsNow().n8nUrl}/form/tampuuri-keys`;
	const validateStatus = () => true;
	return await axios.post<unknown>(address, form, { validateStatus, ...(auth && { auth }) });
}

/** Sends the form about a unit as staff would, and gives the mail that follows. */
export async function moveOut(
	bench: TemplateBench,
	{ id, name }: Credential,
	unit: string,
): Promise<ReceivedMail> {
	const stored = await bench.import('move-out-keys', (workflow) => ({
		...workflow,
		nodes: workflow.nodes.map((node) =>
			node.type === 'n8n-nodes-base.formTrigger'
				? { ...node, credentials: { httpBasicAuth: { id, name } } }
				: node,
		),
	}));
	await bench.client.publishWorkflow(stored);
	await sendForm(unit, { username: STAFF.user, password: STAFF.password });
	const [mail] = await mailsOf(bench);
	if (mail === undefined) throw new Error('No mail arrived');
	for (const { id: execution } of await bench.client.executions(stored.id)) {
		await bench.client.finishedExecution(execution);
	}
	return mail;
}
