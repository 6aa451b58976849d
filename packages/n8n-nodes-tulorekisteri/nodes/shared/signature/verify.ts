import { createHash, verify, X509Certificate } from 'node:crypto';

import { attempt } from '../errors/refusal';
import { inOneLine } from '../keys/certificateFacts';
import { fromBase64, leafOf } from '../keys/pem';
import { canonicalise, type Canonicalisation } from '../xml/canonical';
import { childrenNamed, elementsOf, textOf, type XmlElement } from '../xml/element';
import {
	DIGEST_HASHES,
	ENVELOPED,
	EXCLUSIVE,
	INCLUSIVE,
	SIGNATURE_HASHES,
	SIGNATURE_NAMESPACE,
} from './algorithms';
import { isTrusted } from './trust';

/** What could be established about the signature of a response. */
export interface SignatureReport {
	present: boolean;
	/** Digest and signature fit the certificate inside the signature. */
	valid: boolean;
	/** Why it is not valid. */
	reason?: string;
	signerSubject?: string;
	/** Whether that certificate comes from the trusted certificate authority, where one is given. */
	trusted: boolean | 'notChecked';
}

/** More than any real chain has; a forged response must not keep us busy. */
const MOST_CERTIFICATES = 6;
const MOST_PREFIXES = 50;

/**
 * Checks the enveloped signature of a document that is the root of its own (see `detach`): exactly one
 * signature, exactly one reference, to the whole document.
 * @param authorities the trusted certificate authorities; none means trust is not checked
 */
export function verifyDocument(
	document: XmlElement,
	authorities: X509Certificate[],
	now: Date,
): SignatureReport {
	const signatures = childrenNamed(document, 'Signature', SIGNATURE_NAMESPACE);
	const unchecked = authorities.length === 0;
	const [signature] = signatures;
	if (!signature || signatures.length > 1) {
		return {
			present: signatures.length > 0,
			valid: false,
			reason: 'one signature was expected',
			trusted: unchecked ? 'notChecked' : false,
		};
	}
	const certificates = certificatesIn(signature);
	const [first, ...more] = certificates;
	// In any order (XML Signature 4.5.4): the signer is no authority, what comes along to vouch for it is.
	const signer = first && leafOf([first, ...more]);
	const reason = signer ? reasonAgainst(document, signature, signer) : 'it carries no certificate';
	return {
		present: true,
		valid: reason === undefined,
		...(reason !== undefined && { reason }),
		...(signer && { signerSubject: inOneLine(signer.subject) }),
		trusted: unchecked
			? 'notChecked'
			: reason === undefined &&
				signer !== undefined &&
				isTrusted(signer, certificates, authorities, now),
	};
}

function reasonAgainst(
	document: XmlElement,
	signature: XmlElement,
	signer: X509Certificate,
): string | undefined {
	const signedInfo = only(signature, 'SignedInfo');
	const reference = only(signedInfo, 'Reference');
	const value = only(signature, 'SignatureValue');
	if (!signedInfo || !reference || !value) return 'it is incomplete';
	if (attributeOf(reference, 'URI') !== '') return 'it does not cover the whole response';

	const transforms = transformsOf(reference, signature);
	const digestHash = DIGEST_HASHES[algorithmOf(only(reference, 'DigestMethod'))];
	const signedInfoForm = formOf(only(signedInfo, 'CanonicalizationMethod'));
	const signatureHash = SIGNATURE_HASHES[algorithmOf(only(signedInfo, 'SignatureMethod'))];
	if (!transforms || !digestHash || !signedInfoForm || !signatureHash)
		return 'it uses an unknown method';

	const digest = createHash(digestHash).update(canonicalise(document, transforms)).digest();
	if (!digest.equals(bytesOf(only(reference, 'DigestValue'))))
		return 'the response was changed after signing';

	const signed = Buffer.from(canonicalise(signedInfo, signedInfoForm));
	const fits = attempt(() => verify(signatureHash, signed, signer.publicKey, bytesOf(value)));
	return fits === true ? undefined : 'the signature does not fit its certificate';
}

/** Enveloped signature, then at most one canonicalisation; inclusive where none is named (XML Signature 4.4.3.2). */
function transformsOf(reference: XmlElement, signature: XmlElement): Canonicalisation | undefined {
	const transforms = only(reference, 'Transforms');
	const [enveloped, form, ...more] = transforms ? elementsOf(transforms) : [];
	if (!enveloped || algorithmOf(enveloped) !== ENVELOPED || more.length > 0) return undefined;
	const canonicalisation = form ? formOf(form) : { mode: 'inclusive' as const };
	return canonicalisation && { ...canonicalisation, omit: signature };
}

function formOf(method: XmlElement | undefined): Canonicalisation | undefined {
	const algorithm = algorithmOf(method);
	if (algorithm === INCLUSIVE) return { mode: 'inclusive' };
	if (algorithm !== EXCLUSIVE || !method) return undefined;
	const [inclusive] = childrenNamed(method, 'InclusiveNamespaces', EXCLUSIVE);
	const prefixes = (inclusive && attributeOf(inclusive, 'PrefixList'))?.split(/\s+/) ?? [];
	if (prefixes.length > MOST_PREFIXES) return undefined;
	return {
		mode: 'exclusive',
		inclusivePrefixes: prefixes.map((prefix) => (prefix === '#default' ? '' : prefix)),
	};
}

function certificatesIn(signature: XmlElement): X509Certificate[] {
	const data = only(only(signature, 'KeyInfo'), 'X509Data');
	if (!data) return [];
	return childrenNamed(data, 'X509Certificate', SIGNATURE_NAMESPACE)
		.slice(0, MOST_CERTIFICATES)
		.map((element) => certificateOf(bytesOf(element)))
		.filter((certificate) => certificate !== undefined);
}

/** Node alone would skip bytes after the certificate. */
function certificateOf(bytes: Buffer): X509Certificate | undefined {
	const certificate = attempt(() => new X509Certificate(bytes));
	return certificate?.raw.equals(bytes) ? certificate : undefined;
}

function only(parent: XmlElement | undefined, localName: string): XmlElement | undefined {
	const found = parent ? childrenNamed(parent, localName, SIGNATURE_NAMESPACE) : [];
	return found.length === 1 ? found[0] : undefined;
}

function algorithmOf(element: XmlElement | undefined): string {
	return (element && attributeOf(element, 'Algorithm')) ?? '';
}

function attributeOf(element: XmlElement, localName: string): string | undefined {
	return element.attributes.find((each) => each.prefix === '' && each.localName === localName)
		?.value;
}

/** No bytes where the text is no base64: xmlsec1 refuses that too, Buffer alone would skip what it can't read. */
function bytesOf(element: XmlElement | undefined): Buffer {
	return (element && fromBase64(textOf(element))) ?? Buffer.alloc(0);
}
