import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

/** In bytes. The longest the schema allows: a certificate of 32 768, in base64, and a signature with its chain. */
const LONGEST_RESPONSE = 256 * 1024;

/** The part of n8n's context that sending needs. */
export type SendingContext = Pick<IExecuteFunctions, 'getExecutionCancelSignal'> & {
	helpers: Pick<IExecuteFunctions['helpers'], 'httpRequest'>;
};

export interface Post {
	address: string;
	soapAction: string;
	body: string;
	timeoutMilliseconds: number;
}

/** What became of a request; `notSent` is certain, `unknown` means it may have been carried out. */
export type Exchange =
	| { outcome: 'responded'; status: number; body: Buffer }
	| { outcome: 'notSent'; reason: string }
	| { outcome: 'unknown'; reason: string };

/** Failures from before the first byte was sent: no connection, or a server whose certificate we refused. */
const FAILURES_BEFORE_SENDING: Record<string, string> = {
	ECONNREFUSED: 'the connection was refused',
	ENOTFOUND: 'the host name is not known',
	EAI_AGAIN: 'the host name could not be looked up',
	EHOSTUNREACH: 'the host cannot be reached',
	ENETUNREACH: 'the network cannot be reached',
	CERT_HAS_EXPIRED: "the server's TLS certificate has expired",
	DEPTH_ZERO_SELF_SIGNED_CERT: "the server's TLS certificate is self-signed",
	SELF_SIGNED_CERT_IN_CHAIN:
		"the server's TLS certificate comes from an authority that is not trusted",
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
		"the server's TLS certificate comes from an authority that is not trusted",
	UNABLE_TO_VERIFY_LEAF_SIGNATURE:
		"the server's TLS certificate comes from an authority that is not trusted",
	ERR_TLS_CERT_ALTNAME_INVALID: "the server's TLS certificate is for another host name",
};

/**
 * Sends one SOAP request, once: no retry, no redirect, bounded in time and size.
 * n8n's own error is dropped on purpose: it carries the request, and with it the one-time codes.
 */
export async function post(context: SendingContext, request: Post): Promise<Exchange> {
	const tooLate = AbortSignal.timeout(request.timeoutMilliseconds);
	const cancelled = context.getExecutionCancelSignal();
	const options: IHttpRequestOptions = {
		method: 'POST',
		url: request.address,
		headers: {
			'Content-Type': 'text/xml; charset=utf-8',
			SOAPAction: `"${request.soapAction}"`,
			Accept: 'text/xml',
		},
		body: request.body,
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		abortSignal: cancelled ? AbortSignal.any([tooLate, cancelled]) : tooLate,
	};
	try {
		const response: { statusCode: number; body: AsyncIterable<Buffer> } =
			await context.helpers.httpRequest(options);
		const body = await readAtMost(response.body, LONGEST_RESPONSE);
		return body
			? { outcome: 'responded', status: response.statusCode, body }
			: { outcome: 'unknown', reason: 'the response is longer than 256 KiB' };
	} catch (error) {
		const beforeSending = FAILURES_BEFORE_SENDING[codeOf(error)];
		if (beforeSending) return { outcome: 'notSent', reason: beforeSending };
		if (cancelled?.aborted) return { outcome: 'unknown', reason: 'the execution was stopped' };
		if (tooLate.aborted) return { outcome: 'unknown', reason: 'no complete response came in time' };
		return { outcome: 'unknown', reason: 'the connection broke before a complete response came' };
	}
}

async function readAtMost(
	stream: AsyncIterable<Buffer>,
	longest: number,
): Promise<Buffer | undefined> {
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of stream) {
		length += chunk.length;
		if (length > longest) return undefined;
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error && typeof error.code === 'string'
		? error.code
		: '';
}
