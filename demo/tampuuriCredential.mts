import type { Simulator } from '../simulator/start.mts';
import type { CredentialContent } from './n8nClient.mts';

/** The credential that a person would fill in to use the simulator's first account. */
export function tampuuriCredential({ url, account }: Simulator) {
	return {
		type: 'tampuuriApi',
		data: {
			environment: 'own',
			ownAddress: url,
			apiKey: account.values.key,
			customerName: account.values.customer,
			softwareVersion: account.values.softwareVersion,
			accountName: account.values.account,
			username: account.values.user,
			password: account.values.password,
			headerEncoding: 'latin1',
		},
	} satisfies CredentialContent;
}
