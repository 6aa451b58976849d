import type {
	IAllExecuteFunctions,
	IExecuteFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';
import {
	accountNameOf,
	authenticationHeadersOf,
	baseAddressOf,
	CREDENTIAL_NAME,
	secretsOf,
} from './credential';
import { Client } from './client';

export interface Connection {
	readonly client: Client;
	/** Address and account together: which data the calls see. */
	readonly account: string;
	/** What no error of this run may show. */
	readonly secrets: readonly string[];
}

/**
 * Opens the way to Tampuuri for one run, poll or list search, with the node's credential.
 *
 * @throws UserError when the credential holds something that can't be sent
 */
export async function openConnection(
	context: IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions,
): Promise<Connection> {
	const credential = await context.getCredentials(CREDENTIAL_NAME);
	const base = baseAddressOf(credential);
	// Said now, with the field's name, and not after a first call.
	authenticationHeadersOf(credential);
	const send = context.helpers.httpRequestWithAuthentication;
	// Else n8n would decrypt and resolve the credential anew for each request.
	const decrypted = { id: '', name: '', type: CREDENTIAL_NAME, data: credential };
	const sender: ConstructorParameters<typeof Client>[1] = async (options) =>
		await send.call(context as IAllExecuteFunctions, CREDENTIAL_NAME, options, {
			credentialsDecrypted: decrypted,
		});
	const signal =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	return {
		client: new Client(base, sender, signal),
		account: `${base.href} ${accountNameOf(credential)}`,
		secrets: secretsOf(credential),
	};
}
