import axios from 'axios';
import type { ReceivedMail } from '../../demo/mailbox.mts';
import { surroundingsNow } from '../e2e/surroundings.mts';
import { LOGIN } from './credentials.mts';
import { mailsOf } from './simulatorPages.mts';
import type { TemplateBench } from './templateBench.mts';

/** What staff opens the form with. */
export const STAFF = { username: LOGIN.user, password: LOGIN.password };

/** Sends the published form. */
export async function sendForm(unit: string, auth?: typeof STAFF) {
	const form = new FormData();
	[unit, '2026-12-31'].forEach((value, index) => form.set(`field-${index}`, value));
	const address = `${surroundingsNow().n8nUrl}/form/tampuuri-keys`;
	const validateStatus = () => true;
	return await axios.post<unknown>(address, form, { validateStatus, ...(auth && { auth }) });
}

/** Sends the form about a unit as staff would, and gives the mail that follows. */
export async function moveOut(bench: TemplateBench, unit: string): Promise<ReceivedMail> {
	const stored = await bench.import('move-out-keys');
	await bench.client.publishWorkflow(stored);
	await sendForm(unit, STAFF);
	const [mail] = await mailsOf(bench);
	if (mail === undefined) throw new Error('No mail arrived');
	for (const { id } of await bench.client.executions(stored.id)) {
		await bench.client.finishedExecution(id);
	}
	return mail;
}
