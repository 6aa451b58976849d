import axios from 'axios';
import { waitUntil } from '../../demo/waitUntil.mts';

const LIMIT = { limitMs: 60_000 };
/** n8n's buttons take no answer from bots. */
const BROWSER = { 'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' };

interface ReviewMail {
	readonly html: string;
}

/** Waits for the mail that asks for a review, and takes it out of the mailbox. */
export async function reviewMail<Mail extends ReviewMail>(mails: Mail[]): Promise<Mail> {
	return await waitUntil('the mail for a review', () => mails.shift() ?? false, LIMIT);
}

/**
 * Presses a button of the mail. The mail is out a moment before n8n has put the execution to sleep.
 *
 * @throws Error when the mail has no such button, or n8n never takes the decision
 */
export async function decideReview({ html }: ReviewMail, isApproved: boolean): Promise<void> {
	const address = [...html.matchAll(/href="([^"]+)"/g)]
		.map(([, found = '']) => found.replaceAll('&amp;', '&'))
		.find((found) => found.includes(`approved=${String(isApproved)}`));
	if (address === undefined) throw new Error(`The mail has no such button: ${html}`);
	const options = { headers: BROWSER, validateStatus: () => true };
	const isTaken = async () => (await axios.get<unknown>(address, options)).status === 200;
	await waitUntil('the decision', isTaken, LIMIT);
}
