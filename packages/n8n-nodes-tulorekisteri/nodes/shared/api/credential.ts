import type { KeyObject, X509Certificate } from 'node:crypto';

import { attempt, Refusal } from '../errors/refusal';
import { isSameKey } from '../keys/keyPair';
import { leafOf, readCertificates, readPrivateKey } from '../keys/pem';
import { readEnvironment, type Environment } from './environment';

/** A credential, read: who the customer is, where the service is, and what proves it. */
export interface Access {
	environment: Environment;
	customerId: string;
	customerName: string;
	certificate: string;
	privateKey: string;
	passphrase: string;
	/** Certificates of the authority whose signature the service's responses must carry; none where not given. */
	trustedAuthorities: X509Certificate[];
	/** Whether the owner wants responses without a valid signature to be used. */
	acceptsUnverified: boolean;
}

/** The certificate in force and the private key that belongs to it. */
export interface Identity {
	certificate: X509Certificate;
	privateKey: KeyObject;
}

/**
 * Reads the credential as n8n gives it. Values are trimmed, because n8n does not; a passphrase is taken as it is.
 * @throws Refusal
 */
export function readAccess(credential: Record<string, unknown>): Access {
	const textOf = (field: string) => {
		const value = credential[field];
		return typeof value === 'string' ? value.trim() : '';
	};
	const trustedAuthority = textOf('trustedAuthority');
	return {
		environment: readEnvironment(
			textOf('environment'),
			textOf('ownAddress'),
			textOf('ownAddressEnvironment'),
		),
		customerId: textOf('customerId'),
		customerName: textOf('customerName'),
		certificate: textOf('publicCertificate'),
		privateKey: textOf('privateKey'),
		passphrase: typeof credential.passphrase === 'string' ? credential.passphrase : '',
		trustedAuthorities: trustedAuthority === '' ? [] : readCertificates(trustedAuthority),
		acceptsUnverified: credential.acceptUnverified === true,
	};
}

/**
 * The certificate in the credential; of a chain, the one the private key belongs to.
 * @throws Refusal when there is none or it cannot be read
 */
export function certificateOf(access: Access): X509Certificate {
	if (access.certificate === '') {
		throw new Refusal(
			'The credential has no certificate',
			'Paste the certificate into the credential. Before the first retrieval there is none yet.',
		);
	}
	const key = attempt(() => readPrivateKey(access.privateKey, access.passphrase));
	return leafOf(readCertificates(access.certificate), key);
}

/**
 * The certificate and the key of the credential.
 * @throws Refusal when either cannot be read or they do not belong together
 */
export function identityOf(access: Access): Identity {
	const certificate = certificateOf(access);
	if (access.privateKey === '') {
		throw new Refusal(
			'The credential has no private key',
			'Paste the private key into the credential.',
		);
	}
	const privateKey = readPrivateKey(access.privateKey, access.passphrase);
	if (!isSameKey(certificate.publicKey, privateKey)) {
		throw new Refusal(
			'The private key and the certificate in the credential do not belong together',
			'After a renewal both change: paste the new certificate with the new private key that was made for it.',
		);
	}
	return { certificate, privateKey };
}
