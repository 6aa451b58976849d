import axios from 'axios';
import type { ReceivedMail } from '../../demo/mailbox.mts';
import { waitUntil } from '../../demo/waitUntil.mts';

/** n8n's forms and buttons take no answer from bots. */
export const BROWSER = { 'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' };

/**
 * Presses the button of a mail and sends the form behind it. The mail is out a moment before n8n has
 * put the execution to sleep.
 *
 * @throws Error when the mail has no button, or n8n never takes the form
 */
export async function decide({ html }: ReceivedMail, form: FormData): Promise<void> {
	const address = /href="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
	if (address === undefined) throw new Error('The mail has no button');
	const options = { headers: BROWSER, validateStatus: () => true };
	const taken = async () => {
		if ((await axios.get(address, options)).status !== 200) return false;
		return (await axios.post(address, form, options)).status === 200;
	};
	await waitUntil('The decision', taken, { limitMs: 60_000 });
}
