import { UserError, type ICredentialDataDecryptedObject } from 'n8n-workflow';
import { folded } from '../foreignValues';
import { isPlan, type Plan } from './plans';
import { USUAL_PATIENCE, type Patience } from './request';

export const CREDENTIAL_NAME = 'tampuuriApi';

/** webinar: addresses of the two environments. */
const ADDRESSES = {
	production: 'https://api.tampuuri.fi/v10/api/',
	test: 'https://qa-api.tampuuri.fi/v10/api/',
} as const;

const LOOPBACK_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

/** webinar: the six headers of every call, with the credential fields they come from. */
const HEADERS = [
	{ header: 'X-TampuuriAvain', field: 'apiKey', label: 'API Key' },
	{ header: 'X-AsiakasNimi', field: 'customerName', label: 'Customer Name' },
	{ header: 'X-Ohjelmistoversio', field: 'softwareVersion', label: 'Software Version' },
	{ header: 'X-TiliNimi', field: 'accountName', label: 'Account Name' },
	{ header: 'X-Kayttajatunnus', field: 'username', label: 'User Name' },
	{ header: 'X-Salasana', field: 'password', label: 'Password' },
] as const;

const CONTROL_CHARACTER = /\p{Cc}/u;
const OUTSIDE_LATIN_1 = /[^\u0020-\u00ff]/;

