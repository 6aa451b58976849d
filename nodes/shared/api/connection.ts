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
	customerNameOf,
	isReadsOnly,
	patienceOf,
	planOf,
	profileTextOf,
	secretsOf,
} from './credential';
import { Client, type CallsInFlight, type Sender } from './client';
import type { Plan } from './plans';

export interface Connection {
	readonly client: Client;
	/** Address, customer and account, which together decide what data calls see. */
	readonly account: string;
	/** The credential's *Account Profile* as it was entered. Not a secret. */
	readonly profileText: string;
	/** The account's price list, if it is known. */
	readonly plan: Plan | undefined;
	/** The values that no error of this run may show. */
	readonly secrets: readonly string[];
}

/**
 * Connects to Tampuuri with the node's credential, for one run, poll or list search.
 *
 * @param concurrency maximum number of calls in flight; unlimited if absent
 * @throws UserError when the credential contains something that can't be sent
 */
export async function openConnection(
	context: IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions,
	concurrency?: CallsInFlight,
): Promise<Connection> {
	const credential = await context.getCredentials(CREDENTIAL_NAME);
	const base = baseAddressOf(credential);
	// Checks the values now, so that the error names the field before any call.
	authenticationHeadersOf(credential);
	const send = context.helpers.httpRequestWithAuthentication;
	// Otherwise n8n would decrypt and resolve the credential again for each request.
	const decrypted = { id: '', name: '', type: CREDENTIAL_NAME, data: credential };
	const sender: Sender = async (options) =>
		await send.call(context as IAllExecuteFunctions, CREDENTIAL_NAME, options, {
			credentialsDecrypted: decrypted,
		});
	const signal =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	return {
		client: new Client({
			base,
			sender,
			signal,
			concurrency,
			patience: patienceOf(credential),
			readsOnly: isReadsOnly(credential),
		}),
		account: JSON.stringify([base.href, customerNameOf(credential), accountNameOf(credential)]),
		profileText: profileTextOf(credential),
		plan: planOf(credential),
		secrets: secretsOf(credential),
	};
}
