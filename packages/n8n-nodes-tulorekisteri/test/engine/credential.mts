import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { StandIn } from '../../standin/server.mts';

export const NODE = 'n8n-nodes-tulorekisteri.tulorekisteri';
export const TRIGGER = 'n8n-nodes-tulorekisteri.tulorekisteriTrigger';
export const CREDENTIAL = 'tulorekisteriCertificateApi';
export const CUSTOMER_ID = '0123456-7';
export const PASSPHRASE = 'välilyönti & passphrase';

const DAY = 24 * 60 * 60 * 1000;

/** A credential for the stand-in, as before the first retrieval. */
export function emptyCredential(standIn: StandIn): ICredentialDataDecryptedObject {
	return {
		environment: 'own',
		ownAddress: standIn.address,
		ownAddressEnvironment: 'TEST',
		customerId: CUSTOMER_ID,
		customerName: 'Ääkkös & Öljy <Oy>',
		passphrase: PASSPHRASE,
		trustedAuthority: standIn.service.authority.trusted.toString(),
	};
}

/** A credential with a certificate of the stand-in's that ends in so many days. */
export async function credentialEndingIn(
	standIn: StandIn,
	days: number,
): Promise<ICredentialDataDecryptedObject> {
	const to = new Date(Date.now() + days * DAY);
	const from = new Date(to.getTime() - 730 * DAY);
	const { certificate, privateKey } = await standIn.service.authority.newCustomer(CUSTOMER_ID, {
		from,
		to,
	});
	return {
		...emptyCredential(standIn),
		publicCertificate: certificate.toString(),
		privateKey: String(
			privateKey.export({
				type: 'pkcs8',
				format: 'pem',
				cipher: 'aes-256-cbc',
				passphrase: PASSPHRASE,
			}),
		),
	};
}
