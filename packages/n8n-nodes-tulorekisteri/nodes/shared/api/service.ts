import type { Access } from './credential';
import { Refusal } from '../errors/refusal';
import { post, type SendingContext } from './client';
import { readResponse, type ServiceResponse, type ServiceError } from './response';
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
 * Refuses a response whose signature is not the trusted authority's, where one is given in the credential.
 * @param kept what must not be lost with the response
 */
export function refuseUntrusted({ signature }: ServiceResponse, kept: string): void {
	if (signature.trusted !== false) return;
	const reason = signature.reason ?? 'it was not made by the trusted authority';
	throw new Refusal(
		`The response's signature is not accepted: ${signature.present ? reason : 'there is none'}`,
		`The credential names a trusted authority, so a response it does not vouch for is not used. ${kept}`.trim(),
		'service',
	);
}

function asRefusal(error: unknown): Refusal {
	if (error instanceof Refusal) return error;
	return new Refusal('The response could not be read', TRY_LATER, 'service');
}
