import { isAxiosError } from 'axios';
import type { FastifyInstance } from 'fastify';
import { escapeHtml, renderPage } from '../simulator/html.mts';
import type { Arrival } from './otherSystems.mts';

const SHOWN_ARRIVALS = 50;
const SHOWN_CHARACTERS = 600;
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
	 * @returns the response's status
	 */
	call(values: Readonly<Record<string, string>>): Promise<number>;
}

/** Adds the page with a form for each caller and the list of what arrived. */
export function addPage(
	server: FastifyInstance,
	arrivals: readonly Arrival[],
	callers: readonly Caller[],
): void {
	const page = (message = '') => renderSystems(message, callers, arrivals);
	server.get('/', (_request, reply) => reply.type('text/html').send(page()));
	server.get('/arrivals', (_request, reply) =>
		reply.type('text/html').send(renderArrivals(arrivals)),
	);
	for (const caller of callers) {
		server.post(`/call/${caller.key}`, async (request, reply) => {
			const values = Object.fromEntries(new URLSearchParams(String(request.body)));
			const message = await caller.call(values).then(respondedWith, failureText);
			return await reply.type('text/html').send(page(`${caller.title}: ${message}`));
		});
	}
}

const respondedWith = (status: number) => `n8n responded with ${status}.`;

function failureText(error: unknown): string {
	return isAxiosError(error) && error.response
		? respondedWith(error.response.status)
		: 'n8n did not respond.';
}

function renderSystems(
	message: string,
	callers: readonly Caller[],
	arrivals: readonly Arrival[],
): string {
	return renderPage({
		title: 'Other systems - Tampuuri demo',
		base: '/',
		content: `<h1>Other systems</h1>
<p>These stand in for your own contractor, CRM, mail and file systems. The ready workflows in this n8n call them.</p>
<p role="status"><b>${escapeHtml(message)}</b></p>
<h2>Call n8n</h2>
${callers.map((caller) => renderForm(caller, arrivals)).join('\n')}
<h2>What arrived</h2>
<table><thead><tr><th>Time</th><th>Request</th><th>Body</th></tr></thead>
<tbody id="arrivals">${renderArrivals(arrivals)}</tbody></table>
<script>
const rows = document.getElementById('arrivals');
setInterval(async () => { rows.innerHTML = await (await fetch('arrivals')).text(); }, ${REFRESH_EVERY_MS});
</script>`,
	});
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

function renderArrivals(arrivals: readonly Arrival[]): string {
	const newest = arrivals.slice(-SHOWN_ARRIVALS).reverse();
	if (newest.length === 0) return '<tr><td colspan="3">Nothing yet.</td></tr>';
	return newest
		.map(
			({ time, method, address, body }) =>
				`<tr><td>${time.toLocaleTimeString('fi-FI')}</td><td>${escapeHtml(`${method} ${address}`)}</td>` +
				`<td><pre>${escapeHtml(bodyText(body))}</pre></td></tr>`,
		)
		.join('\n');
}

function bodyText(body: unknown): string {
	if (Buffer.isBuffer(body)) return `A file of ${body.length} bytes`;
	const text = JSON.stringify(body, null, 1) ?? '';
	return text.replaceAll('\\n', '\n').slice(0, SHOWN_CHARACTERS);
}
