import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { isObject } from '../shared/foreignValues';
import { filterFor } from './notifications/events';
import { type Bundle } from './notifications/notification';
import { NoBundle, readBundle } from './notifications/readBundle';
import { isAuthentic } from './authentication/authentication';
import { readWebhookSettings, type WebhookSettings } from './settings';
import { secretsFor } from './authentication/secretsCache';
import { noteReceiver } from './workers';

const LONGEST_ECHO = 256;
const PRINTABLE = /^[\x20-\x7e]+$/;

/**
 * Responds to the check of a new listener: a GET with `echo` expects that value back as the body
 * (assumed: EVIDENCE.md#webhook-listener-check), a GET or HEAD without it just a response.
 */
function answerHandshake(
	query: unknown,
	response: ReturnType<IWebhookFunctions['getResponseObject']>,
): void {
	const echo: unknown =
		typeof query === 'object' && query !== null && 'echo' in query ? query.echo : undefined;
	response.set({ 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store' });
	if (echo === undefined) {
		response.status(200).end();
	} else if (typeof echo === 'string' && echo.length <= LONGEST_ECHO && PRINTABLE.test(echo)) {
		response.status(200).type('text/plain').send(echo);
	} else {
		response.status(400).end();
	}
}

interface RequestWithBytes {
	readonly rawBody?: unknown;
	readRawBody?(): Promise<void>;
}

/** The response was sent here: no execution starts and nothing is stored. */
const ANSWERED: IWebhookResponseData = { noWebhookResponse: true };

/** The body's bytes. n8n reads bodies of common content types in advance and others on demand. */
async function bytesOf(context: IWebhookFunctions): Promise<Buffer | undefined> {
	const request: RequestWithBytes = context.getRequestObject();
	if (request.rawBody === undefined) await request.readRawBody?.().catch(() => undefined);
	return Buffer.isBuffer(request.rawBody) ? request.rawBody : undefined;
}

interface Body {
	readonly content: unknown;
	readonly json: string;
}

function textOf(bytes: Buffer): string {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return bytes.toString('latin1');
	}
}

/**
 * The body and its JSON, in which long numbers have all their digits. n8n parses by content type,
 * so a form and XML come parsed, while JSON with another content type does not.
 *
 * @throws SyntaxError when neither n8n nor this can parse it
 */
function bodyOf(parsed: unknown, bytes: Buffer | undefined): Body {
	const json = textOf(bytes ?? Buffer.alloc(0));
	const isParsed = Array.isArray(parsed) || (isObject(parsed) && Object.keys(parsed).length > 0);
	if (!isParsed) return { content: JSON.parse(json), json };
	return { content: parsed, json: /^\s*[[{]/.test(json) ? json : JSON.stringify(parsed) };
}

/** One item per notification, or one for the bundle, in parts if it is large. */
function itemsOf(bundle: Bundle, { asBundle, largestBundle }: WebhookSettings): IDataObject[] {
	const { notifications, attempts, beside } = bundle;
	if (!asBundle) return [...notifications];
	const parts = Math.ceil(notifications.length / largestBundle);
	return Array.from({ length: parts }, (_, part) => ({
		attempts,
		notifications: notifications.slice(part * largestBundle, (part + 1) * largestBundle),
		raw: beside,
	}));
}

/** More places than this are counted, not named. */
const MOST_NAMED = 10;

function unreadableWarning({ unreadable, notifications }: Bundle): string {
	const named = unreadable.slice(0, MOST_NAMED).join(', ');
	const places = unreadable.length > MOST_NAMED ? `${named}, …` : named;
	const count = unreadable.length + notifications.length;
	return `${unreadable.length} of ${count} notifications in a bundle could not be read and were left out: number ${places}. They are empty, not objects, or nested too deeply.`;
}

/**
 * Responds to a call to the listener: rejects callers without the secret and bodies that are not a
 * bundle, and starts the workflow with the wanted notifications. What is refused or left out of a
 * call that carries the secret is logged. Never throws, whatever is sent.
 */
export async function receive(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const response = this.getResponseObject();
	if (this.getWebhookName() === 'setup') {
		answerHandshake(this.getQueryData(), response);
		return ANSWERED;
	}
	const bytes = await bytesOf(this);
	const presented = { query: this.getQueryData(), headers: this.getHeaderData(), rawBody: bytes };
	const secrets = await secretsFor(this);
	if (secrets === undefined || !isAuthentic(presented, secrets)) {
		response.status(401).end();
		return ANSWERED;
	}

	const warn = (text: string) => this.logger.warn(`${this.getNode().name}: ${text}`);
	const settings = readWebhookSettings(this);
	let bundle: Bundle;
	try {
		const { content, json } = bodyOf(this.getBodyData(), bytes);
		bundle = readBundle(content, json);
	} catch (error) {
		const reason =
			error instanceof NoBundle ? error.message : 'The body is not JSON, or not a notification.';
		warn(`Refused a call with the right secret (400): ${reason}`);
		response.status(400).type('text/plain').send(reason);
		return ANSWERED;
	}
	if (bundle.unreadable.length > 0) warn(unreadableWarning(bundle));
	const notifications = bundle.notifications.filter(filterFor(settings.wanted));
	if (notifications.length === 0) {
		response.status(200).end();
		return ANSWERED;
	}
	noteReceiver(this);
	const items = itemsOf({ ...bundle, notifications }, settings);
	return { workflowData: [items.map((json) => ({ json }))] };
}