/** A credential's field as it was typed; empty if it is not set. */
function typedText(credential: ICredentialDataDecryptedObject, field: string): string {
	const value = credential[field];
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** A credential's field as trimmed text; empty if it is not set. */
export function credentialText(credential: ICredentialDataDecryptedObject, field: string): string {
	return typedText(credential, field).trim();
}

/**
 * The address that paths are relative to, always ending in a slash.
 *
 * @throws UserError when a custom address is not a URL, or neither https nor http on this machine
 */
export function baseAddressOf(credential: ICredentialDataDecryptedObject): URL {
	const environment = credential.environment;
	if (environment === 'production' || environment === 'test') {
		return new URL(ADDRESSES[environment]);
	}
	const typed = credentialText(credential, 'ownAddress');
	if (!URL.canParse(typed)) {
		throw new UserError("The credential's Base URL is not a valid URL", {
			description: 'Enter the full URL, for example http://localhost:4010/v10/api/',
		});
	}
	const address = new URL(typed);
	const onThisMachine = address.protocol === 'http:' && LOOPBACK_HOSTS.includes(address.hostname);
	if (address.protocol !== 'https:' && !onThisMachine) {
		throw new UserError("The credential's Base URL must start with https://", {
			description:
				'Otherwise the API key and password would be sent unencrypted. Plain http:// is only accepted for localhost.',
		});
	}
	if (address.username !== '' || address.password !== '') {
		throw new UserError("The credential's Base URL must not contain a user name or password", {
			description: 'Enter them in the User Name and Password fields instead.',
		});
	}
	address.search = '';
	address.hash = '';
	if (!address.pathname.endsWith('/')) address.pathname += '/';
	return address;
}

/**
 * The six headers, as strings that Node sends with one byte per character.
 *
 * Node sends header values as Latin-1 as long as the body is not a string (the client sends bytes),
 * so for UTF-8 each byte is passed as a character.
 *
 * @throws UserError with the field's name, never its value, when it is empty or can't be sent in a
 * header
 */
export function authenticationHeadersOf(
	credential: ICredentialDataDecryptedObject,
): Record<string, string> {
	const asUtf8 = credential.headerEncoding === 'utf8';
	const headers: Record<string, string> = {};
	for (const { header, field, label } of HEADERS) {
		// Blanks may belong to a password.
		const value = (field === 'password' ? typedText : credentialText)(credential, field);
		if (value.trim() === '') {
			throw new UserError(`The credential's ${label} is empty`, {
				description: 'Tampuuri requires all six values on every call. Enter it in the credential.',
			});
		}
		if (CONTROL_CHARACTER.test(value)) {
			throw new UserError(`The credential's ${label} contains a line break or control character`, {
				description: "It can't be sent. Enter the value again on one line.",
			});
		}
		if (!asUtf8 && OUTSIDE_LATIN_1.test(value)) {
			throw new UserError(`The credential's ${label} contains a character that can't be sent`, {
				description:
					'Latin-1 covers Western European letters only. Correct the value, or set Header Encoding to UTF-8.',
			});
		}
		headers[header] = asUtf8 ? Buffer.from(value, 'utf8').toString('latin1') : value;
	}
	return headers;
}

/** Whether the credential lets nothing through but what is known to read. Any other value than All does. */
export function isReadsOnly({ allowedCalls }: ICredentialDataDecryptedObject): boolean {
	// Credentials that were saved before the field existed have none.
	return allowedCalls !== undefined && allowedCalls !== 'all';
}

/** The account's price list. Undefined if the credential was saved before it had the field. */
export function planOf({ plan }: ICredentialDataDecryptedObject): Plan | undefined {
	return isPlan(plan) ? plan : undefined;
}

interface Bounds {
	readonly label: string;
	readonly minimum: number;
	readonly maximum: number;
}

/** @throws UserError when the number is out of range */
function numberOf(
	credential: ICredentialDataDecryptedObject,
	field: keyof Patience,
	{ label, minimum, maximum }: Bounds,
): number | undefined {
	const text = credentialText(credential, field);
	const number = Number(text);
	if (text === '') return undefined;
	if (number >= minimum && number <= maximum) return number;
	throw new UserError(`The credential's ${label} must be a number from ${minimum} to ${maximum}`, {
		description: 'Correct it in the credential, or set Timeout and Retries to Standard.',
	});
}

/**
 * How long to wait for Tampuuri and how often to ask again.
 *
 * @throws UserError when a number is out of range
 */
export function patienceOf(credential: ICredentialDataDecryptedObject): Patience {
	if (credential.timeoutAndRetries !== 'custom') return USUAL_PATIENCE;
	const milliseconds = (field: 'timeout' | 'longestWait', label: string, minimum: number) => {
		const seconds = numberOf(credential, field, { label, minimum, maximum: 3600 });
		return seconds === undefined ? USUAL_PATIENCE[field] : 1000 * seconds;
	};
	const retries = numberOf(credential, 'retries', { label: 'Retries', minimum: 0, maximum: 10 });
	return {
		timeout: milliseconds('timeout', 'Timeout', 1),
		retries: Math.floor(retries ?? USUAL_PATIENCE.retries),
		longestWait: milliseconds('longestWait', 'Longest Wait', 0),
	};
}

/** The labels of the fields that a text names: in English, or as their headers do. */
export function fieldsNamedIn(text: string): string[] {
	const words = folded(text);
	return HEADERS.filter(({ header, label }) =>
		[header.slice('X-'.length), label].some((name) => words.includes(folded(name))),
	).map(({ label }) => label);
}

/** The account of the credential. Only shown to people who edit the credential. */
export function accountNameOf(credential: ICredentialDataDecryptedObject): string {
	return credentialText(credential, 'accountName');
}

export function customerNameOf(credential: ICredentialDataDecryptedObject): string {
	return credentialText(credential, 'customerName');
}

/** What is known of the account's spelling, as it was entered, also as an object. Not a secret. */
export function profileTextOf(credential: ICredentialDataDecryptedObject): string {
	const { accountProfile } = credential;
	if (typeof accountProfile === 'object' && accountProfile !== null)
		return JSON.stringify(accountProfile);
	return credentialText(credential, 'accountProfile');
}

/** The values that no error, log or output may show, longest first. */
export function secretsOf(credential: ICredentialDataDecryptedObject): string[] {
	return HEADERS.map(({ field }) => credentialText(credential, field))
		.filter((value) => value.length > 2)
		.sort((one, other) => other.length - one.length);
}
