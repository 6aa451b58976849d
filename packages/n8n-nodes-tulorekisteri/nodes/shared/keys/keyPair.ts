import { createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';

import { Refusal } from '../errors/refusal';

/** The only key size the service takes. Source: the Tax Administration's quick guide. */
export const KEY_BITS = 2048;

/** A new RSA key of the size the service takes, made without holding up other executions. */
export async function createPrivateRsaKey(): Promise<KeyObject> {
	return await new Promise((resolve, reject) => {
		generateKeyPair('rsa', { modulusLength: KEY_BITS }, (error, _publicKey, privateKey) => {
			if (error) reject(error);
			else resolve(privateKey);
		});
	});
}

/** PKCS#8 PEM, encrypted with AES-256 under the passphrase. */
export function encryptedPem(privateKey: KeyObject, passphrase: string): string {
	if (passphrase === '') {
		throw new Refusal(
			'There is no passphrase to encrypt the new private key with',
			'Fill in the passphrase in the credential, or switch Encrypt Private Key off.',
		);
	}
	return privateKey
		.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase })
		.toString();
}

/** PKCS#8 PEM that anyone who sees it can use. */
export function plainPem(privateKey: KeyObject): string {
	return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** Whether two keys, private or public, belong together. */
export function isSameKey(one: KeyObject, other: KeyObject): boolean {
	return publicBytes(one).equals(publicBytes(other));
}

function publicBytes(key: KeyObject): Buffer {
	const publicKey = key.type === 'private' ? createPublicKey(key) : key;
	return publicKey.export({ type: 'spki', format: 'der' });
}
