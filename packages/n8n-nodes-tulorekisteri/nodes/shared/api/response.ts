import type { X509Certificate } from 'node:crypto';

import { attempt, Refusal } from '../errors/refusal';
import { fromBase64 } from '../keys/pem';
import { verifyDocument, type SignatureReport } from '../signature/verify';
import { childrenNamed, detach, elementsOf, textOf, type XmlElement } from '../xml/element';
import { readXml } from '../xml/reader';
import { SERVICE_NAMESPACE, SOAP_NAMESPACE } from './messages';

/** A code and a text of the service, word for word. */
export interface ServiceError {
	code: string;
	message: string;
}

export interface ServiceResponse {
	status: 'OK' | 'FAIL';
	errors: ServiceError[];
	retrievalId?: string;
	/** The certificate's DER bytes. */
	certificate?: Buffer;
	signature: SignatureReport;
}

/**
 * Reads the service's response from an HTTP body. A business failure comes as a normal response with
 * `FAIL`, whatever the HTTP status; its status at such times is not known, so it decides nothing here.
 * @throws Refusal when it is a SOAP fault, another message, or not XML
 */
export function readResponse(
	httpStatus: number,
	body: Buffer,
	responseName: string,
	authorities: X509Certificate[],
	now: Date,
): ServiceResponse {
	const content = bodyContent(httpStatus, body);
	if (content.localName === 'Fault' && content.namespace === SOAP_NAMESPACE)
		throw faultRefusal(content);
	if (content.localName !== responseName || content.namespace !== SERVICE_NAMESPACE) {
		throw new Refusal(
			`The service sent ${content.localName} instead of ${responseName}`,
			CHECK_ADDRESS,
			'service',
		);
	}
	const document = detach(content);
	const result = single(document, 'Result');
	const status = result && valueOf(result, 'Status');
	if (!result || (status !== 'OK' && status !== 'FAIL')) {
		throw new Refusal('The response says neither OK nor FAIL', CHECK_ADDRESS, 'service');
	}
	const retrievalId = valueOf(document, 'RetrievalId');
	const certificate = valueOf(document, 'Certificate');
	return {
		status,
		errors: childrenNamed(result, 'ErrorInfo').map((info) => ({
			code: valueOf(info, 'ErrorCode') ?? '',
			message: valueOf(info, 'ErrorMessage') ?? '',
		})),
		...(retrievalId !== undefined && { retrievalId }),
		...(certificate !== undefined && {
			certificate: fromBase64(certificate) ?? Buffer.alloc(0),
		}),
		signature: verifyDocument(document, authorities, now),
	};
}

const CHECK_ADDRESS =
	'Check that the address is the certificate service and that no proxy or gateway in between responds in its place.';

function bodyContent(httpStatus: number, body: Buffer): XmlElement {
	if (httpStatus >= 300 && httpStatus < 400) {
		throw new Refusal(
			'The service responded with a redirect, which is never followed',
			CHECK_ADDRESS,
			'service',
		);
	}
	const text = attempt(() => new TextDecoder('utf-8', { fatal: true }).decode(body));
	if (text === undefined || !text.trimStart().startsWith('<')) {
		throw new Refusal(
			`The service responded with HTTP ${httpStatus} and no XML`,
			CHECK_ADDRESS,
			'service',
		);
	}
	// Beside 200, what is no XML is a gateway's page as a rule: then the status tells more than what is wrong in it.
	const envelope = httpStatus === 200 ? readXml(text) : attempt(() => readXml(text));
	const contents = (envelope ? childrenNamed(envelope, 'Body', SOAP_NAMESPACE) : []).flatMap(
		elementsOf,
	);
	const [content] = contents;
	const isEnvelope = envelope?.localName === 'Envelope' && envelope.namespace === SOAP_NAMESPACE;
	if (!isEnvelope || !content || contents.length > 1) {
		throw new Refusal(
			`The service responded with HTTP ${httpStatus} and no SOAP message`,
			CHECK_ADDRESS,
			'service',
		);
	}
	return content;
}

function faultRefusal(fault: XmlElement): Refusal {
	const code = valueOf(fault, 'faultcode') ?? 'no code';
	const text = valueOf(fault, 'faultstring') ?? 'no text';
	return new Refusal(
		`The service could not handle the request: ${text} (${code})`,
		"This is a SOAP fault: the service refused the message itself or is out of order. Try again later; if it stays, ask the Incomes Register's technical support.",
		'service',
	);
}

function valueOf(parent: XmlElement, localName: string): string | undefined {
	const element = single(parent, localName);
	return element && textOf(element).trim();
}

/** Two elements where the schema has one are a forgery, or a message we do not understand. */
function single(parent: XmlElement, localName: string): XmlElement | undefined {
	const found = childrenNamed(parent, localName);
	if (found.length > 1) {
		throw new Refusal(
			`The response contains ${localName} more than once`,
			CHECK_ADDRESS,
			'service',
		);
	}
	return found[0];
}
