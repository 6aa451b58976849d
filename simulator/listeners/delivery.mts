import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import axios from 'axios';
import type { DeliverySettings, Listener, Notification } from './listener.mts';

/** Webinar: a bundle is sent at most five times. */
const MAXIMUM_ATTEMPTS = 5;

/** One attempt to deliver a bundle, for the log. */
export interface Attempt {
	/** ISO 8601, UTC. */
	readonly time: string;
	readonly listener: number;
	readonly bundle: string;
	readonly attempt: number;
	readonly notifications: number;
	/** Null when there was no response. */
	readonly status: number | null;
}

export interface Delivery {
	readonly listener: Listener;
	readonly notifications: readonly Notification[];
	readonly settings: DeliverySettings;
	readonly signal: AbortSignal;
	readonly onAttempt: (attempt: Attempt) => void;
}

async function post(
	{ listener, settings, signal }: Delivery,
	body: Buffer,
): Promise<number | null> {
	const digest = createHmac('sha256', listener.signingSecret).update(body).digest('hex');
	const signature = listener.signingSecret === '' ? {} : { 'ms-signature': `sha256=${digest}` };
	try {
		const { status } = await axios.post(listener.address, body, {
			headers: { 'Content-Type': 'application/json', ...signature },
			maxRedirects: 0,
			timeout: settings.timeout,
			validateStatus: () => true,
			signal,
		});
		return status;
	} catch {
		return null;
	}
}

/**
 * Sends a bundle until the listener responds with 2xx (assumed: EVIDENCE.md#webhook-retries), five times at most.
 *
 * @returns whether the listener accepted it
 */
export async function deliver(delivery: Delivery): Promise<boolean> {
	const { listener, notifications, settings, signal, onAttempt } = delivery;
	const bundle = randomUUID();
	for (let attempt = 1; attempt <= MAXIMUM_ATTEMPTS && !signal.aborted; attempt++) {
		const content = { Id: bundle, Attempts: attempt, Notifications: notifications };
		const status = await post(delivery, Buffer.from(JSON.stringify(content)));
		onAttempt({
			time: new Date().toISOString(),
			listener: listener.id,
			bundle,
			attempt,
			notifications: notifications.length,
			status,
		});
		if (status !== null && status >= 200 && status < 300) return true;
		const delay = settings.retryDelays[attempt - 1];
		if (delay !== undefined) await wait(delay, undefined, { signal }).catch(() => undefined);
	}
	return false;
}

/**
 * Checks a new listener: a GET with `echo`, whose value must come back as the body (assumed: EVIDENCE.md#webhook-listener-check).
 *
 * @returns why the check failed, or undefined when it passed
 */
export async function checkEcho(address: string): Promise<string | undefined> {
	const echo = randomUUID();
	const url = new URL(address);
	if (url.searchParams.has('noecho')) return undefined;
	url.searchParams.set('echo', echo);
	try {
		const { status, data } = await axios.get<unknown>(url.href, {
			responseType: 'text',
			maxRedirects: 0,
			timeout: 10_000,
			validateStatus: () => true,
		});
		return status === 200 && data === echo
			? undefined
			: `It responded with ${status} but without the echo`;
	} catch {
		return 'It did not respond';
	}
}
