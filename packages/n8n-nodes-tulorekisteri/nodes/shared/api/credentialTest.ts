import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { certificateFacts } from '../keys/certificateFacts';
import { identityOf, readAccess, type Access } from './credential';

/**
 * The credential's Test button. It calls nobody, because the service has no operation without effect: it checks
 * that everything in the credential can be read, fits together and is in force.
 */
export async function testCertificateCredential(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	try {
		const access = readAccess(credential.data ?? {});
		const fault = faultIn(access, new Date());
		return fault ? { status: 'Error', message: fault } : { status: 'OK', message: praise(access) };
	} catch (error) {
		return { status: 'Error', message: error instanceof Error ? error.message : String(error) };
	}
}

function faultIn(access: Access, now: Date): string | undefined {
	if (access.customerId === '') return 'Fill in the customer ID';
	if (access.passphrase === '')
		return 'Fill in a passphrase: new private keys are encrypted with it';
	if (isEmpty(access)) return undefined;
	const facts = certificateFacts(identityOf(access).certificate, now);
	if (facts.status === 'expired') {
		return `The certificate expired on ${facts.validTo.slice(0, 10)}: order a new one`;
	}
	if (facts.status === 'notYetValid') {
		return `The certificate is only valid from ${facts.validFrom.slice(0, 10)}: check the clock of the n8n server`;
	}
	if (facts.commonName !== access.customerId) {
		return `The certificate is for customer ${facts.commonName || 'nobody'}, but the customer ID is ${access.customerId}`;
	}
	return undefined;
}

function praise(access: Access): string {
	if (isEmpty(access)) return 'Ready for the first retrieval: no certificate yet';
	const { validTo, daysLeft } = certificateFacts(identityOf(access).certificate, new Date());
	return `Key and certificate fit. Valid until ${validTo.slice(0, 10)}, ${daysLeft} days left`;
}

function isEmpty({ certificate, privateKey }: Access): boolean {
	return certificate === '' && privateKey === '';
}
