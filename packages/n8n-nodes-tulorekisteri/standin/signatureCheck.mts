import { X509Certificate } from 'node:crypto';

import { SignedXml } from 'xml-crypto';

const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';

export type SignatureVerdict =
	| { valid: true; certificate: X509Certificate; signed: string }
	| { valid: false; reason: string };

/**
 * Checks a renewal request's signature with xml-crypto: the whole detached document is signed, by exclusive
 * C14N, SHA-256 and RSA, with the certificate in KeyInfo. `signed` is what was really signed.
 */
export function checkSignature(document: string, signature: Element): SignatureVerdict {
	const texts = Array.from(signature.getElementsByTagNameNS('*', 'X509Certificate')).map(
		(each) => each.textContent ?? '',
	);
	const [text] = texts;
	if (texts.length !== 1 || !text)
		return { valid: false, reason: 'KeyInfo holds no single certificate' };
	try {
		const certificate = new X509Certificate(Buffer.from(text, 'base64'));
		const signedXml = new SignedXml({
			publicCert: certificate.toString(),
			getCertFromKeyInfo: () => null,
		});
		signedXml.loadSignature(signature);
		if (signedXml.signatureAlgorithm !== RSA_SHA256)
			return { valid: false, reason: 'not RSA with SHA-256' };
		if (signedXml.canonicalizationAlgorithm !== EXCLUSIVE)
			return { valid: false, reason: 'not exclusive C14N' };
		const valid = signedXml.checkSignature(document);
		const references = signedXml.getSignedReferences();
		const [signed] = references;
		if (!valid || references.length !== 1 || signed === undefined)
			return { valid: false, reason: 'xml-crypto says it is not valid' };
		return { valid: true, certificate, signed };
	} catch (error) {
		return {
			valid: false,
			reason: error instanceof Error ? error.message : 'xml-crypto could not read it',
		};
	}
}
