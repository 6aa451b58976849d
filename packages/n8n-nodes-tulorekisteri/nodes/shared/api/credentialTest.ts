import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { certificateFacts } from '../keys/certificateFacts';
import { identityOf, readAccess } from './credential';

/**
 * The credential's Test button. Asks nobody: the service has no operation that could be tried without
 * effect, so it is checked that everything in the credential can be read and fits together.
 */
export async function testCertificateCredential(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	try {
		const access = readAccess(credential.data ?? {});
		if (access.certificate === '' && access.privateKey === '') {
			return { status: 'OK', message: 'Ready for the first retrieval: no certificate yet' };
		}
		const facts = certificateFacts(identityOf(access).certificate, new Date());
		const day = facts.validTo.slice(0, 10);
		return facts.status === 'expired'
			? { status: 'Error', message: `The certificate expired on ${day}: order a new one` }
			: {
					status: 'OK',
					message: `Key and certificate fit. Valid until ${day}, ${facts.daysLeft} days left`,
				};
	} catch (error) {
		return { status: 'Error', message: error instanceof Error ? error.message : String(error) };
	}
}
