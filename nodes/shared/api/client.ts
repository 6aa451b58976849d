import pLimit from 'p-limit';
import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { serverMessageOf } from '../errors/serverMessage';
import { CallFailed, type Failure } from '../errors/failure';
import { throwIfStopped, waitUnlessStopped } from './cancellation';
import { jsonBody } from './body';
import { mayChange } from './access';
import { checkBeforeSending } from './beforeSending';
import { isTransient, pauseBefore, retryAfterOf } from './retry';
import {
	USUAL_PATIENCE,
	type ApiResponse,
	type ApiRequest,
	type Patience,
	type RequestSettings,
} from './request';

/** Adds the six headers and sends a request through n8n's own HTTP client. */
export type Sender = (options: IHttpRequestOptions) => Promise<unknown>;

/** The run has used up its call budget. What it has read so far is kept. */
export class BudgetReached extends Error {
	constructor(readonly budget: number) {
		super(`The call budget of ${budget} is used up`);
	}
}

/** How many calls may be in flight. */
export interface CallsInFlight {
	readonly reads: number;
	readonly changes: number;
}

/** What a client sends with, and how. */
export interface ClientSettings {
	/** The address that paths are relative to. */
	readonly base: URL;
	readonly sender: Sender;
	/** Aborted when the user stops the run. */
	readonly signal?: AbortSignal;
	/** Maximum number of calls in flight, whoever makes them; unlimited if absent. */
	readonly concurrency?: CallsInFlight;
	readonly patience?: Patience;
	/** Whether the credential allows nothing but what is known to read. */
	readonly readsOnly?: boolean;
}

/** The calls a run has made so far. Every attempt is billed. */
export interface CallCount {
	calls: number;
	retries: number;
}

/** Node's error codes for a connection that was never made. */
const NOT_SENT = [
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'UNTRUSTED_CERTIFICATE',
];

/** OpenSSL's and Node's many codes for a certificate that is not trusted. */
const UNTRUSTED = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_)/;

function addressOf(base: URL, request: Pick<ApiRequest, 'path' | 'query'>): URL {
	const url = new URL(request.path, base);
	if (!url.href.startsWith(base.href)) throw new Error('The path leads away from the API');
	for (const [key, value] of Object.entries(request.query ?? {})) {
		url.searchParams.append(key, value);
	}
	return url;
}

function optionsOf(base: URL, request: ApiRequest, timeout: number): IHttpRequestOptions {
	const url = addressOf(base, request);
	const options: IHttpRequestOptions = {
		method: request.method,
		url: url.href,
		headers: { Accept: request.wantsFile ? '*/*' : 'application/json' },
		encoding: request.wantsFile ? 'arraybuffer' : 'text',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout,
	};
	if (request.body === undefined) {
		// Some servers answer 411 to a DELETE that does not say how long it is.
		if (request.method === 'DELETE')
			options.headers = { ...options.headers, 'Content-Length': '0' };
		return options;
	}
	return {
		...options,
		headers: { ...options.headers, 'Content-Type': 'application/json; charset=utf-8' },
		// Bytes, because with a string Node would send the headers as UTF-8.
		body: jsonBody(request.body),
	};
}

function receivedBody(body: unknown): Pick<ApiResponse, 'text' | 'bytes'> {
	if (!Buffer.isBuffer(body)) return { text: typeof body === 'string' ? body : '' };
	// Enough to decode an error's text; a file is not decoded whole.
	return { text: body.subarray(0, 10_000).toString('utf8'), bytes: body };
}

function responseOf(received: unknown): ApiResponse {
	const { statusCode, headers, body } = received as {
		statusCode: number;
		headers: IDataObject;
		body: unknown;
	};
	return {
		status: statusCode,
		headers: Object.fromEntries(
			Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
		),
		...receivedBody(body),
	};
}

/** Finds the code of the network error inside whatever n8n's HTTP client threw. */
function codeOf(error: unknown): string {
	for (let inner = error; typeof inner === 'object' && inner !== null; ) {
		if ('code' in inner && typeof inner.code === 'string') {
			return UNTRUSTED.test(inner.code) ? 'UNTRUSTED_CERTIFICATE' : inner.code;
		}
		inner = 'cause' in inner ? inner.cause : undefined;
	}
	return 'NO_ANSWER';
}

/** Not any markup: the API may describe an error in XML. */
function isWebPage({ text, headers }: ApiResponse): boolean {
	return /^\s*<(!doctype html|html)\b/i.test(text) || /html/i.test(headers['content-type'] ?? '');
}

function failureOf(response: ApiResponse, base: URL): Failure | undefined {
	if (response.status >= 200 && response.status < 300) return undefined;
	if (response.status >= 300 && response.status < 400) {
		const target = response.headers.location ?? '';
		const host = URL.canParse(target, base.href) ? new URL(target, base).host : 'another address';
		return { kind: 'redirected', status: response.status, host };
	}
	const retryAfter = retryAfterOf(response.headers['retry-after'], Date.now());
	return {
		kind: 'refused',
		status: response.status,
		said: serverMessageOf(response.text),
		webPage: isWebPage(response),
		retryAfter,
	};
}

/**
 * The only way out: every request of the package goes through here, and only this code knows the
 * host, headers, timeout, retries and number of calls.
 */
