import { createHash, sign, type KeyObject, type X509Certificate } from 'node:crypto';

import { ENVELOPED, EXCLUSIVE, RSA_SHA256, SHA256, SIGNATURE_NAMESPACE } from './algorithms';

/**
 * Signs a document with an enveloped signature as its root's last child: exclusive C14N, SHA-256, RSA.
 * The document must already be in canonical form (as `soap/messages` writes it): its bytes are what is
 * digested, and nothing may touch them afterwards.
 * Source: the interface description as quoted by two implementers (exclusive C14N, SHA-256).
 */
export function signDocument(
	document: string,
	privateKey: KeyObject,
	certificate: X509Certificate,
): string {
	const digest = createHash('sha256').update(document).digest('base64');
	const signatureValue = sign(
		'sha256',
		Buffer.from(signedInfo(digest, ` xmlns:ds="${SIGNATURE_NAMESPACE}"`)),
		privateKey,
	).toString('base64');
	const signature = [
		`<ds:Signature xmlns:ds="${SIGNATURE_NAMESPACE}">`,
		signedInfo(digest, ''),
		`<ds:SignatureValue>${signatureValue}</ds:SignatureValue>`,
		`<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificate.raw.toString('base64')}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>`,
		'</ds:Signature>',
	].join('');
	const rootEnd = document.lastIndexOf('</');
	return document.slice(0, rootEnd) + signature + document.slice(rootEnd);
}

/** SignedInfo in canonical form; its own namespace declaration belongs to the form that is signed only. */
function signedInfo(digest: string, declaration: string): string {
	return [
		`<ds:SignedInfo${declaration}>`,
		`<ds:CanonicalizationMethod Algorithm="${EXCLUSIVE}"></ds:CanonicalizationMethod>`,
		`<ds:SignatureMethod Algorithm="${RSA_SHA256}"></ds:SignatureMethod>`,
		'<ds:Reference URI="">',
		`<ds:Transforms><ds:Transform Algorithm="${ENVELOPED}"></ds:Transform><ds:Transform Algorithm="${EXCLUSIVE}"></ds:Transform></ds:Transforms>`,
		`<ds:DigestMethod Algorithm="${SHA256}"></ds:DigestMethod>`,
		`<ds:DigestValue>${digest}</ds:DigestValue>`,
		'</ds:Reference>',
		'</ds:SignedInfo>',
	].join('');
}
