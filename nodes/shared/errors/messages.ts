import { oneLine } from '../foreignValues';
import type { Failure } from './failure';

export interface FailureMessage {
	/** What happened. */
	readonly message: string;
	/** What to do about it. */
	readonly advice: string;
}

const MESSAGES_BY_STATUS: Readonly<Record<number, FailureMessage>> = {
	400: {
		message: 'Tampuuri rejected the values',
		advice: 'Correct the fields listed above and run again.',
	},
	401: {
		message: 'Tampuuri rejected the API key, user name or password',
		advice:
			'Check the environment and the six values in the credential, and that the API user has the right to use this operation.',
	},
	404: {
		message: 'Tampuuri could not find the record',
		advice:
			'Check that the ID is correct, that the record is not archived, and that it belongs to the account in the credential.',
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
		advice: 'Run the workflow less often, or lower Page Concurrency under Options.',
	},
};

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

/** How much of an unreadable response to quote. */
const LONGEST_QUOTE = 200;

/**
 * The message and advice for a failure, without the server's own message.
 *
 * @param clean masks secrets and identity codes in what the server sent
 */
export function messageFor(failure: Failure, clean: (text: string) => string): FailureMessage {
	switch (failure.kind) {
		case 'refused': {
			const status = failure.status === 403 ? 401 : failure.status;
			return MESSAGES_BY_STATUS[status] ?? (status >= 500 ? BROKEN : REFUSED);
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
