import { oneLine } from '../foreignValues';
import type { Failure } from './failure';

export interface FailureMessage {
	/** What happened. */
	readonly message: string;
	/** What to do about it. */
	readonly advice: string;
}

/** @param credential what to call the credential in a sentence */
const messagesByStatus = (credential: string): Readonly<Record<number, FailureMessage>> => ({
	400: {
		message: 'Tampuuri rejected the values',
		advice: 'Correct the fields listed above and run again.',
	},
	401: {
		message: 'Tampuuri rejected the API key, user name or password',
		advice: `Check the environment, the account entered in ${credential} and the other values there.`,
	},
	// Also for a wrong key or password (EVIDENCE.md#authentication).
	403: {
		message: 'Tampuuri denied access',
		advice: `The API user may lack the right to use this operation in the account entered in ${credential}, or a value there is wrong. Check the user's rights in Tampuuri, then the environment and the values.`,
	},
	404: {
		message: 'Tampuuri could not find the record',
		advice: `Check that the ID is correct, that the record is not archived, and that it belongs to the account entered in ${credential}.`,
	},
	405: {
		message: 'Tampuuri does not offer this operation',
		advice: "Check the method and path against Tampuuri's Help pages.",
	},
	409: {
		message: "Tampuuri does not allow this change in the record's current state",
		advice: 'Get the record again and check its state first.',
	},
	429: {
		message: 'Tampuuri is rate-limiting requests',
		advice: 'Run the workflow less often, or lower Concurrency under Options.',
	},
});

const blockedOnTheWay = (credential: string): FailureMessage => ({
	message: "Access was denied, but not by Tampuuri's API",
	advice: `The response is a web page, as a proxy, firewall or API gateway sends it, so ${credential} may well be correct. Ask whoever runs the network whether this server may call Tampuuri.`,
});

const REFUSED: FailureMessage = {
	message: 'Tampuuri rejected the request',
	advice: "Check the values against Tampuuri's Help pages.",
};

const BROKEN: FailureMessage = {
	message: 'Tampuuri could not process the request',
	advice: 'Try again later. If it persists, send Visma support the method and path above.',
};

/** Texts for the error codes of Node and axios. */
const MESSAGES_BY_CODE: Readonly<Record<string, FailureMessage>> = {
	ECONNREFUSED: {
		message: 'Could not connect to Tampuuri',
		advice: 'Check the environment or Base URL in the credential, and that the service is running.',
	},
	ENOTFOUND: {
		message: "Tampuuri's address could not be found",
		advice: "Check the Base URL in the credential and this server's internet connection.",
	},
	ETIMEDOUT: {
		message: 'Tampuuri did not respond in time',
		advice: 'Try again later, or increase Timeout under Options.',
	},
	UNTRUSTED_CERTIFICATE: {
		message: "Tampuuri's TLS certificate is not trusted",
		advice: 'Nothing was sent. Check the address in the credential.',
	},
};

const SAME_AS: Readonly<Record<string, string>> = {
	EAI_AGAIN: 'ENOTFOUND',
	ECONNABORTED: 'ETIMEDOUT',
	EHOSTUNREACH: 'ECONNREFUSED',
	ENETUNREACH: 'ECONNREFUSED',
};

const CUT: FailureMessage = {
	message: 'The connection to Tampuuri was lost',
	advice: 'Try again later.',
};

function secondsText(milliseconds: number): string {
	const seconds = Math.ceil(milliseconds / 1000);
	return seconds === 1 ? '1 second' : `${seconds} seconds`;
}

/** How much of an unreadable response to quote. */
const LONGEST_QUOTE = 200;

/**
 * The message and advice for a failure, without the server's own message.
 *
 * @param clean masks secrets and identity codes in what the server sent
 * @param credentialName the name that the user gave the credential
 */
export function messageFor(
	failure: Failure,
	clean: (text: string) => string,
	credentialName?: string,
): FailureMessage {
	switch (failure.kind) {
		case 'refused': {
			const { status, webPage, retryAfter = 0, longestWait } = failure;
			const credential =
				credentialName === undefined ? 'the credential' : `the credential "${credentialName}"`;
			if (webPage && (status === 401 || status === 403)) return blockedOnTheWay(credential);
			const words = messagesByStatus(credential)[status] ?? (status >= 500 ? BROKEN : REFUSED);
			if (longestWait === undefined) return words;
			return {
				message: words.message,
				advice: `Tampuuri asks to wait ${secondsText(retryAfter)}, but the longest wait allowed is ${secondsText(longestWait)}. Run the workflow later, or increase Longest Wait in the credential.`,
			};
		}
		case 'redirected':
			return {
				message: `Tampuuri's address redirects to ${failure.host}`,
				advice:
					'The request was not sent there, to protect the API key and password. Check the address in the credential.',
			};
		case 'unreachable':
			return MESSAGES_BY_CODE[SAME_AS[failure.code] ?? failure.code] ?? CUT;
		case 'unreadable': {
			const beginning = oneLine(clean(failure.text), LONGEST_QUOTE);
			return {
				message: `Tampuuri's response is not ${failure.wanted}`,
				advice: `The response begins with: ${beginning === '' ? '(nothing)' : beginning}`,
			};
		}
	}
}