export class Client {
	readonly count: CallCount = { calls: 0, retries: 0 };
	/** The calls that were shown instead of sent, the changes among them, and what was read for them. */
	readonly previewed = { calls: 0, changes: 0, reads: 0 };
	private readonly sharedReads = new Map<string, Promise<ApiResponse>>();
	/** Why nothing is read until a moment: the server asked to wait longer than the run may. */
	private closed: { readonly until: number; readonly failure: Failure } | undefined;
	private readonly ending = new AbortController();
	/** Aborted when the user stops the run, or nothing more is wanted. */
	private readonly stopped: AbortSignal;
	private readonly schedules: Readonly<Record<ApiRequest['access'], pLimit.Limit>>;
	private readonly base: URL;
	private readonly sender: Sender;
	private readonly signal: AbortSignal | undefined;
	private readonly patience: Patience;
	/** Whether the credential allows nothing but what is known to read. */
	readonly readsOnly: boolean;

	constructor({ base, sender, signal, ...rest }: ClientSettings) {
		const { concurrency, patience = USUAL_PATIENCE, readsOnly = false } = rest;
		const { reads, changes } = concurrency ?? { reads: Infinity, changes: Infinity };
		this.base = base;
		this.sender = sender;
		this.signal = signal;
		this.patience = patience;
		this.readsOnly = readsOnly;
		this.stopped = AbortSignal.any([this.ending.signal, ...(signal ? [signal] : [])]);
		this.schedules = { read: pLimit(reads), write: pLimit(changes) };
	}

	/**
	 * Sends a request and returns its 2xx response. Reads are retried after 429, 502, 503, 504 and
	 * network errors, writes never.
	 *
	 * @throws CallFailed for any other outcome
	 * @throws BudgetReached before the call that would exceed the budget
	 * @throws ExecutionStopped when the user stops the run, or after `end`
	 */
	async send(request: ApiRequest, settings: RequestSettings = {}): Promise<ApiResponse> {
		if (!settings.reuseReads || request.access === 'write') {
			return await this.sendNew(request, settings);
		}
		const { method, path, query, body, wantsFile } = request;
		const identity = JSON.stringify([method, path, query, body, wantsFile]);
		const response = this.sharedReads.get(identity) ?? this.sendNew(request, settings);
		this.sharedReads.set(identity, response);
		response.catch(() => this.sharedReads.delete(identity));
		return await response;
	}

	/** The calls made, without retries. */
	get reads(): number {
		return this.count.calls - this.count.retries;
	}

	/** Whether a call is a change, or may be one and the credential allows reads only. */
	mayChange(request: ApiRequest): boolean {
		return mayChange(request, this.readsOnly);
	}

	/**
	 * Counts a call instead of sending it, and gives its path and query as they would be sent.
	 *
	 * @throws BudgetReached where `send` would
	 */
	preview(
		request: ApiRequest,
		{ callBudget = Infinity }: RequestSettings,
	): { path: string; query: Record<string, string> } {
		this.refuseBeyond(callBudget);
		const { pathname, searchParams } = addressOf(this.base, request);
		this.previewed.calls++;
		if (this.mayChange(request)) this.previewed.changes++;
		return {
			path: pathname.slice(this.base.pathname.length),
			query: Object.fromEntries(searchParams),
		};
	}

	private refuseBeyond(callBudget: number): void {
		if (this.count.calls + this.previewed.calls >= callBudget) throw new BudgetReached(callBudget);
	}

	/** Starts no more calls; those in flight still end. */
	end(): void {
		this.ending.abort();
	}

	private async sendNew(request: ApiRequest, settings: RequestSettings): Promise<ApiResponse> {
		const { longestWait, retries: mostRetries } = this.patience;
		const allowedRetries =
			request.access === 'read' ? Math.min(mostRetries, settings.mostRetries ?? mostRetries) : 0;
		for (let retries = 0; ; retries++) {
			// A pause before a retry is outside, so that others can use the time.
			const { response, failure } = await this.schedules[request.access](
				async () => await this.tryOnce(request, settings),
			);
			if (failure === undefined) return response;
			const transient =
				failure.kind === 'unreachable' ||
				(failure.kind === 'refused' && isTransient(failure.status));
			if (!transient || retries >= allowedRetries) throw new CallFailed(request, failure);
			const { retryAfter = 0 } = failure.kind === 'refused' ? failure : {};
			if (failure.kind === 'refused' && retryAfter > longestWait) {
				this.closed = { until: Date.now() + retryAfter, failure: { ...failure, longestWait } };
				throw new CallFailed(request, this.closed.failure);
			}
			await waitUnlessStopped(pauseBefore(retries, retryAfter, Math.random()), this.stopped);
			this.count.retries++;
		}
	}

	private async tryOnce(
		request: ApiRequest,
		{ callBudget = Infinity }: RequestSettings,
	): Promise<
		{ response: ApiResponse; failure?: undefined } | { response?: undefined; failure: Failure }
	> {
		throwIfStopped(this.stopped);
		if (request.access === 'read' && this.closed && Date.now() < this.closed.until) {
			throw new CallFailed(request, this.closed.failure);
		}
		this.refuseBeyond(callBudget);
		const options = optionsOf(this.base, request, this.patience.timeout);
		checkBeforeSending(request, options, this.readsOnly);
		this.count.calls++;
		try {
			const response = responseOf(await this.sender(options));
			const failure = failureOf(response, this.base);
			return failure === undefined ? { response } : { failure };
		} catch (error) {
			throwIfStopped(this.signal);
			const code = codeOf(error);
			return {
				failure: { kind: 'unreachable', code, sent: NOT_SENT.includes(code) ? 'no' : 'unknown' },
			};
		}
	}
}
