import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { isObject } from '../shared/foreignValues';
import { filterFor } from './notifications/events';
import { type Bundle } from './notifications/notification';
import { NoBundle, readBundle } from './notifications/readBundle';
import { isAuthentic } from './authentication/authentication';
import { readWebhookSettings } from './settings';
import { secretsFor } from './authentication/secretsCache';

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

/**
 * The parsed body. n8n parses by content type, so a body with another content type is parsed here.
 */
function bodyOf(parsed: unknown, rawBody: Buffer | undefined): unknown {
	if (Array.isArray(parsed) || (isObject(parsed) && Object.keys(parsed).length > 0)) return parsed;
	try {
		return JSON.parse((rawBody ?? Buffer.alloc(0)).toString('utf8').replace(/^\uFEFF/, ''));
	} catch {
		return undefined;
	}
}

/** One item per notification, or one for the whole bundle including its other fields. */
function itemsOf(body: unknown, bundle: Bundle, asBundle: boolean): IDataObject[] {
	if (!asBundle) return [...bundle.notifications];
	const notifications = bundle.notifications.map((one) => ({ ...one, raw: undefined }));
	return [{ attempts: bundle.attempts, notifications, raw: body as IDataObject }];
}

/**
 * Responds to a call to the listener: rejects callers without the secret and bodies that are not a
 * bundle, and starts the workflow with the wanted notifications. Never throws, whatever is sent.
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

	const refuse = (status: number, reason: string): IWebhookResponseData => {
		response.status(status).type('text/plain').send(reason);
		return ANSWERED;
	};
	const settings = readWebhookSettings(this);
	const body = bodyOf(this.getBodyData(), bytes);
	let bundle: Bundle;
	try {
		bundle = readBundle(body);
	} catch (error) {
		return refuse(400, error instanceof NoBundle ? error.message : 'The body could not be read.');
	}
	if (bundle.notifications.length > settings.largestBundle) {
		return refuse(413, `The bundle contains more than ${settings.largestBundle} notifications.`);
	}
	const wanted = bundle.notifications.filter(filterFor(settings.wanted));
	if (wanted.length === 0) {
		response.status(200).end();
		return ANSWERED;
	}
	const items = itemsOf(body, { ...bundle, notifications: wanted }, settings.asBundle);
	return { workflowData: [items.map((json) => ({ json }))] };
}
