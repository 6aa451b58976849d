import { createHash, createPublicKey } from 'node:crypto';

import type { INodeProperties } from 'n8n-workflow';

import { createCertificateRequest } from '../../shared/keys/certificateRequest';
import { createPrivateRsaKey, encryptedPem, KEY_BITS, plainPem } from '../../shared/keys/keyPair';
import type { Operation } from './operation';
import { accessFor } from '../parameters';

const PROPERTIES: INodeProperties[] = [
	{
		displayName: 'Encrypt Private Key',
		name: 'encryptPrivateKey',
		type: 'boolean',
		default: true,
		description:
			'Whether to encrypt the private key with the passphrase in the credential. Switched off, anyone who sees this execution can use the key.',
	},
];

/** A new key and the certificate request for it. Run it first: the key must be kept before a code is spent. */
export const keyCreate: Operation = {
	resource: 'key',
	value: 'create',
	name: 'Create',
	action: 'Create a key and a certificate request',
	description: 'Create a new private key and its certificate request (CSR)',
	properties: PROPERTIES,
	forAgents: false,
	async run(context, itemIndex) {
		const access = await accessFor(context, itemIndex);
		const encrypt = context.getNodeParameter('encryptPrivateKey', itemIndex, true) !== false;
		const privateKey = await createPrivateRsaKey();
		const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
		return {
			certificateRequest: createCertificateRequest(access, privateKey),
			privateKey: encrypt ? encryptedPem(privateKey, access.passphrase) : plainPem(privateKey),
			privateKeyEncrypted: encrypt,
			keyBits: KEY_BITS,
			publicKeyFingerprint: createHash('sha256').update(publicKey).digest('hex'),
		};
	},
};
