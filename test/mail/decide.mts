import axios from 'axios';
import type { ReceivedMail } from '../../demo/mailbox.mts';
import { waitUntil } from '../../demo/waitUntil.mts';

/** n8n's forms and buttons take no answer from bots. */
export const BROWSER = { 'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' };

function addressesIn({ html }: ReceivedMail): string[] {
	return [...html.matchAll(/href="([^"]+)"/g)].map(([, address = '']) =>
		address.replaceAll('&amp;', '&'),
	);
}

/** Presses one of the two buttons of a mail that asks for an approval. */
export async function approve(mail: ReceivedMail, approved: boolean): Promise<void> {
	const address = addressesIn(mail).find((one) => one.includes(`approved=${approved}`));
	if (address === undefined) throw new Error('The mail has no such button');
	const options = { headers: BROWSER, validateStatus: () => true };
	const taken = async () => (await axios.get(address, options)).status === 200;
	await waitUntil('The approval', taken, { limitMs: 60_000 });
}

/**
 * Presses the button of a mail and sends the form behind it. The mail is out a moment before n8n has
 * put the execution to sleep.
 *
 * @throws Error when the mail has no button, or n8n never takes the form
 */
export async function decide(mail: ReceivedMail, form: FormData): Promise<void> {
	const [address] = addressesIn(mail);
	if (address === undefined) throw new Error('The mail has no button');
	const options = { headers: BROWSER, validateStatus: () => true };
	const taken = async () => {
		if ((await axios.get(address, options)).status !== 200) return false;
		return (await axios.post(address, form, options)).status === 200;
	};
	await waitUntil('The decision', taken, { limitMs: 60_000 });
}
