import { SignedXml } from 'xml-crypto';

import type { Party } from './authority.mts';
import { SERVICE, SOAP } from './schema.mts';

const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const INCLUSIVE = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';

export interface Outcome {
	status: 'OK' | 'FAIL';
	errors?: Array<{ code: string; message: string }>;
	retrievalId?: string;
	certificate?: Buffer;
}

/** How a response is written; the real service's own canonicalisation is known from one implementer only. */
export interface ResponseStyle {
	canonicalisation: 'inclusive' | 'exclusive';
	/** Result before the rest: against the schema. */
	wrongOrder?: boolean;
	/** The retrieval ID or certificate twice. */
	duplicated?: boolean;
}

/** A response's application document, signed as the root it is before it enters an envelope. */
export function responseDocument(
	response: string,
	outcome: Outcome,
	style: ResponseStyle,
	signer: Party | undefined,
): string {
	const payload = [
		outcome.retrievalId && `<RetrievalId>${escape(outcome.retrievalId)}</RetrievalId>`,
		outcome.certificate &&
			`<Certificate>${inLines(outcome.certificate.toString('base64'), '\n')}</Certificate>`,
	]
		.filter(Boolean)
		.join('');
	const errors = (outcome.errors ?? []).map(
		({ code, message }) =>
			`<ErrorInfo><ErrorCode>${escape(code)}</ErrorCode><ErrorMessage>${escape(message)}</ErrorMessage></ErrorInfo>`,
	);
	const result = `<Result><Status>${outcome.status}</Status>${errors.join('')}</Result>`;
	const content = style.wrongOrder
		? result + payload
		: payload + (style.duplicated ? payload : '') + result;
	const document = `<ns2:${response} xmlns:ns2="${SERVICE}">${content}</ns2:${response}>`;
	return signer ? signed(document, style, signer) : document;
}

/** The envelope as the Java stack writes it: an empty header, a prefix of its own. */
export function inEnvelope(document: string): string {
	return `<SOAP-ENV:Envelope xmlns:SOAP-ENV="${SOAP}"><SOAP-ENV:Header/><SOAP-ENV:Body>${document}</SOAP-ENV:Body></SOAP-ENV:Envelope>`;
}

export function fault(code: string, text: string): string {
	return inEnvelope(
		`<SOAP-ENV:Fault><faultcode>SOAP-ENV:${code}</faultcode><faultstring>${escape(text)}</faultstring></SOAP-ENV:Fault>`,
	);
}

function signed(document: string, style: ResponseStyle, signer: Party): string {
	const form = style.canonicalisation === 'inclusive' ? INCLUSIVE : EXCLUSIVE;
	const signedXml = new SignedXml({
		privateKey: signer.privateKey.export({ type: 'pkcs8', format: 'pem' }),
		publicCert: signer.certificate.toString(),
		signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
		canonicalizationAlgorithm: form,
	});
	signedXml.addReference({
		xpath: '/*',
		uri: '',
		isEmptyUri: true,
		transforms:
			style.canonicalisation === 'inclusive' ? [ENVELOPED, INCLUSIVE] : [ENVELOPED, EXCLUSIVE],
		digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
	});
	signedXml.computeSignature(document, { location: { reference: '/*', action: 'append' } });
	return signedXml
		.getSignedXml()
		.replaceAll(
			/<(SignatureValue|X509Certificate)>([^<]*)</g,
			(_match, name: string, base64: string) => `<${name}>${inLines(base64, '&#13;\n')}<`,
		);
}

/** The Java stack breaks its base64 into lines; where it is signed, with a plain line end only. */
function inLines(base64: string, lineEnd: string): string {
	return (base64.match(/.{1,76}/g) ?? []).join(lineEnd);
}

function escape(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
