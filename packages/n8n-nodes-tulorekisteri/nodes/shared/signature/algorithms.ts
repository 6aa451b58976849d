/** Names of XML Signature (W3C) and RFC 9231; what is not listed here is not accepted. */

export const SIGNATURE_NAMESPACE = 'http://www.w3.org/2000/09/xmldsig#';
export const ENVELOPED = `${SIGNATURE_NAMESPACE}enveloped-signature`;
export const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
export const INCLUSIVE = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
export const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const RSA_SHA512 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512';
export const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
const SHA512 = 'http://www.w3.org/2001/04/xmlenc#sha512';

/** Signature method → the hash it signs, as Node names it. */
export const SIGNATURE_HASHES: Record<string, string> = {
	[RSA_SHA256]: 'sha256',
	[RSA_SHA512]: 'sha512',
};

/** Digest method → the hash. */
export const DIGEST_HASHES: Record<string, string> = { [SHA256]: 'sha256', [SHA512]: 'sha512' };
