import { escapeHtml, table, type Cell } from '../simulator/html.mts';
import type { ReceivedMail } from './mailbox.mts';
import { timeOfDay } from './receivedTables.mts';

const SHOWN_MAILS = 50;

/** The mails as their readers see them, newest first. */
export function mailList(mails: readonly ReceivedMail[]): string {
	const rows = mails
		.slice(-SHOWN_MAILS)
		.reverse()
		.map(({ receivedAt, to, subject, text, html, attachments }): Cell[] => [
			timeOfDay(receivedAt),
			to.join(', '),
			{ html: `<b>${escapeHtml(subject)}</b>${content(text, html)}${filesOf(attachments)}` },
		]);
	return table(['Time', 'To', 'Mail'], rows, 'No mails yet.');
}

/** Links in a mail are there to be pressed: a person is asked something. */
function content(text: string, html: string): string {
	const links = [...html.matchAll(/href="(http:\/\/127\.0\.0\.1[^"]*)"/g)].map(([, url]) => url);
	const buttons = links.map((url) => `<p><a href="${url}">Open what this mail links to</a></p>`);
	return `<pre>${escapeHtml(text)}</pre>${buttons.join('')}`;
}

function filesOf(files: ReceivedMail['attachments']): string {
	const names = files.map(({ name, content }) => `${name} (${content.length} bytes)`);
	return names.length === 0 ? '' : `<p>Files: ${escapeHtml(names.join(', '))}</p>`;
}
