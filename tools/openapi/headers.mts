import { TampuuriApi } from '../../dist/credentials/TampuuriApi.credentials.js';
import { authenticationHeadersOf, baseAddressOf } from '../../dist/nodes/shared/api/credential.js';

/** One of the six headers of every call. */
export interface AuthenticationHeader {
	readonly header: string;
	/** The credential's field, which is also the name of the variable in other tools. */
	readonly variable: string;
	/** The field's label in the credential. */
	readonly label: string;
}

function madeHeaders(): AuthenticationHeader[] {
	const { properties } = new TampuuriApi();
	const labels = new Map(properties.map(({ name, displayName }) => [name, displayName]));
	// With the fields' names for values, the headers tell which field each comes from.
	const names = Object.fromEntries([...labels.keys()].map((name) => [name, name]));
	return Object.entries(authenticationHeadersOf(names)).map(([header, variable]) => ({
		header,
		variable,
		label: labels.get(variable) ?? header,
	}));
}

export const AUTHENTICATION_HEADERS: readonly AuthenticationHeader[] = madeHeaders();

/** The documented addresses, without a slash at the end. */
export function addressOf(environment: 'production' | 'test'): string {
	return baseAddressOf({ environment }).href.replace(/\/$/, '');
}
