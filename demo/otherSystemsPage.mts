import { isAxiosError } from 'axios';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { escapeHtml, link, renderPage } from '../simulator/html.mts';
import type { ReceivedMail } from './mailbox.mts';
import { mailList } from './mailboxPage.mts';
import type { Arrival } from './otherSystems.mts';
import { receivedTables } from './receivedTables.mts';

const FIELD_WIDTH = 26;
const REFRESH_EVERY_MS = 2_000;

/** A value that a person can change before a call. */
interface CallerField {
	name: string;
	label: string;
	/** The initial value; a function can derive it from what arrived, newest last. */
	value: string | ((arrivals: readonly Arrival[]) => string);
}

/** A system that calls n8n when a person presses its button. */
export interface Caller {
	/** Its part of the form's address. */
	key: string;
	title: string;
	fields: readonly CallerField[];
	/**
	 * Calls n8n.
	 *
	 * @returns the response's status, or what else happened
	 */
	call(values: Readonly<Record<string, string>>): Promise<number | string>;
}

/** What the pages show. */
interface Shown {
	arrivals: readonly Arrival[];
	callers: readonly Caller[];
	mails: readonly ReceivedMail[];
}

/** Adds the page with a form for each caller, and those of what was received. */
export function addPages(server: FastifyInstance, shown: Shown): void {
	const { arrivals, callers, mails } = shown;
	const send = (reply: FastifyReply, html: string) => reply.type('text/html').send(html);
	const page = (message = '') => renderCallers(message, callers, arrivals);
	server.get('/', (_request, reply) => send(reply, page()));
	for (const caller of callers) {
		server.post(`/call/${caller.key}`, async (request, reply) => {
			const values = Object.fromEntries(new URLSearchParams(String(request.body)));
			const message = await caller.call(values).then(respondedWith, failureText);
			return await send(reply, page(`${caller.title}: ${message}`));
		});
	}
	const addList = (address: string, title: string, explanation: string, list: () => string) => {
		server.get(`/${address}/list`, (_request, reply) => send(reply, list()));
		server.get(`/${address}`, (_request, reply) =>
			send(reply, systemsPage(title, `<p>${explanation}</p>\n${refreshed(address, list())}`)),
		);
	};
	addList('mailbox', 'Mailbox', 'Every mail that n8n sent by SMTP, newest first.', () =>
		mailList(mails),
	);
	addList(
		'received',
		'What the other systems got',
		'A table for each thing that the contractor, the CRM and others received from n8n, newest first.',
		() => receivedTables(arrivals),
	);
}

const respondedWith = (outcome: number | string) =>
	typeof outcome === 'string' ? outcome : `n8n responded with ${outcome}.`;

function failureText(error: unknown): string {
	return isAxiosError(error) && error.response
		? respondedWith(error.response.status)
		: 'n8n did not respond.';
}

const PAGES: ReadonlyArray<readonly [address: string, name: string]> = [
	['.', 'Call n8n'],
	['mailbox', 'Mailbox'],
	['received', 'What the other systems got'],
];

function systemsPage(title: string, content: string): string {
	const links = PAGES.map(([address, name]) => link(address, name).html).join('\n');
	return renderPage({
		title: `${title} - Tampuuri demo`,
		base: '/',
		content: `<nav>${links}</nav>\n<h1>${escapeHtml(title)}</h1>\n${content}`,
	});
}

/** A list that stays up to date while the page is open. */
function refreshed(address: string, list: string): string {
	return `<div id="list">${list}</div>
<script>
const list = document.getElementById('list');
setInterval(async () => {
	const text = await (await fetch('${address}/list')).text();
	if (list.innerHTML !== text) list.innerHTML = text;
}, ${REFRESH_EVERY_MS});
</script>`;
}

function renderCallers(
	message: string,
	callers: readonly Caller[],
	arrivals: readonly Arrival[],
): string {
	return systemsPage(
		'Other systems',
		`<p>These stand in for your own contractor, CRM and mail. The ready workflows in this n8n call them, and they call n8n when you press <i>Send</i>.</p>
<p role="status"><b>${escapeHtml(message)}</b></p>
${callers.map((caller) => renderForm(caller, arrivals)).join('\n')}`,
	);
}

function renderForm({ key, title, fields }: Caller, arrivals: readonly Arrival[]): string {
	const textIn = ({ value }: CallerField) => (typeof value === 'string' ? value : value(arrivals));
	const inputs = fields.map(
		(field) =>
			`<label>${escapeHtml(field.label)} <input name="${field.name}" size="${FIELD_WIDTH}" value="${escapeHtml(textIn(field))}"></label>`,
	);
	return `<form class="inline" method="post" action="call/${key}"><p>${title}</p>
${inputs.join('\n')} <button>Send</button></form>`;
}
