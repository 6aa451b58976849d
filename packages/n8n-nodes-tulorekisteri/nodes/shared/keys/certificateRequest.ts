import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto';

import { attempt, Refusal } from '../errors/refusal';
import { decode, encode, encodeObjectIdentifier, TAG } from './der';
import { KEY_BITS } from './keyPair';
import { readDer, toPem } from './pem';

const COUNTRY = '2.5.4.6';
const ORGANISATION = '2.5.4.10';
const COMMON_NAME = '2.5.4.3';

/** RSA with each hash of RFC 8017 that a request made elsewhere may be signed with, as it stands in the request. */
const SIGNATURE_ALGORITHMS = [
	{ hash: 'sha256', der: rsaWith('1.2.840.113549.1.1.11') },
	{ hash: 'sha384', der: rsaWith('1.2.840.113549.1.1.12') },
	{ hash: 'sha512', der: rsaWith('1.2.840.113549.1.1.13') },
] as const;
const [RSA_SHA256] = SIGNATURE_ALGORITHMS;

/** X.520's upper bound for an organisation's name; the service itself allows 100 in its messages. */
const LONGEST_ORGANISATION = 64;

export interface Requester {
	customerId: string;
	customerName: string;
}

/** A certificate request that was read: well-formed, and signed with the key it is for. */
export interface CertificateRequest {
	der: Buffer;
	publicKey: KeyObject;
}

/**
 * A PKCS#10 certificate request (RFC 2986) for an RSA key: C=FI, O=customer name, CN=customer id,
 * signed with SHA-256. Byte for byte what `openssl req -utf8 -sha256` makes.
 */
export function createCertificateRequest(requester: Requester, privateKey: KeyObject): string {
	const toBeSigned = encode(
		TAG.sequence,
		encode(TAG.integer, Buffer.from([0])),
		subjectOf(requester),
		createPublicKey(privateKey).export({ type: 'spki', format: 'der' }),
		encode(TAG.attributes),
	);
	const signature = sign('sha256', toBeSigned, privateKey);
	return toPem('CERTIFICATE REQUEST', assemble(toBeSigned, RSA_SHA256.der, signature));
}

/**
 * Reads a certificate request (PEM, or the base64 inside) and checks its own signature.
 * @throws Refusal when it is none, was altered, or is not for an RSA key of 2048 bits
 */
export function readCertificateRequest(text: string): CertificateRequest {
	const der = readDer(text, ['CERTIFICATE REQUEST', 'NEW CERTIFICATE REQUEST']);
	const request = der && parse(der);
	if (!der || !request) {
		throw new Refusal(
			'The certificate request (CSR) could not be read',
			'Paste the text that starts with -----BEGIN CERTIFICATE REQUEST-----, as Key: Create gives it. It must be signed with RSA and SHA-256, SHA-384 or SHA-512.',
		);
	}
	const fits = attempt(() =>
		verify(request.hash, request.toBeSigned, request.publicKey, request.signature),
	);
	if (fits !== true) {
		throw new Refusal(
			'The certificate request (CSR) does not carry a valid signature of its own key',
			'Copy it again in full, or make a new one with Key: Create.',
		);
	}
	const bits = request.publicKey.asymmetricKeyDetails?.modulusLength;
	if (request.publicKey.asymmetricKeyType !== 'rsa' || bits !== KEY_BITS) {
		throw new Refusal(
			`The certificate request (CSR) is for a ${bits ?? 'different'}-bit key`,
			`The service takes RSA keys of ${KEY_BITS} bits only. Make a new one with Key: Create.`,
		);
	}
	return { der, publicKey: request.publicKey };
}

/** Taken apart, and found to be exactly what its parts make when put together again. */
function parse(der: Buffer) {
	const [request] = decode(der) ?? [];
	const [toBeSigned, algorithm, signatureBits] = (request && decode(request.content)) ?? [];
	const [, , publicKeyInfo] = (toBeSigned && decode(toBeSigned.content)) ?? [];
	const known = SIGNATURE_ALGORITHMS.find(({ der: each }) => algorithm?.bytes.equals(each));
	if (!toBeSigned || !publicKeyInfo || !signatureBits || !known) return undefined;
	const signature = signatureBits.content.subarray(1);
	const publicKey = attempt(() =>
		createPublicKey({ key: publicKeyInfo.bytes, type: 'spki', format: 'der' }),
	);
	const isWhole = assemble(toBeSigned.bytes, known.der, signature).equals(der);
	if (!publicKey || !isWhole) return undefined;
	return { toBeSigned: toBeSigned.bytes, signature, publicKey, hash: known.hash };
}

function rsaWith(identifier: string): Buffer {
	return encode(TAG.sequence, encodeObjectIdentifier(identifier), encode(TAG.null));
}

function assemble(toBeSigned: Buffer, algorithm: Buffer, signature: Buffer): Buffer {
	const bitsFillBytes = Buffer.from([0]);
	const signatureBits = encode(TAG.bitString, bitsFillBytes, signature);
	return encode(TAG.sequence, toBeSigned, algorithm, signatureBits);
}

function subjectOf({ customerId, customerName }: Requester): Buffer {
	const organisation = [...customerName].slice(0, LONGEST_ORGANISATION).join('');
	return encode(
		TAG.sequence,
		subjectPart(COUNTRY, TAG.printableString, 'FI'),
		...(organisation === '' ? [] : [subjectPart(ORGANISATION, TAG.utf8String, organisation)]),
		subjectPart(COMMON_NAME, TAG.utf8String, customerId),
	);
}

function subjectPart(identifier: string, tag: number, value: string): Buffer {
	return encode(
		TAG.set,
		encode(TAG.sequence, encodeObjectIdentifier(identifier), encode(tag, Buffer.from(value))),
	);
}
