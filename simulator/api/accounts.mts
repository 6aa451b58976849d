import type { IncomingHttpHeaders } from 'node:http';
import type { AccountData } from '../data/accountData.mts';

/** The six headers of every call (webinar). */
const HEADER_NAMES = {
	key: 'X-TampuuriAvain',
	customer: 'X-AsiakasNimi',
	softwareVersion: 'X-Ohjelmistoversio',
	account: 'X-TiliNimi',
	user: 'X-Kayttajatunnus',
	password: 'X-Salasana',
} as const;

export type AccountValues = Readonly<Record<keyof typeof HEADER_NAMES, string>>;

export interface AccountSettings {
	/** Names the account in logs and in responses of `/_simulator/`, which never contain the six values. */
	readonly label: string;
	readonly values: AccountValues;
	/** Accepts header values in UTF-8 as well as Latin-1 (assumed: EVIDENCE.md#authentication). */
	readonly acceptsUtf8?: boolean;
}

/** An account as a client and a test see it. */
export interface Account {
	readonly label: string;
	readonly values: AccountValues;
	/** The six header names and values, ready to send. */
	readonly headers: Readonly<Record<string, string>>;
	readonly acceptsUtf8: boolean;
	readonly data: AccountData;
}

const SHARED_KEY = {
	key: '5EEDBEEF-0000-4000-8000-000000000250',
	customer: 'Esimerkki-isannointi Oy',
	softwareVersion: 'Integraatio X',
};

/**
 * Two accounts that share one key, each with its own user and password (webinar). The first has ä and ö
 * in its headers to test a client's encoding; the second is plain ASCII and easy to type.
 */
export const DEFAULT_ACCOUNTS: readonly AccountSettings[] = [
	{
		label: 'mantyla',
		values: {
			...SHARED_KEY,
			account: 'Kiinteistö Oy Mäntylä',
			user: 'simulaattori.käyttäjä',
			password: 'Pöllö-ja-250-riviä',
		},
	},
	{
		label: 'testipiha',
		values: {
			...SHARED_KEY,
			account: 'Asunto Oy Testipiha',
			user: 'testipihan.simulaattori',
			password: 'Karppa-ja-251-rivia',
		},
	},
];

export function headersOf(values: AccountValues): Record<string, string> {
	return Object.fromEntries(VALUE_NAMES.map((name) => [HEADER_NAMES[name], values[name]]));
}

/** @returns the account whose six values the headers contain, or undefined */
export function authenticate(
	headers: IncomingHttpHeaders,
	accounts: readonly Account[],
): Account | undefined {
	return accounts.find((account) =>
		VALUE_NAMES.every((name) => {
			const received = headers[HEADER_NAMES[name].toLowerCase()];
			if (typeof received !== 'string') return false;
			const expected = account.values[name];
			if (received === expected) return true;
			// Node decodes header bytes as Latin-1.
			return account.acceptsUtf8 && Buffer.from(received, 'latin1').toString('utf8') === expected;
		}),
	);
}

const VALUE_NAMES = [
	'key',
	'customer',
	'softwareVersion',
	'account',
	'user',
	'password',
] as const satisfies ReadonlyArray<keyof AccountValues>;
