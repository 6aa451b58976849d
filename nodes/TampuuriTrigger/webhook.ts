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
 * Answers the check of a new listener: a GET with `echo` wants that value back as the body (guess:
 * GAPS 13), a GET or HEAD without one only an answer.
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

/** The call was answered here: nothing starts, nothing is stored. */
const ANSWERED: IWebhookResponseData = { noWebhookResponse: true };

/** n8n reads bodies of the usual content types beforehand, others on demand. */
async function bytesOf(context: IWebhookFunctions): Promise<Buffer | undefined> {
	const request: RequestWithBytes = context.getRequestObject();
	if (request.rawBody === undefined) await request.readRawBody?.().catch(() => undefined);
	return Buffer.isBuffer(request.rawBody) ? request.rawBody : undefined;
}

/** n8n parses by content type; a body sent under another one is still read. */
function bodyOf(parsed: unknown, rawBody: Buffer | undefined): unknown {
	if (Array.isArray(parsed) || (isObject(parsed) && Object.keys(parsed).length > 0)) return parsed;
	try {
		return JSON.parse((rawBody ?? Buffer.alloc(0)).toString('utf8').replace(/^\uFEFF/, ''));
	} catch {
		return undefined;
	}
}

/** One item for each notification, or one for all, with what came beside them. */
function itemsOf(body: unknown, bundle: Bundle, asBundle: boolean): IDataObject[] {
	if (!asBundle) return [...bundle.notifications];
	const notifications = bundle.notifications.map((one) => ({ ...one, raw: undefined }));
	return [{ attempts: bundle.attempts, notifications, raw: body as IDataObject }];
}

/**
 * Answers a call to the listener: lets in only who knows the secret, refuses what is no bundle, and
 * hands the notifications listened to over to the run. Never throws, whatever is sent.
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
