import type { Access } from './credential';
import { Refusal } from '../errors/refusal';
import { post, type SendingContext } from './client';
import { readResponse, type ServiceResponse, type ServiceError } from './response';
import type { SignatureReport } from '../signature/verify';
import { inEnvelope, type Message } from './messages';

/** How the service reacted; `unclear` means the request may have been carried out. */
export type Reaction =
	| { outcome: 'responded'; response: ServiceResponse }
	| { outcome: 'notSent'; reason: string }
	| { outcome: 'unclear'; refusal: Refusal };

/** Sends a message once and reads what comes back. Never throws for what the service does. */
export async function send(
	context: SendingContext,
	access: Access,
	message: Message,
	timeoutMilliseconds: number,
): Promise<Reaction> {
	const exchange = await post(context, {
		address: access.environment.address,
		soapAction: message.operation,
		body: inEnvelope(message.document),
		timeoutMilliseconds,
	});
	if (exchange.outcome === 'notSent') return exchange;
	if (exchange.outcome === 'unknown') {
		return {
			outcome: 'unclear',
			refusal: new Refusal(`No usable response: ${exchange.reason}`, TRY_LATER, 'service'),
		};
	}
	try {
		const { status, body } = exchange;
		const response = readResponse(
			status,
			body,
			message.responseName,
			access.trustedAuthorities,
			new Date(),
		);
		return { outcome: 'responded', response };
	} catch (error) {
		return { outcome: 'unclear', refusal: asRefusal(error) };
	}
}

const TRY_LATER = 'Check the connection from n8n to the service.';

/** Meanings that are known; the service's own list of codes is not public. Source: Kitsas (one source). */
const HINTS: Record<string, string> = {
	PKI020: 'The transfer ID or the transfer password is wrong, or was used before. ',
};

/** Refuses a response that says FAIL: the service's codes and texts word for word, with a hint where one is known. */
export function refusalOf(errors: ServiceError[], advice: string): Refusal {
	const told = errors.map(({ code, message }) => [code, message].filter(Boolean).join(': '));
	const hint = errors.map(({ code }) => HINTS[code] ?? '').join('');
	return new Refusal(
		`The service refused the request: ${told.join('; ') || 'it gave no reason'}`,
		hint + advice,
		'service',
	);
}

/**
 * Why a response is not to be used: its signature is missing, altered, or not the trusted authority's.
 * @returns undefined where it may be used, or where the credential says to use it all the same
 */
export function objectionTo(
	{ signature }: ServiceResponse,
	{ acceptsUnverified }: Access,
): Refusal | undefined {
	const { present, valid, trusted, reason } = signature;
	if (acceptsUnverified || (valid && trusted !== false)) return undefined;
	const why = !present ? 'it has none' : (reason ?? 'the trusted authority did not issue it');
	return new Refusal(
		`The signature of the response is not accepted: ${why}`,
		valid
			? 'Check Trusted Authority in the credential: it takes the certificate of IR Services Issuing CA.'
			: 'Somebody or something between n8n and the service changed the response. Only a test bench that signs nothing is a reason to switch Accept Unverified Responses on in the credential.',
		'service',
	);
}

/** What the signature of a response that may be used leaves open. */
export function trustWarnings(
	{ valid, trusted }: SignatureReport,
	{ trustedAuthorities }: Access,
): string[] {
	if (!valid) return ['The response has no valid signature, and the credential accepts that.'];
	if (trusted === 'notChecked') {
		return [
			'The response is unaltered, but who signed it was not checked: the credential names no Trusted Authority.',
		];
	}
	return trustedAuthorities.some((authority) => authority.checkIssued(authority))
		? [
				"The Trusted Authority is a root: every customer's certificate comes from it too. Use the certificate of IR Services Issuing CA.",
			]
		: [];
}

function asRefusal(error: unknown): Refusal {
	if (error instanceof Refusal) return error;
	return new Refusal('The response could not be read', TRY_LATER, 'service');
}
